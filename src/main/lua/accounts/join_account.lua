-- Makes the account of a number at its first sign-in, completes an invited one, or finds the one that is there.
-- Returns {'ok', 'new'}, {'ok', 'known'}, {'stale'} when it is no longer this number's, or {'consent-needed'}.
local account = KEYS[1]                -- the account
local now = ARGV[1]                    -- ms
local print = ARGV[2]                  -- fingerprint of the number
local phone = ARGV[3]                  -- the number, sealed
local masked = ARGV[4]                 -- the number, masked
local name = ARGV[5]                   -- the name of somebody new
local consent = ARGV[6]                -- the version of the terms agreed to now, or ''

local stands = redis.call('HMGET', account, 'print', 'erased', 'consent')
if stands[2] or stands[1] and stands[1] ~= print then return { 'stale' } end
if not stands[3] and consent == '' then return { 'consent-needed' } end

redis.call('HSETNX', account, 'created', now)
redis.call('HSET', account, 'print', print, 'phone', phone, 'masked', masked)
if consent ~= '' and stands[3] ~= consent then redis.call('HSET', account, 'consent', consent, 'consentMs', now) end
if stands[3] then return { 'ok', 'known' } end
redis.call('HSET', account, 'name', name)
return { 'ok', 'new' }
