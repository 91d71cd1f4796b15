-- Tells the line-up anew when the catalogue says something else of its goods than phones in the room were shown. What they were told last
-- stands with the stage, so that a node which has just come to the room, with phones that came back to it, knows what they show; another
-- node may have told the same a moment ago. Returns {"ok"|"exists"} | {why}.
--#include books
--#include stage
local parts, print, moment = cjson.decode(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local shown = ARGV[4] -- the print of what phones were shown by this node, "" when it has shown them nothing

local why = not_in('scheduled,' .. ON_AIR)
if why then return { why } end
local told, at = string.match(redis.call('HGET', STAGE, 'toldLineUp') or '', '^(%w+) (%d+)$')
if told == print and (NOW < tonumber(at) + moment or shown == '' or shown == print) then return { 'exists' } end

redis.call('HSET', STAGE, 'toldLineUp', print .. ' ' .. string.format('%.0f', NOW))
-- the first who were shown anything were shown this
if not told and shown == print then return { 'exists' } end
local lines = {}
for i, product in ipairs(listed('lineUp')) do
  local part, gate = parts[product] or {}, gate_of(product) or {}
  lines[i] = { product = product, code = gate.code, name = part.name, stars = part.certificate and part.certificate.stars, certificate = part.certificate and part.certificate.number }
end
tell_line_up(listed('lineUp'), parts)
fact('line-up-told', { lines = lines })
return { 'ok' }
