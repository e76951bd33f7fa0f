-- Runs every example that help shows, and looks for each in the manual pages:
--
--     lua5.4 help_examples.lua RACI
--
-- Each page's examples run in a folder of their own, where the sample organization is, hr/ is an
-- export and copy.db a copy of it, and two runs and a change are recorded. An example must end as
-- help says (0 unless it says so), and say something.

local raci = arg[1]
local bin = raci:match("^(.*)/[^/]*$")
local failures, count = 0, 0

local function shell(command, folder)
  local line = ("cd '%s' && PATH='%s':$PATH COLUMNS=80 NO_COLOR=1 sh -c '%s'"):format(
    folder or "/", bin, (command:gsub("'", "'\\''")))
  local pipe = assert(io.popen(line))
  local output = pipe:read("a")
  local _, _, status = pipe:close()
  return output, status
end

local function complain(...)
  failures = failures + 1
  print(string.format(...))
end

local function new_folder()
  local folder = shell("mktemp -d"):match("%S+")
  local _, status = shell("raci init --sample halvenny && raci export hr", folder)
  assert(status == 0, "the sample cannot be made")
  for _, date in ipairs({ "2026-11-01", "2026-12-01" }) do
    _, status = shell("raci check --record --summary 2>&1 --at " .. date, folder)
    assert(status <= 1, "no run can be recorded")
  end
  _, status = shell("cp raci.db copy.db && " ..
    "raci change 'grant { position = \"coo\", scope = \"journey:repair\" }' --at 2026-12-01", folder)
  assert(status == 0, "nothing can be changed")
  return folder
end

-- The examples of a page: command line, exit status.
local function examples_of(text)
  local list, inside = {}, false
  for line in text:gmatch("([^\n]*)\n") do
    if line == "Examples:" then
      inside = true
    elseif line:find("^%S") then
      inside = false
    elseif inside and line:find("^  %S") then
      list[#list + 1] = { line = line:sub(3), shows = "" }
    elseif inside and #list > 0 then
      list[#list].shows = list[#list].shows .. line
    end
  end
  return list
end

-- The text of a page's source.
local function plain(roff)
  return (roff:gsub("\\%(aq", "'"):gsub("\\%(ga", "`"):gsub("\\%(ha", "^"):gsub("\\%(ti", "~")
    :gsub("\\&", ""):gsub("\\%-", "-"):gsub("\\e", "\\"))
end

local pages = shell("raci complete -- help ''") .. "complete\t\n"
for page in pages:gmatch("([^\t\n]+)\t[^\n]*\n") do
  local list = examples_of(shell("raci help " .. page))
  local source = plain(shell("raci help --man " .. page))
  local folder = #list > 0 and new_folder()
  for _, example in ipairs(list) do
    local wanted = tonumber(example.shows:match("%(exit status (%d)%)")) or 0
    local output, status = shell(example.line .. " 2>&1", folder)
    count = count + 1
    if status ~= wanted then
      complain("%s: expected the exit status %d, found %s\n%s", example.line, wanted, status, output)
    elseif output == "" then
      complain("%s: it says nothing", example.line)
    end
    if not source:find("\n\\fB" .. example.line .. "\\fR\n", 1, true) then
      complain("%s: it is not in the manual page", example.line)
    end
  end
  if folder then
    shell("rm -rf '" .. folder .. "'")
  end
end
print(("%d examples, %d fail"):format(count, failures))
os.exit(failures == 0 and count > 20)
