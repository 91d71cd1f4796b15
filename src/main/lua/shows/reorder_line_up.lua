-- Puts the line-up into another order. KEYS[15] is the undoable changes. Returns {"ok", changed or ""} | {why, product}.
--#include books
--#include stage
local changes = KEYS[15]
local change, by = ARGV[1], ARGV[2]
local order, parts = cjson.decode(ARGV[3]), cjson.decode(ARGV[4])

local why = not_in('draft,scheduled,' .. ON_AIR)
if why then return { why, '' } end
local line_up, known = listed('lineUp'), {}
for _, product in ipairs(line_up) do known[product] = true end
for _, product in ipairs(order) do
  if not known[product] then return { has(line_up, product) and 'duplicate' or 'not-in-line-up', product } end
  known[product] = nil
end
if next(known) then return { 'missing', next(known) } end
local before, after = ids_json(line_up), ids_json(order)
if before == after then return { 'ok', '' } end

keep_change(changes, change, { kind = 'line-up', from = before, to = after })
redis.call('HSET', STAGE, 'lineUp', after)
tell_line_up(order, parts)
return { 'ok', change }
