-- Announces a draft. KEYS[15] is the show's record, KEYS[16] the shard's open shows. Returns {"ok"|"exists"} | {why}.
--#include books
--#include stage
local show_record, open_shows = KEYS[15], KEYS[16]
local by = ARGV[1]

if state_now() == 'scheduled' then return { 'exists' } end
local why = not_in('draft')
if why then return { why } end

redis.call('HSET', STAGE, 'state', 'scheduled')
redis.call('ZADD', open_shows, redis.call('HGET', show_record, 'startsMs'), PLACE)
shelf_event(cjson.encode({ t = 'show-changed', state = 'scheduled', ordersOpen = false, atMs = NOW }))
fact('show-scheduled', { by = by })
return { 'ok' }
