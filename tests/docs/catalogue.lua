-- lua catalogue.lua RACI: whether rules/checks/README.md tells the truth. Each row names checks
-- that exist, core ones, ones of the file that it names or of `raci lint`, or says that there is
-- none; and each check of rules/checks is named in some row. Files of rules/models may be named, too.

local raci = arg[1]
local document = "rules/checks/README.md"
local failures, rows = 0, 0

-- How many rows each part of the catalogue has.
local parts = { H = 17, V = 11, A = 13, O = 11, R = 10, S = 14, F = 6, L = 5 }

local function complain(...)
  failures = failures + 1
  print(document .. ": " .. string.format(...))
end

local folder = assert(io.popen("mktemp -d")):read("l")

local function write(name, text)
  local file = assert(io.open(folder .. "/" .. name, "w"))
  assert(file:write(text))
  assert(file:close())
end

local function run(arguments)
  local pipe = assert(io.popen(("cd '%s' && '%s' %s 2>&1"):format(folder, raci, arguments)))
  local output = pipe:read("a")
  local _, _, status = pipe:close()
  return status, output
end

-- Whether a command, or else `check`, has a check of that name under the policy.
local function exists(code, policy, command)
  local how = ("--policy %s %s --code '%s'"):format(policy, command or "check", code)
  local status, output = run(how)
  if status > 2 then complain("'%s': %s", code, output) end
  return status < 2
end

assert(run("init .") == 0)
write("bare.lua", 'policy { name = "bare" }\n')

-- The checks of each file that a policy can include, and a policy that includes it.
local shipped, named = {}, {}
local function own_policy(file)
  return file:gsub("/", "-") .. ".lua"
end
for path in assert(io.popen("ls rules/checks/*.lua; ls rules/models/*.lua 2>/dev/null")):lines() do
  local name = path:match("^rules/(.*)%.lua$")
  local text = assert(io.open(path)):read("a")
  shipped[name] = {}
  write(own_policy(name), ('policy { name = "one" }\ninclude "%s"\n'):format(name))
  for code in text:gmatch('\ncheck "([^"]*)"') do
    shipped[name][code] = true
  end
end

local function check_row(id, cell)
  local waiting, found = {}, 0
  for word in cell:gmatch("`([^`]*)`") do
    local file = word:find("^%l+/") and word
    if file then
      for _, code in ipairs(waiting) do
        if not (shipped[file] and shipped[file][code]) then
          if not exists(code, "bare.lua") then complain("%s: %s has no '%s'", id, file, code) end
        elseif not exists(code, own_policy(file)) then
          complain("%s: include \"%s\" brings no '%s'", id, file, code)
        else
          named[code] = true
        end
      end
      waiting = {}
    elseif word == "raci lint" then
      for _, code in ipairs(waiting) do
        if not exists(code, "bare.lua", "lint") and not exists(code, "bare.lua") then
          complain("%s: neither lint nor check has '%s'", id, code)
        end
      end
      waiting = {}
    elseif word:find("^[a-z]+[a-z-]*$") and word ~= "cause" and word ~= "joint" then
      waiting[#waiting + 1] = word
      found = found + 1
    end
  end
  for _, code in ipairs(waiting) do
    if not exists(code, "bare.lua") then complain("%s: there is no core check '%s'", id, code) end
  end
  if found == 0 and not cell:find("^not done") and not cell:find("^not a check") then
    complain("%s names no check, and does not say why there is none", id)
  end
end

local seen = {}
for line in io.lines(document) do
  local id, cell = line:match("^| (%u%d%d) | .- | (.*) |$")
  if id then
    rows = rows + 1
    if seen[id] then complain("%s stands there twice", id) end
    seen[id] = true
    check_row(id, cell)
  end
end
for part, n in pairs(parts) do
  for i = 1, n do
    local id = ("%s%02d"):format(part, i)
    if not seen[id] then complain("%s is missing", id) end
  end
end
for file, codes in pairs(shipped) do
  for code in pairs(file:find("^checks/") and codes or {}) do
    if not named[code] then complain("no row names '%s' of %s", code, file) end
  end
end

os.execute("rm -rf '" .. folder .. "'")
if failures > 0 then os.exit(1) end
print(rows .. " rows, all true")
