-- Claims deployments whose due time has come and that nobody holds a running lease on, longest due first.
--
-- Due ones wait in one of two indexes: unclaimed ones by due time, claimed ones by the end of their lease. So finding what is due
-- looks neither at what is due later nor at what others work on.
--
-- Answers: for each claim its id, token and record
local deployments, control, due, leased, aside = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local now, lease, limit, nonce, most = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]

-- Those whose lease is over wait for their turn again. Their claims stay the current ones until somebody else claims.
for _, id in ipairs(redis.call('ZRANGEBYSCORE', leased, '-inf', ARGV[1], 'LIMIT', 0, most)) do
  local c = read_control(control, id)
  redis.call('ZREM', leased, id)
  if c and c.due ~= '-' then
    redis.call('ZADD', due, c.due, id)
  end
end

local claims = {}
local count = 0
while count < limit do
  local ids = redis.call('ZRANGEBYSCORE', due, '-inf', ARGV[1], 'LIMIT', 0, limit - count)
  if #ids == 0 then
    break
  end
  for _, id in ipairs(ids) do
    redis.call('ZREM', due, id)
    local c, unreadable = read_control(control, id)
    local record = c and redis.call('HGET', deployments, id)
    if unreadable then
      redis.call('HSET', aside, id, unreadable)
    elseif not record or c.due == '-' then
      -- Removed by hand: there is nothing to do for it.
    elseif c.lease ~= '-' and tonumber(c.lease) > now then
      -- A caller whose clock is ahead found the lease over; by this one it runs on.
      redis.call('ZADD', leased, c.lease, id)
    else
      count = count + 1
      if c.token == 'aside' then
        redis.call('HDEL', aside, id)
      end
      c.token = nonce .. '-' .. count
      c.lease = lease
      write_control(control, id, c)
      redis.call('ZADD', leased, lease, id)
      table.insert(claims, id)
      table.insert(claims, c.token)
      table.insert(claims, record)
    end
  end
end
return claims
