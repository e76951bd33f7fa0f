-- Alterations of what things are called, and of when: other keys, in the same order or in any, and
-- all days moved. What is told differs by just that.

local alter = require "alter"
local organization = require "organization"
local days = require "alter_days"

local sorted_keys = organization.sorted_keys

local ENTITIES = { "units.csv", "positions.csv", "people.csv", "teams.csv", "journeys.csv",
  "touchpoints.csv" }
-- Of these, governance models name some.
local NAMED = { "stages.csv", "channels.csv" }

-- Other keys ------------------------------------------------------------------------------------

-- Keys that are found again in any text, and as long as each other.
local function token(n)
  return ("k%05d"):format(n)
end

local function keys_of(rows)
  local set = {}
  for _, row in ipairs(rows or {}) do set[row.key] = true end
  return sorted_keys(set)
end

-- All keys that may be others, in order.
local function all_keys(case)
  local set = {}
  for _, name in ipairs(ENTITIES) do
    for _, key in ipairs(keys_of(case.tables[name])) do set[key] = true end
  end
  for _, name in ipairs(NAMED) do
    for _, key in ipairs(keys_of(case.tables[name])) do
      set[key] = not case.policies[1].model or nil
    end
  end
  return sorted_keys(set)
end

-- Words that are keys, in a cell or a Lua string; an office is none.
local function renamed_text(text, new)
  text = text:gsub("%->", "\0")
  text = text:gsub("()([a-z0-9][a-z0-9._-]*)", function(at, word)
    if text:sub(at - 7, at - 1) == "office:" then return word end
    return new[word]
  end)
  return (text:gsub("%z", "->"))
end

-- Columns whose cells are made of keys; names and titles of random organizations are, too.
local KEYED = {}
for column in ("key parent head unit reports_to dotted_to position person lead team journey stage " ..
    "channel units touchpoint holder scope subject by claims"):gmatch("%S+") do
  KEYED[column] = true
end

local function rename_cells(case, tables, new)
  local random_names = not case.policies[1].model
  alter.cells(tables, function(_, column, cell, file)
    local side = (column == "from" or column == "to") and file == "links.csv"
    local name = (column == "name" or column == "title") and random_names
    if KEYED[column] or side or name then return renamed_text(cell, new) end
    return cell
  end)
end

local function pattern_of(glob)
  return "^" .. glob:gsub("[%-.%%+]", "%%%0"):gsub("%*", ".*"):gsub("%?", ".") .. "$"
end

