-- Reads the states that have a lock.
--
-- Answers: for each its name, record, revision, end, owner and chat
local locks = KEYS[1]

local states = {}
for name in string.gmatch(redis.call('HGET', locks, ':names') or '', '%S+') do
  local state = state_of(locks, name)
  if state[4] ~= '-' then
    for _, each in ipairs(state) do
      states[#states + 1] = each
    end
  end
end
return states
