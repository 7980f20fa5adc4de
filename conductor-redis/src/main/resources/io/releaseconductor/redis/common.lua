-- Shared by the scripts that follow it. The control line of a deployment holds what scripts decide by, so that none of them has
-- to understand a record:
--
--   revision standing due lease token since promoted position creation
--
--   revision   of the record
--   standing   unsettled | settled | unsent (settled, and a card or an alert of it is still to be sent)
--   due        when somebody has to look at it, in milliseconds, or - for never
--   lease      until when it is claimed, in milliseconds, or - if it is not
--   token      the current claim's, or -
--   since      since when it stands at its status, in milliseconds
--   promoted   yes | no
--   position   its place in the history: when it was asked for, a space, its id; ordered as text
--   creation   the operation that created it; the last, since it is any text
--
-- Times are written as they came in and compared as numbers.

local function read_control(key, id)
  local line = redis.call('HGET', key, id)
  if not line then
    return nil
  end
  local c = {}
  c.revision, c.standing, c.due, c.lease, c.token, c.since, c.promoted, c.position, c.creation =
    string.match(line, '^(%d+) (%l+) (%S+) (%S+) (%S+) (%S+) (%l+) (%S+ %S+) (.*)$')
  if not c.revision then
    return nil, 'its control line cannot be read'
  end
  return c
end

local function write_control(key, id, c)
  redis.call('HSET', key, id, table.concat({
    c.revision, c.standing, c.due, c.lease, c.token, c.since, c.promoted, c.position, c.creation}, ' '))
end

-- A place in the history names its deployment.
local function id_at(position)
  return string.match(position, '(%S+)$')
end
