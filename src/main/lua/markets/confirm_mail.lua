-- Proves that a mail address belongs to the person: by the code that was sent there. Returns {"ok"} | {"wrong-code"|"code-expired"|"too-many-tries"|"not-found"}.
local DOORS = KEYS[1]
local code, now, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local d = redis.call('HMGET', DOORS, 'wanted', 'code', 'codeUntilMs', 'tries')
if not d[1] then return { 'not-found' } end
if now >= tonumber(d[3]) then return { 'code-expired' } end
if tonumber(d[4]) >= most then return { 'too-many-tries' } end
if d[2] ~= code then
  redis.call('HINCRBY', DOORS, 'tries', 1)
  return { 'wrong-code' }
end

redis.call('HSET', DOORS, 'mail', d[1])
redis.call('HDEL', DOORS, 'wanted', 'code', 'codeUntilMs', 'tries')
return { 'ok' }
