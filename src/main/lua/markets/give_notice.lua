-- Gives a person a notice, once for each name; the oldest go when there are too many. Returns {"ok"|"exists", unread}.
local NOTICES, TIMES, UNREAD = KEYS[1], KEYS[2], KEYS[3]
local name, notice, at, most = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

if redis.call('HEXISTS', NOTICES, name) == 1 then return { 'exists', redis.call('SCARD', UNREAD) } end

redis.call('HSET', NOTICES, name, notice)
redis.call('ZADD', TIMES, at, name)
redis.call('SADD', UNREAD, name)
for _, old in ipairs(redis.call('ZRANGE', TIMES, 0, -most - 1)) do
  redis.call('HDEL', NOTICES, old)
  redis.call('SREM', UNREAD, old)
  redis.call('ZREM', TIMES, old)
end
return { 'ok', redis.call('SCARD', UNREAD) }
