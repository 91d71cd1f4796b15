-- The producer takes the application back, and leaves the place. Returns {"ok"|"exists"} | {"not-found"|"wrong-state"}.
--#include night
local booth, why, by = ARGV[1], ARGV[2], ARGV[3]

local a = application(booth)
if not N.state or not a then return { 'not-found' } end
if a.state == 'withdrawn' then return { 'exists' } end
if N.state == 'closed' or a.state == 'refused' then return { 'wrong-state' } end

a.state = 'withdrawn'
keep_application(booth, a, 'withdrawn', 'producer', by, why ~= '' and why or nil)
clear_stand(booth, by)
fact('application-withdrawn', { booth = booth, by = by })
return { 'ok' }
