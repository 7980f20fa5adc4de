-- Adds an entry to an audit trail; where no entry came with a write, there is no number.
local function note(audit, id, number, entry)
  if number ~= '' then
    redis.call('HSET', audit, id, number, id .. ':' .. number, entry)
  end
end
