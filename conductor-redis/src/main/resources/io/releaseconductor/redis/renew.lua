-- Makes a claim last until another time, if it is the current one.
--
-- Answers: 1 if it is, else 0
local control, due, leased = KEYS[1], KEYS[2], KEYS[3]
local id, token = ARGV[1], ARGV[2]

local c = read_control(control, id)
if not c or token == '-' or c.token ~= token then
  return 0
end
c.lease = ARGV[3]
write_control(control, id, c)
if c.due ~= '-' then
  redis.call('ZREM', due, id)
  redis.call('ZADD', leased, c.lease, id)
end
return 1
