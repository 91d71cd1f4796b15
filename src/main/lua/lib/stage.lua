-- What the scripts of a show share; comes after books.
local function state_now() return redis.call('HGET', STAGE, 'state') or '' end

-- Why a stage that is in none of the states, written 'live,paused', refuses; nil when it is in one.
local function not_in(states)
  local now = state_now()
  if now == '' then return 'not-found' end
  if string.find(',' .. states .. ',', ',' .. now .. ',', 1, true) then return nil end
  if now == 'ended' then return 'show-ended' end
  if now == 'draft' or now == 'scheduled' then return 'not-live' end
  if string.find(states, 'live', 1, true) then return 'wrong-state' end
  return 'already-live'
end
local ON_AIR = 'rehearsal,live,paused'

local function listed(field) return cjson.decode(redis.call('HGET', STAGE, field) or '[]') end

-- A list of ids as JSON: cjson writes an empty list as an object.
local function ids_json(ids)
  if #ids == 0 then return '[]' end
  return '["' .. table.concat(ids, '","') .. '"]'
end

local function has(list, value)
  for _, one in ipairs(list) do
    if one == value then return true end
  end
  return false
end

local UNDO_KEPT = 60000

-- Keeps the former value of a change for a while, so that it can be taken back.
local function keep_change(changes, id, change)
  local kept = redis.call('HGETALL', changes)
  for i = 1, #kept, 2 do
    if cjson.decode(kept[i + 1]).at < NOW - UNDO_KEPT then redis.call('HDEL', changes, kept[i]) end
  end
  change.at = NOW
  redis.call('HSET', changes, id, cjson.encode(change))
end

-- Sends everybody away who stands in line for a product.
local function close_line(product)
  local members = redis.call('ZRANGEBYLEX', LINE, '[' .. product .. '|', '[' .. product .. '|~')
  local accounts = {}
  for i, member in ipairs(members) do
    local account = string.match(member, '([^|]+)$')
    redis.call('ZREM', LINE, member)
    redis.call('HDEL', WAITERS, product .. '|' .. account)
    accounts[#accounts + 1] = account
    if #accounts == 200 or i == #members then
      fact('wait-closed', { product = product, accounts = accounts })
      accounts = {}
    end
  end
  if #members > 0 then count('waiting', -#members) end
end

-- The line-up as phones see it: what stays the same of each offer comes from the catalogue as JSON by product.
local function offers(line_up, parts)
  local list = {}
  for _, product in ipairs(line_up) do
    local offer, gate = parts[product], gate_of(product)
    if offer and gate then
      offer.product, offer.code, offer.priceVnd, offer.wasVnd = product, gate.code, gate.price, gate.was
      offer.perBuyer, offer.open, offer.frozen = gate.limit, gate.open, gate.frozen or false
      offer.stock = {
        allotted = units(product, 'allotted'), free = units(product, 'free'), held = units(product, 'held'),
        sold = units(product, 'sold'), rev = units(product, 'rev')
      }
      local deal = gate.deal
      if deal then
        offer.deal = {
          deal = deal.id, product = product, priceVnd = deal.price, units = deal.units, left = deal.left,
          perBuyer = deal.limit, endsMs = deal.ends
        }
      end
      list[#list + 1] = cjson.encode(offer)
    end
  end
  return '[' .. table.concat(list, ',') .. ']'
end

local function tell_line_up(line_up, parts)
  shelf_event('{"t":"line-up-changed","lineUp":' .. offers(line_up, parts) .. '}')
end

local function tell_pins(pins)
  shelf_event('{"t":"products-pinned","products":' .. ids_json(pins) .. '}')
end

local function tell_price(product, gate)
  shelf_event(cjson.encode({ t = 'price-changed', product = product, priceVnd = gate.price, wasVnd = gate.was }))
end
