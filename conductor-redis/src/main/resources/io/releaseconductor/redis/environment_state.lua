-- Reads the state of an environment.
--
-- Answers: its name, record, revision, end, owner and chat
local locks = KEYS[1]

return state_of(locks, ARGV[1])
