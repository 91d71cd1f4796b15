-- The books of one booth's catalogue. KEYS are the booth, its products, then the owner key of each product named.
local BOOTH, PRODUCTS = KEYS[1], KEYS[2]
local FIRST_OWNER = 3

-- Keeps a product's record in place of the one before, and counts what the booth has of each group.
local function put(booth, product, owner, before, record)
  local was, is = before and cjson.decode(before), cjson.decode(record)
  if was and not was.archived then redis.call('HINCRBY', BOOTH, 'group.' .. was.form.group, -1) end
  if not is.archived then redis.call('HINCRBY', BOOTH, 'group.' .. is.form.group, 1) end
  redis.call('HSET', PRODUCTS, product, record)
  redis.call('SET', owner, booth)
end
