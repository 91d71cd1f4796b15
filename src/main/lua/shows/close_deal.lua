-- Shuts a flash deal before its time. Returns {"ok"|"exists"} | {why}.
--#include books
--#include stage
local id = ARGV[1]

if redis.call('HEXISTS', SEEN, id) == 0 then return { state_now() == '' and 'not-found' or 'deal-over' } end
for _, product in ipairs(redis.call('HKEYS', GATES)) do
  local gate = gate_of(product)
  if gate.deal and gate.deal.id == id then
    close_deal(product, gate)
    return { 'ok' }
  end
end
return { 'exists' }
