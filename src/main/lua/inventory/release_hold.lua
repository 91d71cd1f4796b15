-- Gives a hold back to the place, and so to those in line. Returns {"ok"|"exists", hold, now} | {why}.
--#include books
local id, account = ARGV[1], ARGV[2]

local json = redis.call('HGET', HOLDS, id)
if not json then return { 'not-found' } end
local hold = cjson.decode(json)
if hold.account ~= account then return { 'not-found' } end
if hold.state == 'released' then return { 'exists', json, NOW } end
if hold.state == 'expired' then return { 'hold-lapsed' } end
if hold.state ~= 'taken' then return { 'hold-resolved' } end

give_back(id, hold, 'released')
return { 'ok', cjson.encode(hold), NOW }
