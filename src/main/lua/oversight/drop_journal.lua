-- Deletes a journal whose time is over, unless it must be kept. KEYS[1] to KEYS[4] are its end, records, pack and roots, KEYS[5] the shows that
-- must be kept. Returns {"ok", 1 when there was one} | {why}.
local head, records, pack, roots, holds = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local show = ARGV[1]

if redis.call('HEXISTS', holds, show) == 1 then return { 'under-hold' } end
return { 'ok', redis.call('DEL', head, records, pack, roots) > 0 and 1 or 0 }
