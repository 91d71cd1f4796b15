-- Moves a night one step forward by an organizer's hand. Returns {"ok"|"exists"} | {"not-found"|"wrong-state"|"changed-meanwhile"}.
--#include night
local from, to, by = ARGV[1], ARGV[2], ARGV[3]

if not N.state then return { 'not-found' } end
if N.state == to then return { 'exists' } end
if NEXT[from] ~= to then return { 'wrong-state' } end
if N.state ~= from then return { 'changed-meanwhile' } end

move_to(to, by)
next_rev()
keep_due()
return { 'ok' }
