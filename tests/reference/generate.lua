-- Cases: an organization and several policies for it, from a seed; and how they are written.
-- The same files go to the program and to the reference.

local csv = require "csv"
local organization = require "organization"
local organizations = require "generate_organization"
local policies = require "generate_policy"
local randoms = require "random"

local generate = {}

local sorted_keys = organization.sorted_keys

-- The case of a seed, or of other choices: { seed, tables, policies, round_trip }.
function generate.case(seed, how_many_policies, choices)
  local random = choices or randoms.new(seed)
  local tables, keys = organizations.organization(random)
  local case = { seed = seed, tables = tables, policies = {}, round_trip = random:chance(25) }
  for i = 1, how_many_policies do
    case.policies[i] = policies.policy(random, tables, keys)
  end
  return case
end

-- Lua source ------------------------------------------------------------------------------

local function name_of_field(name)
  if name:find("^[%a_][%w_]*$") then return name end
  return ("[%q]"):format(name)
end

-- { name = source, … }; nested tables likewise.
local function record(fields)
  local parts = {}
  for _, name in ipairs(sorted_keys(fields)) do
    local source = fields[name]
    if type(source) == "table" then source = record(source) end
    parts[#parts + 1] = name_of_field(name) .. " = " .. source
  end
  if #parts == 0 then return "{}" end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

local function quoted_list(names)
  local parts = {}
  for i, name in ipairs(names) do parts[i] = ("%q"):format(name) end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

local function rule_source(rule)
  local lines = { ("%s %q {"):format(rule.tier, rule.name) }
  for _, name in ipairs(sorted_keys(rule.fields)) do
    lines[#lines + 1] = ("  %s = %s,"):format(name, rule.fields[name])
  end
  for _, name in ipairs { "match", "assign", "forbid", "require" } do
    if next(rule[name]) then
      lines[#lines + 1] = ("  %s = %s,"):format(name, record(rule[name]))
    end
  end
  if #rule.overrides > 0 then
    lines[#lines + 1] = ("  overrides = %s,"):format(quoted_list(rule.overrides))
  end
  lines[#lines + 1] = "}"
  return table.concat(lines, "\n")
end

local function check_source(check)
  return ("check %q %s"):format(check.name, record(check.fields))
end

-- The text of a policy, and that of the file it includes (or nil).
function generate.source(policy, name_of_included)
  local parts, included = { "policy " .. record(policy.header) }, {}
  if policy.scheme and policy.scheme.source then
    table.insert(parts, ("scheme %q %s"):format(policy.scheme.name, policy.scheme.source))
  end
  if policy.params then table.insert(parts, "params " .. record(policy.params)) end
  if next(policy.checks) then table.insert(parts, "checks " .. record(policy.checks)) end
  if next(policy.escalation) then
    table.insert(parts, "escalation " .. record(policy.escalation))
  end
  for _, check in ipairs(policy.own_checks) do table.insert(parts, check_source(check)) end
  local from = policy.included_from or math.huge
  for i, rule in ipairs(policy.rules) do
    table.insert(i < from and parts or included, rule_source(rule))
  end
  if #included == 0 then return table.concat(parts, "\n\n") .. "\n" end
  table.insert(parts, ("include %q"):format(name_of_included))
  return table.concat(parts, "\n\n") .. "\n", table.concat(included, "\n\n") .. "\n"
end

-- Files -----------------------------------------------------------------------------------

local function write_file(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end
generate.write_file = write_file

-- The columns of a table: those of its file, and attributes. Columns nobody uses are left out,
-- but for the first. The order of rows and columns is nobody's business: `random`, where given,
-- chooses it.
function generate.csv_text(name, rows, random)
  local columns = table.move(organization.COLUMNS[name], 1, #organization.COLUMNS[name], 1, {})
  local known, extra, used = {}, {}, {}
  for _, column in ipairs(columns) do known[column] = true end
  for _, row in ipairs(rows) do
    for column in pairs(row) do
      if not known[column] then extra[column] = true end
      used[column] = true
    end
  end
  local kept = {}
  for i, column in ipairs(columns) do
    if i == 1 or used[column] then kept[#kept + 1] = column end
  end
  for _, column in ipairs(sorted_keys(extra)) do kept[#kept + 1] = column end
  if random then kept, rows = random:some(kept, #kept), random:some(rows, #rows) end
  return csv.write(kept, rows)
end

-- Writes a case into a folder: organization/*.csv, and p1.lua … with what they include.
function generate.write(case, folder)
  local random = randoms.new(case.seed)
  for _, name in ipairs(sorted_keys(case.tables)) do
    local rows = case.tables[name]
    if #rows > 0 then
      write_file(folder .. "/organization/" .. name, generate.csv_text(name, rows, random))
    end
  end
  for i, policy in ipairs(case.policies) do
    local name = ("p%d_more"):format(i)
    local root, included = generate.source(policy, name)
    write_file(("%s/p%d.lua"):format(folder, i), root)
    if included then write_file(("%s/%s.lua"):format(folder, name), included) end
  end
end

return generate
