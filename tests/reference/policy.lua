-- A policy: the statements of the rule language as plain Lua functions, and the errors that are
-- found at load.

local organization = require "organization"

local policy = {}

local ONE, SOME = { min = 1, max = 1 }, { min = 1 }

-- The schemes that are there without being declared.
local SHIPPED = {
  RACI = { letters = { R = SOME, A = ONE, C = {}, I = {} } },
  RASCI = { letters = { R = SOME, A = ONE, S = {}, C = {}, I = {} } },
  ["RACI-VS"] = { letters = { R = SOME, A = ONE, C = {}, I = {}, V = {}, S = {} },
    exclusive = { { "V", "R" } } },
  CAIRO = { letters = { C = {}, A = ONE, I = {}, R = SOME, O = {} },
    exclusive = { { "O", "A" }, { "O", "R" }, { "O", "C" }, { "O", "I" } } },
  DACI = { letters = { D = ONE, A = ONE, C = {}, I = {} }, accountable = "A",
    responsible = "D" },
  RAPID = { letters = { R = SOME, A = {}, P = SOME, I = {}, D = ONE }, accountable = "D",
    responsible = "P" },
}

policy.TIERS = { default = 1, rule = 2, exception = 3, ruling = 4, law = 5 }

-- Holder expressions that are worked out per subject: { make = name, of = argument }.
local CONSTRUCTORS = { "delivering_units", "head_of_delivering_unit", "head_of", "manager_of",
  "journey_lead", "team_of_journey", "lead_of", "under" }

local TAKES_REFERENCE = { head_of = true, manager_of = true, lead_of = true, under = true }

-- The steps a function of a policy may take before it counts as passing a limit.
local STEPS = 1000000

-- An error of the policy itself.
local function invalid(...)
  error("invalid policy: " .. string.format(...), 0)
end

-- Loading ---------------------------------------------------------------------------------

local function folder_of(path)
  return path:match("^(.*)/[^/]*$") or "."
end

local FIELDS = { because = true, on = true, match = true, when = true, assign = true,
  forbid = true, require = true, overrides = true, joint = true, from = true, to = true }

local function add_rule(self, tier, name)
  local line = debug.getinfo(3, "l").currentline
  return function(fields)
    for field in pairs(fields) do
      if not FIELDS[field] then invalid("%s (line %d): unknown field %s", name, line, field) end
    end
    local rule = { tier = tier, name = name, line = line, on = fields.on or "touchpoint",
      match = fields.match or {}, when = fields.when, assign = fields.assign or {},
      forbid = fields.forbid or {}, require = fields.require or {}, because = fields.because,
      overrides = fields.overrides or {}, joint = fields.joint, from = fields.from,
      to = fields.to }
    table.insert(self.rules, rule)
  end
end

local statements = {}

function statements.policy(self)
  return function(fields)
    for name, value in pairs(fields) do self.header[name] = value end
  end
end

function statements.checks(self)
  return function(settings)
    for code, setting in pairs(settings) do self.checks[code] = setting end
  end
end

function statements.escalation(self)
  return function(settings) self.escalation = settings end
end

function statements.scheme(self)
  return function(name)
    return function(fields) self.schemes[name] = fields end
  end
end

local CHECK_FIELDS = { on = true, severity = true, kind = true, because = true, test = true }

function statements.check(self)
  return function(name)
    return function(fields)
      for field in pairs(fields) do
        if not CHECK_FIELDS[field] then invalid("%s: unknown field %s", name, field) end
      end
      table.insert(self.own_checks, { name = name, on = fields.on or "touchpoint",
        severity = fields.severity, kind = fields.kind, test = fields.test })
    end
  end
end

function statements.params(self)
  return function(values)
    for name, value in pairs(values) do self.params[name] = value end
  end
end

function statements.param(self)
  return function(name, default)
    self.asked[name] = true
    if self.params[name] ~= nil then return self.params[name] end
    return default
  end
end

local load_file

