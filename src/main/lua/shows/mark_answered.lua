-- Says that a question needs no more answer. KEYS[15] is the messages by number, KEYS[16] the open questions. Returns {"ok"|"exists"} | {why}.
--#include books
local messages, questions = KEYS[15], KEYS[16]
local id = ARGV[1]

if not redis.call('ZSCORE', messages, id) then return { 'not-found' } end
if redis.call('ZREM', questions, id) == 0 then return { 'exists' } end

redis.call('HSET', TALLY, 'unanswered', redis.call('ZCARD', questions))
shelf_event(cjson.encode({ t = 'question-answered', message = id }))
return { 'ok' }
