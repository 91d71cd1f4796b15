-- Counts goods into the booth's shelf, or out of it. PLACE is the shelf. Returns {"ok"|"exists", allotted, free, held, sold, rev} | {why, free}.
--#include books
local product, delta, key = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local most = tonumber(ARGV[4])

local function figures(status)
  return { status, units(product, 'allotted'), units(product, 'free'), units(product, 'held'), units(product, 'sold'), units(product, 'rev') }
end
local asked, before = product .. '|' .. delta, redis.call('HGET', SEEN, key)
if before then return before == asked and figures('exists') or { 'key-reused', 0 } end
local free = units(product, 'free')
if free + delta < 0 then return { 'stock-below-held', free } end
if units(product, 'allotted') + delta > most then return { 'too-large', free } end

allot(STOCK, product, delta)
redis.call('HINCRBY', STOCK, product .. '.received', delta)
redis.call('HSET', SEEN, key, asked)
fact('stock-received', { product = product, delta = delta })
grant_line(product)
return figures('ok')
