-- Reads who holds an environment's place.
--
-- Answers: nothing, or the holder's id and record
local places, deployments, by_environment = KEYS[1], KEYS[2], KEYS[3]

local id, record = holder_of(places, deployments, by_environment, ARGV[1])
if not record then
  return {}
end
return {id, record}
