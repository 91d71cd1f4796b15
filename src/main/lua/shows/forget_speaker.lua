-- Takes everything that an account has said here away for good. KEYS[15] is the chat, KEYS[16] the open questions, KEYS[17] who
-- spoke when. Returns {"ok", how many messages}.
--#include books
--#include stage
local chat, questions, speakers = KEYS[15], KEYS[16], KEYS[17]
local account = ARGV[1]
local told = state_now() ~= 'ended'

local gone = 0
for _, entry in ipairs(redis.call('XRANGE', chat, '-', '+')) do
  local said, id = entry[2][2], entry[2][4]
  if string.find(said, account, 1, true) and cjson.decode(said).line.account == account then
    redis.call('XDEL', chat, entry[1])
    redis.call('ZREM', questions, id)
    if told then shelf_event(cjson.encode({ t = 'message-deleted', message = id })) end
    gone = gone + 1
  end
end
local pinned = redis.call('HGET', STAGE, 'pinnedMessage')
if pinned and cjson.decode(pinned).account == account then
  redis.call('HDEL', STAGE, 'pinnedMessage')
  if told then shelf_event('{"t":"message-pinned"}') end
end
-- A pinned message stands in the room's log as well. The log is written anew with the same numbers.
local log, blank = redis.call('XRANGE', SHELF, '-', '+'), false
for _, entry in ipairs(log) do
  if string.find(entry[2][2], 'message-pinned', 1, true) and string.find(entry[2][2], account, 1, true) then
    entry[2][2], blank = '{"t":"message-pinned"}', true
  end
end
if blank then
  redis.call('DEL', SHELF)
  for _, entry in ipairs(log) do redis.call('XADD', SHELF, entry[1], 'e', entry[2][2]) end
end
redis.call('HSET', TALLY, 'unanswered', redis.call('ZCARD', questions))
redis.call('HDEL', speakers, account, 'order.' .. account)
return { 'ok', gone }
