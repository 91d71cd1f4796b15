-- Forgets a night that the market's rule no longer has, as long as nobody has touched it. KEYS[11] are the nights of the market.
-- Returns {"ok"} | {"not-found"} | {"wrong-state"} when people depend on it: then an organizer cancels it, with a reason.
--#include night
local market_nights = KEYS[11]

if not N.state then return { 'not-found' } end
if (N.state ~= 'draft' and N.state ~= 'applications') or N.own == '1' or redis.call('EXISTS', APPLICATIONS) == 1 then return { 'wrong-state' } end

fact('night-dropped', { by = '' })
redis.call('DEL', NIGHT, CHANGES, STANDS)
redis.call('ZREM', DUE, ME)
redis.call('ZREM', OPEN, ME)
redis.call('ZREM', market_nights, ME)
redis.call('ZREM', REMINDERS, ME .. '|hour')
return { 'ok' }
