-- The main stage of a night with the shard's time. KEYS[11] is the stage. Returns {state of the night, now in ms, rev, rotation or ""}.
--#include night
local stage = redis.call('HMGET', KEYS[11], 'rev', 'rotation')
return { N.state or '', NOW, tonumber(stage[1] or 0), stage[2] or '' }
