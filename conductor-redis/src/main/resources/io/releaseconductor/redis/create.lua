-- Stores a new deployment, takes its environment's place and writes its history entry.
--
-- Answers: created, record | id-taken | environment-taken, record of the holder
local deployments, control, creations, places, due = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local history, all, by_environment, since = KEYS[6], KEYS[7], KEYS[8], KEYS[9]
local id, environment, operation, record, entry = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local created = redis.call('HGET', creations, operation)
local before = created and redis.call('HGET', deployments, created)
if before then
  -- Written again, so that a caller who waits for replicas waits for this too.
  redis.call('HSET', creations, operation, created)
  return {'created', before, created}
end

local holder = redis.call('HGET', places, environment)
local held = holder and redis.call('HGET', deployments, holder)
if held then
  return {'environment-taken', held, holder}
end

-- The id of a removed deployment stays taken for as long as history tells of it.
if redis.call('HEXISTS', control, id) == 1 or redis.call('HEXISTS', history, id) == 1 then
  return {'id-taken'}
end

local c = {
  revision = '1', standing = 'unsettled', due = ARGV[6], lease = '-', token = '-', since = ARGV[7], promoted = 'no',
  position = ARGV[8], creation = operation}
redis.call('HSET', deployments, id, record)
write_control(control, id, c)
redis.call('HSET', creations, operation, id)
redis.call('HSET', places, environment, id)
if c.due ~= '-' then
  redis.call('ZADD', due, c.due, id)
end
redis.call('HSET', history, id, entry)
redis.call('ZADD', all, 0, c.position)
redis.call('ZADD', by_environment, 0, environment .. ' ' .. c.position)
redis.call('ZADD', since, c.since, c.position)
return {'created', record, id}
