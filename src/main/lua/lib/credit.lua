-- Credits a bank transfer to an order, after lib/order_book.lua. Every transaction of the shard is credited at most once.

-- What became of a transaction before, or nil.
local function seen_before(transaction)
  local json = redis.call('HGET', PAYMENTS, transaction)
  return json and cjson.decode(json)
end

-- Returns how it went: 'paid', 'paid-late', 'underpaid', 'overpaid', or 'refund-due' for an order that is over.
local function credit(id, transaction, amount, who, name)
  local state, total = order_field('state'), order_number('totalVnd')
  local paid_vnd = order_number('paidVnd') + amount
  local paid = paid_vnd < total and 'underpaid' or paid_vnd == total and 'paid' or 'overpaid'
  local outcome = paid
  if state == 'cancelled' or state == 'returned' then
    paid, outcome = 'refund-due', 'refund-due'
  elseif paid == 'paid' and NOW > order_number('payUntilMs') then
    outcome = 'paid-late'
  end
  redis.call('HSET', ORDER, 'paid', paid, 'paidVnd', paid_vnd)
  redis.call('ZREM', UNPAID, id) -- where money has come, a person decides
  redis.call('HSET', PAYMENTS, transaction, cjson.encode({ order = id, outcome = outcome, amount = amount, at = NOW }))
  remember(state, who, name, outcome .. ' ' .. string.format('%d', amount))
  fact('payment-settled', { order = id, account = order_field('account'), booth = order_field('booth'), transaction = transaction, amount = amount,
    outcome = outcome, state = state, paid = paid, paidVnd = paid_vnd, total = total })
  return outcome
end
