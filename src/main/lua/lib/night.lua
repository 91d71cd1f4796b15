-- The books of one night of a market, under the names that every script of a night uses. KEYS are those of Keys.night(night).
local CLOCK, FACTS, NIGHT, APPLICATIONS, STANDS, CHANGES = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local DUE, OPEN, CLOSED, REMINDERS = KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local ME = string.match(NIGHT, ':(n%d%d%-%w+)$')
local NOTES_KEPT, HOUR = 300, 3600000
-- A night that is held back past its end is closed all the same when this much time has gone by.
local OVERTIME = 6 * HOUR

-- The shard's time in ms, read once: it moves within a script and may jump back between two.
local clock = redis.call('HMGET', CLOCK, 'last', 'shift')
local time = redis.call('TIME')
local SHIFT = tonumber(clock[2] or 0)
local NOW = math.max(tonumber(clock[1] or 0), time[1] * 1000 + math.floor(time[2] / 1000)) + SHIFT

local N = {}
do
  local fields = redis.call('HGETALL', NIGHT)
  for i = 1, #fields, 2 do N[fields[i]] = fields[i + 1] end
end

local function keep(field, value)
  N[field] = tostring(value)
  redis.call('HSET', NIGHT, field, value)
end

-- Appends what happened to the shard's facts.
local function fact(t, f)
  f.t, f.night, f.market, f.at = t, ME, N.market, NOW
  redis.call('HSET', CLOCK, 'last', NOW - SHIFT)
  redis.call('XADD', FACTS, '*', 'f', cjson.encode(f))
end

-- Notes a change of the night for its organizers. by is empty when it was the clock. Names are not written down: who is erased is gone.
local function note(what, by, why)
  redis.call('RPUSH', CHANGES, cjson.encode({ atMs = NOW, what = what, by = by, why = why }))
  redis.call('LTRIM', CHANGES, -NOTES_KEPT, -1)
end

local function next_rev() keep('rev', tonumber(N.rev or 0) + 1) end

-- ── the clock ──────────────────────────────────────────────────────────────────────────────────────────────────────
local NEXT = { draft = 'applications', applications = 'published', published = 'open', open = 'closed' }
local FROM = { applications = 'applyFromMs', published = 'publishMs', open = 'opensMs', closed = 'closesMs' }

-- When the clock moves the night on, or nil.
local function due_at()
  local to = NEXT[N.state]
  if not to then return nil end
  if N.held == '1' then return tonumber(N.closesMs) + OVERTIME end
  return tonumber(N[FROM[to]])
end

local function keep_due()
  local at = due_at()
  if at then redis.call('ZADD', DUE, at, ME) else redis.call('ZREM', DUE, ME) end
end

local function remind(what, at) redis.call('ZADD', REMINDERS, at, ME .. '|' .. what) end

local function move_to(to, by)
  keep('state', to)
  note(to, by)
  if to == 'applications' then fact('applications-opened', { by = by }) end
  if to == 'published' then fact('night-published', { by = by }) end
  if to == 'open' then
    fact('night-opened', { opens = tonumber(N.opensMs), closes = tonumber(N.closesMs), by = by })
    remind('open', NOW)
  end
  if to == 'closed' then
    fact('night-closed', { by = by })
    keep('endedMs', NOW)
    redis.call('ZREM', OPEN, ME)
    redis.call('ZADD', CLOSED, NOW, ME)
    redis.call('ZREM', REMINDERS, ME .. '|hour')
  end
end

-- Moves the night as far as the clock says; the result counts the steps.
local function move_by_clock()
  local steps = 0
  local at = due_at()
  while at and at <= NOW do
    move_to(N.held == '1' and 'closed' or NEXT[N.state], '')
    steps = steps + 1
    at = due_at()
  end
  keep_due()
  return steps
end

-- ── applications and stands ────────────────────────────────────────────────────────────────────────────────────────
local MOST_CHANGES = 100

local function application(booth)
  local json = redis.call('HGET', APPLICATIONS, booth)
  return json and cjson.decode(json)
end

-- Keeps an application with one more change, which the producer sees. side is 'producer' or 'organizer'.
local function keep_application(booth, a, what, side, by, why)
  a.rev = (a.rev or 0) + 1
  redis.call('HSET', APPLICATIONS, booth, cjson.encode(a))
  local changes = cjson.decode(redis.call('HGET', APPLICATIONS, booth .. '|changes') or '[]')
  changes[#changes + 1] = { atMs = NOW, what = what, side = side, by = by, why = why }
  if #changes > MOST_CHANGES then table.remove(changes, 2) end
  redis.call('HSET', APPLICATIONS, booth .. '|changes', cjson.encode(changes))
end

local function last_change(booth)
  local changes = cjson.decode(redis.call('HGET', APPLICATIONS, booth .. '|changes') or '[]')
  return changes[#changes]
end

local function clear_stand(booth, by)
  if redis.call('HDEL', STANDS, booth) == 0 then return end
  next_rev()
  fact('stand-cleared', { booth = booth, by = by })
end

local function put_stand(booth, hall, place, by)
  redis.call('HSET', STANDS, booth, hall .. '|' .. place)
  fact('stand-placed', { booth = booth, hall = hall, number = tonumber(place), by = by })
end

-- How many places each hall has, by its id.
local function halls_of(json)
  local places = {}
  for _, hall in ipairs(cjson.decode(json)) do places[hall.hall] = hall.places end
  return places
end
