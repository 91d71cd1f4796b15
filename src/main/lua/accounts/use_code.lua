-- Compares a code with the one that stands for the number, counts a wrong one, and uses up the right one.
-- Returns {'ok'}, {'wrong-code', tries left}, {'code-expired'} or {'too-many-tries'}.
local standing = KEYS[1]               -- the code that stands for the number
local yield = KEYS[2]                  -- how many of the prefix were sent and used
local request = ARGV[1]                -- the request that the code was sent for
local code = ARGV[2]                   -- fingerprint of the code
local now = tonumber(ARGV[3])          -- ms
local tries = tonumber(ARGV[4])        -- most wrong codes
local keep = ARGV[5] == 'keep'         -- look only: the right code stays usable

local stands = redis.call('HMGET', standing, 'request', 'code', 'expires', 'tries')
if not stands[1] or stands[1] ~= request or tonumber(stands[3]) <= now then return { 'code-expired' } end
if tonumber(stands[4]) >= tries then return { 'too-many-tries' } end
if stands[2] ~= code then
  local left = tries - redis.call('HINCRBY', standing, 'tries', 1)
  return { 'wrong-code', left }
end
if keep then return { 'ok' } end
redis.call('DEL', standing)
if redis.call('EXISTS', yield) == 1 then redis.call('HINCRBY', yield, 'used', 1) end
return { 'ok' }
