-- Pauses, resumes or ends the show. Ending shuts deals and lines; the sweeper then settles the stock. A rehearsal ends where it
-- began. KEYS[15] is the shard's open shows, KEYS[16] its ended ones, KEYS[17] to KEYS[19] chat, messages and questions.
-- Returns {"ok"|"exists", state} | {why}.
--#include books
--#include stage
local open_shows, ended_shows, chat, messages, questions = KEYS[15], KEYS[16], KEYS[17], KEYS[18], KEYS[19]
local to, by, epoch = ARGV[1], ARGV[2], ARGV[3]

local before = state_now()
local goal = ({ pause = 'paused', resume = 'live', ['end'] = 'ended' })[to]
if before == goal and before ~= '' then return { 'exists', before } end
local why = not_in(({ pause = 'live', resume = 'paused', ['end'] = ON_AIR })[to])
if why then return { why } end
if to == 'resume' and redis.call('HGET', STAGE, 'halted') then return { 'sale-stopped' } end

if to == 'end' then
  for _, product in ipairs(redis.call('HKEYS', GATES)) do
    local gate = gate_of(product)
    if gate.deal then close_deal(product, gate) end
  end
end
if before == 'rehearsal' then
  goal = redis.call('HGET', STAGE, 'before')
  redis.call('HDEL', STAGE, 'pinnedMessage', 'before', 'peakViewers')
  redis.call('HSET', STAGE, 'pins', '[]', 'slow', 0, 'ordersOpen', 0, 'epoch', epoch)
  redis.call('DEL', TALLY, chat, messages, questions)
elseif to == 'end' then
  for _, product in ipairs(redis.call('HKEYS', GATES)) do close_line(product) end
  redis.call('HSET', STAGE, 'endedMs', NOW, 'ordersOpen', 0)
  redis.call('ZREM', open_shows, PLACE)
  redis.call('ZADD', ended_shows, NOW, PLACE)
  redis.call('ZADD', DUE, 'LT', NOW, PLACE)
end
redis.call('HSET', STAGE, 'state', goal)
local open = redis.call('HGET', STAGE, 'ordersOpen') == '1' and not redis.call('HGET', STAGE, 'halted')
shelf_event(cjson.encode({ t = 'show-changed', state = goal, ordersOpen = open, atMs = NOW }))
if before ~= 'rehearsal' then
  local stock = to == 'end' and {} or nil
  if stock then
    for _, product in ipairs(redis.call('HKEYS', GATES)) do
      stock[#stock + 1] = { product = product, allotted = units(product, 'allotted'), free = units(product, 'free'), held = units(product, 'held'), sold = units(product, 'sold') }
    end
  end
  fact('show-' .. ({ pause = 'paused', resume = 'resumed', ['end'] = 'ended' })[to], { by = by, stock = stock })
end
return { 'ok', goal }
