-- Reads who holds an environment's place.
--
-- Answers: nothing, or the holder's id and record
local places, deployments = KEYS[1], KEYS[2]

local id = redis.call('HGET', places, ARGV[1])
local record = id and redis.call('HGET', deployments, id)
if not record then
  return {}
end
return {id, record}
