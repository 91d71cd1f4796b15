-- Moves an order on, and its units back where it ends without a sale. Returns {"ok"|"exists", fields of the order…} | {why}.
--#include books
--#include order_book
local shelf_stock = KEYS[19]
local id, booth, account = ARGV[1], ARGV[2], ARGV[3] -- the booth or the account is "" when the other one speaks
local to, allowed_from = ARGV[4], ARGV[5]            -- allowed_from: states as " placed confirmed "
local who, name, reason = ARGV[6], ARGV[7], ARGV[8]

local state = order_field('state')
if not state then return { 'not-found' } end
if booth ~= '' and order_field('booth') ~= booth then return { 'not-found' } end
if account ~= '' and order_field('account') ~= account then return { 'not-found' } end
if state == to then return whole('exists') end
if not string.find(allowed_from, ' ' .. state .. ' ', 1, true) then return { 'wrong-state' } end
local paid, paid_vnd, total = order_field('paid'), order_number('paidVnd'), order_number('totalVnd')
if who == 'buyer' and NOW > order_number('cancelUntilMs') then return { 'cancel-window-over' } end
if who == 'house' and (paid ~= 'unpaid' or NOW < order_number('payUntilMs')) then return { 'wrong-state' } end
if to == 'packed' and order_field('payment') == 'vietqr' and paid ~= 'paid' and paid ~= 'overpaid' then return { 'not-paid-yet' } end
local lines = cjson.decode(order_field('lines'))
local buyer = order_field('account')
local back = to == 'cancelled' or to == 'returned'
if back then
  for _, line in ipairs(lines) do
    if units(line.product, 'sold') < line.quantity then return { 'not-enough' } end
  end
end

-- What comes back while the show goes on is on sale again there at once; later, and after a return, it goes to the booth's shelf.
if back then
  local is_shelf = string.sub(PLACE, 1, 1) == 'b'
  local here = is_shelf or to == 'cancelled' and redis.call('HGET', STAGE, 'state') ~= 'ended'
  for _, line in ipairs(lines) do
    local product, n = line.product, line.quantity
    if here then
      shift(product, 'sold', 'free', n)
    else
      redis.call('HINCRBY', STOCK, product .. '.sold', -n)
      redis.call('HINCRBY', STOCK, product .. '.allotted', -n)
      redis.call('HINCRBY', STOCK, product .. '.rev', 1)
      allot(shelf_stock, product, n)
    end
    add_bought(buyer, product, -n)
    if line.deal then
      add_bought(buyer, line.deal, -n)
      local gate = here and gate_of(product)
      if gate and gate.deal and gate.deal.id == line.deal then
        gate.deal.left = gate.deal.left + n
        keep_gate(product, gate)
      end
    end
    count(product .. '.units', -n)
    count('units', -n)
  end
  count('revenueVnd', -total)
  if paid_vnd > 0 then paid = 'refund-due' end
  if not is_shelf and not here then redis.call('ZADD', DUE, 'LT', NOW, order_field('booth')) end
end
if to == 'delivered' and order_field('payment') == 'cod' then paid, paid_vnd = 'paid', total end
redis.call('HSET', ORDER, 'state', to, 'paid', paid, 'paidVnd', paid_vnd)
remember(to, who, name, reason)
count(to, 1)
local closed_now = to == 'delivered' or to == 'returned' or to == 'cancelled'
if to == 'cancelled' then redis.call('ZREM', UNPAID, id) end
if closed_now and order_field('forget') then redis.call('DEL', RECIPIENT) end
fact('order-moved', { order = id, account = buyer, booth = order_field('booth'), from = state, to = to, who = who, paid = paid, paidVnd = paid_vnd, total = total })
if back then
  for _, line in ipairs(lines) do grant_line(line.product) end
end
return whole('ok')
