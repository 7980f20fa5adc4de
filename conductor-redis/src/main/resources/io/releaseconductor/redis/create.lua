-- Stores a new deployment, takes its environment's place, writes its history entry and begins its audit trail.
--
-- Answers: created, record, id | id-taken | environment-taken, record, id of the holder | locked, and by which state:
-- name, record, revision, end, owner and chat
local deployments, creations, places, due = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local history, all, by_environment, since, locks, audit = KEYS[5], KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local id, environment, operation, record, entry = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local due_at, stands_since, position = ARGV[6], ARGV[7], ARGV[8]
local number, noted = ARGV[9], ARGV[10]
local by, chat, at = ARGV[11], ARGV[12], ARGV[13]

local created = redis.call('HGET', creations, operation)
local before = created and redis.call('HGET', deployments, created)
if before then
  -- Written again, so that a caller who waits for replicas waits for this too.
  redis.call('HSET', creations, operation, created)
  return {'created', before, created}
end

local holder, held = holder_of(places, deployments, by_environment, environment)
if held then
  -- Also where it was lost which operation created what.
  local its = redis.call('HGET', deployments, holder .. ':creation') == operation
  return {its and 'created' or 'environment-taken', held, holder}
end

local locked = binding(locks, environment, by, chat, at)
if locked then
  table.insert(locked, 1, 'locked')
  return locked
end

-- The id of a removed deployment stays taken for as long as history tells of it.
if redis.call('HEXISTS', deployments, id) == 1 or redis.call('HEXISTS', history, id) == 1 then
  return {'id-taken'}
end

-- Places follow the order of creation, though clocks differ and are set back.
local newest = redis.call('ZREVRANGEBYLEX', all, '+', '-', 'LIMIT', 0, 1)[1]
if newest and newest > position then
  position = place_behind(newest, id)
end

redis.call('HSET', deployments, id, record, id .. ':revision', '1', id .. ':due', due_at, id .. ':token', '-',
  id .. ':lease', '-', id .. ':shelf', 'unsettled ' .. stands_since .. ' no ' .. position, id .. ':creation', operation)
redis.call('HSET', creations, operation, id)
redis.call('HSET', places, environment, id)
redis.call('HSET', history, id, entry)
redis.call('ZADD', all, 0, position)
redis.call('ZADD', by_environment, 0, environment .. ' ' .. position)
redis.call('ZADD', since, stands_since, position)
if due_at ~= '-' then
  redis.call('ZADD', due, due_at, id)
end
note(audit, id, number, noted)
return {'created', record, id}
