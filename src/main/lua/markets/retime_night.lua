-- Gives a night another name and other times by an organizer's hand; the market's rule then leaves it alone. An open night can only end at
-- another time. KEYS[11] are the nights of the market. Returns {"ok", rev} | {"not-found"|"changed-meanwhile"|"wrong-state"|"too-small", field}.
--#include night
local market_nights = KEYS[11]
local rev, title, opens, closes = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local apply_from, apply_until, publish = ARGV[5], ARGV[6], ARGV[7]
local by = ARGV[8]

if not N.state then return { 'not-found' } end
local same = N.name == title and N.opensMs == opens and N.closesMs == closes and N.applyFromMs == apply_from and N.applyUntilMs == apply_until and N.publishMs == publish
if same and N.own == '1' and rev + 1 == tonumber(N.rev) then return { 'ok', N.rev } end
if rev ~= tonumber(N.rev) then return { 'changed-meanwhile' } end
if N.state == 'closed' then return { 'wrong-state' } end
if N.state == 'open' and N.opensMs ~= opens then return { 'wrong-state', 'opensMs' } end
if tonumber(closes) <= NOW then return { 'too-small', 'closesMs' } end

local moved = N.opensMs ~= opens
redis.call('HSET', NIGHT, 'name', title, 'opensMs', opens, 'closesMs', closes, 'applyFromMs', apply_from, 'applyUntilMs', apply_until, 'publishMs', publish, 'own', '1')
N.opensMs, N.closesMs, N.applyFromMs, N.applyUntilMs, N.publishMs = opens, closes, apply_from, apply_until, publish
next_rev()
redis.call('ZADD', OPEN, opens, ME)
redis.call('ZADD', market_nights, opens, ME)
note('retimed', by)
fact('night-retimed', { opens = tonumber(opens), closes = tonumber(closes), by = by })
if moved then
  remind('hour', opens - HOUR)
  if N.state == 'published' then remind('moved-' .. opens, NOW) end
end
move_by_clock()
return { 'ok', N.rev }
