-- The books of one place, under the names that every stock script uses. KEYS are those of Keys.books(place).
local CLOCK, DUE, FACTS = KEYS[1], KEYS[2], KEYS[3]
local STOCK, GATES, HOLDS, DEADLINES = KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local LINE, WAITERS, BOUGHT, SEEN = KEYS[8], KEYS[9], KEYS[10], KEYS[11]
local TALLY, STAGE, SHELF = KEYS[12], KEYS[13], KEYS[14]
local PLACE = string.match(STOCK, ':([sb]%d%d%-%w+):stock$')
local MOST_AT_ONCE = 20

-- The shard's time in ms, read once: it moves within a script and may jump back between two.
local clock = redis.call('HMGET', CLOCK, 'last', 'shift')
local time = redis.call('TIME')
local SHIFT = tonumber(clock[2] or 0)
local NOW = math.max(tonumber(clock[1] or 0), time[1] * 1000 + math.floor(time[2] / 1000)) + SHIFT

-- Appends what happened to the shard's facts.
local function fact(t, f)
  f.t, f.place, f.at = t, PLACE, NOW
  redis.call('HSET', CLOCK, 'last', NOW - SHIFT)
  redis.call('XADD', FACTS, '*', 'f', cjson.encode(f))
end

-- Appends a numbered event that every phone in the room must get. json is an Outbound.Shelf without its seq.
local function shelf_event(json)
  local seq = redis.call('HINCRBY', STAGE, 'seq', 1)
  redis.call('XADD', SHELF, 'MAXLEN', '~', 5000, seq .. '-0', 'e', json)
  return seq
end

local function count(what, n) redis.call('HINCRBY', TALLY, what, n) end

local function units(product, what) return tonumber(redis.call('HGET', STOCK, product .. '.' .. what) or 0) end

-- Moves n units of a product between free, held and sold.
local function shift(product, from, to, n)
  redis.call('HINCRBY', STOCK, product .. '.' .. from, -n)
  redis.call('HINCRBY', STOCK, product .. '.' .. to, n)
  redis.call('HINCRBY', STOCK, product .. '.rev', 1)
end

-- Adds n units to a place's free stock, or takes them away.
local function allot(stock, product, n)
  redis.call('HINCRBY', stock, product .. '.allotted', n)
  redis.call('HINCRBY', stock, product .. '.free', n)
  redis.call('HINCRBY', stock, product .. '.rev', 1)
end

local function gate_of(product)
  local json = redis.call('HGET', GATES, product)
  return json and cjson.decode(json)
end

local function keep_gate(product, gate) redis.call('HSET', GATES, product, cjson.encode(gate)) end

local function bought(account, what) return tonumber(redis.call('HGET', BOUGHT, account .. '|' .. what) or 0) end

local function add_bought(account, what, n)
  if redis.call('HINCRBY', BOUGHT, account .. '|' .. what, n) <= 0 then redis.call('HDEL', BOUGHT, account .. '|' .. what) end
end

-- Why nothing can be bought in this place now, or nil. A booth's shelf is open day and night.
local function closed()
  local stage = redis.call('HMGET', STAGE, 'state', 'ordersOpen', 'halted')
  if string.sub(PLACE, 1, 1) == 'b' then return stage[3] and 'sale-stopped' or stage[2] == '0' and 'orders-stopped' or nil end
  if stage[1] == 'ended' then return 'show-ended' end
  if stage[1] ~= 'live' and stage[1] ~= 'paused' then return 'not-live' end
  if stage[3] then return 'sale-stopped' end
  if stage[2] == '0' then return 'orders-stopped' end
  return nil
end

local function deadline(id, at)
  redis.call('ZADD', DEADLINES, at, id)
  redis.call('ZADD', DUE, 'LT', at, PLACE)
end

local function keep_hold(id, hold) redis.call('HSET', HOLDS, id, cjson.encode(hold)) end

-- Makes a hold on lines {product, quantity, price, deal} that are known to be free.
local function make_hold(id, account, lines, hold_ms, cap_ms, waited)
  local total = 0
  for _, line in ipairs(lines) do
    shift(line.product, 'free', 'held', line.quantity)
    add_bought(account, line.product, line.quantity)
    count(line.product .. '.holds', 1)
    if line.deal then
      local gate = gate_of(line.product)
      gate.deal.left = gate.deal.left - line.quantity
      keep_gate(line.product, gate)
      add_bought(account, line.deal, line.quantity)
    end
    total = total + line.price * line.quantity
  end
  local hold = { state = 'taken', account = account, lines = lines, total = total, taken = NOW, deadline = NOW + hold_ms, cap = NOW + cap_ms, waited = waited }
  keep_hold(id, hold)
  deadline(id, hold.deadline)
  add_bought(account, 'holds', 1)
  count('holdsTaken', 1)
  count('holdsOpen', 1)
  fact('hold-taken', { hold = id, account = account, lines = lines, total = total, deadline = hold.deadline, waited = waited })
  return hold
end

