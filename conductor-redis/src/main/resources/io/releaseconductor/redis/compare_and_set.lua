-- Replaces a deployment if nobody did in between, with its due time, its environment's place and its history entry, and adds to its audit
-- trail.
--
-- Who begins something is held against the locks; a write that begins nothing names nobody.
--
-- Answers: missing | saved | claim-lost | conflict, record | place-taken, record, id of the holder | superseded, id |
-- locked, and by which state: name, record, revision, end, owner and chat
local deployments, places, due, leased = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local settled, unsent, history, since = KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local all, by_environment, promoted, locks, audit = KEYS[9], KEYS[10], KEYS[11], KEYS[12], KEYS[13]
local id, revision, expected, token, operation = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local record, entry, due_at, stands, environment = ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10]
-- Whether any later one stands in the way of taking the place again, or only one that is promoted.
local as_newest = ARGV[11] == 'yes'
local number, noted = ARGV[12], ARGV[13]
local by, chat, at = ARGV[14], ARGV[15], ARGV[16]

-- The write that led to a revision is remembered until the same slot is needed again, sixteen writes later.
local slot = id .. ':write:' .. revision % 16
local write = revision .. ' ' .. operation
local was = redis.call('HMGET', deployments, id .. ':revision', id .. ':token', id .. ':lease', id .. ':due', id .. ':shelf', slot)
if not was[1] then
  return {'missing'}
end
if was[6] == write then
  -- Written again, so that a caller who waits for replicas waits for this too.
  redis.call('HSET', deployments, slot, write)
  return {'saved'}
end
if token ~= '' and (token == '-' or token ~= was[2]) then
  return {'claim-lost'}
end
if was[1] ~= expected then
  return {'conflict', redis.call('HGET', deployments, id)}
end

local stood, position = string.match(was[5], '^(%l+ %S+ %l+) (.*)$')
local form = '^(%l+) (%S+) (%l+)$'
local standing_was, since_was, promoted_was = string.match(stood, form)
local standing, since_is, promoted_is = string.match(stands, form)

local takes_again = standing_was ~= 'unsettled' and standing == 'unsettled'
if takes_again then
  local holder, held = holder_of(places, deployments, by_environment, environment)
  if held and holder ~= id then
    return {'place-taken', held, holder}
  end
  local last, first = '(' .. environment .. '!', '(' .. environment .. ' ' .. position
  local newer = as_newest and redis.call('ZREVRANGEBYLEX', by_environment, last, first, 'LIMIT', 0, 1)
    or redis.call('ZREVRANGEBYLEX', promoted, last, first, 'LIMIT', 0, 1)
  if newer[1] then
    return {'superseded', id_at(newer[1])}
  end
end

local locked = by ~= '' and binding(locks, environment, by, chat, at)
if locked then
  table.insert(locked, 1, 'locked')
  return locked
end

-- What stands on the shelf changes seldom.
if stands ~= stood then
  if takes_again then
    redis.call('HSET', places, environment, id)
  elseif standing_was == 'unsettled' and standing ~= 'unsettled' and redis.call('HGET', places, environment) == id then
    redis.call('HDEL', places, environment)
  end

  if standing_was ~= 'unsettled' and standing ~= standing_was then
    redis.call('ZREM', standing_was == 'settled' and settled or unsent, id)
  end
  if standing ~= 'unsettled' then
    redis.call('ZADD', standing == 'settled' and settled or unsent, since_is, id)
  end
  if since_is ~= since_was then
    redis.call('ZADD', since, since_is, position)
  end
  if promoted_was == 'yes' and promoted_is ~= 'yes' then
    redis.call('ZREM', promoted, environment .. ' ' .. position, '* ' .. position)
  end
  if promoted_is == 'yes' and promoted_was ~= 'yes' then
    redis.call('ZADD', promoted, 0, environment .. ' ' .. position, 0, '* ' .. position)
  end
end

local due_was = was[4]
if due_at ~= due_was then
  local lease = was[3]
  if due_at == '-' then
    redis.call('ZREM', due, id)
    redis.call('ZREM', leased, id)
  elseif lease == '-' then
    redis.call('ZADD', due, due_at, id)
  elseif due_was == '-' then
    redis.call('ZADD', leased, lease, id)
  else
    -- It waits among the leased, or, if its lease was found to be over, already among the due.
    redis.call('ZADD', due, 'XX', due_at, id)
  end
end

redis.call('HSET', deployments, id, record, id .. ':revision', revision, id .. ':due', due_at, id .. ':shelf', stands .. ' ' .. position, slot, write)
redis.call('HSET', history, id, entry)
note(audit, id, number, noted)
return {'saved'}
