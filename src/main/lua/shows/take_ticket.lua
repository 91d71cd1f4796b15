-- Gives a visitor a number at the counter. Returns {"ok"|"exists", ahead, fields of the ticket…} | {why}.
--#include books
--#include counter
local id, account, booth, name, reason, product = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6] -- name and reason are sealed; product may be ""
local most_waiting, most_kept = tonumber(ARGV[7]), tonumber(ARGV[8])

if redis.call('EXISTS', TICKET) == 1 then return whole('exists') end
if redis.call('HEXISTS', COUNTER, 'open.' .. account) == 1 then return { 'already-in-line' } end
if redis.call('HEXISTS', COUNTER, 'closed') == 1 then return { 'counter-closed' } end
if redis.call('ZCARD', WAITING) >= most_waiting then return { 'too-many' } end

local number = redis.call('HINCRBY', COUNTER, 'number', 1)
redis.call('HSET', TICKET, 'ticket', id, 'booth', booth, 'account', account, 'name', name, 'reason', reason, 'product', product, 'number', number, 'state', 'waiting', 'takenMs', NOW, 'said', 0)
redis.call('HSET', COUNTER, 'open.' .. account, id)
redis.call('ZADD', WAITING, number, id)
redis.call('ZADD', TICKETS, NOW, id)
redis.call('ZREMRANGEBYRANK', TICKETS, 0, -most_kept - 1)
fact('ticket-taken', { ticket = id, account = account, number = number })
return whole('ok')
