-- Shared by the scripts that ask for locks.
--
-- One hash holds what is kept of environments. Under an environment's name, or * for all of them, stands its record, which no script has
-- to understand; what scripts decide by stands beside it, under the name and another one:
--
--   name           the record, as JSON
--   name:revision  of the record
--   name:until     when the lock ends, or - if there is none
--   name:owner     the id of who locked
--   name:chat      the chat that the owner came through; empty if that is not known
--   :names         all the names, with spaces in between

-- The state of an environment: its name, record, revision, end, owner and chat.
local function state_of(locks, name)
  local is = redis.call('HMGET', locks, name, name .. ':revision', name .. ':until', name .. ':owner', name .. ':chat')
  return {name, is[1] or '', is[2] or '0', is[3] or '-', is[4] or '', is[5] or ''}
end

-- The state whose lock keeps somebody from beginning something: of the stop, or of the environment.
local function binding(locks, environment, by, chat, at)
  for _, name in ipairs({'*', environment}) do
    local state = state_of(locks, name)
    local ends, owner, its_chat = state[4], state[5], state[6]
    local own = name ~= '*' and owner == by and (chat == '' or its_chat == '' or its_chat == chat)
    -- An end that is no number binds until somebody unlocks.
    if ends ~= '-' and not own and tonumber(at) < (tonumber(ends) or math.huge) then
      return state
    end
  end
  return nil
end
