-- Gives a turn back, where the node has it. KEYS[1] is the turn. Returns 1 | 0.
local turn = KEYS[1]
local node = ARGV[1]

if redis.call('GET', turn) ~= node then return 0 end
return redis.call('DEL', turn)
