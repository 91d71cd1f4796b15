-- Says something in a complaint and moves it on: "say", "answer" (the booth), "accept" and "escalate" (the buyer), "decide" (organizers and, once it was
-- referred, officials), "lapse" (nobody moved in time). What is not answered in time goes to the organizers, what they do not decide in time
-- to the officials as well, and an answer to which the buyer does not object stands. KEYS[15] is the complaint, KEYS[16] its words,
-- KEYS[17] those of the shard by when somebody must have moved, KEYS[18] its order (or the complaint itself).
-- Returns {"ok"|"exists", state} | {why, field}.
--#include books
local complaint, words, due, order = KEYS[15], KEYS[16], KEYS[17], KEYS[18]
local id, act, who, key, word = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local outcome, most = ARGV[6], tonumber(ARGV[7])
local object_ms, decide_ms = tonumber(ARGV[8]), tonumber(ARGV[9])
local by = ARGV[10]

local now = redis.call('HMGET', complaint, 'state', 'dueMs', 'record', 'account', 'outcome')
local state = now[1]
if not state then return { 'not-found', 'complaint' } end
if key ~= '' and redis.call('HEXISTS', complaint, 'said.' .. key) == 1 then return { 'exists', state } end
local allowed = {
  say = { open = 1, answered = 1, escalated = 1, referred = 1 }, answer = { open = 1, answered = 1 }, accept = { open = 1, answered = 1, escalated = 1, referred = 1 },
  escalate = { answered = 1 }, decide = { escalated = 1, referred = 1 }, lapse = { open = 1, answered = 1, escalated = 1 }
}
if act == 'decide' and who == 'official' then allowed.decide.escalated = nil end
if act == 'decide' and state == 'closed' and now[5] == outcome then return { 'exists', state } end
if not allowed[act][state] then return { 'wrong-state', '' } end
if act == 'lapse' and NOW < tonumber(now[2]) then return { 'wrong-state', '' } end
if word ~= '' and redis.call('LLEN', words) >= most then return { 'too-many', '' } end

local was, next_due = state, nil
if act == 'answer' then
  state, next_due = 'answered', NOW + object_ms
elseif act == 'escalate' then
  state, next_due = 'escalated', NOW + decide_ms
elseif act == 'accept' then
  state, outcome = 'closed', was == 'answered' and 'accepted' or 'withdrawn'
elseif act == 'decide' then
  state = 'closed'
elseif act == 'lapse' and was == 'open' then
  state, next_due = 'escalated', NOW + decide_ms
  redis.call('HSET', complaint, 'late', 'seller')
elseif act == 'lapse' and was == 'answered' then
  state, outcome = 'closed', 'unopposed'
elseif act == 'lapse' then
  state = 'referred'
  redis.call('HSET', complaint, 'late', 'organizer')
end
redis.call('HSET', complaint, 'state', state)
if key ~= '' then redis.call('HSET', complaint, 'said.' .. key, 1) end
if word ~= '' then redis.call('RPUSH', words, '{"atMs":' .. string.format('%.0f', NOW) .. ',' .. string.sub(word, 2)) end
if next_due then
  redis.call('HSET', complaint, 'dueMs', next_due)
  redis.call('ZADD', due, next_due, id)
elseif state == 'closed' then
  redis.call('HSET', complaint, 'closedMs', NOW, 'outcome', outcome)
  redis.call('ZREM', due, id)
  if redis.call('HGET', order, 'complaint') == id then redis.call('HDEL', order, 'complaint') end
elseif state == 'referred' then
  redis.call('ZREM', due, id)
end
local record = cjson.decode(now[3])
if state == 'referred' or was == 'referred' then redis.call(state == 'closed' and 'ZREM' or 'ZADD', KEYS[19], unpack(state == 'closed' and { id } or { NOW, id })) end
fact('complaint-moved', { complaint = id, booth = record.booth, account = now[4], act = act, who = who, state = state, outcome = state == 'closed' and outcome or nil })
if act == 'decide' then fact('complaint-decided', { complaint = id, booth = record.booth, outcome = outcome, by = by, role = who }) end
return { 'ok', state }
