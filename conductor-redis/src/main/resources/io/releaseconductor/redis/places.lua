-- Shared by the scripts that ask who holds a place.

-- How many of the newest of an environment are looked at where nobody seems to hold its place.
local NEWEST = 16

-- Who holds an environment's place: its id and record. Where the place was lost, the records still say who; it gets it back.
local function holder_of(places, deployments, by_environment, environment)
  local holder = redis.call('HGET', places, environment)
  local held = holder and redis.call('HGET', deployments, holder)
  if held then
    return holder, held
  end
  if not holder then
    for _, member in ipairs(redis.call('ZREVRANGEBYLEX', by_environment, '(' .. environment .. '!', '[' .. environment .. ' ',
      'LIMIT', 0, NEWEST)) do
      local id = id_at(member)
      local is = redis.call('HMGET', deployments, id, id .. ':shelf')
      if is[1] and is[2] and string.match(is[2], '^%l+') == 'unsettled' then
        redis.call('HSET', places, environment, id)
        return id, is[1]
      end
    end
  end
  return nil, nil
end
