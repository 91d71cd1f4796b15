-- Offers on the shelf what was added before shelves sold. Returns {"ok", how many}.
--#include catalogue
local shelved = 0
local all = redis.call('HGETALL', PRODUCTS)
for i = 1, #all, 2 do
  if redis.call('HEXISTS', SHELF_GATES, all[i]) == 0 then
    shelve(all[i], nil, cjson.decode(all[i + 1]))
    shelved = shelved + 1
  end
end
return { 'ok', shelved }
