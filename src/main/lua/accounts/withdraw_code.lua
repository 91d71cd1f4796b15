-- Takes back a code that could not be sent: it cannot be used and counts nowhere.
-- Returns {'ok'}.
local standing = KEYS[1]               -- the code that stands for the number
local to_number = KEYS[2]              -- codes sent to the number
local from_block = KEYS[3]             -- codes asked for from the address block
local to_prefix = KEYS[4]              -- codes sent to numbers with the same prefix
local yield = KEYS[5]                  -- how many of the prefix were sent and used
local of_day = KEYS[6]                 -- codes sent today in all
local request = ARGV[1]                -- the name of the request

if redis.call('HGET', standing, 'request') == request then redis.call('DEL', standing) end
if redis.call('ZREM', to_number, request) == 1 then
  redis.call('ZREM', from_block, request)
  redis.call('ZREM', to_prefix, request)
  if redis.call('EXISTS', yield) == 1 then redis.call('HINCRBY', yield, 'sent', -1) end
  if redis.call('EXISTS', of_day) == 1 then redis.call('DECR', of_day) end
end
return { 'ok' }
