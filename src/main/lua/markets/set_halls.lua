-- Sets the halls of a night, from the rev that the organizer saw. A hall keeps the places that booths stand on.
-- Returns {"ok", rev} | {"not-found"|"changed-meanwhile"|"wrong-state"|"hall-in-use", hall}.
--#include night
local rev, halls, by = tonumber(ARGV[1]), ARGV[2], ARGV[3]

if not N.state then return { 'not-found' } end
if rev + 1 == tonumber(N.rev) and N.halls == halls then return { 'ok', N.rev } end
if rev ~= tonumber(N.rev) then return { 'changed-meanwhile' } end
if N.state == 'closed' then return { 'wrong-state' } end
local places = halls_of(halls)
for _, stand in ipairs(redis.call('HVALS', STANDS)) do
  local hall, place = string.match(stand, '^(.+)|(%d+)$')
  if not places[hall] or tonumber(place) > places[hall] then return { 'hall-in-use', hall } end
end

keep('halls', halls)
keep('hallsOwn', '1')
next_rev()
note('halls', by)
fact('halls-set', { by = by })
return { 'ok', N.rev }
