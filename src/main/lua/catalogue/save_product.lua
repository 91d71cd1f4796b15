-- Adds a product (rev 0) or keeps an edit of it made from rev.
-- Returns {"ok"|"exists"|"changed-meanwhile", record now} | {"not-found"|"key-reused"|"too-many"}.
--#include catalogue
local booth, product, rev, record, most = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5])
local owner = KEYS[FIRST_OWNER]

local before = redis.call('HGET', PRODUCTS, product)
if rev == 0 then
  if before then return { 'exists', before } end
  if redis.call('EXISTS', owner) == 1 then return { 'key-reused' } end
  if redis.call('HEXISTS', BOOTH, 'record') == 0 then return { 'not-found' } end
  if redis.call('HLEN', PRODUCTS) >= most then return { 'too-many' } end
else
  if not before then return { 'not-found' } end
  if cjson.decode(before).rev ~= rev then return { 'changed-meanwhile', before } end
end

put(booth, product, owner, before, record)
return { 'ok', record }
