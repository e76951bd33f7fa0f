-- Does what a document shows, in one temporary folder, from its beginning to its end:
--
--     lua5.4 examples.lua RACI DOCUMENT…
--
-- ```console   a line `$ command` is run; the lines up to the next one are its output, in which a
--              line that is just `…` stands for any lines. `$ export NAME=VALUE` holds from then on.
-- ```lua FILE  is written to the file: the first block makes it, further ones are added to it.
-- ```lua       a policy, or statements of one: it is loaded and checked on the model of the folder.
-- ```csv FILE  is written to the file.
-- ```lua sketch and blocks of other languages are read by nobody.

local raci = arg[1]
local folder = assert(io.popen("mktemp -d")):read("l")
local failures, count = 0, 0
local environment = ""

local function quoted(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

-- What a command prints, and its exit status.
local function shell(command)
  local bin = raci:match("^(.*)/[^/]*$")
  local line = ("cd '%s' && PATH='%s':$PATH COLUMNS=80 NO_COLOR=1 %s sh -c %s 2>&1"):format(
    folder, bin, environment, quoted(command))
  local pipe = assert(io.popen(line))
  local output = pipe:read("a")
  local _, _, status = pipe:close()
  return output, status
end

-- Whether lines[i…] fits wanted[k…], where `…` takes any number of lines.
local function fits(lines, wanted)
  local i, k, star, mark = 1, 1, nil, nil
  while i <= #lines do
    if wanted[k] == "…" then
      star, mark = k, i
      k = k + 1
    elseif wanted[k] == lines[i] then
      i, k = i + 1, k + 1
    elseif star then
      mark = mark + 1
      i, k = mark, star + 1
    else
      return false
    end
  end
  while wanted[k] == "…" do
    k = k + 1
  end
  return k > #wanted
end

local function split(text)
  local lines = {}
  for line in (text .. "\n"):gmatch("([^\n]*)\n") do
    lines[#lines + 1] = line
  end
  while lines[#lines] == "" do
    lines[#lines] = nil
  end
  return lines
end

local function complain(document, number, ...)
  failures = failures + 1
  io.stderr:write(("%s:%d: %s\n"):format(document, number, string.format(...)))
end

-- ---- blocks; each gets its lines and the number of the first one ----

local function run_commands(document, number, lines)
  local i = 1
  while i <= #lines do
    local command, at, wanted = lines[i]:match("^%$ (.*)"), number + i - 1, {}
    if not command then
      complain(document, at, "output without a command")
      return
    end
    i = i + 1
    while command:find("\\$") and i <= #lines do -- it goes on in the next line
      command, i = command:sub(1, -2) .. lines[i], i + 1
    end
    while i <= #lines and not lines[i]:find("^%$ ") do
      wanted[#wanted + 1] = lines[i]
      i = i + 1
    end
    while wanted[#wanted] == "" do
      wanted[#wanted] = nil
    end
    count = count + 1
    local export = command:match("^export ([%w_]+=%S*)$")
    if export then
      environment = environment .. " " .. export
    else
      local output = shell(command)
      if not fits(split(output), wanted) then
        complain(document, at, "$ %s\n--- it prints\n%s", command, output)
      end
    end
  end
end

local files = {}

local function write_file(lines, name)
  local inside = name:match("^(.*)/")
  if inside then
    os.execute(("mkdir -p '%s/%s'"):format(folder, inside))
  end
  local file = assert(io.open(folder .. "/" .. name, files[name] and "a" or "w"))
  file:write(table.concat(lines, "\n"), "\n")
  file:close()
  files[name] = true
  count = count + 1
end

local function check_policy(document, number, lines)
  local text = table.concat(lines, "\n") .. "\n"
  if not text:find("policy%s*{") then
    text = 'policy { name = "shown" }\n' .. text
  end
  local file = assert(io.open(folder .. "/shown.lua", "w"))
  file:write(text)
  file:close()
  local output, status = shell("raci --policy shown.lua --at 2026-12-01 check --summary")
  count = count + 1
  if status > 1 or output:find("raci:", 1, true) then
    complain(document, number, "this is no policy:\n%s", output)
  end
end

local function check_scenario(document, number, lines)
  write_file(lines, "shown_scenario.lua")
  files["shown_scenario.lua"] = nil
  local output, status = shell("[ -e raci.db ] || raci init --sample halvenny >/dev/null; " ..
    "raci --at 2026-12-01 whatif shown_scenario.lua")
  if status > 1 or output:find("raci:", 1, true) then
    complain(document, number, "this is no scenario:\n%s", output)
  end
end

local function take_block(document, number, info, lines)
  local language, name = info:match("^(%S*)%s*(%S*)")
  if language == "console" then
    run_commands(document, number, lines)
  elseif (language == "lua" or language == "csv") and name ~= "" and name ~= "sketch" then
    write_file(lines, name)
  elseif language == "lua" and name == "" and lines[1]:find("^scenario ") then
    check_scenario(document, number, lines)
  elseif language == "lua" and name == "" then
    check_policy(document, number, lines)
  end
end

for i = 2, #arg do
  local info, lines, first, number = nil, {}, 0, 0
  for line in assert(io.open(arg[i])):lines() do
    number = number + 1
    if info and line == "```" then
      take_block(arg[i], first, info, lines)
      info = nil
    elseif info then
      lines[#lines + 1] = line
    elseif line:find("^```") then
      info, lines, first = line:sub(4), {}, number + 1
    end
  end
  if info then
    complain(arg[i], first, "this block does not end")
  end
end
os.execute(("rm -rf '%s'"):format(folder))
print(("%d examples, %d differ"):format(count, failures))
os.exit(failures == 0 and count > 0)
