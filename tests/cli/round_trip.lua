-- lua round_trip.lua RACI DATE FOLDER [--no-model]: whether the tests that `raci lint --emit-test`
-- writes for the policy in FOLDER tell what they should. Each case of something certain fails as
-- the policy is; once every line that lint proposes for conflicts and gaps was added, all of them
-- hold. The policy is changed. Prints how many cases there were, of each check, and how many of
-- them were certain.

local program, date, folder, model = table.unpack(arg)
local here = arg[0]:gsub("[^/]*$", "")
package.path = here .. "?.lua;" .. here .. "../reference/?.lua;" .. package.path
local bytes = require "bytes"
local json = require "json"
local read, write = bytes.read, bytes.write

local ROUNDS = 100
local emits = { ["conflicting-rules"] = true, uncovered = true }

local function complain(...)
  print(string.format(...))
  os.exit(1)
end

local function raci(words, statuses)
  local command = ("'%s' --at %s --policy '%s' %s"):format(program, date, folder, words)
  local pipe = assert(io.popen(command .. " 2>&1"))
  local out = pipe:read("a")
  local _, _, status = pipe:close()
  if not statuses:find(tostring(status or 0), 1, true) then complain("%s: %s\n%s", command, status, out) end
  return out
end

local function lint()
  return json.read(raci("--format json lint " .. (model or ""), "01")).findings
end

-- Where in a policy's text the table of a statement ends: at its '}'.
local function end_of_table(text, at)
  local depth = 0
  at = text:find("{", at, true)
  while at do
    local c = text:sub(at, at)
    if text:find("^%-%-", at) then
      at = text:find("\n", at, true)
    elseif c == '"' or c == "'" then
      repeat
        at = text:find("[\\" .. c .. "]", at + 1)
        local escape = text:sub(at, at) == "\\"
        if escape then at = at + 1 end
      until not escape
    elseif c == "{" then
      depth = depth + 1
    elseif c == "}" then
      depth = depth - 1
      if depth == 0 then return at end
    end
    at = text:find("[{}\"'%-]", at + 1)
  end
  error("a table without an end")
end

-- Does what a finding proposes: adds a field to a rule, in place of what it had of that name, or a
-- statement.
local function mend(finding)
  local add = finding.mend
  assert(add.action == "add" or add.action == "replace", add.action)
  if add.file == json.null then
    write(folder .. "/added.lua", add.text .. "\n")
    return
  end
  local text = read(add.file)
  local from = 1
  for _ = 2, add.line do
    from = text:find("\n", from, true) + 1
  end
  local to = end_of_table(text, from)
  local body = text:sub(from, to - 1):gsub("overrides%s*=%s*{.-}%s*,?", "")
  body = body:gsub('overrides%s*=%s*".-"%s*,?', ""):gsub("%s*$", "")
  local comma = body:find("[,{]$") and " " or ", "
  write(add.file, text:sub(1, from - 1) .. body .. comma .. add.text .. " " .. text:sub(to))
end

-- ---- as it is ----

local certain = {}
local findings = lint()
for _, finding in ipairs(findings) do
  certain[finding.code .. " " .. finding.key] = finding.certain
end
local test = folder .. "/emitted_test.lua"
local emitted = raci("lint --emit-test " .. (model or ""), "01")
if not emitted:find("\ncase ") then
  print("none")
  os.exit(0)
end
write(test, emitted)

local function run()
  local out = json.read(raci(("--format json test '%s'"):format(test), "01"))
  return out.cases
end

local counts, sure = {}, 0
for _, case in ipairs(run()) do
  local code = case.name:match("^%S+")
  counts[code] = (counts[code] or 0) + 1
  if certain[case.name] == nil then complain("%s: there is no such finding", case.name) end
  if certain[case.name] then
    sure = sure + 1
    if case.passed then complain("%s holds, though lint is certain:\n%s", case.name, read(test)) end
  end
end

-- ---- as it is proposed ----

local left
for _ = 1, ROUNDS do
  left = nil
  for _, finding in ipairs(lint()) do
    -- That somebody may be missing depends on who delivers: no line mends it.
    if emits[finding.code] and (finding.certain or finding.code ~= "uncovered") then
      left = left or finding
    end
  end
  if not left then break end
  mend(left)
end
if left then complain("after %d rounds there is still: %s", ROUNDS, left.message) end
for _, case in ipairs(run()) do
  if not case.passed and (certain[case.name] or not case.name:find("^uncovered")) then
    local failure = case.failures[1]
    complain("%s fails after the mend: expected %s, found %s, why %s\n%s", case.name, failure.expected,
      tostring(failure.found), tostring(failure.why), read(test))
  end
end

local told = {}
for code, n in pairs(counts) do
  told[#told + 1] = ("%s %d"):format(code, n)
end
table.sort(told)
print(("%s, certain %d"):format(table.concat(told, ", "), sure))
