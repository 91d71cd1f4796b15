-- Puts a table of exchange rates in place of the one that was read, or takes it away.
-- Returns {"ok"} | {"changed-meanwhile"} when another stands there by now.
local RATES = KEYS[1]
local read, table = ARGV[1], ARGV[2] -- as JSON; '' for none

if (redis.call('GET', RATES) or '') ~= read then return { 'changed-meanwhile' } end

if table == '' then redis.call('DEL', RATES) else redis.call('SET', RATES, table) end
return { 'ok' }
