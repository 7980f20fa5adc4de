-- Makes a claim last until another time, if it is the current one.
--
-- Answers: 1 if it is, else 0
local deployments, due, leased = KEYS[1], KEYS[2], KEYS[3]
local id, token, lease = ARGV[1], ARGV[2], ARGV[3]

local is = redis.call('HMGET', deployments, id .. ':token', id .. ':due')
if token == '-' or is[1] ~= token then
  return 0
end
redis.call('HSET', deployments, id .. ':lease', lease)
if is[2] ~= '-' then
  redis.call('ZREM', due, id)
  redis.call('ZADD', leased, lease, id)
end
return 1
