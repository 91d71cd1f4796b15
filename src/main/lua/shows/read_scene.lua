-- Reads a room as it stands between two events. KEYS[15] is the chat, KEYS[16] the open questions. Returns {"ok", now, stage,
-- gates, stock, chat entries, those of them that wait for an answer}.
--#include books
local chat, questions, most = KEYS[15], KEYS[16], ARGV[1]
local lines = redis.call('XREVRANGE', chat, '+', '-', 'COUNT', most)
local oldest = #lines > 0 and string.match(lines[#lines][1], '^%d+') or '+inf'
return {
  'ok', NOW, redis.call('HGETALL', STAGE), redis.call('HGETALL', GATES), redis.call('HGETALL', STOCK),
  lines, redis.call('ZRANGEBYSCORE', questions, oldest, '+inf')
}
