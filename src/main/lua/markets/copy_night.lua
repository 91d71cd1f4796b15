-- Copies the halls of another night of the same market, and, where asked, its booths to the places they had: approved, unless they applied
-- themselves or have withdrawn. KEYS[11] to KEYS[13] are the other night, its applications and its stands.
-- Returns {"ok", rev, booths copied} | {"not-found"|"changed-meanwhile"|"wrong-state"}.
--#include night
local other, other_applications, other_stands = KEYS[11], KEYS[12], KEYS[13]
local rev, regulars, by, key = tonumber(ARGV[1]), ARGV[2] == '1', ARGV[3], ARGV[4]

local halls = redis.call('HGET', other, 'halls')
if not N.state or not halls or redis.call('HGET', other, 'market') ~= N.market then return { 'not-found' } end
if N.copied == key then return { 'ok', N.rev, 0 } end
if rev ~= tonumber(N.rev) then return { 'changed-meanwhile' } end
-- places that are given already stay given
if N.state == 'closed' or N.state == 'open' or redis.call('EXISTS', STANDS) == 1 then return { 'wrong-state' } end

keep('halls', halls)
keep('hallsOwn', '1')
keep('copied', key)
note('copied', by)
fact('halls-set', { by = by })
local copied = 0
if regulars then
  local stands = redis.call('HGETALL', other_stands)
  for i = 1, #stands, 2 do
    local booth = stands[i]
    local hall, place = string.match(stands[i + 1], '^(.+)|(%d+)$')
    if not redis.call('HGET', APPLICATIONS, booth) then
      local form = redis.call('HGET', other_applications, booth .. '|form')
      redis.call('HSET', APPLICATIONS, booth .. '|form', form)
      keep_application(booth, { state = 'approved', key = key, rev = 0, madeMs = NOW }, 'invited', 'organizer', by)
      fact('application-decided', { booth = booth, to = 'approved', rev = 1, by = by })
    end
    if application(booth).state == 'approved' then
      put_stand(booth, hall, place, by)
      copied = copied + 1
    end
  end
end
next_rev()
return { 'ok', N.rev, copied }
