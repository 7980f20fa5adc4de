-- Sets a claimed deployment aside whose record cannot be read, so that it is not claimed again at once. It keeps its place.
--
-- Answers: 1 if the claim was the current one, else 0
local deployments, due, leased, aside = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local id, token, again, reason = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if redis.call('HGET', deployments, id .. ':token') ~= token then
  return 0
end
redis.call('HSET', deployments, id .. ':token', 'aside', id .. ':lease', again)
redis.call('ZREM', due, id)
redis.call('ZADD', leased, again, id)
redis.call('HSET', aside, id, reason)
return 1
