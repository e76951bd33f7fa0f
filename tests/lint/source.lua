--- What the lint tests share: files, C source without comments and strings,
--- and telling what was found.

local source = {}
local problems = 0

--- Files below the folders whose names match one of the patterns, sorted.
function source.files(folders, ...)
  local patterns, found = { ... }, {}
  for _, folder in ipairs(folders) do
    local list = io.popen("find " .. folder .. " -type f 2>/dev/null")
    for path in list:lines() do
      for _, pattern in ipairs(patterns) do
        if path:find(pattern) then
          found[#found + 1] = path
          break
        end
      end
    end
    list:close()
  end
  table.sort(found)
  return found
end

function source.read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

--- The words of a text, as a set.
function source.words(text)
  local set = {}
  for word in text:gmatch("%S+") do
    set[word] = true
  end
  return set
end

local function blank(piece)
  return (piece:gsub("[^\n]", " "))
end

--- The text with comments blanked out and, unless `keep_strings`, what stands
--- between quotes; lines and columns stay where they are.
function source.bare(text, keep_strings)
  local out, at = {}, 1
  while at <= #text do
    local start = text:find("[/\"']", at)
    if not start then
      break
    end
    out[#out + 1] = text:sub(at, start - 1)
    local stop
    if text:sub(start, start + 1) == "/*" then
      stop = select(2, text:find("*/", start + 2, true)) or #text
      out[#out + 1] = blank(text:sub(start, stop))
    elseif text:sub(start, start + 1) == "//" then
      stop = (text:find("\n", start, true) or #text + 1) - 1
      out[#out + 1] = blank(text:sub(start, stop))
    elseif text:sub(start, start) == "/" then
      stop = start
      out[#out + 1] = "/"
    else
      local quote = text:sub(start, start)
      stop = start + 1
      while stop <= #text and text:sub(stop, stop) ~= quote do
        stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1)
      end
      local piece = text:sub(start, stop)
      out[#out + 1] = keep_strings and piece or quote .. blank(piece:sub(2, -2)) .. quote
    end
    at = stop + 1
  end
  out[#out + 1] = text:sub(at)
  return table.concat(out)
end

--- Lines of a text with their numbers: for n, line in source.lines(text).
function source.lines(text)
  local next_line, n = text:gmatch("([^\n]*)\n?"), 0
  return function()
    local line = next_line()
    if line then
      n = n + 1
      return n, line
    end
  end
end

--- Notes one problem; `line` may be nil.
function source.problem(path, line, message)
  problems = problems + 1
  io.write(path, line and ":" .. line or "", ": ", message, "\n")
end

--- Ends the test: fails when a problem was noted.
function source.done(what)
  if problems > 0 then
    io.write(problems, " problems\n")
    os.exit(1)
  end
  io.write("no problems in ", what, "\n")
end

return source