-- A match of keys by globs, as the list of the keys that it takes, under their new names.
local function listed(source, keys, new)
  local taken = {}
  for glob in source:gmatch('"([^"]*)"') do
    for _, key in ipairs(keys) do
      if key:find(pattern_of(glob)) then taken[new[key]] = true end
    end
  end
  local parts = {}
  for _, key in ipairs(sorted_keys(taken)) do parts[#parts + 1] = '"' .. key .. '"' end
  if #parts == 0 then parts[1] = '"nothing"' end
  return (source:find("^except") and "except " or "") .. "{ " .. table.concat(parts, ", ") .. " }"
end

local function rename_source(policy, new, tables)
  alter.sources(policy, function(source, name, rule)
    if name == "key" and rule then
      local journeys = rule.fields.on == '"journey"'
      local keys = keys_of(tables[journeys and "journeys.csv" or "touchpoints.csv"])
      return listed(source, keys, new)
    end
    return (source:gsub("%b\"\"", function(text) return renamed_text(text, new) end)
      :gsub("%b''", function(text) return renamed_text(text, new) end))
  end)
end

local function renamed(case, new)
  local to = alter.with_policies(case, function(policy)
    rename_source(policy, new, case.tables)
  end)
  to.tables = alter.copy(case.tables)
  to.tables["acceptances.csv"] = {} -- their keys are digests of others
  rename_cells(case, to.tables, new)
  return to
end

-- Both sides of a renaming, from one map of keys to numbers and another.
local function both_renamed(case, here, there)
  local from, to, map = {}, {}, {}
  for key, n in pairs(here) do
    from[key], to[key] = token(n), token(there[key])
    map[from[key]] = to[key]
  end
  return { from = renamed(case, from), to = renamed(case, to),
    map = function(text) return (text:gsub("k%d%d%d%d%d", map)) end }
end

local function renamed_in_order(random, case)
  local here, there, last = {}, {}, 10
  for i, key in ipairs(all_keys(case)) do
    last = last + random:between(1, 90)
    here[key], there[key] = i, last
  end
  return both_renamed(case, here, there)
end

-- Whether rows ever lead in a circle through a column.
local function has_circle(rows, column)
  local above = {}
  for _, row in ipairs(rows) do
    above[row.key] = above[row.key] or {}
    if row[column] then table.insert(above[row.key], row[column]) end
  end
  local state = {}
  local function visit(key)
    if state[key] then return state[key] == "open" end
    state[key] = "open"
    for _, next_key in ipairs(above[key] or {}) do
      if visit(next_key) then return true end
    end
    state[key] = "done"
    return false
  end
  for key in pairs(above) do
    if visit(key) then return true end
  end
  return false
end

-- The order of keys decides between equal places on a journey, and between several who have one
-- office: neither is in these tables.
local function without_ties(random, tables)
  local places = {}
  for i = 1, 200 do places[i] = tostring(i) end
  places = random:some(places, #places)
  for _, name in ipairs { "touchpoints.csv", "journey_steps.csv" } do
    for _, row in ipairs(tables[name] or {}) do row.order = table.remove(places) end
  end
  local of = {}
  for _, row in ipairs(tables["positions.csv"]) do
    local office = row.office == "cco" and "cxo" or row.office
    if office then
      of[office] = of[office] or row.key
      if of[office] ~= row.key then row.office = nil end
    end
  end
  for _, row in ipairs(tables["stages.csv"] or {}) do row.order = table.remove(places) end
end

local function renamed_at_will(random, case)
  if has_circle(case.tables["positions.csv"], "reports_to")
      or has_circle(case.tables["units.csv"] or {}, "parent") then
    return nil
  end
  case = alter.with_tables(case, alter.copy(case.tables))
  without_ties(random, case.tables)
  local here, there, numbers = {}, {}, {}
  local keys = all_keys(case)
  for i in ipairs(keys) do numbers[i] = 1000 + i end
  numbers = random:some(numbers, #numbers)
  for i, key in ipairs(keys) do here[key], there[key] = i, numbers[i] end
  return both_renamed(case, here, there)
end

-- Other days ------------------------------------------------------------------------------------

local function moved_days(random, case)
  local by = random:pick { 1, 37, 365, 1461, -400, 36524, 146097 }
  local function moved(text) return days.moved(text, by) end
  local to = alter.with_policies(case, function(policy)
    policy.date = moved(policy.date)
    alter.sources(policy, moved)
  end)
  to.tables = alter.copy(case.tables)
  alter.cells(to.tables, function(_, _, cell) return moved(cell) end)
  return { to = to, map = moved }
end

-- What is told in the order of keys: which of several comes first, or texts made of all of them.
local ordered = alter.mentions("s .. ", "letters.A[1]", "table.concat", "'nobody on ' .. s",
  "org.mandates", "org.walks")
local compares_keys = alter.mentions("s < 'l'")

return {
  { name = "keys renamed in their order", alter = renamed_in_order, other_policy = true,
    other_model = true, skips = compares_keys, any_order = true, documents = "keyless" },
  { name = "keys renamed at will", alter = renamed_at_will, other_policy = true,
    other_model = true, skips = ordered, any_order = true, loosely = true,
    without = { lint = true } },
  { name = "all days moved", alter = moved_days, of_rules = true, other_policy = true, other_model = true,
    documents = true },
}
