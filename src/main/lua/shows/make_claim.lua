-- Writes down what the host states of the goods. Returns {"ok"|"exists"} | {why, field}.
--#include books
--#include stage
local key, product, text, by = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if redis.call('HEXISTS', SEEN, key) == 1 then return { 'exists' } end
local why = not_in(ON_AIR)
if why then return { why, '' } end
if product ~= '' and not has(listed('lineUp'), product) then return { 'not-in-line-up', 'product' } end

redis.call('HSET', SEEN, key, NOW)
fact('claim-made', { product = product ~= '' and product or nil, text = text, by = by })
return { 'ok' }
