-- Hands a talk over to somebody else of the staff. KEYS[20] is the booth's staff. Returns {"ok"|"exists", ahead, fields of the ticket…} | {why}.
--#include books
--#include counter
local id, to, to_name, by = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local state, from = field('state'), field('staff')
if not state then return { 'not-found' } end
if state == 'ended' then return { 'talk-over' } end
if state == 'waiting' then return { 'not-called-yet' } end
if redis.call('HEXISTS', KEYS[20], to) == 0 then return { 'not-allowed' } end
if from == to then return whole('exists') end

talks(from, -1)
talks(to, 1)
redis.call('HSET', TICKET, 'staff', to, 'staffName', to_name)
fact('talk-handed', { ticket = id, account = field('account'), to = to, by = by })
return whole('ok')
