-- Opens a market (rev 0) or keeps an edit of it made from rev.
-- Returns {"ok"|"exists", rev} | {"not-found"} | {"changed-meanwhile"}. The edit that made the present record, said again, is "ok".
local MARKET, MARKETS = KEYS[1], KEYS[2]
local market, rev, record, by, at = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5]

local now = tonumber(redis.call('HGET', MARKET, 'rev') or 0)
if rev == 0 and now > 0 then return { 'exists', now } end
if rev > 0 and now == 0 then return { 'not-found' } end
if rev > 0 and rev + 1 == now and redis.call('HGET', MARKET, 'record') == record then return { 'ok', now } end
if rev ~= now then return { 'changed-meanwhile' } end

redis.call('HSET', MARKET, 'record', record, 'rev', rev + 1)
if rev == 0 then
  redis.call('HSET', MARKET, 'by', by, 'opened', at)
  redis.call('SADD', MARKETS, market)
end
return { 'ok', rev + 1 }
