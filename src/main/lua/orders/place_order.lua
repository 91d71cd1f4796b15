-- Turns a hold into an order, which has the hold's key. Returns {"ok"|"exists", fields of the order…} | {why}.
--#include books
--#include order_book
local booth_orders, place_orders, frozen = KEYS[19], KEYS[20], KEYS[21]
local id, hold_id, account, booth, booth_name = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local fingerprint, payment, sealed = ARGV[6], ARGV[7], ARGV[8]
local goods = cjson.decode(ARGV[9]) -- product to {name, unit, picture} as of now
local cancel_ms = tonumber(ARGV[10])
local pay_code, pay_to, unpaid_ms = ARGV[11], ARGV[12], tonumber(ARGV[13]) -- for a transfer, else "", "", 0
local parcel = ARGV[14] -- shared with orders of neighbours, else ""

if redis.call('EXISTS', ORDER) == 1 then
  if order_field('account') ~= account then return { 'not-found' } end
  if order_field('fingerprint') ~= fingerprint then return { 'key-reused' } end
  return whole('exists')
end
local json = redis.call('HGET', HOLDS, hold_id)
if not json then return { 'not-found' } end
local hold = cjson.decode(json)
if hold.account ~= account then return { 'not-found' } end
if hold.state == 'expired' or hold.state == 'taken' and hold.deadline <= NOW then return { 'hold-lapsed' } end
if hold.state ~= 'taken' then return { 'hold-resolved' } end
if redis.call('HEXISTS', frozen, '*') == 1 or redis.call('HEXISTS', frozen, PLACE) == 1 then return { 'sale-stopped' } end
for _, line in ipairs(hold.lines) do
  if redis.call('HEXISTS', frozen, line.product) == 1 then return { 'frozen' } end
end

local lines, told = {}, {}
for i, line in ipairs(hold.lines) do
  local gate, good = gate_of(line.product), goods[line.product] or {}
  lines[i] = { product = line.product, code = gate and gate.code or '', name = good.name or '', unit = good.unit or '', picture = good.picture,
    quantity = line.quantity, priceVnd = line.price, deal = line.deal }
  told[i] = { product = line.product, quantity = line.quantity, price = line.price, deal = line.deal }
end
commit_hold(hold_id, hold)
redis.call('HSET', ORDER, 'order', id, 'booth', booth, 'boothName', booth_name, 'place', PLACE, 'account', account, 'state', 'placed',
  'lines', cjson.encode(lines), 'totalVnd', hold.total, 'payment', payment, 'paid', 'unpaid', 'paidVnd', 0, 'placedMs', NOW,
  'cancelUntilMs', NOW + cancel_ms, 'fingerprint', fingerprint)
if parcel ~= '' then redis.call('HSET', ORDER, 'parcel', parcel) end
redis.call('SET', RECIPIENT, sealed)
remember('placed', 'buyer', '', '')
redis.call('ZADD', booth_orders, NOW, id)
redis.call('ZADD', place_orders, NOW, id)
if pay_code ~= '' then
  redis.call('HSET', ORDER, 'payCode', pay_code, 'payTo', pay_to, 'payUntilMs', NOW + unpaid_ms)
  redis.call('ZADD', UNPAID, NOW + unpaid_ms, id)
end
count('orders', 1)
count('revenueVnd', hold.total)
count('paidBy.' .. payment, 1)
fact('order-placed', { order = id, hold = hold_id, account = account, booth = booth, payment = payment, total = hold.total, lines = told })
return whole('ok')
