-- Opens a booth (rev 0) or keeps an edit of it made from rev.
-- Returns {"ok"|"exists", rev} | {"not-found"} | {"changed-meanwhile"}. The edit that made the present record, said again, is "ok".
local BOOTH, BOOTHS = KEYS[1], KEYS[2]
local booth, rev, record, owner, at = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5]

local now = tonumber(redis.call('HGET', BOOTH, 'rev') or 0)
if rev == 0 and now > 0 then return { 'exists', now } end
if rev > 0 and now == 0 then return { 'not-found' } end
if rev > 0 and rev + 1 == now and redis.call('HGET', BOOTH, 'record') == record then return { 'ok', now } end
if rev ~= now then return { 'changed-meanwhile' } end

redis.call('HSET', BOOTH, 'record', record, 'rev', rev + 1)
if rev == 0 then
  redis.call('HSET', BOOTH, 'owner', owner, 'opened', at)
  redis.call('SADD', BOOTHS, booth)
end
return { 'ok', rev + 1 }
