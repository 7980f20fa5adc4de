-- Writes a history entry that is lost, if its deployment is still what it was written from.
--
-- Answers: 1 if it was written, else 0
local deployments, history = KEYS[1], KEYS[2]
local id, record, entry = ARGV[1], ARGV[2], ARGV[3]

if redis.call('HGET', deployments, id) ~= record or redis.call('HEXISTS', history, id) == 1 then
  return 0
end
redis.call('HSET', history, id, entry)
return 1
