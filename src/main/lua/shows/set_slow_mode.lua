-- Sets how many seconds must pass between two messages of one viewer. Returns {"ok"|"exists"} | {why}.
--#include books
--#include stage
local seconds, by = ARGV[1], ARGV[2]

local why = not_in(ON_AIR)
if why then return { why } end
if redis.call('HGET', STAGE, 'slow') == seconds then return { 'exists' } end

redis.call('HSET', STAGE, 'slow', seconds)
shelf_event('{"t":"slow-mode-set","seconds":' .. seconds .. '}')
fact('slow-mode-set', { seconds = tonumber(seconds), by = by })
return { 'ok' }
