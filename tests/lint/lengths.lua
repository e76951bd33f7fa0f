--- Files of at most 500 lines, functions of at most 60, lines of at most 100
--- columns.

package.path = "tests/lint/?.lua"
local source = require("source")

local MAX_FILE, MAX_FUNCTION, MAX_LINE = 500, 60, 100

--- Calls found(first_line, lines) for each function of a C source.
local function each_function(text, found)
  local bare = source.bare(text):gsub("(\n[ \t]*#[^\n]*)", function(directive)
    return (directive:gsub("[{}();]", " "))
  end)
  local depth, parens, line = 0, 0, 1
  local last, start -- the last token character at depth 0; the opening brace's line
  for c in bare:gmatch(".") do
    if c == "\n" then
      line = line + 1
    elseif c == "(" then
      parens = parens + 1
    elseif c == ")" then
      parens = parens - 1
    elseif c == "{" and parens == 0 then
      if depth == 0 then
        start = last == ")" and line or nil
      end
      depth = depth + 1
    elseif c == "}" and parens == 0 then
      depth = depth - 1
      if depth == 0 and start then
        found(start, line - start + 1)
        start = nil
      end
    end
    if depth == 0 and not c:find("%s") then
      last = c
    end
  end
end

local files = source.files({ "engine", "include" }, "%.[ch]$", "%.cmake$")
for _, path in ipairs(files) do
  local text = source.read(path)
  local _, count = text:gsub("\n", "")
  if count > MAX_FILE then
    source.problem(path, nil, ("has %d lines, of at most %d"):format(count, MAX_FILE))
  end
  for n, line in source.lines(text) do
    local columns = utf8.len(line) or #line
    if columns > MAX_LINE then
      source.problem(path, n, ("has %d columns, of at most %d"):format(columns, MAX_LINE))
    end
  end
  if path:find("%.[ch]$") then
    -- extern "C" { opens no function and no depth worth counting.
    each_function(text:gsub('extern "C" {', ""), function(line, lines)
      if lines > MAX_FUNCTION then
        source.problem(path, line, ("a function of %d lines, of at most %d"):format(lines,
          MAX_FUNCTION))
      end
    end)
  end
end
source.done(#files .. " files")
