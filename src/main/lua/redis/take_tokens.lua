-- Takes tokens from a bucket that refills steadily (generic cell rate: one number says when the bucket is full again).
-- Returns 0 when they were there, else the ms until they will be; then nothing was taken.
local bucket = KEYS[1]              -- when the bucket will be full again, in ms
local now = tonumber(ARGV[1])       -- ms
local size = tonumber(ARGV[2])      -- most tokens at once
local every = tonumber(ARGV[3])     -- ms for one token to come back
local cost = tonumber(ARGV[4])      -- tokens wanted, at most size

local full = math.max(tonumber(redis.call('GET', bucket) or 0), now)
local after = full + cost * every
local wait = after - now - size * every
if wait > 0 then return math.ceil(wait) end
redis.call('SET', bucket, string.format('%.0f', after), 'PX', string.format('%.0f', math.max(1, after - now)))
return 0
