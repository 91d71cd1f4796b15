-- Takes a turn that nobody has, or keeps one's own for as long again. KEYS[1] is the turn. Returns 1 | 0.
local turn = KEYS[1]
local node, lease = ARGV[1], ARGV[2]

local holder = redis.call('GET', turn)
if holder and holder ~= node then return 0 end

redis.call('SET', turn, node, 'PX', lease)
return 1
