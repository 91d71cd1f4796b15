-- Closes a matter; what was frozen or stopped by it is free again. What an official has done only officials let go. KEYS[15] is the matter,
-- KEYS[16] its words, KEYS[17] the open ones of the shard, KEYS[18] what is frozen of the booth. Returns {"ok"|"exists"} | {why}.
--#include books
local matter, words, open_matters, frozen = KEYS[15], KEYS[16], KEYS[17], KEYS[18]
local id, role, reason, word, office, by = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

local now = redis.call('HMGET', matter, 'state', 'role', 'target', 'record')
if not now[1] then return { 'not-found' } end
if now[2] == 'official' and role ~= 'official' then return { 'not-allowed' } end
if now[1] == 'closed' then return { 'exists' } end

redis.call('HSET', matter, 'state', 'closed', 'closedMs', NOW)
redis.call('RPUSH', words, '{"atMs":' .. string.format('%.0f', NOW) .. ',' .. string.sub(word, 2))
redis.call('ZREM', open_matters, id)
local act = now[3] ~= '' and redis.call('HGET', frozen, now[3])
local freed = act and cjson.decode(act).matter == id
if freed then redis.call('HDEL', frozen, now[3]) end
local record = cjson.decode(now[4])
fact('matter-closed', { matter = id, booth = record.booth, kind = record.kind, freed = freed and now[3] or nil, reason = reason, role = role, office = office, by = by })
return { 'ok' }
