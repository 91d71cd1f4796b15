-- Calls one who waits. Returns {"ok"|"exists", ahead, fields of the ticket…} | {"changed-meanwhile"} when another is next | {why}.
--#include books
--#include counter
local id, staff, staff_name, key = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local next_only, most_talks, booth = ARGV[5] == '1', tonumber(ARGV[6]), ARGV[7]

local before = redis.call('HGET', SEEN, key)
if before then
  if before ~= id .. '|' .. staff then return { 'key-reused' } end
  return whole('exists')
end
local state = field('state')
if not state then return { next_only and 'changed-meanwhile' or 'not-found' } end
if field('booth') ~= booth then return { 'not-found' } end -- a neighbour of the same shard
if state ~= 'waiting' then return { next_only and 'changed-meanwhile' or state == 'called' and 'already-done' or 'talk-over' } end
if next_only and redis.call('ZRANGE', WAITING, 0, 0)[1] ~= id then return { 'changed-meanwhile' } end
if tonumber(redis.call('HGET', COUNTER, 'talks.' .. staff) or 0) >= most_talks then return { 'too-many' } end

redis.call('ZREM', WAITING, id)
redis.call('HSET', TICKET, 'state', 'called', 'calledMs', NOW, 'staff', staff, 'staffName', staff_name)
redis.call('HSET', SEEN, key, id .. '|' .. staff)
talks(staff, 1)
fact('visitor-called', { ticket = id, account = field('account'), by = staff })
return whole('ok')
