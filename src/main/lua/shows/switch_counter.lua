-- Opens or closes the counter. Returns {"ok"|"exists"}.
--#include books
--#include counter
local open, by = ARGV[1] == '1', ARGV[2]

if (redis.call('HEXISTS', COUNTER, 'closed') == 0) == open then return { 'exists' } end
if open then redis.call('HDEL', COUNTER, 'closed') else redis.call('HSET', COUNTER, 'closed', 1) end
fact('counter-switched', { open = open, by = by })
return { 'ok' }
