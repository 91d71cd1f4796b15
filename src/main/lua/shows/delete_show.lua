-- Takes a draft or a scheduled show away for good and gives its goods back. KEYS[15] is the shelf's stock, KEYS[16] the show's
-- record, KEYS[17] the shows of its booth, KEYS[18] the shard's open shows; the rest from KEYS[19] on goes with it. Returns {"ok"} | {why}.
--#include books
--#include stage
local shelf_stock, show_record, booth_shows, open_shows = KEYS[15], KEYS[16], KEYS[17], KEYS[18]

local why = not_in('draft,scheduled')
if why then return { why } end

for _, product in ipairs(redis.call('HKEYS', GATES)) do
  local free = units(product, 'free')
  if free > 0 then
    allot(shelf_stock, product, free)
    fact('stock-allotted', { product = product, delta = -free })
  end
end
redis.call('ZREM', booth_shows, PLACE)
redis.call('ZREM', open_shows, PLACE)
redis.call('ZREM', DUE, PLACE)
redis.call('DEL', STOCK, GATES, HOLDS, DEADLINES, LINE, WAITERS, BOUGHT, SEEN, TALLY, STAGE, SHELF, show_record)
for i = 19, #KEYS do redis.call('DEL', KEYS[i]) end
return { 'ok' }
