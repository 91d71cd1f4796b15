-- Keeps an announcement of a night, unless the night is over. KEYS[1] announcements, a hash.
-- Returns {"ok"|"exists", announcement} | {"key-reused"} | {"wrong-state"} | {"too-many"}.
local ANNOUNCEMENTS = KEYS[1]
local id, json, fingerprint, most, over = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5] == '1'

local before = redis.call('HGET', ANNOUNCEMENTS, id)
if before then
  if redis.call('HGET', ANNOUNCEMENTS, id .. '|said') ~= fingerprint then return { 'key-reused' } end
  return { 'exists', before }
end
if over then return { 'wrong-state' } end
-- two fields each, a third when it was taken back
if redis.call('HLEN', ANNOUNCEMENTS) >= 2 * most then return { 'too-many' } end
redis.call('HSET', ANNOUNCEMENTS, id, json, id .. '|said', fingerprint)
return { 'ok', json }
