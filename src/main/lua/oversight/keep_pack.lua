-- Keeps a journal's lines up to a record as one pack, unless a longer one is kept. KEYS[1] is the end of the chain, KEYS[2] the pack.
-- Returns {"ok"|"exists"|"not-found"}.
local head, pack = KEYS[1], KEYS[2]
local n, bytes = tonumber(ARGV[1]), ARGV[2]

if tonumber(redis.call('HGET', head, 'n') or 0) < n then return { 'not-found' } end
if tonumber(redis.call('HGET', head, 'packed') or 0) >= n then return { 'exists' } end
redis.call('SET', pack, bytes)
redis.call('HSET', head, 'packed', n)
return { 'ok' }
