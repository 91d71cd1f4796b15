-- Gives an official a seat in a room at one node for a while, keeps it, or ("0") takes it away; without an account, empties the seats of a
-- node that is gone. Seats that were not kept are empty. The room is told when the offices that watch are others than before. KEYS[15] is
-- the seats. Returns {"ok", 1 when the room was told}.
--#include books
local seats = KEYS[15]
local account, office, for_ms, most, node = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]

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

-- whether an official sits here, at whichever node
local function sits(who)
  for _, seat in ipairs(redis.call('HKEYS', seats)) do
    if string.match(seat, '^[^@]*') == who then return true end
  end
  return false
end

local before = offices()
local all = redis.call('HGETALL', seats)
for i = 1, #all, 2 do
  local who, at = string.match(all[i], '^([^@]*)@?(.*)$')
  local seat = cjson.decode(all[i + 1])
  if seat.untilMs <= NOW or account == '' and at == node then
    redis.call('HDEL', seats, all[i])
    if who ~= account and not sits(who) then fact('official-left', { office = seat.office }) end
  end
end
if account ~= '' then
  local known, mine = sits(account), account .. '@' .. node
  if for_ms == 0 then
    redis.call('HDEL', seats, mine)
    if known and not sits(account) then fact('official-left', { office = office }) end
  elseif known or redis.call('HLEN', seats) < most then
    redis.call('HSET', seats, mine, cjson.encode({ office = office, untilMs = NOW + for_ms }))
    if not known then fact('official-seated', { office = office }) end
  end
end
local after = offices()
local told = before ~= after and redis.call('HEXISTS', STAGE, 'state') == 1
if told then shelf_event('{"t":"officials-seated","officials":' .. after .. '}') end
return { 'ok', told and 1 or 0 }
