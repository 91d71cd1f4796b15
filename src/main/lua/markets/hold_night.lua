-- Holds a night back, so that the clock does not move it, or lets it go again: then it catches up at once.
-- Returns {"ok"|"exists"} | {"not-found"|"wrong-state"}.
--#include night
local held, by, why = ARGV[1], ARGV[2], ARGV[3]

if not N.state then return { 'not-found' } end
if (N.held or '') == held then return { 'exists' } end
if N.state == 'closed' then return { 'wrong-state' } end

keep('held', held)
next_rev()
note(held == '1' and 'held' or 'released', by, why)
fact('night-held', { held = held == '1', by = by })
move_by_clock()
return { 'ok' }
