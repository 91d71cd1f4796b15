-- Keeps a line of a talk; a repeat of its key changes nothing. Returns {"ok"|"exists", n} | {why}.
--#include books
--#include counter
local id, account, by, name = ARGV[1], ARGV[2], ARGV[3], ARGV[4] -- account: the visitor who speaks, or "" for the staff
local key, words, most = ARGV[5], ARGV[6], tonumber(ARGV[7])     -- name and words are sealed

local state = field('state')
if not state or account ~= '' and field('account') ~= account then return { 'not-found', 0 } end
local before = field('said.' .. by .. key)
if before then return { 'exists', tonumber(before) } end
if state == 'ended' then return { 'talk-over', 0 } end
if by == 'staff' and state == 'waiting' then return { 'not-called-yet', 0 } end
if tonumber(field('said')) >= most then return { 'too-many', 0 } end

local n = redis.call('HINCRBY', TICKET, 'said', 1)
redis.call('HSET', TICKET, 'said.' .. by .. key, n)
redis.call('XADD', TALK, n .. '-0', 'by', by, 'name', name, 'at', NOW, 'x', words)
fact('talk-said', { ticket = id, account = field('account'), n = n, by = by })
return { 'ok', n }
