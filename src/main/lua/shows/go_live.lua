-- Opens the show, for staff alone or for everybody. A rehearsal begins and ends with a new epoch, so that nobody stays in the
-- room who may not see it. KEYS[15] is the show's record, KEYS[16] the shard's open shows, KEYS[17] to
-- KEYS[19] chat, messages and questions, which a rehearsal leaves empty, KEYS[20] what is frozen of the booth. Returns {"ok"} | {why}.
--#include books
--#include stage
local show_record, open_shows, chat, messages, questions = KEYS[15], KEYS[16], KEYS[17], KEYS[18], KEYS[19]
local frozen = KEYS[20]
local rehearsal, by, epoch = ARGV[1] == '1', ARGV[2], ARGV[3]

local why = not_in(rehearsal and 'draft,scheduled' or 'draft,scheduled,rehearsal')
if why then return { why } end
if not rehearsal and #listed('lineUp') == 0 then return { 'line-up-empty' } end
if not rehearsal and (redis.call('HEXISTS', frozen, '*') == 1 or redis.call('HEXISTS', frozen, PLACE) == 1) then return { 'sale-stopped' } end

local before = state_now()
if rehearsal then
  redis.call('HSET', STAGE, 'state', 'rehearsal', 'before', before, 'ordersOpen', 0, 'epoch', epoch)
else
  if before == 'rehearsal' then
    for _, product in ipairs(redis.call('HKEYS', GATES)) do
      local gate = gate_of(product)
      if gate.deal then close_deal(product, gate) end
    end
    redis.call('DEL', TALLY, chat, messages, questions)
    redis.call('HDEL', STAGE, 'pinnedMessage', 'before', 'peakViewers')
    redis.call('HSET', STAGE, 'epoch', epoch)
  end
  redis.call('HSET', STAGE, 'state', 'live', 'ordersOpen', 1, 'startedMs', NOW)
  redis.call('ZADD', open_shows, redis.call('HGET', show_record, 'startsMs'), PLACE)
  fact('show-started', { by = by })
end
shelf_event(cjson.encode({ t = 'show-changed', state = rehearsal and 'rehearsal' or 'live', ordersOpen = not rehearsal, atMs = NOW }))
return { 'ok' }
