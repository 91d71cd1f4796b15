-- Takes a change of price, stock, pins or order of the line-up back. KEYS[15] is the undoable changes, KEYS[16] the shelf's
-- stock. Returns {"ok", kind} | {why}.
--#include books
--#include stage
local changes, shelf_stock = KEYS[15], KEYS[16]
local id, by, within_ms = ARGV[1], ARGV[2], tonumber(ARGV[3])
local parts = cjson.decode(ARGV[4])

local why = not_in('draft,scheduled,' .. ON_AIR)
if why then return { why } end
local json = redis.call('HGET', changes, id)
local change = json and cjson.decode(json)
if not change or change.undone or NOW > change.at + within_ms then return { 'nothing-to-undo' } end
local product = change.product
local gate = product and gate_of(product)

if change.kind == 'price' then
  if not gate or gate.price ~= change.to then return { 'changed-meanwhile' } end
  if gate.deal and change.from <= gate.deal.price then return { 'changed-meanwhile' } end
  gate.price, gate.was = change.from, change.fromWas
  keep_gate(product, gate)
  tell_price(product, gate)
  fact('price-changed', { product = product, price = gate.price, was = gate.was, by = by })
elseif change.kind == 'stock' then
  if not gate or units(product, 'free') - change.delta < 0 then return { 'changed-meanwhile' } end
  if tonumber(redis.call('HGET', shelf_stock, product .. '.free') or 0) + change.delta < 0 then return { 'changed-meanwhile' } end
  allot(shelf_stock, product, change.delta)
  allot(STOCK, product, -change.delta)
  fact('stock-allotted', { product = product, delta = -change.delta, by = by })
  grant_line(product)
elseif change.kind == 'pins' then
  if redis.call('HGET', STAGE, 'pins') ~= change.to then return { 'changed-meanwhile' } end
  local pins, line_up = cjson.decode(change.from), listed('lineUp')
  for _, pin in ipairs(pins) do
    if not has(line_up, pin) or gate_of(pin).frozen then return { 'changed-meanwhile' } end
  end
  redis.call('HSET', STAGE, 'pins', change.from)
  tell_pins(pins)
  fact('products-pinned', { products = pins, by = by })
else
  if redis.call('HGET', STAGE, 'lineUp') ~= change.to then return { 'changed-meanwhile' } end
  redis.call('HSET', STAGE, 'lineUp', change.from)
  tell_line_up(cjson.decode(change.from), parts)
end
change.undone = true
redis.call('HSET', changes, id, cjson.encode(change))
return { 'ok', change.kind }
