-- lua declared_names.lua PROGRAM META: whether META declares the names that PROGRAM says the engine
-- registers, and no others.

local program, meta = arg[1], arg[2]

-- What a class of META stands for.
local classes = {
  ["raci.Subject"] = "subject", ["raci.Position"] = "position", ["raci.Unit"] = "unit",
  ["raci.Person"] = "person", ["raci.Team"] = "team", ["raci.Stage"] = "stage",
  ["raci.Channel"] = "channel", ["raci.Link"] = "link", ["raci.Mandate"] = "mandate",
  ["raci.Walk"] = "walk", ["raci.String"] = "string", ["raci.Table"] = "table",
  ["raci.Math"] = "math", ["raci.PolicyFields"] = "policy:{}", ["raci.Rule"] = "rule:{}",
  ["raci.Match"] = "match:{}", ["raci.HandoffMatch"] = "handoff-match:{}",
  ["raci.OwnCheck"] = "check:{}", ["raci.CheckFields"] = "checks:{}",
  ["raci.EscalationFields"] = "escalation:{}", ["raci.SchemeFields"] = "scheme:{}",
  ["raci.LetterFields"] = "letter:{}",
}
-- Classes without fields: what is only passed on.
local bare = { ["raci.Holder"] = true, ["raci.Except"] = true, ["raci.Organization"] = true,
  ["raci.Attributes"] = true, ["raci.Letters"] = true,
  ["raci.MatchedAttributes"] = true, ["raci.Granted"] = true, ["raci.CheckSettings"] = true,
  ["raci.Seat"] = true, ["raci.Unreasoned"] = true }
-- The kinds of a subject are declared as one class.
local subjects = { touchpoint = true, handoff = true, journey = true, enterprise = true }

-- What is registered only to be refused.
local refused = { ["global scenario"] = true }

local registered, declared, failures = {}, {}, 0

local function complain(...)
  failures = failures + 1
  print(string.format(...))
end

local pipe = assert(io.popen("'" .. program .. "'"))
local count = 0
for line in pipe:lines() do
  local where, name = line:match("^(%S+) (%S+)$")
  registered[(subjects[where] and "subject" or where) .. " " .. name] = true
  count = count + 1
end
assert(pipe:close(), "the program fails")

local class
local number = 0
for line in assert(io.open(meta)):lines() do
  number = number + 1
  local function declare(where, name)
    local key = where .. " " .. name
    if declared[key] then
      complain("%s:%d: %s is declared twice", meta, number, key)
    end
    declared[key] = number
  end
  local begun = line:match("^%-%-%-@class ([%w.]+)")
  if begun then
    class = classes[begun]
    if not class and not bare[begun] then
      complain("%s:%d: what is the class %s?", meta, number, begun)
    end
  end
  local field = line:match("^%-%-%-@field ([%w_]+)%??%s")
  if field and class then
    declare(class, field)
  end
  local owner, name = line:match("^function ([%w_]+)%.([%w_]+)%(")
  if owner then
    declare(owner, name)
  else
    name = line:match("^function ([%w_]+)%(") or line:match("^([%w_]+) = {}$")
    if name then
      declare("global", name)
    end
  end
end

for key in pairs(registered) do
  if not declared[key] and not refused[key] then
    complain("%s does not declare: %s", meta, key)
  end
end
for key, at in pairs(declared) do
  if not registered[key] then
    complain("%s:%d: the engine has no: %s", meta, at, key)
  end
end
print(("%d names, %d differ"):format(count, failures))
os.exit(failures == 0 and count > 100)
