-- Expires what is due in a place and says when to come again. Returns {"ok", expired, next deadline or -1, state of the stage}.
--#include books
local most = tonumber(ARGV[1])
local expired = EXPIRED + expire_due(most)
redis.call('ZREM', DUE, PLACE)
for _, product in ipairs(redis.call('HKEYS', GATES)) do
  if product ~= '*' and units(product, 'free') > 0 then grant_line(product) end
end
local next = redis.call('ZRANGE', DEADLINES, 0, 0, 'WITHSCORES')
if next[2] then redis.call('ZADD', DUE, 'LT', next[2], PLACE) end
local state = redis.call('HGET', STAGE, 'state') or ''
if state == 'ended' then
  -- whoever swept may be gone before it settles: the place stays due until nothing is left to give back
  for _, product in ipairs(redis.call('HKEYS', GATES)) do
    if units(product, 'free') > 0 then redis.call('ZADD', DUE, 'LT', NOW, PLACE) end
  end
end
return { 'ok', expired, tonumber(next[2] or -1), state }
