-- Sets the price for everybody who has no hold yet; the price before is kept beside a lower one. KEYS[15] is the undoable
-- changes. Returns {"ok", changed or ""} | {why}.
--#include books
--#include stage
local changes = KEYS[15]
local change, by, product, price = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

local why = not_in(ON_AIR)
if why then return { why } end
local gate = gate_of(product)
if not gate or not gate.code then return { 'not-in-line-up' } end
if gate.price == price then return { 'ok', '' } end
if gate.deal and price <= gate.deal.price then return { 'too-small' } end

keep_change(changes, change, { kind = 'price', product = product, from = gate.price, fromWas = gate.was, to = price })
local top = math.max(gate.was or 0, gate.price)
gate.price, gate.was = price, price < top and top or nil
keep_gate(product, gate)
tell_price(product, gate)
fact('price-changed', { product = product, price = price, was = gate.was, by = by })
return { 'ok', change }
