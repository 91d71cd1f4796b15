-- Shows products on the main screen, in this order. KEYS[15] is the undoable changes. Returns {"ok", changed or ""} | {why, product}.
--#include books
--#include stage
local changes = KEYS[15]
local change, by = ARGV[1], ARGV[2]
local pins = cjson.decode(ARGV[3])

local why = not_in(ON_AIR)
if why then return { why, '' } end
local line_up = listed('lineUp')
for _, product in ipairs(pins) do
  if not has(line_up, product) then return { 'not-in-line-up', product } end
  if gate_of(product).frozen then return { 'frozen', product } end
end
local before, after = ids_json(listed('pins')), ids_json(pins)
if before == after then return { 'ok', '' } end

keep_change(changes, change, { kind = 'pins', from = before, to = after })
redis.call('HSET', STAGE, 'pins', after)
tell_pins(pins)
fact('products-pinned', { products = pins, by = by })
return { 'ok', change }
