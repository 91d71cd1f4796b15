-- Tells the line-up anew when the catalogue says something else of its goods than before. Another node may have told the same a moment
-- ago. Returns {"ok"|"exists"} | {why}.
--#include books
--#include stage
local parts, print, moment = cjson.decode(ARGV[1]), ARGV[2], tonumber(ARGV[3])

local why = not_in('scheduled,' .. ON_AIR)
if why then return { why } end
local told, at = string.match(redis.call('HGET', STAGE, 'toldLineUp') or '', '^(%w+) (%d+)$')
if told == print and NOW < tonumber(at) + moment then return { 'exists' } end

redis.call('HSET', STAGE, 'toldLineUp', print .. ' ' .. string.format('%.0f', NOW))
local told = {}
for i, product in ipairs(listed('lineUp')) do
  local part, gate = parts[product] or {}, gate_of(product) or {}
  told[i] = { product = product, code = gate.code, name = part.name, stars = part.certificate and part.certificate.stars, certificate = part.certificate and part.certificate.number }
end
tell_line_up(listed('lineUp'), parts)
fact('line-up-told', { lines = told })
return { 'ok' }
