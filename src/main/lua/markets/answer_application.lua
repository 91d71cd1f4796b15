-- The producer changes an application that is not decided, and so answers what the organizer asked for.
-- Returns {"ok"} | {"not-found"|"changed-meanwhile"|"wrong-state"|"applications-closed"}.
--#include night
local booth, rev, form, by, why = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5]

local a = application(booth)
if not N.state or not a then return { 'not-found' } end
if rev + 1 == a.rev and last_change(booth).what == 'answered' and redis.call('HGET', APPLICATIONS, booth .. '|form') == form then return { 'ok' } end
if rev ~= a.rev then return { 'changed-meanwhile' } end
if a.state ~= 'waiting' and a.state ~= 'changes' then return { 'wrong-state' } end
-- whoever was asked may answer until the doors open; without being asked, until applications close
if N.state == 'closed' or N.state == 'open' then return { 'applications-closed' } end
if a.state == 'waiting' and NOW >= tonumber(N.applyUntilMs) then return { 'applications-closed' } end

redis.call('HSET', APPLICATIONS, booth .. '|form', form)
a.state = 'waiting'
keep_application(booth, a, 'answered', 'producer', by, why ~= '' and why or nil)
fact('application-answered', { booth = booth, by = by })
return { 'ok' }
