-- The sample organization: what it holds, and its findings byte for byte.
-- UPDATE_GOLDEN=1 rewrites halvenny.findings.

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
local shipped, model = sample.folder .. "/shipped", sample.folder .. "/imported.db"
sample.run { "init", shipped, "--sample", "halvenny" }
sample.run { "--model", model, "import", SOURCE }
local function check(of, policy, format)
  return sample.run({ "--model", of, "--policy", policy, "--at", DATE, "--format", format,
    "check" }, { 1 })
end
local report = sample.json.read(check(model, SOURCE .. "/policy", "json"))
local report_shipped = sample.json.read(check(shipped .. "/raci.db", shipped .. "/policy", "json"))
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

-- The findings as they were agreed, one a line.
local found = check(model, SOURCE .. "/policy", "jsonl")
if os.getenv("UPDATE_GOLDEN") then sample.write(GOLDEN, found) end
if found ~= sample.text(GOLDEN) then
  local output = sample.folder .. "/found.jsonl"
  sample.write(output, found)
  os.execute("diff " .. GOLDEN .. " " .. sample.quoted(output))
  sample.problem("the findings are not those of %s (UPDATE_GOLDEN=1 rewrites it)", GOLDEN)
end

sample.done()
