-- Removes settled deployments that are kept long enough, so many at most. Never an unsettled one, whatever an index says.
--
-- Answers: how many were removed, and how many were looked at
local deployments, creations, due, leased, aside, index = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local until_time, most = ARGV[1], ARGV[2]

local removed = 0
local ids = redis.call('ZRANGEBYSCORE', index, '-inf', until_time, 'LIMIT', 0, most)
for _, id in ipairs(ids) do
  redis.call('ZREM', index, id)
  local is = redis.call('HMGET', deployments, id .. ':shelf', id .. ':creation')
  if is[1] and string.match(is[1], '^%l+') ~= 'unsettled' then
    local fields = {
      id, id .. ':revision', id .. ':due', id .. ':token', id .. ':lease', id .. ':shelf', id .. ':creation'}
    for slot = 0, 15 do
      fields[#fields + 1] = id .. ':write:' .. slot
    end
    redis.call('HDEL', deployments, unpack(fields))
    if is[2] then
      redis.call('HDEL', creations, is[2])
    end
    redis.call('ZREM', due, id)
    redis.call('ZREM', leased, id)
    redis.call('HDEL', aside, id)
    removed = removed + 1
  end
end
return {removed, #ids}
