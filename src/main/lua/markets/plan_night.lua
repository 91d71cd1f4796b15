-- Makes a night of a market, or, while nobody depends on it, moves it to the times that the market's rule now gives it.
-- KEYS[11] are the nights of the market. Returns {"ok"} | {"exists"} when nothing was to do | {"too-late"} when it would be over.
--#include night
local market_nights = KEYS[11]
local market, name, opens, closes = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local apply_from, apply_until, publish = ARGV[5], ARGV[6], ARGV[7]
local halls, rehearsal = ARGV[8], ARGV[9]

local function times()
  redis.call('HSET', NIGHT, 'name', name, 'opensMs', opens, 'closesMs', closes, 'applyFromMs', apply_from, 'applyUntilMs', apply_until, 'publishMs', publish)
  N.opensMs, N.closesMs, N.applyFromMs, N.applyUntilMs, N.publishMs = opens, closes, apply_from, apply_until, publish
  redis.call('ZADD', OPEN, opens, ME)
  redis.call('ZADD', market_nights, opens, ME)
  remind('hour', opens - HOUR)
end

if N.state then
  if N.own == '1' or (N.state ~= 'draft' and N.state ~= 'applications') then return { 'exists' } end
  -- halls that no organizer has touched follow the market's
  if N.hallsOwn ~= '1' and N.halls ~= halls and redis.call('EXISTS', STANDS) == 0 then
    keep('halls', halls)
    next_rev()
  end
  local same = N.opensMs == opens and N.closesMs == closes and N.applyFromMs == apply_from and N.applyUntilMs == apply_until and N.publishMs == publish
  if same and N.name == name then return { 'exists' } end
  if tonumber(closes) <= NOW then return { 'too-late' } end
  times()
  next_rev()
  note('retimed', '')
  fact('night-retimed', { opens = tonumber(opens), closes = tonumber(closes), by = '' })
  move_by_clock()
  return { 'ok' }
end
if tonumber(closes) <= NOW then return { 'too-late' } end

N.market = market
redis.call('HSET', NIGHT, 'market', market, 'state', 'draft', 'halls', halls, 'rehearsal', rehearsal, 'rev', 1, 'held', '', 'own', '')
N.state, N.held, N.rev = 'draft', '', '1'
times()
fact('night-planned', { opens = tonumber(opens), closes = tonumber(closes) })
move_by_clock()
return { 'ok' }
