-- Keeps a hold for longer, within its cap. Returns {"ok"|"exists", hold, now} | {why}.
--#include books
local id, account, key, by_ms = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

local json = redis.call('HGET', HOLDS, id)
if not json then return { 'not-found' } end
local hold = cjson.decode(json)
if hold.account ~= account then return { 'not-found' } end
if hold.state == 'expired' or hold.state == 'taken' and hold.deadline <= NOW then return { 'hold-lapsed' } end
if hold.state ~= 'taken' then return { 'hold-resolved' } end
hold.extended = hold.extended or {}
for _, seen in ipairs(hold.extended) do
  if seen == key then return { 'exists', json, NOW } end
end
if hold.deadline >= hold.cap then return { 'hold-at-cap' } end

hold.deadline = math.min(hold.cap, math.max(hold.deadline, NOW + by_ms))
hold.extended[#hold.extended + 1] = key
keep_hold(id, hold)
redis.call('ZADD', DEADLINES, hold.deadline, id)
fact('hold-extended', { hold = id, account = account, deadline = hold.deadline })
return { 'ok', cjson.encode(hold), NOW }
