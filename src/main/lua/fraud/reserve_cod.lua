-- Reserves a place among an account's (or a number's) open cash orders.
-- Returns {"ok"|"exists"} | {"too-many-open-cod", order, since in ms, …}, the orders that stand in the way.
local open = KEYS[1] -- hash: order to "KIND SINCE_MS"
local order, kind, now = ARGV[1], ARGV[2], ARGV[3]
local most_of_kind, most = tonumber(ARGV[4]), tonumber(ARGV[5])

if redis.call('HEXISTS', open, order) == 1 then return { 'exists' } end
local all = redis.call('HGETALL', open)
local of_kind, in_the_way = 0, { 'too-many-open-cod' }
for i = 1, #all, 2 do
  local its_kind, since = string.match(all[i + 1], '^(%S+) (%d+)$')
  if its_kind == kind then of_kind = of_kind + 1 end
  in_the_way[#in_the_way + 1] = all[i]
  in_the_way[#in_the_way + 1] = tonumber(since)
end
if of_kind >= most_of_kind or #all / 2 >= most then return in_the_way end

redis.call('HSET', open, order, kind .. ' ' .. now)
return { 'ok' }
