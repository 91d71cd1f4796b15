-- Puts approved booths on places, moves or swaps them, or takes places away, all or nothing, from the rev that the organizer saw.
-- ARGV from FIRST on: booth, hall ("" to take the place away) and place of each.
-- Returns {"ok", rev} | {"not-found"|"changed-meanwhile"|"wrong-state"|"place-taken"|"invalid-value", booth}.
--#include night
local rev, by, how = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local FIRST = 4

if not N.state then return { 'not-found', '' } end
local done = rev + 1 == tonumber(N.rev)
for i = FIRST, #ARGV, 3 do
  local now = redis.call('HGET', STANDS, ARGV[i]) or '|' .. ARGV[i + 2]
  if now ~= ARGV[i + 1] .. '|' .. ARGV[i + 2] then done = false end
end
if done then return { 'ok', N.rev } end
if rev ~= tonumber(N.rev) then return { 'changed-meanwhile', '' } end
if N.state == 'closed' then return { 'wrong-state', '' } end

local places, stands, taken = halls_of(N.halls), {}, {}
local all = redis.call('HGETALL', STANDS)
for i = 1, #all, 2 do stands[all[i]] = all[i + 1] end
for i = FIRST, #ARGV, 3 do
  local booth, hall, place = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2])
  if hall == '' then stands[booth] = nil
  else
    local a = application(booth)
    if not a then return { 'not-found', booth } end
    if a.state ~= 'approved' then return { 'wrong-state', booth } end
    if not places[hall] or place < 1 or place > places[hall] then return { 'invalid-value', booth } end
    stands[booth] = hall .. '|' .. ARGV[i + 2]
  end
end
for booth, stand in pairs(stands) do
  if taken[stand] then return { 'place-taken', '' } end
  taken[stand] = booth
end

for i = FIRST, #ARGV, 3 do
  local booth, hall, place = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local a, before = application(booth), redis.call('HGET', STANDS, booth)
  if hall == '' then
    if redis.call('HDEL', STANDS, booth) == 1 then fact('stand-cleared', { booth = booth, by = by }) end
    if a and before then keep_application(booth, a, 'cleared', 'organizer', by) end
  elseif before ~= hall .. '|' .. place then
    put_stand(booth, hall, place, by)
    keep_application(booth, a, how == 'rule' and 'placed-by-rule' or 'placed', 'organizer', by)
  end
end
next_rev()
return { 'ok', N.rev }
