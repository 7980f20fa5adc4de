-- Gives a claim back, if it is the current one.
--
-- Answers: 1 if it was, else 0
local control, due, leased = KEYS[1], KEYS[2], KEYS[3]
local id, token = ARGV[1], ARGV[2]

local c = read_control(control, id)
if not c or token == '-' or c.token ~= token then
  return 0
end
c.token = '-'
c.lease = '-'
write_control(control, id, c)
redis.call('ZREM', leased, id)
if c.due ~= '-' then
  redis.call('ZADD', due, c.due, id)
end
return 1
