-- Moves a night as far as the clock says. Any node may ask at any time; only the shard's own time decides.
-- Returns {"ok", steps, state} | {"not-found"}.
--#include night
if not N.state then
  redis.call('ZREM', DUE, ME)
  return { 'not-found' }
end
local steps = move_by_clock()
return { 'ok', steps, N.state }
