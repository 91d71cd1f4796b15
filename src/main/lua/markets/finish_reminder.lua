-- Strikes a reminder that everybody was given, unless it was set anew meanwhile. Returns {"ok"}.
local REMINDERS = KEYS[1]
local reminder, at = ARGV[1], tonumber(ARGV[2])

local now = redis.call('ZSCORE', REMINDERS, reminder)
if now and tonumber(now) == at then redis.call('ZREM', REMINDERS, reminder) end
return { 'ok' }
