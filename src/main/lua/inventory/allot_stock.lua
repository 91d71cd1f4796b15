-- Moves units between the booth's shelf and a show. KEYS[15] is the shelf's stock. Returns {"ok"|"exists", allotted, free, held, sold, rev} | {why, free}.
--#include books
local shelf_stock = KEYS[15]
local product, delta, key = ARGV[1], tonumber(ARGV[2]), ARGV[3]

local function figures(status)
  return { status, units(product, 'allotted'), units(product, 'free'), units(product, 'held'), units(product, 'sold'), units(product, 'rev') }
end
local asked, before = product .. '|' .. delta, redis.call('HGET', SEEN, key)
if before then return before == asked and figures('exists') or { 'key-reused', 0 } end
if redis.call('HGET', STAGE, 'state') == 'ended' then return { 'show-ended', 0 } end
if not gate_of(product) then return { 'not-in-line-up', 0 } end
local on_shelf = tonumber(redis.call('HGET', shelf_stock, product .. '.free') or 0)
if delta > on_shelf then return { 'not-enough', on_shelf } end
if units(product, 'free') + delta < 0 then return { 'stock-below-held', units(product, 'free') } end

allot(shelf_stock, product, -delta)
allot(STOCK, product, delta)
redis.call('HSET', SEEN, key, asked)
fact('stock-allotted', { product = product, delta = delta })
grant_line(product)
return figures('ok')
