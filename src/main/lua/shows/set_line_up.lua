-- Sets the whole line-up and moves the units it needs from or to the shelf, all or nothing. KEYS[15] is the shelf's stock,
-- KEYS[16] what is frozen of the booth.
-- Returns {"ok"|"exists"} | {why, product}.
--#include books
--#include stage
local shelf_stock, frozen = KEYS[15], KEYS[16]
local key, by = ARGV[1], ARGV[2]
local items = cjson.decode(ARGV[3]) -- of {product, code, units, perBuyer, price}, with every code given
local parts = cjson.decode(ARGV[4])

if redis.call('HEXISTS', SEEN, key) == 1 then return { 'exists' } end
local why = not_in('draft,scheduled,rehearsal,live,paused')
if why then return { why, '' } end

local wanted, line_up = {}, {}
for i, item in ipairs(items) do
  wanted[item.product] = item
  line_up[i] = item.product
end
local moves = {}
for _, product in ipairs(line_up) do
  local delta = wanted[product].units - units(product, 'allotted')
  if delta > tonumber(redis.call('HGET', shelf_stock, product .. '.free') or 0) then return { 'not-enough', product } end
  if units(product, 'free') + delta < 0 then return { 'stock-below-held', product } end
  local gate = gate_of(product)
  if gate and gate.deal and wanted[product].price <= gate.deal.price then return { 'wrong-state', product } end
  moves[product] = delta
end
for _, product in ipairs(redis.call('HKEYS', GATES)) do
  if not wanted[product] and product ~= '*' then moves[product] = -units(product, 'free') end
end

redis.call('HSET', SEEN, key, NOW)
for product, delta in pairs(moves) do
  local item, gate = wanted[product], gate_of(product) or { open = true }
  if not item then
    if gate.deal then
      close_deal(product, gate)
      gate = gate_of(product)
    end
    close_line(product)
    gate.open, gate.code = false, nil
  else
    if gate.price and gate.price ~= item.price then
      gate.was = item.price < gate.price and (gate.was or gate.price) or nil
    end
    if not gate.code then gate.open = true end
    gate.code, gate.price, gate.limit = item.code, item.price, item.perBuyer
    gate.frozen = redis.call('HEXISTS', frozen, product) == 1 or nil
    if gate.frozen and gate.deal then
      close_deal(product, gate)
      gate = gate_of(product)
    end
  end
  if delta ~= 0 then
    allot(shelf_stock, product, -delta)
    allot(STOCK, product, delta)
    fact('stock-allotted', { product = product, delta = delta, by = by })
  end
  keep_gate(product, gate)
end
redis.call('HSET', STAGE, 'lineUp', ids_json(line_up))
local before = listed('pins')
local pins = {}
for _, product in ipairs(before) do
  if wanted[product] and not gate_of(product).frozen then pins[#pins + 1] = product end
end
if #pins < #before then
  redis.call('HSET', STAGE, 'pins', ids_json(pins))
  tell_pins(pins)
end
tell_line_up(line_up, parts)
local told = {}
for i, product in ipairs(line_up) do
  local part, gate = parts[product] or {}, gate_of(product)
  told[i] = { product = product, code = gate.code, price = gate.price, was = gate.was, limit = gate.limit, units = units(product, 'allotted'), name = part.name,
    stars = part.certificate and part.certificate.stars, certificate = part.certificate and part.certificate.number }
end
fact('line-up-set', { items = #line_up, by = by, lines = told })
for _, product in ipairs(line_up) do
  if moves[product] > 0 then grant_line(product) end
end
return { 'ok' }
