-- Replaces the state of an environment if nobody did in between.
--
-- Answers: replaced | stands, and what stands: name, record, revision, end, owner and chat
local locks = KEYS[1]
local name, revision, expected, record, ends, owner, chat = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7]

local state = state_of(locks, name)
-- What was written before is written again, so that a caller who waits for replicas waits for this too.
local again = state[3] == revision and state[2] == record
if state[3] ~= expected and not again then
  table.insert(state, 1, 'stands')
  return state
end
local names = redis.call('HGET', locks, ':names') or ''
if not string.find(' ' .. names .. ' ', ' ' .. name .. ' ', 1, true) then
  redis.call('HSET', locks, ':names', names .. ' ' .. name)
end
redis.call('HSET', locks, name, record, name .. ':revision', revision, name .. ':until', ends, name .. ':owner', owner, name .. ':chat', chat)
return {'replaced'}
