-- Adds what the booth answers, or what an official or organizer says on. KEYS[15] is the matter, KEYS[16] its words.
-- Returns {"ok"|"exists"} | {why}.
--#include books
local matter, words = KEYS[15], KEYS[16]
local id, booth, who, key, word, most, by = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6]), ARGV[7]

local state = redis.call('HGET', matter, 'state')
if not state or booth ~= '' and cjson.decode(redis.call('HGET', matter, 'record')).booth ~= booth then return { 'not-found' } end
if redis.call('HEXISTS', matter, 'said.' .. key) == 1 then return { 'exists' } end
if state == 'closed' then return { 'wrong-state' } end
if redis.call('LLEN', words) >= most then return { 'too-many' } end

redis.call('RPUSH', words, '{"atMs":' .. string.format('%.0f', NOW) .. ',' .. string.sub(word, 2))
redis.call('HSET', matter, 'state', who == 'seller' and 'answered' or 'open', 'said.' .. key, 1)
fact('matter-said', { matter = id, who = who, booth = cjson.decode(redis.call('HGET', matter, 'record')).booth, by = by })
return { 'ok' }
