-- Takes away what a buyer who was erased has written in a complaint. KEYS[1] is the complaint, KEYS[2] its words. Returns {"ok", papers…}.
local complaint, words = KEYS[1], KEYS[2]
local account = ARGV[1]

local papers = {}
if redis.call('HGET', complaint, 'account') ~= account then return { 'ok' } end
for i, json in ipairs(redis.call('LRANGE', words, 0, -1)) do
  local word = cjson.decode(json)
  if word.who == 'buyer' then
    for _, paper in ipairs(word.papers or {}) do papers[#papers + 1] = paper end
    redis.call('LSET', words, i - 1, '{"atMs":' .. string.format('%.0f', word.atMs) .. ',"who":"buyer","name":"","text":"","papers":[]}')
  end
end
return { 'ok', unpack(papers) }
