-- Brings a place in line with what officials have frozen of its booth; again changes nothing. Frozen goods leave the main screen, their
-- deal ends, and holds on them are let go: no order comes of them. KEYS[15] is what is frozen. Returns {"ok", 1 when there is more to do}.
--#include books
--#include stage
local frozen = KEYS[15]
local most = tonumber(ARGV[1])

local acts = {}
local all = redis.call('HGETALL', frozen)
for i = 1, #all, 2 do acts[all[i]] = all[i + 1] end
local halt = acts['*'] or acts[PLACE]

for _, product in ipairs(redis.call('HKEYS', GATES)) do
  local gate, act = gate_of(product), acts[product]
  if act and not gate.frozen then
    act = cjson.decode(act)
    if gate.deal then
      close_deal(product, gate)
      gate = gate_of(product)
    end
    gate.frozen = true
    keep_gate(product, gate)
    local pins, left = listed('pins'), {}
    for _, pin in ipairs(pins) do
      if pin ~= product then left[#left + 1] = pin end
    end
    if #left < #pins then
      redis.call('HSET', STAGE, 'pins', ids_json(left))
      tell_pins(left)
    end
    shelf_event(cjson.encode({ t = 'goods-frozen', product = product, frozen = true }))
    fact('goods-frozen', { product = product, matter = act.matter, role = act.role, office = act.office, reason = act.reason })
  elseif gate.frozen and not act then
    gate.frozen = nil
    keep_gate(product, gate)
    shelf_event(cjson.encode({ t = 'goods-frozen', product = product, frozen = false }))
    fact('goods-thawed', { product = product })
    redis.call('ZADD', DUE, 'LT', NOW, PLACE)
  end
end

local halted, state = redis.call('HGET', STAGE, 'halted'), state_now()
if halt and not halted then
  local act = cjson.decode(halt)
  redis.call('HSET', STAGE, 'halted', act.matter)
  if state == 'live' then
    state = 'paused'
    redis.call('HSET', STAGE, 'state', state)
  end
  if state ~= '' then shelf_event(cjson.encode({ t = 'show-changed', state = state, ordersOpen = false, atMs = NOW })) end
  shelf_event(cjson.encode({ t = 'sale-stopped', stopped = true }))
  fact('sale-stopped', { matter = act.matter, role = act.role, office = act.office, reason = act.reason })
elseif halted and not halt then
  redis.call('HDEL', STAGE, 'halted')
  shelf_event(cjson.encode({ t = 'sale-stopped', stopped = false }))
  if state ~= '' then shelf_event(cjson.encode({ t = 'show-changed', state = state, ordersOpen = redis.call('HGET', STAGE, 'ordersOpen') == '1', atMs = NOW })) end
  fact('sale-allowed', { matter = halted })
  redis.call('ZADD', DUE, 'LT', NOW, PLACE)
end

local done = 0
for _, id in ipairs(redis.call('ZRANGE', DEADLINES, 0, -1)) do
  if string.sub(id, 1, 1) == 'h' then
    local hold = cjson.decode(redis.call('HGET', HOLDS, id))
    local hit = halt and true or false
    for _, line in ipairs(hold.lines) do hit = hit or acts[line.product] ~= nil end
    if hit then
      if done == most then return { 'ok', 1 } end
      give_back(id, hold, 'released', halt and 'sale-stopped' or 'frozen')
      done = done + 1
    end
  end
end
return { 'ok', 0 }
