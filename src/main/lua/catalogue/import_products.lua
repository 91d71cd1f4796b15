-- Adds and changes many products at once, or none. Each product comes with the rev it was read at, 0 for a new one.
-- Returns {"ok"} | {"exists"} when this import was done before | {"not-found"|"key-reused"|"changed-meanwhile"|"too-many", product}.
--#include catalogue
local IMPORT = KEYS[#KEYS]
local booth, import, keep_seconds, most = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local FIRST_ROW = 5 -- then product, rev and record of each

local function owner_of(i) return KEYS[FIRST_OWNER + (i - FIRST_ROW) / 3] end

if redis.call('EXISTS', IMPORT) == 1 then return { 'exists' } end
if redis.call('HEXISTS', BOOTH, 'record') == 0 then return { 'not-found', '' } end
local added = 0
for i = FIRST_ROW, #ARGV, 3 do
  local before = redis.call('HGET', PRODUCTS, ARGV[i])
  local rev = tonumber(ARGV[i + 1])
  if rev == 0 then
    if before or redis.call('EXISTS', owner_of(i)) == 1 then return { 'key-reused', ARGV[i] } end
    added = added + 1
  else
    if not before then return { 'not-found', ARGV[i] } end
    if cjson.decode(before).rev ~= rev then return { 'changed-meanwhile', ARGV[i] } end
  end
end
if redis.call('HLEN', PRODUCTS) + added > most then return { 'too-many', '' } end

for i = FIRST_ROW, #ARGV, 3 do
  put(booth, ARGV[i], owner_of(i), redis.call('HGET', PRODUCTS, ARGV[i]), ARGV[i + 2])
end
redis.call('SET', IMPORT, import, 'EX', keep_seconds)
return { 'ok' }