-- The price of one line now: {product, quantity, price, deal}, or nil, why, product and how many are free.
local function priced(account, product, quantity, seen)
  local gate = gate_of(product)
  if not gate then return nil, 'not-on-sale', product, 0 end
  if gate.frozen then return nil, 'frozen', product, 0 end
  if not gate.open then return nil, 'orders-stopped', product, 0 end
  if bought(account, product) + quantity > gate.limit then return nil, 'over-limit', product, math.max(0, gate.limit - bought(account, product)) end
  local price, deal, free = gate.price, nil, units(product, 'free')
  if gate.deal and gate.deal.ends > NOW and gate.deal.left > 0 then
    if bought(account, gate.deal.id) + quantity > gate.deal.limit then
      return nil, 'over-limit', product, math.max(0, gate.deal.limit - bought(account, gate.deal.id))
    end
    price, deal, free = gate.deal.price, gate.deal.id, math.min(free, gate.deal.left)
  end
  if free <= 0 then return nil, 'sold-out', product, 0 end
  if free < quantity then return nil, 'not-enough', product, free end
  if seen and price > seen then return nil, 'price-changed', product, free end
  return { product = product, quantity = quantity, price = price, deal = deal }
end

-- How many stand in line for a product before the given member.
local function ahead_of(member, product) return redis.call('ZLEXCOUNT', LINE, '[' .. product .. '|', '(' .. member) end

local function in_line(product, number, account) return string.format('%s|%09d|%s', product, number, account) end

local function leave_line(product, account, wait)
  redis.call('ZREM', LINE, in_line(product, wait.number, account))
  redis.call('HDEL', WAITERS, product .. '|' .. account)
  count('waiting', -1)
end

-- Gives what is free of a product to those first in line. What is left over when the bound is reached comes at the next sweep.
local function grant_line(product)
  if closed() then return end
  for _ = 1, MOST_AT_ONCE do
    if units(product, 'free') <= 0 then return end
    local granted = false
    for _, member in ipairs(redis.call('ZRANGEBYLEX', LINE, '[' .. product .. '|', '[' .. product .. '|~', 'LIMIT', 0, MOST_AT_ONCE)) do
      local account = string.match(member, '([^|]+)$')
      local wait = cjson.decode(redis.call('HGET', WAITERS, product .. '|' .. account))
      local line = priced(account, product, wait.quantity, nil)
      if line then
        leave_line(product, account, wait)
        make_hold(wait.hold, account, { line }, wait.holdMs, wait.capMs, true)
        granted = true
        break
      end
    end
    if not granted then return end
  end
  redis.call('ZADD', DUE, 'LT', NOW, PLACE)
end

-- Gives the units of a hold back. how is 'released' or 'expired'; because says why it was not the buyer who let go.
local function give_back(id, hold, how, because)
  hold.state, hold.resolved = how, NOW
  for _, line in ipairs(hold.lines) do
    shift(line.product, 'held', 'free', line.quantity)
    add_bought(hold.account, line.product, -line.quantity)
    if how == 'expired' then count(line.product .. '.lapsed', 1) end
    if line.deal then
      add_bought(hold.account, line.deal, -line.quantity)
      local gate = gate_of(line.product)
      if gate and gate.deal and gate.deal.id == line.deal then
        gate.deal.left = gate.deal.left + line.quantity
        keep_gate(line.product, gate)
      end
    end
  end
  keep_hold(id, hold)
  redis.call('ZREM', DEADLINES, id)
  add_bought(hold.account, 'holds', -1)
  count('holdsOpen', -1)
  count(how == 'expired' and 'holdsLapsed' or 'holdsReleased', 1)
  fact('hold-' .. how, { hold = id, account = hold.account, lines = hold.lines, because = because })
  for _, line in ipairs(hold.lines) do grant_line(line.product) end
  if redis.call('HGET', STAGE, 'state') == 'ended' then redis.call('ZADD', DUE, 'LT', NOW, PLACE) end
end

-- Turns a hold into sold units; the caller makes the order in the same script.
local function commit_hold(id, hold)
  hold.state, hold.resolved = 'committed', NOW
  for _, line in ipairs(hold.lines) do
    shift(line.product, 'held', 'sold', line.quantity)
    count(line.product .. '.orders', 1)
    count(line.product .. '.units', line.quantity)
    count('units', line.quantity)
  end
  keep_hold(id, hold)
  redis.call('ZREM', DEADLINES, id)
  add_bought(hold.account, 'holds', -1)
  count('holdsOpen', -1)
  fact('hold-committed', { hold = id, account = hold.account, lines = hold.lines })
end

-- Shuts the deal of a product and tells the room.
local function close_deal(product, gate)
  local deal = gate.deal
  gate.deal = nil
  keep_gate(product, gate)
  redis.call('ZREM', DEADLINES, deal.id .. '|' .. product)
  redis.call('HINCRBY', STOCK, product .. '.rev', 1)
  shelf_event(cjson.encode({ t = 'deal-closed', deal = deal.id, product = product }))
  fact('deal-closed', { deal = deal.id, product = product, left = deal.left })
end

-- Expires what is past its deadline. Every stock script starts with this, so correctness never waits for a timer.
local function expire_due(most)
  local due = redis.call('ZRANGEBYSCORE', DEADLINES, '-inf', NOW, 'LIMIT', 0, most)
  for _, id in ipairs(due) do
    if string.sub(id, 1, 1) == 'h' then
      give_back(id, cjson.decode(redis.call('HGET', HOLDS, id)), 'expired')
    else
      local product = string.match(id, '|(.+)$')
      local gate = gate_of(product)
      if gate and gate.deal then close_deal(product, gate) else redis.call('ZREM', DEADLINES, id) end
    end
  end
  return #due
end
local EXPIRED = expire_due(MOST_AT_ONCE)
