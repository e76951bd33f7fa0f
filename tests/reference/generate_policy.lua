-- Random policies for an organization, as structures whose leaves are Lua source:
-- { date, header, scheme, checks, escalation, params, rules }; a rule is
-- { tier, name, fields = { when = source … }, match, assign, forbid, require, overrides }.

local organization = require "organization"
local functions = require "generate_functions"
local organizations = require "generate_organization"

local generate = {}

local function quoted(text)
  return ("%q"):format(text)
end

local function list_of(values)
  return "{ " .. table.concat(values, ", ") .. " }"
end

-- Values of a match: one, several, or none of them --------------------------------------------

local function value(random, choices)
  if #choices == 0 then return nil end
  local how = random:below(10)
  if how < 5 then return random:pick(choices) end
  local some = list_of(random:some(choices, random:between(1, 2)))
  if how < 8 then return some end
  return "except " .. some
end

local function all_quoted(keys)
  local list = {}
  for i, key in ipairs(keys) do list[i] = quoted(key) end
  return list
end

local GLOBS = { "*", "t*", "t?", "t1*", "*1*", "?ay", "t.1", "t-*", "bill", "nothing", "??", "p*y" }
local JOURNEY_GLOBS = { "*", "j?", "j1*", "j2", "j1", "x*" }

local dimensions = {}

function dimensions.key(random) return value(random, all_quoted(GLOBS)) end
function dimensions.journey(random, keys) return value(random, all_quoted(keys.journey)) end
function dimensions.stage(random, keys) return value(random, all_quoted(keys.stage)) end
function dimensions.channel(random, keys) return value(random, all_quoted(keys.channel)) end
function dimensions.tag(random)
  return value(random, all_quoted { "vip", "new", "old", "never" })
end
function dimensions.moment_of_truth(random) return random:pick { "true", "false" } end
function dimensions.managed(random) return random:pick { "true", "false" } end

function dimensions.unit(random, keys)
  local units = all_quoted(keys.unit)
  for i, key in ipairs(keys.unit) do
    if random:chance(40) then units[i] = quoted("unit:" .. key) end
  end
  return value(random, units)
end

function dimensions.criticality(random)
  return random:pick { "3", '{ min = param("floor", 4) }',
    "{ 1, 5 }", "{ 2, 3, 4 }", "{ min = 3 }", "{ max = 2 }",
    "{ min = 2, max = 4 }", "{ min = 5, max = 5 }", "except { 3, 4 }" }
end

function dimensions.attr(random)
  local wanted = value(random, { '"us"', '"eu"', '"=1+1"', [["a,\"b\""]], '"nowhere"' })
  if random:chance(10) then return "{ region = " .. wanted .. ", no_such = except { \"x\" } }" end
  return "{ region = " .. wanted .. " }"
end

local NAMES = { "key", "journey", "stage", "channel", "unit", "tag", "criticality",
  "moment_of_truth", "managed", "attr" }

local function touchpoint_match(random, keys, most)
  local match = {}
  for _, name in ipairs(random:some(NAMES, random:between(0, most))) do
    match[name] = dimensions[name](random, keys)
  end
  return match
end

local function match_for(random, keys, on)
  local match = {}
  if on == "touchpoint" then
    if random:chance(40) then return {} end
    return touchpoint_match(random, keys, 2)
  elseif on == "handoff" then
    if random:chance(40) then match.from = touchpoint_match(random, keys, 2) end
    if random:chance(40) then match.to = touchpoint_match(random, keys, 2) end
    if random:chance(50) then match.crosses_departments = random:pick { "true", "false" } end
  elseif on == "journey" and random:chance(40) then
    match.key = value(random, all_quoted(JOURNEY_GLOBS))
  end
  return match
end

-- Holder expressions --------------------------------------------------------------------------

