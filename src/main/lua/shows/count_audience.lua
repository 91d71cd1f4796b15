-- Notes how many watch. KEYS[1] is the stage, KEYS[2] the audience. Returns {"ok", peak} | {why}.
local stage, audience = KEYS[1], KEYS[2]
local at, viewers, most = ARGV[1], tonumber(ARGV[2]), ARGV[3]

local state = redis.call('HGET', stage, 'state')
if state ~= 'live' and state ~= 'paused' then return { 'not-live' } end

redis.call('XADD', audience, 'MAXLEN', '~', most, '*', 'at', at, 'viewers', viewers)
local peak = math.max(viewers, tonumber(redis.call('HGET', stage, 'peakViewers') or 0))
redis.call('HSET', stage, 'peakViewers', peak)
return { 'ok', peak }
