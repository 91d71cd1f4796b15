-- Reads who receives an order, and remembers who looked. Returns {"ok", sealed recipient} | {why}.
--#include books
local order, recipient = KEYS[15], KEYS[16]
local id, booth, account, what = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if redis.call('HGET', order, 'booth') ~= booth then return { 'not-found' } end
local sealed = redis.call('GET', recipient)
if not sealed then return { 'account-erased' } end

fact('order-opened', { order = id, booth = booth, account = account, what = what })
return { 'ok', sealed }
