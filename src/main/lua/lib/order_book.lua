-- An order and the ways in which it changes, after lib/books.lua. KEYS[15..18] are Keys of OrderScripts.keys(order).
local ORDER, RECIPIENT, UNPAID, PAYMENTS = KEYS[15], KEYS[16], KEYS[17], KEYS[18]
local MOST_CHANGES = 40

local function order_field(name) return redis.call('HGET', ORDER, name) or nil end
local function order_number(name) return tonumber(redis.call('HGET', ORDER, name) or 0) end

-- The whole order as the scripts answer it: status, then name and value of each field.
local function whole(status)
  local answer = redis.call('HGETALL', ORDER)
  table.insert(answer, 1, status)
  return answer
end

-- Writes one line into the order's history: who, when, why. The first and the newest stay when it grows too long.
local function remember(to, who, name, reason)
  local changes = cjson.decode(order_field('changes') or '[]')
  if #changes >= MOST_CHANGES then table.remove(changes, 2) end
  local change = { to = to, who = who, atMs = NOW }
  if name ~= '' then change.name = name end
  if reason ~= '' then change.reason = reason end
  changes[#changes + 1] = change
  redis.call('HSET', ORDER, 'changes', cjson.encode(changes))
end
