-- Finds whose login it is, and pushes its end out when it is used again after a while.
-- Returns {account}, or {} when there is no such login any more.
local login = KEYS[1]                  -- the login
local now = tonumber(ARGV[1])          -- ms
local slide = tonumber(ARGV[2])        -- ms without use until it ends
local touch = tonumber(ARGV[3])        -- ms between two writes of its last use

local stands = redis.call('HMGET', login, 'account', 'expires', 'seen')
if not stands[1] then return {} end
if tonumber(stands[2]) <= now then
  redis.call('DEL', login)
  return {}
end
if now - tonumber(stands[3]) >= touch then
  redis.call('HSET', login, 'seen', string.format('%.0f', now), 'expires', string.format('%.0f', now + slide))
  redis.call('PEXPIRE', login, slide)
end
return { stands[1] }
