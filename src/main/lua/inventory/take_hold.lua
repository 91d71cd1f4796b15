-- Takes a hold on all lines or on none; a single line that is sold out may stand in line instead.
-- Returns {"ok"|"exists", hold, now} | {"waiting", wait, ahead, now} | {why, product, free, why, product, free ...}: each line that
-- cannot be had.
--#include books
local id, account, or_wait = ARGV[1], ARGV[2], ARGV[3] == '1'
local hold_ms, cap_ms = tonumber(ARGV[4]), tonumber(ARGV[5])
local most_holds, most_waiting = tonumber(ARGV[6]), tonumber(ARGV[7])
local FIRST_LINE = 8 -- then product, quantity and the price seen (or "") of each line

-- Whether these lines are what is asked for now.
local function asks_for(lines)
  if #ARGV ~= FIRST_LINE + 3 * #lines - 1 then return false end
  for i, line in ipairs(lines) do
    local at = FIRST_LINE + 3 * (i - 1)
    if line.product ~= ARGV[at] or line.quantity ~= tonumber(ARGV[at + 1]) then return false end
  end
  return true
end

local json = redis.call('HGET', HOLDS, id)
if json then
  local hold = cjson.decode(json)
  if hold.account ~= account or not asks_for(hold.lines) then return { 'key-reused', '', 0 } end
  return { 'exists', json, NOW }
end
-- The key of somebody in line names the hold that they will get, so nobody may use it for another.
local waits = redis.call('HGET', SEEN, id)
local wait = waits and redis.call('HGET', WAITERS, waits)
if wait and cjson.decode(wait).hold == id then
  local known = cjson.decode(wait)
  if known.account ~= account or not asks_for({ known }) then return { 'key-reused', '', 0 } end
  return { 'waiting', wait, ahead_of(in_line(known.product, known.number, account), known.product), NOW }
end

local shut = closed()
if shut then return { shut, '', 0 } end
if bought(account, 'holds') >= most_holds then return { 'too-many-holds', '', 0 } end

local lines, refusals = {}, {}
for i = FIRST_LINE, #ARGV, 3 do
  local product, quantity = ARGV[i], tonumber(ARGV[i + 1])
  local line, why, what, free = priced(account, product, quantity, tonumber(ARGV[i + 2]))
  if line then
    lines[#lines + 1] = line
  elseif or_wait and #ARGV == FIRST_LINE + 2 and (why == 'sold-out' or why == 'not-enough') then
    if redis.call('HEXISTS', WAITERS, product .. '|' .. account) == 1 then return { 'already-in-line', product, free } end
    if redis.call('ZLEXCOUNT', LINE, '[' .. product .. '|', '[' .. product .. '|~') >= most_waiting then return { why, product, free } end
    local number = redis.call('HINCRBY', WAITERS, product, 1)
    local wait = cjson.encode({ number = number, quantity = quantity, hold = id, product = product, account = account, holdMs = hold_ms, capMs = cap_ms })
    local member = in_line(product, number, account)
    redis.call('ZADD', LINE, 0, member)
    redis.call('HSET', WAITERS, product .. '|' .. account, wait)
    redis.call('HSET', SEEN, id, product .. '|' .. account)
    count('waiting', 1)
    count(product .. '.waits', 1)
    fact('wait-joined', { product = product, account = account, number = number, quantity = quantity, hold = id })
    return { 'waiting', wait, ahead_of(member, product), NOW }
  else
    refusals[#refusals + 1], refusals[#refusals + 2], refusals[#refusals + 3] = why, what, free
  end
end
if #refusals > 0 then return refusals end

local hold = make_hold(id, account, lines, hold_ms, cap_ms, false)
return { 'ok', cjson.encode(hold), NOW }
