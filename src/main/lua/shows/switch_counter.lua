-- Opens or closes the counter, and tells everybody at the booth. Returns {"ok"|"exists"}.
--#include books
--#include counter
local open, by = ARGV[1] == '1', ARGV[2]

if (redis.call('HEXISTS', COUNTER, 'closed') == 0) == open then return { 'exists' } end
if open then redis.call('HDEL', COUNTER, 'closed') else redis.call('HSET', COUNTER, 'closed', 1) end
shelf_event(cjson.encode({ t = 'counter-switched', booth = PLACE, open = open }))
fact('counter-switched', { open = open, by = by })
return { 'ok' }
