-- Gives a claim back, if it is the current one.
--
-- Answers: 1 if it was, else 0
local deployments, due, leased = KEYS[1], KEYS[2], KEYS[3]
local id, token = ARGV[1], ARGV[2]

local is = redis.call('HMGET', deployments, id .. ':token', id .. ':due')
if token == '-' or is[1] ~= token then
  return 0
end
redis.call('HSET', deployments, id .. ':token', '-', id .. ':lease', '-')
redis.call('ZREM', leased, id)
if is[2] ~= '-' then
  redis.call('ZADD', due, is[2], id)
end
return 1
