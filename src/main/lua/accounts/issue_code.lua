-- Stores a one-time code for a number in place of the one before and counts it, or refuses by the limits.
-- Returns {'ok'} or {why, ms until it is worth asking again}.
local standing = KEYS[1]               -- the code that stands for the number
local to_number = KEYS[2]              -- codes sent to the number
local from_block = KEYS[3]             -- codes asked for from the address block
local to_prefix = KEYS[4]              -- codes sent to numbers with the same prefix
local yield = KEYS[5]                  -- how many of the prefix were sent and used
local of_day = KEYS[6]                 -- codes sent today in all
local request = ARGV[1]                -- the name of this request
local code = ARGV[2]                   -- fingerprint of the code
local now = tonumber(ARGV[3])          -- ms
local valid = tonumber(ARGV[4])        -- ms
local gap = tonumber(ARGV[5])          -- ms between two codes to a number
local per_quarter = tonumber(ARGV[6])
local per_day = tonumber(ARGV[7])
local block_hour = tonumber(ARGV[8])
local block_day = tonumber(ARGV[9])
local prefix_hour = tonumber(ARGV[10])
local prefix_day = tonumber(ARGV[11])
local total = tonumber(ARGV[12])
local yield_after = tonumber(ARGV[13])
local yield_percent = tonumber(ARGV[14])

local MINUTE, HOUR, DAY = 60000, 3600000, 86400000

local function wait(sent, window, most)
  if redis.call('ZCOUNT', sent, '(' .. string.format('%.0f', now - window), '+inf') < most then return 0 end
  local oldest = redis.call('ZRANGEBYSCORE', sent, '(' .. string.format('%.0f', now - window), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
  return math.max(1, (tonumber(oldest[2]) or now) + window - now)
end

local soon = wait(to_number, gap, 1)
if soon > 0 then return { 'too-fast', soon } end
local later = math.max(wait(to_number, 15 * MINUTE, per_quarter), wait(to_number, DAY, per_day),
  wait(from_block, HOUR, block_hour), wait(from_block, DAY, block_day),
  wait(to_prefix, HOUR, prefix_hour), wait(to_prefix, DAY, prefix_day))
if tonumber(redis.call('GET', of_day) or 0) >= total then later = math.max(later, HOUR) end
local counted = redis.call('HMGET', yield, 'sent', 'used')
local sent, used = tonumber(counted[1] or 0), tonumber(counted[2] or 0)
if sent >= yield_after and used * 100 < sent * yield_percent then later = math.max(later, HOUR) end
if later > 0 then return { 'too-many-codes', later } end

redis.call('DEL', standing)
redis.call('HSET', standing, 'request', request, 'code', code, 'expires', string.format('%.0f', now + valid), 'tries', 0)
redis.call('PEXPIRE', standing, valid)
for _, key in ipairs({ to_number, from_block, to_prefix }) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now - DAY))
  redis.call('ZADD', key, now, request)
  redis.call('PEXPIRE', key, DAY)
end
if redis.call('HINCRBY', yield, 'sent', 1) == 1 then redis.call('PEXPIRE', yield, 7 * DAY) end
if redis.call('INCR', of_day) == 1 then redis.call('PEXPIRE', of_day, 2 * DAY) end
return { 'ok' }
