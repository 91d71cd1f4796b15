-- Sets the booth's blocked words. KEYS[1] is the set. Returns {"ok", how many}.
local words = KEYS[1]
redis.call('DEL', words)
for i = 1, #ARGV do redis.call('SADD', words, ARGV[i]) end
return { 'ok', #ARGV }
