-- Takes letters that are due, for as long as a lease: nobody else takes them meanwhile. Each taking counts as a try. KEYS[1] is what is due,
-- KEYS[2] the tries. Returns {"ok", letter, its tries, letter, its tries, …}.
local due, tries = KEYS[1], KEYS[2]
local now, lease_until, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])

local taken = { 'ok' }
for _, letter in ipairs(redis.call('ZRANGE', due, '-inf', now, 'BYSCORE', 'LIMIT', 0, most)) do
  redis.call('ZADD', due, lease_until, letter)
  taken[#taken + 1] = letter
  taken[#taken + 1] = redis.call('HINCRBY', tries, letter, 1)
end
return taken
