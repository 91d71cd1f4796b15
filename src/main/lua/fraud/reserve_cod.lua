-- Reserves a place among an account's (or a number's) open cash orders. Orders of one act count as one decision, and each as a parcel.
-- Returns {"ok"|"exists"} | {"too-many-open-cod", order, since in ms, …}, the orders that stand in the way.
local open = KEYS[1] -- hash: order to "KIND SINCE_MS ACT"
local order, kind, now = ARGV[1], ARGV[2], ARGV[3]
local most_of_kind, most = tonumber(ARGV[4]), tonumber(ARGV[5]) -- acts
local act, most_orders = ARGV[6], tonumber(ARGV[7])             -- act: the order itself where it stands alone

if redis.call('HEXISTS', open, order) == 1 then return { 'exists' } end
local all = redis.call('HGETALL', open)
local acts, acts_of_kind, orders_of_kind, known = 0, 0, 0, {}
local in_the_way = { 'too-many-open-cod' }
for i = 1, #all, 2 do
  local its_kind, since, its_act = string.match(all[i + 1], '^(%S+) (%d+) ?(%S*)$')
  if its_act == '' then its_act = all[i] end
  if its_kind == kind then orders_of_kind = orders_of_kind + 1 end
  if not known[its_act] then
    known[its_act] = true
    acts = acts + 1
    if its_kind == kind then acts_of_kind = acts_of_kind + 1 end
  end
  in_the_way[#in_the_way + 1] = all[i]
  in_the_way[#in_the_way + 1] = tonumber(since)
end
if orders_of_kind >= most_orders then return in_the_way end
if not known[act] and (acts_of_kind >= most_of_kind or acts >= most) then return in_the_way end

redis.call('HSET', open, order, kind .. ' ' .. now .. ' ' .. act)
return { 'ok' }