local function constructor(random, keys, banning)
  local unit = keys.unit[1] and "unit:" .. random:pick(keys.unit)
  local team = keys.team[1] and "team:" .. random:pick(keys.team)
  local position = "position:" .. random:pick(keys.position)
  local choices = { { 3, "delivering_units()" }, { 3, "head_of_delivering_unit()" },
    { 3, "journey_lead()" }, { 2, "team_of_journey()" },
    { 3, ("manager_of(%q)"):format(organizations.reference(random, keys)) } }
  if unit then table.insert(choices, { 2, ("head_of(%q)"):format(unit) }) end
  if team then table.insert(choices, { 2, ("lead_of(%q)"):format(team) }) end
  if banning then
    local of = unit and random:chance(60) and unit or position
    table.insert(choices, { 12, ("under(%q)"):format(of) })
  end
  return random:weighted(choices)
end

local function expression(random, keys, banning)
  local how = random:below(100)
  if how < 42 then return quoted(organizations.reference(random, keys)) end
  if how < 57 then
    local list = {}
    for i = 1, random:between(1, 6) do
      list[i] = quoted(organizations.reference(random, keys))
      if random:chance(8) then list[i] = constructor(random, keys, banning) end
    end
    return list_of(list)
  end
  if how < 85 then return constructor(random, keys, banning) end
  return functions.expression(random, keys)
end

local function letters_for(random, keys, letters, banning)
  local by_letter, last = {}, nil
  for _ = 1, random:between(1, 2) do
    if not last or random:chance(75) then last = expression(random, keys, banning) end
    by_letter[random:pick(letters)] = last
  end
  return by_letter
end

-- Rules ---------------------------------------------------------------------------------------

local TIERS = { { 20, "default" }, { 44, "rule" }, { 18, "exception" }, { 18, "law" } }
local FEW_TIERS = { { 2, "default" }, { 10, "rule" }, { 2, "exception" }, { 4, "law" } }
local ON = { { 70, "touchpoint" }, { 14, "handoff" }, { 9, "journey" }, { 7, "enterprise" } }

local function dates_for(random, fields)
  if random:chance(10) then fields.from = quoted(random:pick(organizations.DAYS)) end
  local to = quoted(random:pick(organizations.DAYS))
  if random:chance(10) and (not fields.from or fields.from < to) then fields.to = to end
end

local function rule(random, keys, name, style)
  local tier, on = random:weighted(style.tiers), random:weighted(ON)
  if random:chance(style.plain) then on = "touchpoint" end
  local letters = style.letters
  local new = { tier = tier, name = name, fields = {}, assign = {}, forbid = {}, require = {},
    overrides = {}, match = random:chance(style.plain) and {} or match_for(random, keys, on) }
  local fields = new.fields
  if on ~= "touchpoint" or random:chance(10) then fields.on = quoted(on) end
  if random:chance(20) then fields.joint = "true" end
  if tier == "exception" or fields.joint or random:chance(50) then fields.because = '"so"' end
  if random:chance(22) then fields.when = functions.when(random, keys) end
  dates_for(random, fields)
  local purpose = random:below(100)
  if purpose < 74 then new.assign = letters_for(random, keys, letters) end
  if purpose >= 64 and purpose < 92 then new.forbid = letters_for(random, keys, letters, true) end
  if purpose >= 88 or random:chance(5) then
    new.require = letters_for(random, keys, letters, true)
  end
  return new
end

-- The delivering units do the work, their heads answer.
local function whoever_delivers(random, scheme)
  local assign = { [scheme.accountable or "A"] = "head_of_delivering_unit()" }
  if random:chance(60) then assign[scheme.responsible or "R"] = "delivering_units()" end
  return { tier = "default", name = "rule 1", fields = {}, forbid = {}, require = {},
    overrides = {}, match = {}, assign = assign }
end

