-- Gives somebody a post in a booth, or takes it away; a booth always keeps an owner.
-- Returns {'ok'}, {'not-found'}, {'booth-needs-owner'} or {'too-many'}.
local staff = KEYS[1]                  -- account to role
local account = ARGV[1]
local role = ARGV[2]                   -- '' to take the post away
local most = tonumber(ARGV[3])         -- people in a booth

local has = redis.call('HGET', staff, account)
if role == '' and not has then return { 'not-found' } end
local owners, people = 0, 0
for _, other in ipairs(redis.call('HVALS', staff)) do
  people = people + 1
  if other == 'owner' then owners = owners + 1 end
end
-- the first in a booth is its owner: there is no booth to join before
if role ~= '' and role ~= 'owner' and people == 0 then return { 'not-found' } end
if has == 'owner' and role ~= 'owner' and owners == 1 then return { 'booth-needs-owner' } end
if not has and people >= most then return { 'too-many' } end

if role == '' then redis.call('HDEL', staff, account) else redis.call('HSET', staff, account, role) end
return { 'ok' }
