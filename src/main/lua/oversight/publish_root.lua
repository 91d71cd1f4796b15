-- Publishes the root of a journal up to a record, once. KEYS[1] is the roots. Returns {"ok"|"exists"}.
local roots = KEYS[1]
local n, root, most = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])

local last = redis.call('LINDEX', roots, -1)
if last and cjson.decode(last).n >= n then return { 'exists' } end
redis.call('RPUSH', roots, root)
-- the first ones are the least worth: a later root vouches for all before it
while redis.call('LLEN', roots) > most do redis.call('LPOP', roots) end
return { 'ok' }
