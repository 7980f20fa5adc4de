-- Shared by the scripts that follow it.
--
-- One hash holds all that is known about a deployment. Under its id alone stands its record, which no script has to understand;
-- what scripts decide by stands beside it, under the id and a name:
--
--   id             the record, as JSON
--   id:revision    of the record
--   id:due         when somebody has to look at it, or - for never
--   id:token       the current claim's, or - for none
--   id:lease       until when it is claimed, or - if it is not
--   id:shelf       what the seldom changing indexes say: its standing (unsettled, settled, or unsent: settled, and a card or an
--                  alert of it is still to be sent), since when it stands at its status, whether it is promoted (yes or no),
--                  and its place in the history: when it was asked for, or moved on to behind the newest, and its id
--   id:creation    the operation that created it
--   id:write:n     the write that led to a revision with the rest n by sixteen: that revision and its operation
--
-- Another hash holds the audit trails:
--
--   id             how many entries its trail has
--   id:n           the entry with the number n, as JSON
--
-- Times are milliseconds since the epoch, kept as they came in.

-- The place right behind another one, for a newcomer whose clock says that it came before.
local function place_behind(position, id)
  local second, milli = string.match(position, '^(%d+)%.(%d+) ')
  local next = tonumber(second) * 1000 + tonumber(milli) + 1
  return string.format('%012d.%03d ', math.floor(next / 1000), next % 1000) .. id
end

-- A place in the history names its deployment.
local function id_at(position)
  return string.match(position, '(%S+)$')
end

-- And a deployment names its environment.
local function environment_of(id)
  return string.match(id, '^ship%-(.+)%-%d+$')
end
