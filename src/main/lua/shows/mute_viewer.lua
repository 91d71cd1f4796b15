-- Keeps an account from chatting here, or lets it again; staff of the booth cannot be muted. KEYS[15] is who spoke when, KEYS[16]
-- the booth's staff. Returns {"ok"|"exists"} | {why}.
--#include books
--#include stage
local speakers, staff = KEYS[15], KEYS[16]
local account, muted, by = ARGV[1], ARGV[2] == '1', ARGV[3]

local why = not_in(ON_AIR)
if why then return { why } end
if redis.call('HEXISTS', staff, account) == 1 then return { 'not-allowed' } end
local before = redis.call('HEXISTS', speakers, 'muted.' .. account) == 1
if before == muted then return { 'exists' } end

if muted then redis.call('HSET', speakers, 'muted.' .. account, 1) else redis.call('HDEL', speakers, 'muted.' .. account) end
fact('viewer-muted', { account = account, muted = muted, by = by })
return { 'ok' }