-- One answers on a channel, another on the next.
local function by_channel(random, keys, scheme, rules)
  for i, channel in ipairs(keys.channel) do
    local position = random:pick(keys.position)
    rules[#rules + 1] = { tier = "rule", name = "channel " .. i, fields = {}, forbid = {},
      require = {}, overrides = {}, match = { channel = quoted(channel) },
      assign = { [scheme.accountable or "A"] = quoted("position:" .. position) } }
  end
end

-- Rules override rules that come before them, in an order of their own: never in a circle.
local function add_overrides(random, rules, tables, percent)
  local order = random:some(rules, #rules)
  for i = 2, #order do
    if random:chance(percent) then
      for _ = 1, random:between(1, 2) do
        local other = order[random:between(1, i - 1)]
        local known = false
        for _, name in ipairs(order[i].overrides) do known = known or name == other.name end
        if not known then table.insert(order[i].overrides, other.name) end
      end
    end
    if random:chance(5) and #tables["stated.csv"] > 0 then
      local row = random:pick(tables["stated.csv"])
      table.insert(order[i].overrides,
        ("stated:%s:%s:%s"):format(row.touchpoint, row.letter, row.holder))
    end
  end
end

-- Checks of a policy's own ----------------------------------------------------------------------

local function own_check(random, keys, name)
  local on = random:pick(functions.CHECKED)
  local fields = { test = functions.test(random, keys, on) }
  if on ~= "touchpoint" or random:chance(30) then fields.on = quoted(on) end
  if random:chance(50) then fields.severity = quoted(random:pick { "error", "warning", "info" }) end
  if random:chance(50) then
    fields.kind = quoted(random:pick { "conflict", "gap", "risk", "hygiene", "policy" })
  end
  if random:chance(30) then fields.because = '"so"' end
  return { name = name, fields = fields }
end

local function own_checks(random, keys)
  local list = {}
  for i = 1, random:chance(30) and random:between(1, 3) or 0 do
    list[i] = own_check(random, keys, "mine " .. i)
  end
  return list
end

-- What surrounds the rules --------------------------------------------------------------------

local SCHEMES = {
  { name = "LOOSE", letters = { "A", "A", "R", "C", "I", "S" }, source = [[{
    letters = { A = { name = "Accountable", min = 1, max = 1 },
      R = { name = "Responsible", min = 1 }, C = { name = "Consulted", max = 1 },
      I = { name = "Informed", min = 1 }, S = { name = "Supports", min = 1, max = 2 } },
    accountable = "A", responsible = "R", A_implies_R = true }]] },
  { name = "DRIVEN", letters = { "D", "D", "D", "P", "P", "A", "R", "C", "I" }, accountable = "D",
    responsible = "P", source = [[{
    letters = { D = { name = "Decides", min = 1, max = 1 },
      P = { name = "Performs", min = 1, max = 2 }, A = { name = "Agrees", max = 1 },
      R = { name = "Recommends" }, C = { name = "Consulted" },
      I = { name = "Informed", max = 3 } },
    accountable = "D", responsible = "P" }]] },
}

-- The schemes that are there without being declared, and the letters to use of them.
local SHIPPED = {
  { name = "RASCI", letters = { "R", "A", "A", "S", "C", "I" } },
  { name = "RACI-VS", letters = { "R", "R", "A", "A", "V", "V", "S", "C", "I" } },
  { name = "CAIRO", letters = { "R", "R", "A", "A", "C", "I", "O", "O" } },
  { name = "DACI", letters = { "D", "D", "A", "A", "C", "I" }, responsible = "D" },
  { name = "RAPID", letters = { "R", "A", "P", "I", "D", "D" }, accountable = "D",
    responsible = "P" },
}

local CHECKS = {
  ["too-many-consulted"] = { "{ max = 1 }", "{ max = 2, severity = \"error\" }", '"off"' },
  ["too-many-responsible"] = { "{ max = 1 }", "{ max = 2 }", '"on"' },
  ["no-responsible"] = { '"off"', '{ severity = "warning" }' },
  ["no-accountable"] = { '{ severity = "info" }', '"off"' },
  ["many-accountable"] = { '"off"', '{ severity = "warning" }' },
  ["unowned-handoff"] = { '{ severity = "error" }' },
  ["lead-disagrees"] = { '{ severity = "error" }' },
  ["journey-without-lead"] = { '{ severity = "error" }' },
  ["powerless-accountable"] = { '"off"' },
  ["vacant-seat"] = { '"off"', '{ severity = "warning" }' },
  ["letter-count"] = { '"off"', '{ severity = "warning" }' },
  ["overloaded-accountable"] = { "{ min = 2, share = 0.3 }", "{ max = 1 }",
    "{ min = 1, share = 0.5, max = 4 }" },
  ["overloaded-responsible"] = { "{ min = 1 }", "{ max = 1 }", "{ min = 1, share = 0.2 }" },
  ["overloaded-consulted"] = { "{ min = 2, share = 0.25 }", "{ max = 1 }" },
  ["acting-too-long"] = { "{ days = 181 }", '{ days = 89, severity = "error" }' },
  ["coming-gap"] = { "{ days = 91 }", '{ days = 300, severity = "error" }' },
  ["stale-row"] = { "{ days = 30 }", "{ days = 366 }", '"off"' },
  ["too-high"] = { "{ min = 1 }", "{ min = 3 }" },
  ["moment-of-truth-unprotected"] = { '"off"', '{ severity = "warning" }' },
  ["disputed"] = { '"off"', '{ severity = "warning" }' },
  ["silent-handoff"] = { '{ severity = "error" }' },
  ["missing-deliverer"] = { '"off"', '{ severity = "error" }' },
  ["unit-without-head"] = { '"off"' },
  ["unresolved-holder"] = { '"off"' },
  ["contested"] = { '"off"' },
  ["no-ceo"] = { '"off"' },
  ["rule-failed"] = { '{ severity = "warning" }' },
}
local LOADS = { "overloaded-accountable", "overloaded-responsible", "overloaded-consulted" }
local CHECK_NAMES = {}
for name in pairs(CHECKS) do CHECK_NAMES[#CHECK_NAMES + 1] = name end
table.sort(CHECK_NAMES)

local ROUTED = { '"only-by-default"', '"too-many-consulted"', '"no-cxo"', '"cxo-unempowered"',
  '"vacant-seat"', '"joint-accountable"', '"unowned-handoff"', '"no-accountable"', '"contested"',
  '"rule-failed"', '"one-person-many-seats"', '"acting-too-long"', '"single-point-of-failure"',
  '"silent-handoff"', '"reporting-cycle"', '"no-role"', '"out-of-remit"', '"silo-touchpoint"',
  '"ruling-contradicted"', '"double-line"', '"disputed"' }

local function surroundings(random, keys, new)
  if random:chance(20) then
    for _, name in ipairs(LOADS) do new.checks[name] = random:pick(CHECKS[name]) end
  end
  if random:chance(40) then
    for _, name in ipairs(random:some(CHECK_NAMES, random:between(1, 6))) do
      new.checks[name] = random:pick(CHECKS[name])
    end
  end
  if random:chance(45) then
    if random:chance(70) and not keys.circle then
      new.escalation.first = '"lowest_common_superior"'
    end
    local codes = random:some(ROUTED, 5) -- none of them both also and never
    if random:chance(50) then new.escalation.also = list_of { table.unpack(codes, 1, 3) } end
    if random:chance(20) then new.escalation.never = list_of { table.unpack(codes, 4) } end
  end
end

-- Ways to make a policy that is an error at load.
local BREAKS = {
  function(_, last) last.match, last.fields.on = { stage = '"no-such-stage"' }, nil end,
  function(_, last) last.match, last.fields.on = { unit = 'except { "no-such-unit" }' }, nil end,
  function(_, last) last.match, last.fields.on = { stages = '"buy"' }, nil end,
  function(_, last) last.assign.R = '"position:no-such-position"' end,
  function(_, last) last.forbid.C = 'under("unit:no-such-unit")' end,
  function(_, last) last.overrides = { last.name } end,
  function(new, last) last.overrides, new.rules[1].overrides = { "rule 1" }, { last.name } end,
  function(_, last) last.overrides = { "no such rule" } end,
  function(_, last) last.assign = { Z = '"office:cxo"' } end,
  function(_, last) last.tier, last.fields.because = "exception", nil end,
  function(_, last) last.fields.joint, last.fields.because = "true", nil end,
  function(_, last) last.fields.asign = '{ A = "office:cxo" }' end,
  function(_, last) last.fields.on, last.match = '"unit"', {} end,
  function(_, last) last.fields.on, last.match = '"handoff"', { from = { key2 = '"t1"' } } end,
  function(_, last) last.fields.on, last.match = '"enterprise"', { key = '"*"' } end,
  function(_, last) last.require.A = 'lead_of("team:no-such-team")' end,
  function(_, last) last.assign.I = '{ "office:cxo", "person:no-such-person" }' end,
  function(_, last) last.assign.I = 'under("office:cxo")' end,
  function(new) new.params = { no_such_parameter = "1" } end,
  function(new, last) last.name, new.rules[1].name = "twice", "twice" end,
}

local function asks_parameter(rules)
  for _, each in ipairs(rules) do
    if (each.match.criticality or ""):find("param", 1, true) then return true end
  end
  return false
end

-- Most policies reach far; some keep to few letters, holders and matches, so that rules meet.
local WIDE = { plain = 0, tiers = TIERS, letters = { "A", "A", "A", "R", "R", "C", "I" },
  overrides = 35, least = 0 }
local NARROW = { plain = 80, tiers = FEW_TIERS, letters = { "A", "A", "A", "C" }, overrides = 70,
  least = 4 }

local function narrowed(keys)
  local few = {}
  for kind, list in pairs(keys) do few[kind] = list end
  few.position = table.move(keys.position, 1, 4, 1, {})
  few.unit = table.move(keys.unit, 1, 2, 1, {})
  return few
end

-- A policy for an organization, and the date it is evaluated on.
function generate.policy(random, tables, keys)
  local new = { date = random:pick(organizations.DAYS), header = { name = '"random"' },
    checks = {}, escalation = {}, rules = {}, own_checks = own_checks(random, keys) }
  local style = WIDE
  if random:chance(50) then
    style, keys = NARROW, narrowed(keys)
  elseif random:chance(30) then
    new.scheme = random:pick(random:chance(50) and SCHEMES or SHIPPED)
    new.header.scheme = quoted(new.scheme.name)
    style = { plain = 0, tiers = TIERS, letters = new.scheme.letters, overrides = 35, least = 0 }
  end
  for i = 1, random:between(style.least, 8) do
    new.rules[i] = rule(random, keys, "rule " .. i, style)
  end
  if #new.rules > 0 and style ~= NARROW and random:chance(35) then
    new.rules[1] = whoever_delivers(random, new.scheme or {})
  end
  if keys.gathered and style ~= NARROW and random:chance(45) then
    by_channel(random, keys, new.scheme or {}, new.rules)
  end
  add_overrides(random, new.rules, tables, style.overrides)
  surroundings(random, keys, new)
  if random:chance(25) then
    new.header.owner = quoted(organizations.reference(random, keys))
  end
  if random:chance(50) and asks_parameter(new.rules) then
    new.params = { floor = tostring(random:between(1, 5)) }
  end
  if #new.rules > 0 and random:chance(20) then
    new.included_from = random:between(1, #new.rules)
  end
  if random:chance(4) and #new.rules > 1 then
    random:pick(BREAKS)(new, new.rules[#new.rules])
  end
  if random:chance(15) then
    new.who = random:pick(organization.at(tables, new.date).subjects).ref
  end
  return new
end

return generate
