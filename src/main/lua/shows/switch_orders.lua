-- Stops or resumes orders, of one product or of the whole show. Holds stay good. Returns {"ok"|"exists"} | {why}.
--#include books
--#include stage
local product, open, by = ARGV[1], ARGV[2] == '1', ARGV[3]

local why = not_in('live,paused')
if why then return { why } end
local gate = product ~= '' and gate_of(product)
if product ~= '' and (not gate or not gate.code) then return { 'not-in-line-up' } end
if gate and open and gate.frozen then return { 'frozen' } end
if open and redis.call('HGET', STAGE, 'halted') then return { 'sale-stopped' } end
local before = redis.call('HGET', STAGE, 'ordersOpen') == '1'
if gate then before = gate.open end
if before == open then return { 'exists' } end

if gate then
  gate.open = open
  keep_gate(product, gate)
  shelf_event(cjson.encode({ t = 'orders-switched', product = product, open = open }))
else
  redis.call('HSET', STAGE, 'ordersOpen', open and 1 or 0)
  shelf_event(cjson.encode({ t = 'orders-switched', open = open }))
end
fact('orders-switched', { product = product ~= '' and product or nil, open = open, by = by })
if open then redis.call('ZADD', DUE, 'LT', NOW, PLACE) end
return { 'ok' }
