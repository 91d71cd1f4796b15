-- Gives an official a seat in a room for a while, keeps it, or ("0") takes it away; seats that were not kept are empty. The room is told when
-- the offices that watch are others than before. KEYS[15] is the seats. Returns {"ok"}.
--#include books
local seats = KEYS[15]
local account, office, for_ms, most = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])

local function offices()
  local all, names = redis.call('HGETALL', seats), {}
  for i = 2, #all, 2 do
    local seat = cjson.decode(all[i])
    names[#names + 1] = seat.office
  end
  table.sort(names)
  local once = {}
  for _, name in ipairs(names) do
    if once[#once] ~= name then once[#once + 1] = name end
  end
  return #once == 0 and '[]' or cjson.encode(once)
end

local before = offices()
local all = redis.call('HGETALL', seats)
for i = 1, #all, 2 do
  if cjson.decode(all[i + 1]).untilMs <= NOW then redis.call('HDEL', seats, all[i]) end
end
if account ~= '' then
  local known = redis.call('HEXISTS', seats, account) == 1
  if for_ms == 0 then
    redis.call('HDEL', seats, account)
    if known then fact('official-left', { office = office }) end
  elseif known or redis.call('HLEN', seats) < most then
    redis.call('HSET', seats, account, cjson.encode({ office = office, untilMs = NOW + for_ms }))
    if not known then fact('official-seated', { office = office }) end
  end
end
local after = offices()
if before ~= after and redis.call('HEXISTS', STAGE, 'state') == 1 then shelf_event('{"t":"officials-seated","officials":' .. after .. '}') end
return { 'ok' }
