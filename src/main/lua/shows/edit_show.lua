-- Changes title, time, picture and cover; once on air the time must stay. KEYS[15] is the show's record, KEYS[16] the shows of its
-- booth, KEYS[17] the shard's open shows. Returns {"ok"} | {why, field}.
--#include books
--#include stage
local show_record, booth_shows, open_shows = KEYS[15], KEYS[16], KEYS[17]
local title, starts, video_kind, video_url, cover = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local why = not_in('draft,scheduled,rehearsal,live,paused')
if why then return { why } end
local state = state_now()
local started = state == 'live' or state == 'paused'
if started and redis.call('HGET', show_record, 'startsMs') ~= starts then return { 'already-live', 'startsMs' } end

redis.call('HSET', show_record, 'title', title, 'startsMs', starts, 'videoKind', video_kind, 'videoUrl', video_url, 'cover', cover)
redis.call('ZADD', booth_shows, 'XX', starts, PLACE)
redis.call('ZADD', open_shows, 'XX', starts, PLACE)
if state ~= 'draft' then
  shelf_event(cjson.encode({ t = 'show-changed', state = state, ordersOpen = redis.call('HGET', STAGE, 'ordersOpen') == '1', atMs = NOW }))
end
return { 'ok' }
