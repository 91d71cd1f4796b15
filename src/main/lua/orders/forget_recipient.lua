-- Erases who receives an order: at once when it is closed, else as soon as it is. Returns {"ok", 1 when erased now}.
local order, recipient = KEYS[1], KEYS[2]

local state = redis.call('HGET', order, 'state')
if not state then return { 'ok', 0 } end
if state == 'delivered' or state == 'returned' or state == 'cancelled' then
  redis.call('DEL', recipient)
  return { 'ok', 1 }
end
redis.call('HSET', order, 'forget', 1)
return { 'ok', 0 }
