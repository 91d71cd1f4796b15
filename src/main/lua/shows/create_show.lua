-- Makes a draft. KEYS[15] is the show's record, KEYS[16] the shows of its booth. Returns {"ok"|"exists"} | {why}.
--#include books
local show_record, booth_shows = KEYS[15], KEYS[16]
local booth, epoch, most = ARGV[1], ARGV[2], tonumber(ARGV[3])
local title, starts, video_kind, video_url, cover = ARGV[4], ARGV[5], ARGV[6], ARGV[7], ARGV[8]

local owner = redis.call('HGET', show_record, 'booth')
if owner then return { owner == booth and 'exists' or 'key-reused' } end
if redis.call('ZCARD', booth_shows) >= most then return { 'over-limit' } end

redis.call('HSET', show_record, 'booth', booth, 'title', title, 'startsMs', starts, 'videoKind', video_kind, 'videoUrl', video_url, 'cover', cover, 'madeMs', NOW)
redis.call('HSET', STAGE, 'state', 'draft', 'epoch', epoch, 'seq', 0, 'chatN', 0, 'ordersOpen', 0, 'pins', '[]', 'lineUp', '[]', 'slow', 0, 'booth', booth)
redis.call('ZADD', booth_shows, starts, PLACE)
return { 'ok' }
