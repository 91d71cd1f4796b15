-- Calls a night off, with the reason that everybody reads. Returns {"ok"|"exists"} | {"not-found"|"wrong-state"}.
--#include night
local why, by = ARGV[1], ARGV[2]

if not N.state then return { 'not-found' } end
if N.cancelled then return { 'exists' } end
if N.state == 'closed' then return { 'wrong-state' } end

local told = N.state == 'published' or N.state == 'open' or redis.call('EXISTS', APPLICATIONS) == 1
keep('cancelled', why)
note('cancelled', by, why)
fact('night-cancelled', { why = why, by = by })
move_to('closed', by)
next_rev()
keep_due()
if told then remind('cancelled', NOW) end
return { 'ok' }
