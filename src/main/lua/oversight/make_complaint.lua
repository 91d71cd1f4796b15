-- Makes a complaint of a buyer, of an order of their own or of what was said in a show. An order has one open complaint at a time. KEYS[15] is
-- the complaint, KEYS[16] its words, KEYS[17] the complaints of the booth, KEYS[18] those of the shard by when somebody must have
-- moved, KEYS[19] the order (or the complaint itself). Returns {"ok"|"exists"} | {why, field}.
--#include books
local complaint, words, of_booth, due, order = KEYS[15], KEYS[16], KEYS[17], KEYS[18], KEYS[19]
local id, account, booth, order_id, kind = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local record, word, print = ARGV[6], ARGV[7], ARGV[8]
local moment, answer_ms = tonumber(ARGV[9]), tonumber(ARGV[10]) -- moment: 0 is now

local before = redis.call('HGET', complaint, 'print')
if before then return { before == print and 'exists' or 'key-reused', 'key' } end
if order_id ~= '' then
  local owner = redis.call('HMGET', order, 'account', 'booth', 'complaint')
  if owner[1] ~= account or owner[2] ~= booth then return { 'not-found', 'order' } end
  if owner[3] then return { 'already-done', 'order' } end
end
local stage = redis.call('HMGET', STAGE, 'startedMs', 'endedMs', 'state')
if string.sub(PLACE, 1, 1) == 's' and not stage[1] then return { 'not-live', 'room' } end
local started = tonumber(stage[1] or 0)
if moment == 0 then moment = NOW end
if moment > NOW then return { 'too-large', 'momentMs' } end
if moment < started then return { 'too-small', 'momentMs' } end

redis.call('HSET', complaint, 'record', record, 'account', account, 'state', 'open', 'madeMs', NOW, 'dueMs', NOW + answer_ms, 'momentMs', moment, 'print', print)
if started > 0 and moment <= tonumber(stage[2] or NOW) then redis.call('HSET', complaint, 'intoMs', moment - started) end
if order_id ~= '' then redis.call('HSET', order, 'complaint', id) end
redis.call('RPUSH', words, '{"atMs":' .. string.format('%.0f', NOW) .. ',' .. string.sub(word, 2))
redis.call('ZADD', of_booth, NOW, id)
redis.call('ZADD', due, NOW + answer_ms, id)
fact('complaint-made', { complaint = id, booth = booth, order = order_id ~= '' and order_id or nil, kind = kind, account = account })
return { 'ok', '' }
