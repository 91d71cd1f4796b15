-- Takes something up with a booth; what is frozen or stopped by it stands from now on. An official may act where an organizer has acted,
-- nobody else twice. KEYS[15] is the matter, KEYS[16] its words, KEYS[17] the matters of the booth, KEYS[18] the open ones of the
-- shard, KEYS[19] what is frozen of the booth. Returns {"ok"|"exists"} | {why}.
--#include books
local matter, words, of_booth, open_matters, frozen = KEYS[15], KEYS[16], KEYS[17], KEYS[18], KEYS[19]
local id, kind, booth, target, role = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5] -- target: a product, a show, "*" or ""
local record, act, word = ARGV[6], ARGV[7], ARGV[8]
local print, answer_ms, most = ARGV[9], tonumber(ARGV[10]), tonumber(ARGV[11])
local product, reason, office, by = ARGV[12], ARGV[13], ARGV[14], ARGV[15]

local before = redis.call('HGET', matter, 'print')
if before then return { before == print and 'exists' or 'key-reused' } end
if redis.call('ZCARD', of_booth) >= most then return { 'too-many' } end
local now = target ~= '' and redis.call('HGET', frozen, target)
if now and not (role == 'official' and cjson.decode(now).role == 'organizer') then return { 'already-done' } end

redis.call('HSET', matter, 'record', record, 'state', 'open', 'target', target, 'role', role, 'openedMs', NOW, 'dueMs', NOW + answer_ms, 'print', print)
redis.call('RPUSH', words, '{"atMs":' .. string.format('%.0f', NOW) .. ',' .. string.sub(word, 2))
redis.call('ZADD', of_booth, NOW, id)
redis.call('ZADD', open_matters, NOW, id)
if target ~= '' then redis.call('HSET', frozen, target, act) end
fact('matter-opened', { matter = id, kind = kind, booth = booth, product = product ~= '' and product or nil, target = target ~= '' and target or nil, reason = reason,
  role = role, office = office, by = by })
return { 'ok' }