-- In an included file, `policy {}` only gives defaults for what the root leaves out.
function statements.include(self)
  return function(name)
    local path = self.folder .. "/" .. name .. ".lua"
    if self.included[path] then return end
    self.included[path] = true
    local outer, header = self.folder, self.header
    self.header = {}
    load_file(self, path)
    self.folder = outer
    for field, value in pairs(self.header) do
      if header[field] == nil then header[field] = value end
    end
    self.header = header
  end
end

local SAFE = { "ipairs", "pairs", "error", "type", "tostring", "tonumber", "select" }

local function sorted(list, less)
  local copy = table.move(list, 1, #list, 1, {})
  table.sort(copy, less)
  return copy
end

local function environment(self)
  local env = { string = string, table = table, math = math, org = self.org,
    sorted = sorted }
  for _, name in ipairs(SAFE) do env[name] = _G[name] end
  for name, make in pairs(statements) do env[name] = make(self) end
  for tier in pairs(policy.TIERS) do
    if tier ~= "ruling" then
      env[tier] = function(name)
        local declare = add_rule(self, tier, name)
        return declare
      end
    end
  end
  env.except = function(values) return { except = values } end
  for _, name in ipairs(CONSTRUCTORS) do
    env[name] = function(of) return { make = name, of = of } end
  end
  return env
end

function load_file(self, path)
  self.folder = folder_of(path)
  local file = assert(io.open(path, "rb"))
  local chunk = assert(load(file:read("a"), "@" .. path, "t", environment(self)))
  file:close()
  chunk()
end

-- Errors at load --------------------------------------------------------------------------

-- A reference to something the model has on no date is an error; so is an unknown kind.
local function check_reference(self, reference, where)
  local kind, key = organization.split(reference)
  if kind == "office" then return end
  local known = ({ position = true, unit = true, team = true, person = true })[kind]
  if not known or not self.org.known[kind][key] then
    invalid("%s: unknown reference %s", where, reference)
  end
end

local function check_expression(self, expression, where)
  if type(expression) == "string" then
    check_reference(self, expression, where)
  elseif type(expression) == "table" and expression.make then
    if TAKES_REFERENCE[expression.make] then check_reference(self, expression.of, where) end
  elseif type(expression) == "table" then
    for _, element in ipairs(expression) do check_expression(self, element, where) end
  end
end

local function values_of(value)
  if type(value) ~= "table" then return { value } end
  return value.except or value
end
policy.values_of = values_of

local NAMED = { journey = "journey", stage = "stage", channel = "channel", unit = "unit" }

local DIMENSIONS = {
  touchpoint = { key = true, journey = true, stage = true, channel = true, unit = true,
    tag = true, criticality = true, moment_of_truth = true, managed = true, attr = true },
  handoff = { from = true, to = true, crosses_departments = true },
  journey = { key = true },
  enterprise = {},
}

local function check_match(self, match, on, where)
  for dimension in pairs(match) do
    if not DIMENSIONS[on][dimension] then invalid("%s: unknown dimension %s", where, dimension) end
  end
  for dimension, kind in pairs(NAMED) do
    if match[dimension] ~= nil then
      for _, value in ipairs(values_of(match[dimension])) do
        local key = kind == "unit" and value:match("^unit:(.*)$") or value
        if not self.org.known[kind][key] then invalid("%s: unknown %s %s", where, kind, key) end
      end
    end
  end
  for _, side in ipairs { "from", "to" } do
    if match[side] then check_match(self, match[side], "touchpoint", where) end
  end
end

-- Which rules a rule overrides, directly or through a chain, over all rules of the policy.
local function overridden_by(self, rule)
  local found = {}
  local function follow(from)
    for _, name in ipairs(from.overrides) do
      if not found[name] then
        found[name] = true
        if self.by_name[name] then follow(self.by_name[name]) end
      end
    end
  end
  follow(rule)
  return found
end

-- Whether another model that the policy may be about has a stated row of that name.
local function is_stated_elsewhere(self, name)
  for _, row in ipairs(self.org.stated_elsewhere or {}) do
    if name == ("stated:%s:%s:%s"):format(row.touchpoint, row.letter, row.holder) then
      return true
    end
  end
  return false
end

local function check_rule(self, rule)
  local where = ("%s (line %d)"):format(rule.name, rule.line)
  for _, name in ipairs(rule.overrides) do
    if not self.by_name[name] and not is_stated_elsewhere(self, name) then
      invalid("%s: overrides unknown rule %s", where, name)
    end
  end
  if not DIMENSIONS[rule.on] then invalid("%s: unknown kind of subject %s", where, rule.on) end
  if rule.beats[rule.name] then invalid("%s: a cycle of overrides", where) end
  if not rule.because and (rule.tier == "exception" or rule.joint) then
    invalid("%s: no because", where)
  end
  for _, field in ipairs { "assign", "forbid", "require" } do
    for letter, expression in pairs(rule[field]) do
      if not self.scheme.letters[letter] then invalid("%s: unknown letter %s", where, letter) end
      check_expression(self, expression, where)
      if field == "assign" and type(expression) == "table" and expression.make == "under" then
        invalid("%s: under() in assign", where)
      end
    end
  end
  check_match(self, rule.match, rule.on, where)
end

-- Rows of stated.csv as rules: one with a reason as an exception, one without as a rule.
local function add_stated_rows(self)
  for _, row in ipairs(self.org.stated) do
    table.insert(self.rules, { tier = row.reason and "exception" or "rule",
      name = ("stated:%s:%s:%s"):format(row.touchpoint, row.letter, row.holder),
      on = "touchpoint", subject = "touchpoint:" .. row.touchpoint, match = {},
      assign = { [row.letter] = row.holder }, forbid = {}, require = {}, overrides = {},
      because = row.reason, row = true, line = 0 })
  end
end

-- A ruling applies to its subject; those of rulings.csv are in force already.
local function add_rulings(self)
  for _, row in ipairs(self.org.rulings) do
    table.insert(self.rules, { tier = "ruling",
      name = ("ruling:%s:%s:%s"):format(row.subject, row.letter, row.holder),
      on = row.subject:match("^%l+"), subject = row.subject, match = {},
      assign = { [row.letter] = row.holder }, forbid = {}, require = {}, overrides = {},
      because = row.reason, joint = row.joint == "yes", row = true, line = 0 })
  end
end

local function name_rules(self)
  self.by_name = {}
  for _, rule in ipairs(self.rules) do
    if self.by_name[rule.name] then invalid("two rules named %s", rule.name) end
    self.by_name[rule.name] = rule
  end
  for _, rule in ipairs(self.rules) do rule.beats = overridden_by(self, rule) end
end

-- The scheme in use; its letters that answer and that do the work are A and R unless said.
local function scheme_of(self)
  local name = self.header.scheme or "RACI"
  local chosen = self.schemes[name] or SHIPPED[name]
  if not chosen then invalid("unknown scheme %s", name) end
  local scheme = { accountable = "A", responsible = "R" }
  for field, value in pairs(chosen) do scheme[field] = value end
  return scheme
end

-- The policy in a file, for an organization; an error says what is wrong with it.
-- `views` is what its functions see as `org`.
function policy.load(path, org, views)
  local self = { rules = {}, header = {}, checks = {}, escalation = {}, schemes = {},
    params = {}, asked = {}, included = {}, own_checks = {}, org = views }
  load_file(self, path)
  self.org, self.views = org, views
  self.scheme = scheme_of(self)
  for name in pairs(self.params) do
    if not self.asked[name] then invalid("unknown parameter %s", name) end
  end
  add_stated_rows(self)
  add_rulings(self)
  name_rules(self)
  for _, rule in ipairs(self.rules) do
    if not rule.row then check_rule(self, rule) end
  end
  if self.header.owner then check_reference(self, self.header.owner, "owner") end
  return self
end

-- Calls a function of a policy: true and its results, or false and why it failed.
function policy.call(f, ...)
  debug.sethook(function() error("past a limit") end, "", STEPS)
  local ok, result, second = pcall(f, ...)
  debug.sethook()
  return ok, result, second
end

-- Whether rule r precedes rule q (step 2).
function policy.precedes(r, q)
  if policy.TIERS[r.tier] ~= policy.TIERS[q.tier] then
    return policy.TIERS[r.tier] > policy.TIERS[q.tier]
  end
  return r.beats[q.name] == true
end

return policy
