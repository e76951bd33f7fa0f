-- The sample organization: what it holds, and its findings as halvenny.findings lists them, byte
-- for byte (all but the sentences, which the tests of the reports read).
-- UPDATE_GOLDEN=1 rewrites the list.

package.path = "tests/samples/?.lua;" .. package.path
local sample = require "sample"

local SOURCE, GOLDEN = "db/samples/halvenny", "tests/samples/halvenny.findings"
local DATE = "2026-12-01" -- what its README tells

local function rows_there(file, on_date)
  local n = 0
  for _, row in ipairs(sample.rows(SOURCE .. "/" .. file)) do
    local begun = not row.from or row.from <= DATE
    if not on_date or begun and (not row.to or DATE < row.to) then n = n + 1 end
  end
  return n
end

local function rules_there()
  local n, tiers = 0, {}
  for _, file in ipairs { "policy.lua", "passages.lua" } do
    local text = "\n" .. sample.text(SOURCE .. "/policy/" .. file)
    for tier in text:gmatch('\n(%l+) "[^"\n]+" {') do
      n, tiers[tier] = n + 1, true
    end
  end
  return n, tiers
end

-- It is as large as it says.
sample.at_least(rows_there("positions.csv", true), 60, "positions")
sample.equal(rows_there("stages.csv"), 8, "stages")
sample.at_least(rows_there("channels.csv"), 7, "channels")
sample.at_least(rows_there("journeys.csv"), 12, "journeys")
sample.at_least(rows_there("touchpoints.csv", true), 120, "touchpoints")
local rules, tiers = rules_there()
sample.at_least(rules, 12, "rules")
for _, tier in ipairs { "default", "rule", "exception", "law" } do
  sample.equal(tiers[tier], true, "a rule of tier " .. tier)
end

-- Shipped and imported, it is the same organization.
local shipped = sample.folder .. "/shipped"
sample.run { "init", shipped, "--sample", "halvenny" }
local model = sample.import("imported", SOURCE)
local function check(of, policy)
  return sample.document({ "--model", of, "--policy", policy, "--at", DATE, "check" }, { 1 })
end
local report = check(model, SOURCE .. "/policy")
local report_shipped = check(shipped .. "/raci.db", shipped .. "/policy")
sample.equal(report_shipped.model.digest, report.model.digest, "the shipped sample's digest")
sample.equal(report_shipped.policy.digest, report.policy.digest, "the shipped policy's digest")
sample.round_trip(model)

-- Its findings: of many kinds, and for both who decide.
local codes, n_codes, to = {}, 0, {}
for _, finding in ipairs(report.findings) do
  if not codes[finding.code] then
    codes[finding.code], n_codes = true, n_codes + 1
  end
  local receiver = finding.escalate ~= sample.json.null and finding.escalate.to or "nobody"
  to[receiver] = (to[receiver] or 0) + 1
end
sample.at_least(n_codes, 8, "codes")
sample.at_least(to["position:cxo"] or 0, 1, "findings for the CXO")
sample.at_least(to["position:ceo"] or 0, 1, "findings for the CEO")
sample.equal(report.summary.escalated.cxo, to["position:cxo"], "summary.escalated.cxo")
sample.equal(report.summary.escalated.ceo, to["position:ceo"], "summary.escalated.ceo")
local loud = report.summary.errors + report.summary.warnings
if loud < 40 or loud > 80 then
  sample.problem("%d errors and warnings: a sample has 40 to 80, to be read", loud)
end

-- The findings as they were agreed.
local function names(of)
  local list = {}
  for i, rule in ipairs(of) do list[i] = "'" .. rule.name .. "'" end
  return table.concat(list, " ")
end

local function listed(finding, accepted)
  local lines = { ("%s %s %s%s"):format(finding.subject, finding.code, finding.severity,
    accepted and ", accepted" or "") }
  local function add(name, value)
    if value ~= sample.json.null and value ~= "" then
      lines[#lines + 1] = ("  %s %s"):format(name, value)
    end
  end
  add("letter", finding.letter)
  add("key", finding.key .. " " .. finding.fingerprint)
  add("parties", table.concat(finding.parties, " "))
  add("rules", names(finding.rules))
  add("cause", finding.cause)
  if finding.escalate ~= sample.json.null then
    for _, step in ipairs(finding.escalate.path) do
      add("passes over", step.to .. " " .. step.skipped)
    end
    add("goes to", finding.escalate.to)
  end
  return table.concat(lines, "\n") .. "\n"
end

local list = {}
for _, finding in ipairs(report.findings) do
  list[#list + 1] = listed(finding)
  if not finding.message:find("^%S[^\n]*%.$") then
    sample.problem("no sentence: %s", finding.message)
  end
end
for _, finding in ipairs(report.accepted) do list[#list + 1] = listed(finding, true) end
local found = table.concat(list)
if os.getenv("UPDATE_GOLDEN") then sample.write(GOLDEN, found) end
if found ~= sample.text(GOLDEN) then
  sample.write(sample.folder .. "/found", found)
  os.execute(("diff %s %s/found"):format(GOLDEN, sample.quoted(sample.folder)))
  sample.problem("the findings are not those of %s (UPDATE_GOLDEN=1 rewrites it)", GOLDEN)
end

sample.done()
