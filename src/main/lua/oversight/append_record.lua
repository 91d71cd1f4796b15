-- Appends one record to a chain, if its end is still what the writer saw. A fact is in it once; a view counts against its reader's hour.
-- KEYS[1] is the end of the chain, KEYS[2] its records, KEYS[3] (or the same as KEYS[1]) the views of the reader.
-- Returns {"ok"|"exists"|"changed-meanwhile", n, hash} | {why, n, hash}.
local head, records, views = KEYS[1], KEYS[2], KEYS[3]
local n, hash, line = tonumber(ARGV[1]), ARGV[2], ARGV[3]      -- the number of the new record, its hash and its text
local source, fact = ARGV[4], ARGV[5]                          -- where it was heard, or ""
local now, most, mark = tonumber(ARGV[6]), tonumber(ARGV[7]), ARGV[8] -- most views within an hour, or 0; a field of the end that this record sets, or ""

local function after(a, b)
  local a_ms, a_n = string.match(a, '(%d+)-(%d+)')
  local b_ms, b_n = string.match(b, '(%d+)-(%d+)')
  a_ms, a_n, b_ms, b_n = tonumber(a_ms), tonumber(a_n), tonumber(b_ms), tonumber(b_n)
  return a_ms > b_ms or a_ms == b_ms and a_n > b_n
end

local known, known_hash = tonumber(redis.call('HGET', head, 'n') or 0), redis.call('HGET', head, 'hash') or ''
if source ~= '' then
  local last = redis.call('HGET', head, 'last.' .. source)
  if last and not after(fact, last) then return { 'exists', known, known_hash } end
end
if known ~= n - 1 then return { 'changed-meanwhile', known, known_hash } end
if most > 0 and redis.call('ZCOUNT', views, now - 3600000, '+inf') >= most then return { 'too-many-views', known, known_hash } end

redis.call('XADD', records, n .. '-0', 'r', line)
redis.call('HSET', head, 'n', n, 'hash', hash)
if source ~= '' then redis.call('HSET', head, 'last.' .. source, fact) end
if mark ~= '' then redis.call('HSETNX', head, mark, n) end
if most > 0 then
  redis.call('ZADD', views, now, n)
  redis.call('ZREMRANGEBYSCORE', views, '-inf', now - 3600000)
  redis.call('PEXPIRE', views, 3600000)
end
return { 'ok', n, hash }
