-- A published organization of 120 positions: the roles that its groups name, row by row.

package.path = "tests/samples/?.lua;" .. package.path
local sample = require "sample"

local ROLES = { A = { "pm" }, R = { "backend_engineering_manager", "frontend_engineering_manager" },
  C = { "ux", "support", "tech_writer", "appsec_engineer", "pmm" } }
local DATE = "2026-12-01"

local folder = sample.shared("gitlab-2022-08/org/units.csv"):match("^(.*)/")
local claims_file = folder .. "/../category_claims-2022-08-12.csv"

local model = sample.import("public", folder)

-- Nothing is lost on the way in and out.
local exported = sample.round_trip(model)
local function counted(file, n)
  local rows = sample.rows(exported .. "/" .. file)
  sample.equal(#rows, n, "rows of " .. file)
  return rows
end
local units = {}
for _, row in ipairs(counted("units.csv", 76)) do units[row.key] = row end
counted("positions.csv", 120)
counted("people.csv", 120)
counted("stages.csv", 21)
counted("journeys.csv", 10)
counted("touchpoints.csv", 129)

-- The roles as units.csv states them: 221, each still there.
local groups, n_roles = {}, 0
for _, row in ipairs(sample.rows(folder .. "/units.csv")) do
  groups[row.key] = row
  for _, columns in pairs(ROLES) do
    for _, column in ipairs(columns) do
      for _ in ipairs(sample.csv.list(row[column])) do n_roles = n_roles + 1 end
      sample.equal(units[row.key][column], row[column], column .. " of " .. row.key)
    end
  end
end
sample.equal(n_roles, 221, "roles in units.csv")

-- Who has to have a letter on a touchpoint, from its delivering groups' columns.
local function expected(touchpoint, letter)
  local set, list = {}, {}
  for _, unit in ipairs(sample.csv.list(touchpoint.units)) do
    for _, column in ipairs(ROLES[letter]) do
      for _, key in ipairs(sample.csv.list(groups[unit][column])) do
        set["position:" .. key] = true
      end
    end
  end
  for holder in pairs(set) do list[#list + 1] = holder end
  table.sort(list)
  return list
end

local words = { "--model", model, "--policy", "tests/samples/public/policy.lua", "--at", DATE }
local function ask(command, allowed)
  local all = table.move(words, 1, #words, 1, {})
  all[#all + 1] = command
  return sample.document(all, allowed)
end

local matrix = {}
for _, row in ipairs(ask("matrix").rows) do matrix[row.subject] = row.letters end

local report = ask("check", { 1 })
local has = {} -- "code subject letter" -> finding
for _, finding in ipairs(report.findings) do
  local letter = finding.letter ~= sample.json.null and " " .. finding.letter or ""
  has[finding.code .. " " .. finding.subject .. letter] = finding
end

-- Row by row.
local delivers, unclaimed, n_touchpoints = {}, {}, 0
for _, touchpoint in ipairs(sample.rows(folder .. "/touchpoints.csv")) do
  local subject = "touchpoint:" .. touchpoint.key
  n_touchpoints = n_touchpoints + 1
  for _, unit in ipairs(sample.csv.list(touchpoint.units)) do delivers[unit] = true end
  if not touchpoint.units then unclaimed[#unclaimed + 1] = touchpoint.key end
  for letter in pairs(ROLES) do
    local wanted = expected(touchpoint, letter)
    local found = (matrix[subject] or {})[letter] or {}
    sample.equal(table.concat(found, " "), table.concat(wanted, " "), letter .. " on " .. subject)
    local unresolved = has["unresolved-holder " .. subject .. " " .. letter] ~= nil
    sample.equal(unresolved, #wanted == 0, "unresolved-holder " .. letter .. " on " .. subject)
  end
  local answering = #expected(touchpoint, "A")
  sample.equal(has["no-accountable " .. subject .. " A"] ~= nil, answering == 0,
    "no-accountable on " .. subject)
  sample.equal(has["many-accountable " .. subject .. " A"] ~= nil, answering > 1,
    "many-accountable on " .. subject)
  sample.equal(has["no-responsible " .. subject .. " R"] ~= nil, #expected(touchpoint, "R") == 0,
    "no-responsible on " .. subject)
end
sample.equal(n_touchpoints, 129, "touchpoints")

-- All of the roles are of groups that deliver something: none was passed over above.
local seen = 0
for key, row in pairs(groups) do
  for _, columns in pairs(ROLES) do
    for _, column in ipairs(columns) do
      if delivers[key] then seen = seen + #sample.csv.list(row[column]) end
    end
  end
end
sample.equal(seen, n_roles, "roles that the matrix shows")

-- What no group claims is a gap; nothing is claimed twice.
local unclaimed_there = {}
for _, row in ipairs(sample.rows(claims_file)) do
  if not row.claims then
    unclaimed_there[#unclaimed_there + 1] = row.category
  elseif row.claims:find("[;|, ]") then
    sample.problem("%s is claimed twice", row.category)
  end
end
table.sort(unclaimed)
table.sort(unclaimed_there)
sample.equal(table.concat(unclaimed, " "), table.concat(unclaimed_there, " "), "claimed by nobody")
sample.equal(#unclaimed, 2, "categories that no group claims")
for _, key in ipairs(unclaimed) do
  if not has["no-accountable touchpoint:" .. key .. " A"] then
    sample.problem("%s is claimed by nobody, and that is no gap", key)
  end
end

-- No CXO: every escalation goes to the CEO.
sample.equal(has["no-cxo enterprise"] ~= nil, true, "no-cxo")
local escalated = 0
for _, finding in ipairs(report.findings) do
  local escalate = finding.escalate
  if escalate ~= sample.json.null then
    escalated = escalated + 1
    local passed = escalate.path[1] or {}
    sample.equal(escalate.to, "position:ceo", finding.code .. " on " .. finding.subject)
    sample.equal(passed.to, "office:cxo", "the first asked about " .. finding.subject)
    sample.equal(passed.skipped, "absent", "why not, about " .. finding.subject)
  end
end
sample.at_least(escalated, 2, "escalations")
sample.equal(report.summary.escalated.ceo, escalated, "summary.escalated.ceo")

sample.done()
