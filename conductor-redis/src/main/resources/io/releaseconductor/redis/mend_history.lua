-- Looks through the history, so many places at a time: each entry has a place in three indexes, from each of which the others can be
-- written anew, and what was promoted has one in a fourth. Deployments that are still kept are not looked at here.
--
-- The places come from the fuller one of the first two indexes. Nothing is looked through where the numbers say that nothing is missing,
-- unless the caller asks for it.
--
-- Answers: where to go on, or an empty text at the end; how many places were missing; how many entries are gone
local history, all, by_environment, promoted, since = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local from, most = ARGV[1], tonumber(ARGV[2])

local entries, places = redis.call('HLEN', history), redis.call('ZCARD', all)
local places_by_environment = redis.call('ZCARD', by_environment)
if from == '-' and ARGV[3] ~= 'all' and entries == places and places == places_by_environment and places == redis.call('ZCARD', since)
  and (places == 0 or redis.call('ZCARD', promoted) > 0) then
  return {'', 0, 0}
end

local by_all = places >= places_by_environment
local members
if by_all then
  members = redis.call('ZRANGEBYLEX', all, from, '+', 'LIMIT', 0, most)
else
  members = redis.call('ZRANGEBYLEX', by_environment, from, '+', 'LIMIT', 0, most)
end
local missing, gone = 0, 0
for _, member in ipairs(members) do
  local position = by_all and member or string.match(member, '^%S+ (.*)$')
  local id = id_at(position)
  local environment = environment_of(id)
  local second, milli = string.match(position, '^(%d+)%.(%d+) ')
  missing = missing + redis.call('ZADD', all, 'NX', 0, position)
    + redis.call('ZADD', by_environment, 'NX', 0, environment .. ' ' .. position)
    + redis.call('ZADD', since, 'NX', tonumber(second) * 1000 + tonumber(milli), position)
  local entry = redis.call('HGET', history, id)
  if not entry then
    gone = gone + 1
  elseif string.find(entry, '"status":"promoted"', 1, true) then
    missing = missing + redis.call('ZADD', promoted, 'NX', 0, environment .. ' ' .. position, 0, '* ' .. position)
  end
end
return {#members == most and '(' .. members[most] or '', missing, gone}
