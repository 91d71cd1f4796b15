-- Ends a ticket, by its visitor or by the staff. Returns {"ok"|"exists", ahead, fields of the ticket…} | {why}.
--#include books
--#include counter
local id, account, by, kept_ms = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]) -- account: the visitor who asks, or "" for the staff

local state = field('state')
if not state or account ~= '' and field('account') ~= account then return { 'not-found' } end
if state == 'ended' then return whole('exists') end

end_ticket(id, state, by, kept_ms)
return whole('ok')
