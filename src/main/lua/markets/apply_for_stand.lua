-- A booth applies for a stand, or applies again after it has withdrawn. ARGV form is JSON as the producer sent it.
-- Returns {"ok"|"exists"} | {"not-found"|"applications-closed"|"already-done"|"too-many"}.
--#include night
local booth, key, form, by, most = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])

if not N.state then return { 'not-found' } end
local before = application(booth)
if before and before.key == key then return { 'exists' } end
if N.state ~= 'applications' or NOW >= tonumber(N.applyUntilMs) then return { 'applications-closed' } end
if before and before.state ~= 'withdrawn' then return { 'already-done' } end
if not before and redis.call('HLEN', APPLICATIONS) >= 3 * most then return { 'too-many' } end

redis.call('HSET', APPLICATIONS, booth .. '|form', form)
keep_application(booth, { state = 'waiting', key = key, rev = before and before.rev or 0, madeMs = NOW }, 'made', 'producer', by)
fact('application-made', { booth = booth, by = by })
return { 'ok' }
