-- Adds what a fact says to a booth's figures of a night, once: a fact that was folded already is passed over.
-- KEYS[1] figures, a hash. ARGV[1] the fact's id, then name and amount of each figure. Returns {"ok"} | {"exists"}.
local FIGURES = KEYS[1]
local id = ARGV[1]

local function later(a, b)
  local a_ms, a_n = string.match(a, '^(%d+)-(%d+)$')
  local b_ms, b_n = string.match(b, '^(%d+)-(%d+)$')
  a_ms, a_n, b_ms, b_n = tonumber(a_ms), tonumber(a_n), tonumber(b_ms), tonumber(b_n)
  return a_ms > b_ms or a_ms == b_ms and a_n > b_n
end

local last = redis.call('HGET', FIGURES, 'last')
if last and not later(id, last) then return { 'exists' } end
redis.call('HSET', FIGURES, 'last', id)
for i = 2, #ARGV, 2 do redis.call('HINCRBY', FIGURES, ARGV[i], ARGV[i + 1]) end
return { 'ok' }
