-- Makes a failing case small: drops whatever can go while the difference stays.

local organization = require "organization"

local shrink = {}

local sorted_keys = organization.sorted_keys

local function copy(value)
  if type(value) ~= "table" then return value end
  local new = {}
  for key, each in pairs(value) do new[key] = copy(each) end
  return new
end

-- The ways to make a case smaller, big ones first; each is a function that changes a copy.
local function whole_tables(case, ways)
  for _, name in ipairs(sorted_keys(case.tables)) do
    if #case.tables[name] > 0 then
      table.insert(ways, function(new) new.tables[name] = {} end)
    end
  end
end

local function rules(case, ways)
  for i in ipairs(case.policies[1].rules) do
    table.insert(ways, function(new)
      local gone = table.remove(new.policies[1].rules, i)
      for _, rule in ipairs(new.policies[1].rules) do
        for j = #rule.overrides, 1, -1 do
          if rule.overrides[j] == gone.name then table.remove(rule.overrides, j) end
        end
      end
      new.policies[1].included_from = nil
    end)
  end
end

local function rows(case, ways)
  for _, name in ipairs(sorted_keys(case.tables)) do
    local count = #case.tables[name]
    if count > 3 then
      for _, half in ipairs { { 1, count // 2 }, { count // 2 + 1, count } } do
        table.insert(ways, function(new)
          for i = half[2], half[1], -1 do table.remove(new.tables[name], i) end
        end)
      end
    end
    for i = 1, count do
      table.insert(ways, function(new) table.remove(new.tables[name], i) end)
    end
  end
end

local function parts_of_rules(case, ways)
  for i, rule in ipairs(case.policies[1].rules) do
    for _, part in ipairs { "fields", "match", "assign", "forbid", "require" } do
      for _, name in ipairs(sorted_keys(rule[part])) do
        table.insert(ways, function(new) new.policies[1].rules[i][part][name] = nil end)
        if type(rule[part][name]) == "table" then
          for _, inner in ipairs(sorted_keys(rule[part][name])) do
            table.insert(ways, function(new)
              new.policies[1].rules[i][part][name][inner] = nil
            end)
          end
        end
      end
    end
    for j in ipairs(rule.overrides) do
      table.insert(ways, function(new) table.remove(new.policies[1].rules[i].overrides, j) end)
    end
  end
end

local function parts_of_policy(case, ways)
  local policy = case.policies[1]
  for _, name in ipairs { "included_from", "params", "who" } do
    if policy[name] then
      table.insert(ways, function(new) new.policies[1][name] = nil end)
    end
  end
  for _, part in ipairs { "checks", "escalation" } do
    for _, name in ipairs(sorted_keys(policy[part])) do
      table.insert(ways, function(new) new.policies[1][part][name] = nil end)
    end
  end
  if policy.scheme then
    table.insert(ways, function(new)
      new.policies[1].scheme, new.policies[1].header.scheme = nil, nil
    end)
  end
end

local function cells(case, ways)
  for _, name in ipairs(sorted_keys(case.tables)) do
    for i, row in ipairs(case.tables[name]) do
      for _, column in ipairs(sorted_keys(row)) do
        if column ~= "key" then
          table.insert(ways, function(new) new.tables[name][i][column] = nil end)
        end
      end
    end
  end
end

-- Scenarios: whole ones, steps, and what steps may leave out ------------------------------------

local MAY_GO = { "name", "head", "tags", "kind", "func", "parent", "title", "unit", "reports_to",
  "office", "grade", "to", "journey", "stage", "channel", "touchpoints", "criticality", "order",
  "units", "managed", "moment_of_truth", "reviewed_on", "reason", "into", "person" }

-- What a step cannot do without, though it stands above.
local NEEDED = { rename_unit = { name = true, unit = true }, close_unit = { unit = true },
  move_unit = { unit = true, parent = true }, split_unit = { unit = true },
  set_head = { unit = true },
  merge_units = { units = true, into = true }, set_office = { office = true },
  appoint = { person = true }, leave = { person = true }, hand_over = { to = true },
  set_lead = { journey = true } }

-- The list of steps that a path of places leads to, from a stack.
local function steps_at(stack, path)
  local list = stack[path[1]].steps
  for i = 2, #path do
    local step = list[path[i]]
    list = step.word == "include" and step.scenario.steps or step
  end
  return list
end

-- How many fields some steps need, whichever they are.
local LEAST = { change_touchpoint = 2, move_position = 2 }

local function parts_of_step(step, ways, at)
  if step.on then table.insert(ways, function(new) at(new).on = nil end) end
  for _, name in ipairs(MAY_GO) do
    local needed = (NEEDED[step.word] or {})[name]
      or #sorted_keys(step.fields) <= (LEAST[step.word] or 0)
    if step.fields[name] ~= nil and not needed then
      table.insert(ways, function(new) at(new).fields[name] = nil end)
    end
  end
end

local function steps_of(stack, path, ways)
  for i, step in ipairs(steps_at(stack, path)) do
    table.insert(ways, function(new) table.remove(steps_at(new.stack, path), i) end)
    if step.word and step.word ~= "include" then
      parts_of_step(step, ways, function(new) return steps_at(new.stack, path)[i] end)
    else
      local deeper = table.move(path, 1, #path, 1, {})
      deeper[#deeper + 1] = i
      steps_of(stack, deeper, ways)
    end
  end
end

local function scenarios(case, ways)
  for i, one in ipairs(case.stack or {}) do
    if #case.stack > 1 then
      table.insert(ways, function(new) table.remove(new.stack, i) end)
    end
    steps_of(case.stack, { i }, ways)
    if one.effective then
      table.insert(ways, function(new) new.stack[i].effective = nil end)
    end
  end
end

local function smaller_ways(case)
  local ways = {}
  scenarios(case, ways)
  rules(case, ways)
  whole_tables(case, ways)
  rows(case, ways)
  parts_of_policy(case, ways)
  parts_of_rules(case, ways)
  cells(case, ways)
  return ways
end

-- A rule that says nothing is an error at load: not what is looked for.
local function says_something(case)
  for _, rule in ipairs(case.policies[1].rules) do
    if not (next(rule.assign) or next(rule.forbid) or next(rule.require)) then return false end
  end
  return true
end

-- The smallest case found for which `fails` still holds. A case has one policy here.
function shrink.case(case, fails)
  local progress = true
  while progress do
    progress = false
    local ways, i = smaller_ways(case), 1
    while i <= #ways do
      local new = copy(case)
      ways[i](new)
      if says_something(new) and fails(new) then
        case, progress = new, true
        ways = smaller_ways(case)
      else
        i = i + 1
      end
    end
  end
  return case
end

return shrink
