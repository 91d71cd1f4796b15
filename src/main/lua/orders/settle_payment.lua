-- Credits a bank transfer to the order whose code it carries. Returns {"ok"|"exists", outcome, order} | {why}.
--#include books
--#include order_book
--#include credit
local id, transaction, amount = ARGV[1], ARGV[2], tonumber(ARGV[3])

local before = seen_before(transaction)
if before then return { 'exists', before.outcome, before.order or '' } end
if order_field('payment') ~= 'vietqr' then return { 'not-found' } end

return { 'ok', credit(id, transaction, amount, 'bank', ''), id }
