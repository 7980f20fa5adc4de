-- Removes settled deployments that are kept long enough, so many at most. Never an unsettled one, whatever an index says.
--
-- Answers: how many were removed, and how many were looked at
local deployments, control, operations, creations = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local due, leased, aside, index = KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local until_time, most, slots = ARGV[1], ARGV[2], tonumber(ARGV[3])

local removed = 0
local ids = redis.call('ZRANGEBYSCORE', index, '-inf', until_time, 'LIMIT', 0, most)
for _, id in ipairs(ids) do
  redis.call('ZREM', index, id)
  local c = read_control(control, id)
  if c and c.standing ~= 'unsettled' then
    local names = {}
    for slot = 0, slots - 1 do
      names[slot + 1] = id .. '#' .. slot
    end
    redis.call('HDEL', deployments, id)
    redis.call('HDEL', control, id)
    redis.call('HDEL', operations, unpack(names))
    redis.call('HDEL', creations, c.creation)
    redis.call('ZREM', due, id)
    redis.call('ZREM', leased, id)
    redis.call('HDEL', aside, id)
    removed = removed + 1
  end
end
return {removed, #ids}
