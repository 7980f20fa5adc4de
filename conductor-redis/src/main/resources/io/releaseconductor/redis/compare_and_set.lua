-- Replaces a deployment if nobody did in between, with its due time, its environment's place and its history entry.
--
-- Answers: missing | saved | claim-lost | conflict, record | place-taken, record of the holder | superseded, id
local deployments, control, operations, places = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local due, leased, settled, unsent = KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local history, all, by_environment, promoted, since = KEYS[9], KEYS[10], KEYS[11], KEYS[12], KEYS[13]
local id, environment, revision, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local slot, operation, record, entry = ARGV[5], ARGV[6], ARGV[7], ARGV[8]

local was, unreadable = read_control(control, id)
if unreadable then
  return {'corrupt', unreadable}
end
if not was then
  return {'missing'}
end

-- The write that led to a revision is remembered until the same slot is needed again, sixteen writes later.
local write = revision .. ' ' .. operation
if redis.call('HGET', operations, slot) == write then
  -- Written again, so that a caller who waits for replicas waits for this too.
  redis.call('HSET', operations, slot, write)
  return {'saved'}
end
if token ~= '' and (token == '-' or token ~= was.token) then
  return {'claim-lost'}
end
if tonumber(was.revision) ~= tonumber(revision) - 1 then
  return {'conflict', redis.call('HGET', deployments, id)}
end

local is = {
  revision = revision, standing = ARGV[9], due = ARGV[10], lease = was.lease, token = was.token, since = ARGV[11],
  promoted = ARGV[12], position = ARGV[13], creation = was.creation}

if was.standing ~= 'unsettled' and is.standing == 'unsettled' then
  local holder = redis.call('HGET', places, environment)
  local held = holder and holder ~= id and redis.call('HGET', deployments, holder)
  if held then
    return {'place-taken', held, holder}
  end
  local newer = redis.call('ZREVRANGEBYLEX', promoted, '(' .. environment .. '!',
    '(' .. environment .. ' ' .. was.position, 'LIMIT', 0, 1)
  if newer[1] then
    return {'superseded', id_at(newer[1])}
  end
  redis.call('HSET', places, environment, id)
elseif was.standing == 'unsettled' and is.standing ~= 'unsettled' and redis.call('HGET', places, environment) == id then
  redis.call('HDEL', places, environment)
end

redis.call('HSET', deployments, id, record)
write_control(control, id, is)
redis.call('HSET', operations, slot, write)
redis.call('HSET', history, id, entry)

-- What is below changes seldom.
if was.due ~= is.due then
  if is.due == '-' then
    redis.call('ZREM', due, id)
    redis.call('ZREM', leased, id)
  elseif is.lease == '-' then
    redis.call('ZADD', due, is.due, id)
  elseif was.due == '-' then
    redis.call('ZADD', leased, is.lease, id)
  else
    -- It waits among the leased, or, if its lease was found to be over, already among the due.
    redis.call('ZADD', due, 'XX', is.due, id)
  end
end
if was.standing ~= is.standing or was.since ~= is.since then
  if was.standing ~= is.standing and was.standing ~= 'unsettled' then
    redis.call('ZREM', was.standing == 'settled' and settled or unsent, id)
  end
  if is.standing ~= 'unsettled' then
    redis.call('ZADD', is.standing == 'settled' and settled or unsent, is.since, id)
  end
end
local moved = was.position ~= is.position
if moved then
  redis.call('ZREM', all, was.position)
  redis.call('ZREM', since, was.position)
  redis.call('ZREM', by_environment, environment .. ' ' .. was.position)
  redis.call('ZADD', all, 0, is.position)
  redis.call('ZADD', by_environment, 0, environment .. ' ' .. is.position)
end
if moved or was.since ~= is.since then
  redis.call('ZADD', since, is.since, is.position)
end
if was.promoted == 'yes' and (moved or is.promoted ~= 'yes') then
  redis.call('ZREM', promoted, environment .. ' ' .. was.position, '* ' .. was.position)
end
if is.promoted == 'yes' and (moved or was.promoted ~= 'yes') then
  redis.call('ZADD', promoted, 0, environment .. ' ' .. is.position, 0, '* ' .. is.position)
end
return {'saved'}
