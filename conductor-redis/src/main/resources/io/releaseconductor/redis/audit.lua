-- Reads an audit trail.
--
-- Answers: its entries in the order of their numbers, each as it stands there, or nothing where it is gone
local audit, id = KEYS[1], ARGV[1]

local number = tonumber(redis.call('HGET', audit, id) or 0)
local entries = {}
for first = 1, number, 500 do
  local fields = {}
  for n = first, math.min(first + 499, number) do
    fields[#fields + 1] = id .. ':' .. n
  end
  for _, entry in ipairs(redis.call('HMGET', audit, unpack(fields))) do
    entries[#entries + 1] = entry
  end
end
return entries
