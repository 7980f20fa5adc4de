-- Reads a part of the history, newest first: from one place in the order down to another, so many at most.
--
-- Answers: for each its place in the order and its entry, which is nothing if it is gone
local history, index = KEYS[1], KEYS[2]

local page = {}
for _, member in ipairs(redis.call('ZREVRANGEBYLEX', index, ARGV[1], ARGV[2], 'LIMIT', 0, ARGV[3])) do
  table.insert(page, member)
  table.insert(page, redis.call('HGET', history, id_at(member)))
end
return page
