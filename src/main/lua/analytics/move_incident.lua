-- Takes an incident, solves it, opens it again or only adds a note. Whoever takes it owns it; taking it from somebody is allowed and seen.
-- KEYS[1] incidents, a hash. Returns {"ok"|"exists", incident} | {"not-found"} | {"wrong-state"} | {"too-many"}.
local INCIDENTS = KEYS[1]
local id, to, by, name, note, key, at, most = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], tonumber(ARGV[7]), tonumber(ARGV[8])
local FROM = { taken = { open = true, taken = true }, solved = { open = true, taken = true }, open = { taken = true, solved = true } }

local json = redis.call('HGET', INCIDENTS, id)
if not json then return { 'not-found' } end
local incident = cjson.decode(json)
for _, change in ipairs(incident.changes) do
  if change.key == key then return { 'exists', json } end
end
if to ~= 'note' and not FROM[to][incident.state] then return { 'wrong-state' } end
if to == 'taken' and incident.owner == by then return { 'wrong-state' } end
if #incident.changes >= most then return { 'too-many' } end

local change = { what = to, by = by, name = name, atMs = at, key = key }
if note ~= '' then change.note = note end
incident.changes[#incident.changes + 1] = change
if to == 'taken' then
  incident.state, incident.owner, incident.ownerName = 'taken', by, name
  incident.takenMs = incident.takenMs or at
elseif to == 'solved' then
  incident.state, incident.solvedMs = 'solved', at
  if not incident.owner then incident.owner, incident.ownerName = by, name end
elseif to == 'open' then
  incident.state, incident.owner, incident.ownerName, incident.solvedMs = 'open', nil, nil, nil
end
local kept = cjson.encode(incident)
redis.call('HSET', INCIDENTS, id, kept)
return { 'ok', kept }
