-- Remembers that units were moved to or from the show, so that it can be undone. KEYS[15] is the undoable changes. Returns {"ok"|"exists"}.
--#include books
--#include stage
local changes = KEYS[15]
local change, product, delta = ARGV[1], ARGV[2], tonumber(ARGV[3])

if redis.call('HEXISTS', SEEN, 'noted|' .. change) == 1 then return { 'exists' } end

redis.call('HSET', SEEN, 'noted|' .. change, NOW)
keep_change(changes, change, { kind = 'stock', product = product, delta = delta })
return { 'ok' }
