-- Reads how safely the server keeps what it is given, and what time it is there.
--
-- Answers: what INFO says of memory and of persistence, and TIME; nothing in the place of what may not be asked for
local function asked(...)
  local answer = redis.pcall(...)
  if type(answer) == 'table' and answer.err then
    return false
  end
  return answer
end

return {asked('INFO', 'memory'), asked('INFO', 'persistence'), asked('TIME')}
