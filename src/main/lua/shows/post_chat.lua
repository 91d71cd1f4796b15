-- Adds a message to the chat. KEYS[15] is the chat, KEYS[16] the messages by number, KEYS[17] the open questions, KEYS[18] who
-- spoke when. An order that its writer repeats soon after, while the first may still become one, is the same order. Returns {"ok"|"exists", n, message of the order} | {why, field, seconds to wait}.
--#include books
--#include stage
local chat, messages, questions, speakers = KEYS[15], KEYS[16], KEYS[17], KEYS[18]
local id, account, is_staff, reply_to, question = ARGV[1], ARGV[2], ARGV[3] == '1', ARGV[4], ARGV[5] == '1'
local line = ARGV[6] -- a ChatLine as JSON without n and sentMs
local most, most_questions = tonumber(ARGV[7]), tonumber(ARGV[8])
local order, same_ms = ARGV[9], tonumber(ARGV[10]) -- what is ordered, or ""

-- The message of the same order that this account wrote a moment ago and that has not come to an end, or nil.
local function same_order()
  local before = cjson.decode(redis.call('HGET', speakers, 'order.' .. account) or '{}')
  if before.what ~= order or NOW >= before.at + same_ms then return nil end
  local hold = redis.call('HGET', HOLDS, 'h' .. string.sub(before.message, 2))
  return (not hold or cjson.decode(hold).state == 'taken') and before.message or nil
end

local known = redis.call('ZSCORE', messages, id)
if known then
  -- What it counted as then, it counts as for good, whatever became of that order.
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', messages, known, known)) do
    local same = string.match(member, '=(.+)$')
    if same then return { 'exists', tonumber(known), same } end
  end
  return { 'exists', tonumber(known), id }
end
local state = state_now()
if state ~= 'live' and state ~= 'paused' and not (state == 'rehearsal' and is_staff) then return { 'chat-closed', '', 0 } end
if redis.call('HEXISTS', speakers, 'muted.' .. account) == 1 then return { 'muted', '', 0 } end
local slow = tonumber(redis.call('HGET', STAGE, 'slow') or 0) * 1000
local wait = tonumber(redis.call('HGET', speakers, account) or 0) + slow - NOW
if slow > 0 and not is_staff and wait > 0 then return { 'slow-down', '', math.ceil(wait / 1000) } end
if reply_to ~= '' and not redis.call('ZSCORE', messages, reply_to) then return { 'not-found', 'replyTo', 0 } end
local same = order ~= '' and same_order()

local n = redis.call('HINCRBY', STAGE, 'chatN', 1)
redis.call('XADD', chat, 'MAXLEN', '~', most, n .. '-0', 'e', '{"t":"said","line":{"n":' .. n .. ',"sentMs":' .. string.format('%.0f', NOW) .. ',' .. string.sub(line, 2) .. '}', 'm', id)
redis.call('ZADD', messages, n, id)
redis.call('ZREMRANGEBYSCORE', messages, '-inf', n - most)
if redis.call('HSET', speakers, account, NOW) == 1 then fact('viewer-spoke', { account = account }) end
if same then
  redis.call('ZADD', messages, n, id .. '=' .. same)
elseif order ~= '' then
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
