-- Looks through deployments, so many fields at a time, whether all that their records stand in is there, and writes anew what is
-- lost: places, due times, leases, and what the clean-up and the history go by. An eviction takes whole keys, one here and one there.
--
-- Answers: where to go on, or 0 at the end; then for each thing that was missing what it is and whose: place | due | leased | settled |
-- unsent | creation | history, which is an entry that is not written here | taken, which is a place that somebody else has by now
local deployments, creations, places, due, leased = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local settled, unsent, history, all, by_environment = KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local promoted, since = KEYS[11], KEYS[12]

local scanned = redis.call('HSCAN', deployments, ARGV[1], 'MATCH', '*:shelf', 'COUNT', ARGV[2])
local answer = {scanned[1]}

local function found(what, id, missing)
  if missing > 0 then
    answer[#answer + 1] = what
    answer[#answer + 1] = id
  end
end

for i = 1, #scanned[2], 2 do
  local id = string.match(scanned[2][i], '^(.+):shelf$')
  local standing, stands_since, is_promoted, position = string.match(scanned[2][i + 1], '^(%l+) (%S+) (%l+) (.*)$')
  local environment = environment_of(id)
  local is = redis.call('HMGET', deployments, id, id .. ':due', id .. ':lease', id .. ':creation')
  if is[1] and is[2] and is[3] and standing and environment then
    if standing == 'unsettled' then
      local holder = redis.call('HGET', places, environment)
      local held = holder and holder ~= id and redis.call('HGET', deployments, holder .. ':shelf')
      if held and string.match(held, '^%l+') == 'unsettled' then
        found('taken', id, 1)
      elseif holder ~= id then
        redis.call('HSET', places, environment, id)
        found('place', id, 1)
      end
    else
      found(standing, id, redis.call('ZADD', standing == 'settled' and settled or unsent, 'NX', stands_since, id))
    end
    if is[2] ~= '-' and not redis.call('ZSCORE', due, id) and not redis.call('ZSCORE', leased, id) then
      if is[3] == '-' then
        found('due', id, redis.call('ZADD', due, 'NX', is[2], id))
      else
        found('leased', id, redis.call('ZADD', leased, 'NX', is[3], id))
      end
    end
    if is[4] and redis.call('HEXISTS', creations, is[4]) == 0 then
      found('creation', id, redis.call('HSET', creations, is[4], id))
    end
    found('all', id, redis.call('ZADD', all, 'NX', 0, position))
    found('environment', id, redis.call('ZADD', by_environment, 'NX', 0, environment .. ' ' .. position))
    found('since', id, redis.call('ZADD', since, 'NX', stands_since, position))
    if is_promoted == 'yes' then
      found('promoted', id, redis.call('ZADD', promoted, 'NX', 0, environment .. ' ' .. position, 0, '* ' .. position))
    end
    found('history', id, 1 - redis.call('HEXISTS', history, id))
  end
end
return answer
