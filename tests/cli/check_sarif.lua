-- lua check_sarif.lua [CHECK.json] <OUTPUT: whether it is SARIF 2.1.0 as its schema has it, of what
-- raci writes: every member of every object is one that the schema knows there, of its type, and
-- those that must be there are. And what a schema does not say: that numbers lead to the rules they
-- mean, and that texts are escaped. With the document of `check` or
-- `lint` also whether both have the same.

package.path = arg[0]:gsub("[^/]*$", "") .. "../reference/?.lua;" .. package.path
local json = require "json"

local function complain(...)
  print(string.format(...))
  os.exit(1)
end

-- ---- types: a function of a value and its place, which complains ----

local function text(value, at)
  if type(value) ~= "string" then complain("%s is no text", at) end
end

local function flag(value, at)
  if type(value) ~= "boolean" then complain("%s is neither true nor false", at) end
end

local function number_from(least)
  return function(value, at)
    if math.type(value) ~= "integer" or value < least then complain("%s: %s", at, tostring(value)) end
  end
end

local function one_of(words)
  return function(value, at)
    if type(value) ~= "string" or not (" " .. words .. " "):find(" " .. value .. " ", 1, true) then
      complain("%s is %s, not one of: %s", at, tostring(value), words)
    end
  end
end

-- A reference as RFC 3986 has it, without a scheme or of a file.
local function uri(value, at)
  text(value, at)
  local path = value:gsub("^file://", ""):gsub("%%%x%x", "")
  if path == "" or path:find("[^%w%-._~/]") then complain("%s is no reference: %s", at, value) end
end

-- What a reader makes of a message: braces in pairs, brackets behind a backslash.
local function escaped(value, at)
  text(value, at)
  local bare = value:gsub("\\[\\%[%]]", "")
  if bare:find("[%[%]]") then complain("%s has a bare bracket: %s", at, value) end
  bare = value:gsub("{{", ""):gsub("}}", "")
  if bare:find("[{}]") then complain("%s has a bare brace: %s", at, value) end
  if value == "" then complain("%s says nothing", at) end
end

local function anything() end

local function list(of, unique)
  return function(value, at)
    local seen = {}
    if type(value) ~= "table" then complain("%s is no list", at) end
    for key, item in pairs(value) do
      if math.type(key) ~= "integer" then complain("%s is no list, it has %s", at, tostring(key)) end
      of(item, ("%s[%d]"):format(at, key))
      if unique and type(item) ~= "table" and seen[item] then complain("%s is there twice", at) end
      seen[item] = true
    end
  end
end

