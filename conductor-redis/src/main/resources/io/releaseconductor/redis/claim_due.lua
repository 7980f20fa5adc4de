-- Claims deployments whose due time has come and that nobody holds a running lease on, longest due first.
--
-- Due ones wait in one of two indexes: unclaimed ones by due time, claimed ones by the end of their lease. So finding what is due
-- looks neither at what is due later nor at what others work on.
--
-- Some are left to others: those that the caller named, since it cannot read them.
--
-- Answers: for each claim its id, token and record; for each whose record is gone its id and two empty texts
local deployments, due, leased, aside = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local now, lease, limit, nonce, most = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]
local others = {}
for i = 6, #ARGV do
  others[ARGV[i]] = true
end

-- Those whose lease is over wait for their turn again. Their claims stay the current ones until somebody else claims.
for _, id in ipairs(redis.call('ZRANGEBYSCORE', leased, '-inf', ARGV[1], 'LIMIT', 0, most)) do
  local due_at = redis.call('HGET', deployments, id .. ':due')
  redis.call('ZREM', leased, id)
  if not due_at then
    -- All that is known about it is gone, which the claim finds.
    redis.call('ZADD', due, ARGV[1], id)
  elseif due_at ~= '-' then
    redis.call('ZADD', due, due_at, id)
  end
end

local claims = {}
local count = 0
local passed = 0
while count < limit do
  local ids = redis.call('ZRANGEBYSCORE', due, '-inf', ARGV[1], 'LIMIT', passed, limit - count)
  if #ids == 0 then
    break
  end
  for _, id in ipairs(ids) do
    if others[id] then
      passed = passed + 1
    else
      redis.call('ZREM', due, id)
      local is = redis.call('HMGET', deployments, id, id .. ':lease', id .. ':token')
      local record, lease_was, token_was = is[1], is[2], is[3]
      if not record then
        -- It is gone from the index now as well, so that this is said once.
        claims[#claims + 1] = id
        claims[#claims + 1] = ''
        claims[#claims + 1] = ''
      elseif lease_was and lease_was ~= '-' and tonumber(lease_was) > now then
        -- A caller whose clock is ahead found the lease over; by this one it runs on.
        redis.call('ZADD', leased, lease_was, id)
      else
        if token_was == 'aside' then
          redis.call('HDEL', aside, id)
        end
        count = count + 1
        local token = nonce .. '-' .. count
        redis.call('HSET', deployments, id .. ':token', token, id .. ':lease', lease)
        redis.call('ZADD', leased, lease, id)
        claims[#claims + 1] = id
        claims[#claims + 1] = token
        claims[#claims + 1] = record
      end
    end
  end
end
return claims
