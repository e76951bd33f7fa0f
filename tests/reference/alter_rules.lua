-- Alterations of policies: the same rules in another order, in other files, under other names, cut
-- up or said twice; and rules that never apply.

local alter = require "alter"
local generate = require "generate"

local function same_tables(random, case, make)
  return { to = alter.with_policies(case, function(policy) make(policy, random) end) }
end

-- In another order ------------------------------------------------------------------------------

local function reordered(random, case)
  return same_tables(random, case, function(policy)
    policy.rules = random:some(policy.rules, #policy.rules)
    policy.own_checks = random:some(policy.own_checks, #policy.own_checks)
  end)
end

-- In several files of one folder -------------------------------------------------------------------

-- A policy with some of the rules and nothing else.
local function part_of(rules)
  return { header = {}, checks = {}, escalation = {}, own_checks = {}, rules = rules }
end

local NAMES = { "aa", "mm", "zz" }

local function write_folder(random, policy, folder, i)
  local rest = alter.copy(policy)
  local path = ("%s/p%d"):format(folder, i)
  local names = random:some(NAMES, #NAMES)
  local parts = { {}, {} }
  rest.included_from, rest.rules = nil, {}
  for _, rule in ipairs(policy.rules) do
    table.insert(random:pick { parts[1], parts[2], rest.rules }, rule)
  end
  os.execute(("mkdir -p '%s'"):format(path))
  generate.write_file(("%s/%s.lua"):format(path, names[3]), (generate.source(rest)))
  for k, rules in ipairs(parts) do
    local source = generate.source(part_of(rules)):gsub("^policy {}\n", "", 1)
    generate.write_file(("%s/%s.lua"):format(path, names[k]), source)
  end
end

local function in_files(random, case)
  local to = alter.with_policies(case, function() end)
  return { to = to, folders = true, write = function(_, folder)
    generate.write(to, folder)
    for i, policy in ipairs(to.policies) do write_folder(random, policy, folder, i) end
  end }
end

-- Under other names --------------------------------------------------------------------------------

local function rename_rules(policy, name_of)
  local new = {}
  for i, rule in ipairs(policy.rules) do new[rule.name] = name_of(i) end
  for _, rule in ipairs(policy.rules) do
    rule.name = new[rule.name]
    for i, name in ipairs(rule.overrides) do rule.overrides[i] = new[name] or name end
  end
end

-- Names that are found again in any text, and as long as each other.
local function rule_token(n)
  return ("rule n%03d"):format(n)
end

local function renamed_rules(random, case)
  local orders = {}
  for i, policy in ipairs(case.policies) do
    local numbers = {}
    for n = 1, #policy.rules do numbers[n] = n end
    orders[i] = random:some(numbers, #numbers)
  end
  local function all(order_of)
    local i = 0
    return alter.with_policies(case, function(policy)
      i = i + 1
      rename_rules(policy, order_of(i))
    end)
  end
  local from = all(function() return rule_token end)
  local to = all(function(i) return function(n) return rule_token(500 + orders[i][n]) end end)
  return { from = from, to = to, map = function(text, i)
    return (text:gsub("rule n(%d%d%d)", function(n)
      n = tonumber(n)
      return orders[i] and orders[i][n] and rule_token(500 + orders[i][n])
    end))
  end }
end

-- Cut in two, or said twice -------------------------------------------------------------------------

local function overridden(policy, name)
  for _, rule in ipairs(policy.rules) do
    for _, other in ipairs(rule.overrides) do
      if other == name then return true end
    end
  end
  return false
end

-- A dimension that says yes or no of every subject, and that the rule leaves open.
local function halves(rule)
  local on = rule.fields.on or '"touchpoint"'
  if on == '"handoff"' then
    return rule.match.crosses_departments == nil and "crosses_departments"
  elseif on == '"touchpoint"' then
    return rule.match.managed == nil and "managed"
      or rule.match.moment_of_truth == nil and "moment_of_truth"
  end
  return nil
end

-- Whether a name is wrongly given to several rules: with another name for one it would be right.
local function is_several(policy, name)
  local n = 0
  for _, rule in ipairs(policy.rules) do n = n + (rule.name == name and 1 or 0) end
  return n > 1
end

-- " (1)" and " (2)" after a rule's name are told apart by nothing but what they match.
local function cut(policy, random)
  local at = random:between(1, math.max(1, #policy.rules))
  local rule = policy.rules[at]
  local dimension = rule and halves(rule)
  if not dimension or is_several(policy, rule.name) then return end
  local other = alter.copy(rule)
  local whole = rule.name
  rule.match[dimension], other.match[dimension] = "true", "false"
  rule.name, other.name = whole .. " (1)", whole .. " (2)"
  table.insert(policy.rules, at + 1, other)
  for _, each in ipairs(policy.rules) do
    for i, name in ipairs(each.overrides) do
      if name == whole then
        each.overrides[i] = rule.name
        table.insert(each.overrides, other.name)
        break
      end
    end
  end
end

local function cut_in_two(random, case)
  local altered = same_tables(random, case, cut)
  altered.map_to = function(text) return (text:gsub(" %([12]%)", "")) end
  return altered
end

local function say_twice(policy, random)
  if #policy.rules == 0 then return end
  local rule = alter.copy(random:pick(policy.rules))
  if overridden(policy, rule.name) then return end
  rule.name = rule.name .. " (again)"
  table.insert(policy.rules, rule)
end

local function said_twice(random, case)
  local altered = same_tables(random, case, say_twice)
  altered.map_to = function(text) return (text:gsub(" %(again%)", "")) end
  return altered
end

-- Rules that never apply -----------------------------------------------------------------------------

local NEVER = {
  function(rule) rule.match = { key = '"no-such-touchpoint"' } end,
  function(rule) rule.fields.to = '"1991-01-01"' end,
  function(rule) rule.fields.from = '"2991-01-01"' end,
  function(rule) rule.fields.when = "function() return false end" end,
  function(rule) rule.match = { tag = '"no-such-tag"', managed = "true" } end,
  function(rule) rule.match = { attr = '{ no_such_attribute = "x" }' } end,
  function(rule)
    rule.fields.on = '"handoff"'
    rule.match = { from = { key = '"no-such-touchpoint"' } }
  end,
}

-- Put last, so that no other rule stands on another line.
local function add_idle(policy, random, overrides)
  local rule = { tier = random:pick { "default", "rule", "exception", "law" },
    name = "idle", fields = { because = '"so"' }, match = {}, overrides = {},
    assign = {}, forbid = {}, require = {} }
  random:pick(NEVER)(rule)
  local other = overrides and random:pick(policy.rules)
  if other then rule.overrides = { other.name } end
  local letter = policy.scheme and policy.scheme.letters[1] or "A"
  rule[random:pick { "assign", "forbid", "require" }][letter] = '"office:cxo"'
  table.insert(policy.rules, rule)
end

local function idle_rule(random, case)
  return same_tables(random, case, add_idle)
end

local function idle_override(random, case)
  return same_tables(random, case, function(policy) add_idle(policy, random, true) end)
end

-- About a rule of the alteration's own.
local function about(name)
  return function(finding)
    if finding.subject == "rule:" .. name then return true end
    for _, rule in ipairs(finding.rules) do
      if rule.name == name then return true end
    end
    return false
  end
end

-- It may be one more of what goes before a rule wherever that applies; and its function might give a
-- letter that no rule gives.
local function about_idle(finding)
  return finding.code == "shadowed-rule" or finding.code == "uncovered" or about("idle")(finding)
end

-- What is told rule by rule, of a rule that is there twice.
local BY_RULE = { ["required-missing"] = true, ["unresolved-holder"] = true, ["rule-failed"] = true,
  ["override-without-reason"] = true }

return {
  { name = "rules in another order", alter = reordered, other_policy = true, equivalent = true },
  { name = "rules in several files", alter = in_files, other_policy = true, equivalent = true },
  { name = "rules renamed", alter = renamed_rules, other_policy = true, any_order = true,
    wordless = true, without = { lint = true } },
  { name = "a rule cut in two", alter = cut_in_two, other_policy = true, any_order = true, told_twice = true,
    equivalent = true, without = { lint = true } },
  { name = "a rule said twice", alter = said_twice, other_policy = true, any_order = true,
    equivalent = true, without = { lint = true },
    may = function(finding) return BY_RULE[finding.code] end, loosely = true,
    told_twice = true },
  { name = "a rule that never applies", alter = idle_rule, other_policy = true,
    equivalent = "here", may = about_idle, any_order = { lint = true } },
  { name = "an override that never applies", alter = idle_override, other_policy = true,
    equivalent = "here", may = about("idle"), without = { lint = true } }, -- it may apply elsewhere
}
