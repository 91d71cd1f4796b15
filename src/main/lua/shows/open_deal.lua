-- Opens a flash deal on a product for some of its free units. Returns {"ok"|"exists", ends} | {why, field, free}.
--#include books
--#include stage
local id, by, product = ARGV[1], ARGV[2], ARGV[3]
local price, many, limit, for_ms = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])

local seen = redis.call('HGET', SEEN, id)
if seen then return { 'exists', seen } end
local why = not_in(ON_AIR)
if why then return { why, '', 0 } end
local gate = gate_of(product)
if not gate or not gate.code then return { 'not-in-line-up', 'product', 0 } end
if gate.frozen then return { 'frozen', 'product', 0 } end
if gate.deal then return { 'wrong-state', 'product', 0 } end
if price >= gate.price then return { 'too-large', 'priceVnd', 0 } end
local free = units(product, 'free')
if many > free then return { 'not-enough', 'units', free } end

gate.deal = { id = id, price = price, units = many, left = many, limit = math.min(limit, gate.limit), ends = NOW + for_ms }
keep_gate(product, gate)
deadline(id .. '|' .. product, gate.deal.ends)
redis.call('HSET', SEEN, id, gate.deal.ends)
redis.call('HINCRBY', STOCK, product .. '.rev', 1)
shelf_event(cjson.encode({
  t = 'deal-opened',
  deal = { deal = id, product = product, priceVnd = price, units = many, left = many, perBuyer = gate.deal.limit, endsMs = gate.deal.ends }
}))
fact('deal-opened', { deal = id, product = product, price = price, units = many, limit = gate.deal.limit, ends = gate.deal.ends, by = by })
return { 'ok', gate.deal.ends }
