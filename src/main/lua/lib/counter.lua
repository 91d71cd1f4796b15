-- The counter of a booth and one ticket of it, after lib/books.lua with the books of its shelf. KEYS are those of CounterScripts.keys(booth, ticket).
local COUNTER, WAITING, TICKETS, TICKET, TALK = KEYS[15], KEYS[16], KEYS[17], KEYS[18], KEYS[19]

local function field(name) return redis.call('HGET', TICKET, name) or nil end

-- The whole ticket as the scripts answer it: status, how many wait before it, then name and value of each field.
local function whole(status)
  local answer = redis.call('HGETALL', TICKET)
  table.insert(answer, 1, redis.call('ZCOUNT', WAITING, '-inf', '(' .. (field('number') or 0)))
  table.insert(answer, 1, status)
  return answer
end

-- Counts the talks that somebody of the staff is in.
local function talks(staff, n)
  if redis.call('HINCRBY', COUNTER, 'talks.' .. staff, n) <= 0 then redis.call('HDEL', COUNTER, 'talks.' .. staff) end
end

-- Ends a ticket that is open, and lets it be forgotten in time.
local function end_ticket(id, state, by, kept_ms)
  if state == 'waiting' then redis.call('ZREM', WAITING, id) else talks(field('staff'), -1) end
  redis.call('HSET', TICKET, 'state', 'ended', 'endedMs', NOW, 'endedBy', by)
  redis.call('HDEL', COUNTER, 'open.' .. field('account'))
  redis.call('PEXPIRE', TICKET, kept_ms)
  redis.call('PEXPIRE', TALK, kept_ms)
  redis.call('ZREMRANGEBYSCORE', TICKETS, '-inf', NOW - kept_ms)
  fact('ticket-ended', { ticket = id, account = field('account'), was = state, by = by })
end
