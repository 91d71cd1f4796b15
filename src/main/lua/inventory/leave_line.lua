-- Leaves the line for a product. Returns {"ok"} | {why}.
--#include books
local account, product = ARGV[1], ARGV[2]

local json = redis.call('HGET', WAITERS, product .. '|' .. account)
if not json then return { 'not-in-line' } end

leave_line(product, account, cjson.decode(json))
fact('wait-left', { product = product, account = account })
return { 'ok' }
