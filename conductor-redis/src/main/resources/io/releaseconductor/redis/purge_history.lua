-- Removes history entries that are kept long enough, with their audit trails, so many at most: not those whose deployment exists, and not the last promoted
-- ones of each environment.
--
-- Answers: how many were looked at, and how many of them were kept
local deployments, history, all, by_environment = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local promoted, since, audit = KEYS[5], KEYS[6], KEYS[7]
local until_time, keep, offset, most = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]

local function forget(id)
  local number = tonumber(redis.call('HGET', audit, id) or 0)
  for first = 1, number, 500 do
    local fields = {}
    for n = first, math.min(first + 499, number) do
      fields[#fields + 1] = id .. ':' .. n
    end
    redis.call('HDEL', audit, unpack(fields))
  end
  redis.call('HDEL', audit, id)
end

local kept = 0
local positions = redis.call('ZRANGEBYSCORE', since, '-inf', until_time, 'LIMIT', offset, most)
for _, position in ipairs(positions) do
  local id = id_at(position)
  local environment = environment_of(id)
  local member = environment .. ' ' .. position
  local returnable = redis.call('ZSCORE', promoted, member)
    and redis.call('ZLEXCOUNT', promoted, '[' .. member, '(' .. environment .. '!') <= keep
  if returnable or redis.call('HEXISTS', deployments, id) == 1 then
    kept = kept + 1
  else
    redis.call('ZREM', since, position)
    redis.call('ZREM', all, position)
    redis.call('ZREM', by_environment, member)
    redis.call('ZREM', promoted, member, '* ' .. position)
    redis.call('HDEL', history, id)
    forget(id)
  end
end
return {#positions, kept}
