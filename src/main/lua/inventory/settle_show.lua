-- Gives what is free in an ended show back to the booth's shelf. KEYS[15] is the shelf's stock. Returns {"ok", units given back} | {why}.
--#include books
local shelf_stock = KEYS[15]
if redis.call('HGET', STAGE, 'state') ~= 'ended' then return { 'wrong-state' } end

local back = 0
for _, product in ipairs(redis.call('HKEYS', GATES)) do
  local free = units(product, 'free')
  if free > 0 then
    allot(STOCK, product, -free)
    allot(shelf_stock, product, free)
    fact('stock-allotted', { product = product, delta = -free })
    back = back + free
  end
end
return { 'ok', back }
