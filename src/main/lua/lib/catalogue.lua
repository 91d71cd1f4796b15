-- The books of one booth's catalogue. KEYS are the booth, its products, the gates of its shelf, then the owner key of each product named.
local BOOTH, PRODUCTS, SHELF_GATES = KEYS[1], KEYS[2], KEYS[3]
local FIRST_OWNER = 4
local MOST_EACH = 1000000 -- from the shelf everybody may come again; a line of a hold is bounded by itself

-- Opens or shuts the booth's shelf for a product, as its record says. Orders that were stopped by hand stay stopped.
local function shelve(product, was, is)
  local json = redis.call('HGET', SHELF_GATES, product)
  local gate = json and cjson.decode(json) or { code = '', limit = MOST_EACH, open = not is.archived }
  if json and was and was.archived ~= is.archived then gate.open = not is.archived end
  gate.price = is.form.priceVnd
  redis.call('HSET', SHELF_GATES, product, cjson.encode(gate))
end

-- Keeps a product's record in place of the one before, counts what the booth has of each group, and offers it on the shelf.
local function put(booth, product, owner, before, record)
  local was, is = before and cjson.decode(before), cjson.decode(record)
  if was and not was.archived then redis.call('HINCRBY', BOOTH, 'group.' .. was.form.group, -1) end
  if not is.archived then redis.call('HINCRBY', BOOTH, 'group.' .. is.form.group, 1) end
  redis.call('HSET', PRODUCTS, product, record)
  redis.call('SET', owner, booth)
  shelve(product, was, is)
end
