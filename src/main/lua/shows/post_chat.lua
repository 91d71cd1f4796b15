-- Adds a message to the chat. KEYS[15] is the chat, KEYS[16] the messages by number, KEYS[17] the open questions, KEYS[18] who
-- spoke when. An order that its writer repeats soon after is the same order. Returns {"ok"|"exists", n, message of the order} | {why, field, seconds to wait}.
--#include books
--#include stage
local chat, messages, questions, speakers = KEYS[15], KEYS[16], KEYS[17], KEYS[18]
local id, account, is_staff, reply_to, question = ARGV[1], ARGV[2], ARGV[3] == '1', ARGV[4], ARGV[5] == '1'
local line = ARGV[6] -- a ChatLine as JSON without n and sentMs
local most, most_questions = tonumber(ARGV[7]), tonumber(ARGV[8])
local order, same_ms = ARGV[9], tonumber(ARGV[10]) -- what is ordered, or ""

local known = redis.call('ZSCORE', messages, id)
local ordered = order ~= '' and cjson.decode(redis.call('HGET', speakers, 'order.' .. account) or '{}') or {}
local same = ordered.what == order and ordered.at and NOW < ordered.at + same_ms and ordered.message
if known then return { 'exists', tonumber(known), same or id } end
local state = state_now()
if state ~= 'live' and state ~= 'paused' and not (state == 'rehearsal' and is_staff) then return { 'chat-closed', '', 0 } end
if redis.call('HEXISTS', speakers, 'muted.' .. account) == 1 then return { 'muted', '', 0 } end
local slow = tonumber(redis.call('HGET', STAGE, 'slow') or 0) * 1000
local wait = tonumber(redis.call('HGET', speakers, account) or 0) + slow - NOW
if slow > 0 and not is_staff and wait > 0 then return { 'slow-down', '', math.ceil(wait / 1000) } end
if reply_to ~= '' and not redis.call('ZSCORE', messages, reply_to) then return { 'not-found', 'replyTo', 0 } end

local n = redis.call('HINCRBY', STAGE, 'chatN', 1)
redis.call('XADD', chat, 'MAXLEN', '~', most, n .. '-0', 'e', '{"t":"said","line":{"n":' .. n .. ',"sentMs":' .. string.format('%.0f', NOW) .. ',' .. string.sub(line, 2) .. '}', 'm', id)
redis.call('ZADD', messages, n, id)
redis.call('ZREMRANGEBYSCORE', messages, '-inf', n - most)
if redis.call('HSET', speakers, account, NOW) == 1 then fact('viewer-spoke', { account = account }) end
if order ~= '' and not same then
  redis.call('HSET', speakers, 'order.' .. account, cjson.encode({ what = order, at = NOW, message = id }))
end
if question then
  redis.call('ZADD', questions, n, id)
  redis.call('ZREMRANGEBYRANK', questions, 0, -most_questions - 1)
end
if is_staff and reply_to ~= '' and redis.call('ZREM', questions, reply_to) == 1 then
  shelf_event(cjson.encode({ t = 'question-answered', message = reply_to }))
end
redis.call('HSET', TALLY, 'unanswered', redis.call('ZCARD', questions))
count('messages', 1)
return { 'ok', n, same or id }
