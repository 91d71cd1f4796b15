-- Credits a bank transfer that was laid aside to the order that staff have found for it. Returns {"ok"|"exists", outcome, order} | {why}.
--#include books
--#include order_book
--#include credit
local suspense = KEYS[19]
local id, booth, transaction, staff = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local before = seen_before(transaction)
if before and before.order == id then return { 'exists', before.outcome, id } end
if redis.call('HEXISTS', suspense, transaction) == 0 or not before then return { 'not-found' } end
if order_field('booth') ~= booth then return { 'not-found' } end

redis.call('HDEL', suspense, transaction)
return { 'ok', credit(id, transaction, before.amount, 'staff', staff), id }
