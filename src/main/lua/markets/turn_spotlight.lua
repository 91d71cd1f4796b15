-- Keeps the next state of the main stage, when it was made from the present one. KEYS[11] is the stage. ARGV booth, from and until tell whose
-- turn begins ("" when nobody's does). Returns {"ok"} | {"not-found"|"wrong-state"|"changed-meanwhile"}.
--#include night
local stage = KEYS[11]
local rev, rotation, booth, from, till = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4], ARGV[5]

if not N.state then return { 'not-found' } end
if N.state ~= 'open' then return { 'wrong-state' } end
if tonumber(redis.call('HGET', stage, 'rev') or 0) ~= rev then return { 'changed-meanwhile' } end

redis.call('HSET', stage, 'rotation', rotation, 'rev', rev + 1)
if booth ~= '' then fact('spotlight-turned', { booth = booth, from = tonumber(from), till = tonumber(till) }) end
return { 'ok' }
