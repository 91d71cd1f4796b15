-- Gives a person a notice, once for each name, and leaves a letter for each door beside the pages that the person opened; the oldest notices
-- go when there are too many. KEYS[4] is where the person wants notices, KEYS[5] their letters. ARGV[5] and on are the doors of the house.
-- Returns {"ok"|"exists", unread, door, door, …}, the doors being those for which its letter has not gone out yet.
local NOTICES, TIMES, UNREAD, DOORS, OUTBOX = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local name, notice, at, most = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

local fresh = redis.call('HEXISTS', NOTICES, name) == 0
if fresh then
  redis.call('HSET', NOTICES, name, notice)
  redis.call('ZADD', TIMES, at, name)
  redis.call('SADD', UNREAD, name)
  for _, old in ipairs(redis.call('ZRANGE', TIMES, 0, -most - 1)) do
    redis.call('HDEL', NOTICES, old)
    redis.call('SREM', UNREAD, old)
    redis.call('ZREM', TIMES, old)
  end
end
local answer = { fresh and 'ok' or 'exists', redis.call('SCARD', UNREAD) }
for i = 5, #ARGV do
  local door = ARGV[i]
  local letter = door .. '/' .. name
  if fresh and redis.call('HEXISTS', DOORS, door) == 1 then redis.call('HSET', OUTBOX, letter, notice) end
  if redis.call('HEXISTS', OUTBOX, letter) == 1 then answer[#answer + 1] = door end
end
return answer
