-- Notes how many watch, once in a while however many nodes say it. KEYS[1] is the stage, KEYS[2] the audience. Returns {"ok", peak} | {why}.
local stage, audience = KEYS[1], KEYS[2]
local at, viewers, most = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local every = tonumber(ARGV[4])     -- ms that lie between two samples

local state = redis.call('HGET', stage, 'state')
if state ~= 'live' and state ~= 'paused' then return { 'not-live' } end

local last = redis.call('XREVRANGE', audience, '+', '-', 'COUNT', 1)[1]
local since = last and tonumber(at) - tonumber(last[2][2]) or every
-- a clock that was set back must not stop the counting
if since >= every or since < 0 then redis.call('XADD', audience, 'MAXLEN', '~', most, '*', 'at', at, 'viewers', viewers) end
local peak = math.max(viewers, tonumber(redis.call('HGET', stage, 'peakViewers') or 0))
redis.call('HSET', stage, 'peakViewers', peak)
return { 'ok', peak }
