-- Reads a room as it stands between two events. KEYS[15] is the chat. Returns {"ok", now, stage, gates, stock, chat entries}.
--#include books
local chat, most = KEYS[15], ARGV[1]
return {
  'ok', NOW, redis.call('HGETALL', STAGE), redis.call('HGETALL', GATES), redis.call('HGETALL', STOCK),
  redis.call('XREVRANGE', chat, '+', '-', 'COUNT', most)
}
