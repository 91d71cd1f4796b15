-- Takes a message away, also from the history. KEYS[15] is the chat, KEYS[16] the messages by number, KEYS[17] the open
-- questions. Returns {"ok"|"exists"} | {why}.
--#include books
--#include stage
local chat, messages, questions = KEYS[15], KEYS[16], KEYS[17]
local id, by = ARGV[1], ARGV[2]

local n = redis.call('ZSCORE', messages, id)
if not n then return { 'not-found' } end
local at = n .. '-0'
if redis.call('XDEL', chat, at) == 0 then return { 'exists' } end

redis.call('ZREM', questions, id)
redis.call('HSET', TALLY, 'unanswered', redis.call('ZCARD', questions))
local pinned = redis.call('HGET', STAGE, 'pinnedMessage')
if pinned and cjson.decode(pinned).message == id then
  redis.call('HDEL', STAGE, 'pinnedMessage')
  shelf_event('{"t":"message-pinned"}')
end
shelf_event(cjson.encode({ t = 'message-deleted', message = id }))
fact('message-deleted', { message = id, by = by })
return { 'ok' }
