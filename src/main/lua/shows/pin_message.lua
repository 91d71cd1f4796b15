-- Puts a message on top of the chat, or ("") takes it down. KEYS[15] is the chat, KEYS[16] the messages by number. Returns {"ok"|"exists"} | {why}.
--#include books
--#include stage
local chat, messages = KEYS[15], KEYS[16]
local id, by = ARGV[1], ARGV[2]

local why = not_in(ON_AIR)
if why then return { why } end
local pinned = redis.call('HGET', STAGE, 'pinnedMessage')
if id == '' then
  if not pinned then return { 'exists' } end
  redis.call('HDEL', STAGE, 'pinnedMessage')
  shelf_event('{"t":"message-pinned"}')
  return { 'ok' }
end
local n = redis.call('ZSCORE', messages, id)
local entry = n and redis.call('XRANGE', chat, n .. '-0', n .. '-0')[1]
if not entry then return { 'not-found' } end
if pinned and cjson.decode(pinned).message == id then return { 'exists' } end

local line = string.match(entry[2][2], '"line":(.+)}$')
redis.call('HSET', STAGE, 'pinnedMessage', line)
shelf_event('{"t":"message-pinned","message":' .. line .. '}')
local said = cjson.decode(line)
fact('message-pinned', { message = id, badge = said.badge, text = (said.badge == 'host' or said.badge == 'moderator') and said.text or nil, by = by })
return { 'ok' }
