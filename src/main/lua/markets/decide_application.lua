-- The organizer approves an application, asks for changes or refuses; a booth that is refused loses its place.
-- Returns {"ok"} | {"not-found"|"changed-meanwhile"|"wrong-state"}.
--#include night
local booth, rev, to, why, by = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5]
local FROM_STATES = { approved = 'waiting changes refused', changes = 'waiting approved', refused = 'waiting changes approved' }

local a = application(booth)
if not N.state or not a then return { 'not-found' } end
if rev + 1 == a.rev and a.state == to then
  local last = last_change(booth)
  if last.what == to and last.by == by and (last.why or '') == why then return { 'ok' } end
end
if rev ~= a.rev then return { 'changed-meanwhile' } end
if N.state == 'closed' or not string.find(FROM_STATES[to], a.state, 1, true) then return { 'wrong-state' } end

a.state = to
keep_application(booth, a, to, 'organizer', by, why ~= '' and why or nil)
if to == 'refused' then clear_stand(booth, by) end
fact('application-decided', { booth = booth, to = to, rev = a.rev, by = by })
return { 'ok' }