-- Members whose names end in '!' must be there.
local function object(members)
  local known, needed = {}, {}
  for name, kind in pairs(members) do
    local bare = name:gsub("!$", "")
    known[bare] = kind
    if bare ~= name then needed[#needed + 1] = bare end
  end
  return function(value, at)
    if type(value) ~= "table" then complain("%s is no object", at) end
    for _, name in ipairs(needed) do
      if value[name] == nil then complain("%s has no %s", at, name) end
    end
    for name, member in pairs(value) do
      local kind = known[name]
      if not kind then complain("%s has a member %s, which the schema has not", at, tostring(name)) end
      kind(member, at .. "." .. name)
    end
  end
end

local function bag(value, at)
  if type(value) ~= "table" then complain("%s is no object", at) end
  if value.tags then list(text, true)(value.tags, at .. ".tags") end
end

local function texts(value, at)
  for name, item in pairs(value) do
    text(name, at)
    text(item, at .. "." .. name)
  end
end

-- ---- the schema, as far as raci writes it ----

local message = object { ["text!"] = escaped }
local level = one_of("none note warning error")
local place = object {
  ["artifactLocation!"] = object { ["uri!"] = uri },
  region = object { ["startLine!"] = number_from(1) },
}
local location = object {
  id = number_from(-1),
  physicalLocation = place,
  logicalLocations = list(object { ["name!"] = text, ["fullyQualifiedName!"] = text, ["kind!"] = text }),
  message = message,
}
local rule = object {
  ["id!"] = text,
  ["shortDescription!"] = message,
  ["fullDescription!"] = message,
  ["help!"] = message,
  ["defaultConfiguration!"] = object { ["enabled!"] = flag, ["level!"] = level },
  ["properties!"] = bag,
}
local result = object {
  ["ruleId!"] = text,
  ["ruleIndex!"] = number_from(0),
  ["level!"] = level,
  ["message!"] = message,
  ["locations!"] = list(location),
  relatedLocations = list(location),
  ["partialFingerprints!"] = texts,
  baselineState = one_of("new unchanged updated absent"),
  suppressions = list(object {
    ["kind!"] = one_of("inSource external"),
    status = one_of("accepted underReview rejected"),
    justification = text,
  }),
  ["properties!"] = bag,
}
local run = object {
  ["tool!"] = object {
    ["driver!"] = object { ["name!"] = text, ["version!"] = text, ["rules!"] = list(rule) },
  },
  ["automationDetails!"] = object { ["id!"] = text },
  ["invocations!"] = list(object {
    ["executionSuccessful!"] = flag,
    toolExecutionNotifications = list(object {
      ["level!"] = level, ["message!"] = message, locations = list(location),
    }),
  }),
  ["results!"] = list(result),
}
local log = object {
  ["$schema!"] = anything,
  ["version!"] = one_of("2.1.0"),
  ["runs!"] = list(run),
}

local document = json.read(io.read("a"))
log(document, "sarif")

-- ---- what a schema does not say ----

local only = document.runs[1]
local ids = {}
for _, item in ipairs(only.tool.driver.rules) do
  if ids[item.id] then complain("the rule %s is there twice", item.id) end
  ids[item.id] = true
end
local least = only.automationDetails.id == "raci/lint/" and 9 or 50
if #document.runs ~= 1 or #only.tool.driver.rules < least then
  complain("expected one run, and all checks")
end
for i, item in ipairs(only.results) do
  local of = only.tool.driver.rules[item.ruleIndex + 1]
  local key = item.partialFingerprints["raciFindingKey/v1"]
  if not of or of.id ~= item.ruleId then complain("result %d has not the index of its rule", i) end
  if #item.locations ~= 1 or not item.locations[1].logicalLocations then
    complain("result %d is about nothing", i)
  end
  if not key or not key:find("^%x+$") or #key ~= 16
    or key ~= item.partialFingerprints.primaryLocationLineHash then
    complain("result %d has not its finding's key", i)
  end
  for k, other in ipairs(item.relatedLocations or {}) do
    if other.id ~= k or not other.physicalLocation or not other.message then
      complain("result %d: the other rules are not told", i)
    end
  end
end

if arg[1] then
  local findings = json.read(assert(io.open(arg[1])):read("a")).findings
  local levels = { error = "error", warning = "warning", info = "note" }
  local at = 0
  for _, item in ipairs(only.results) do
    if not item.suppressions then
      at = at + 1
      local finding = findings[at] or {}
      if item.ruleId ~= finding.code or levels[finding.severity] ~= item.level
        or item.partialFingerprints["raciFindingKey/v1"] ~= finding.key
        or item.locations[1].logicalLocations[1].fullyQualifiedName ~= finding.subject then
        complain("result %d is not finding %d", at, at)
      end
      local places = 0
      for _, by in ipairs(finding.rules) do
        places = places + (by.line ~= json.null and by.file ~= "" and by.file ~= json.null and 1 or 0)
      end
      local told = #(item.relatedLocations or {}) + (item.locations[1].physicalLocation and 1 or 0)
      if told ~= places then complain("result %d has %d places, not %d", at, told, places) end
    end
  end
  if at ~= #findings then complain("%d results of %d findings", at, #findings) end
end
