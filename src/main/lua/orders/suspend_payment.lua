-- Lays a bank transfer that fits no order aside for the booth's staff. PLACE is the booth's shelf.
-- Returns {"ok"|"exists", outcome, order or ""}.
--#include books
local payments, suspense = KEYS[15], KEYS[16]
local booth, transaction, amount, why, notice = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]

local json = redis.call('HGET', payments, transaction)
if json then
  local before = cjson.decode(json)
  return { 'exists', before.outcome, before.order or '' }
end

redis.call('HSET', payments, transaction, cjson.encode({ outcome = why, amount = amount, at = NOW }))
redis.call('HSET', suspense, transaction, notice)
fact('payment-suspended', { booth = booth, transaction = transaction, amount = amount, why = why })
return { 'ok', why, '' }
