-- Writes an incident of a night down, open, for whoever takes it.
-- KEYS[1] incidents, a hash; KEYS[2] their order, a list. Returns {"ok"|"exists", incident} | {"key-reused"} | {"too-many"}.
local INCIDENTS, ORDER = KEYS[1], KEYS[2]
local id, json, fingerprint, most = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

local before = redis.call('HGET', INCIDENTS, id)
if before then
  if redis.call('HGET', INCIDENTS, id .. '|said') ~= fingerprint then return { 'key-reused' } end
  return { 'exists', before }
end
if redis.call('LLEN', ORDER) >= most then return { 'too-many' } end
redis.call('HSET', INCIDENTS, id, json, id .. '|said', fingerprint)
redis.call('RPUSH', ORDER, id)
return { 'ok', json }
