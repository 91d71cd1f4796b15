-- Takes away for good who a visitor was and what both sides said. An open ticket ends. Returns {"ok"}.
--#include books
--#include counter
local id, account, kept_ms = ARGV[1], ARGV[2], tonumber(ARGV[3])

if field('account') ~= account then return { 'ok' } end
local state = field('state')
if state ~= 'ended' then end_ticket(id, state, 'visitor', kept_ms) end
redis.call('DEL', TALK)
redis.call('HSET', TICKET, 'name', '', 'reason', '')
return { 'ok' }
