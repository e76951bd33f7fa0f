-- The governance models on the shipped samples: on Halvenny each has something of its own to say
-- and lacks no fact; Tindale is in order for eight of the ten. And on an organization that says
-- next to nothing about itself, each names the columns to fill in.

package.path = "tests/models/?.lua;tests/samples/?.lua;" .. package.path
local altered = require "altered"
local sample = require "sample"

local DATE = "2026-12-01"

local function model_of(name)
  local folder = sample.folder .. "/" .. name
  sample.run { "init", folder, "--sample", name }
  return folder .. "/raci.db"
end

local function findings(model, policy)
  local path = "rules/models/" .. policy .. ".lua"
  return sample.document({ "--model", model, "--policy", path, "--at", DATE, "check" }, { 0, 1 }).findings
end

-- The codes of a model's own checks, as its file names them.
local function own_codes(policy)
  local codes = {}
  for code in sample.text("rules/models/" .. policy .. ".lua"):gmatch('\ncheck "([^"]+)" {') do
    codes[code] = true
  end
  return codes
end

local halvenny = model_of "halvenny"
for _, policy in ipairs(altered.models) do
  local codes, n = own_codes(policy), 0
  for _, finding in ipairs(findings(halvenny, policy)) do
    if codes[finding.code] then n = n + 1 end
    if finding.code == "model-needs" or finding.code == "rule-failed" then
      sample.problem("%s on Halvenny: %s", policy, finding.message)
    end
  end
  sample.at_least(n, 1, "findings of its own of " .. policy .. " on Halvenny")
end

-- A what-if looks again only at what may differ; what was overridden without a reason elsewhere is
-- remembered.
local scenario = sample.folder .. "/scenario.lua"
sample.write(scenario, [[scenario "stated" { because = "so", effective = "2026-12-01",
  state { touchpoint = "service-call", letter = "A", holder = "position:coo" } }]])
local empowered = "rules/models/empowered-cxo.lua"
local whatif = sample.document({ "--model", halvenny, "--policy", empowered, "--at", DATE, "whatif",
  scenario }, { 0, 1 })
local overridden = {}
for _, finding in ipairs(whatif.findings) do
  if finding.code == "cx-overridden" then
    overridden[#overridden + 1] = finding.status .. " " .. finding.subject
  end
end
sample.equal(table.concat(overridden, ", "), "new touchpoint:service-call", "what is overridden by then")

local tindale = model_of "tindale"
local clean = 0
for _, policy in ipairs(altered.models) do
  local loud = 0
  for _, finding in ipairs(findings(tindale, policy)) do
    if finding.severity ~= "info" then loud = loud + 1 end
  end
  clean = clean + (loud == 0 and 1 or 0)
end
sample.equal(clean, 8, "models under which Tindale is in order")
local own = sample.folder .. "/tindale/policy"
local in_force = sample.document { "--model", tindale, "--policy", own, "--at", DATE, "check" }
sample.equal(#in_force.findings, 0, "findings on Tindale under its own policy")

-- What each needs that is not there.
local NEEDS = {
  ["strategic-guide"] = "links.csv: kind feedback; positions.csv: office cmo or units.csv: function; "
    .. "positions.csv: office cxo or positions.csv: interim_until; touchpoints.csv: managed",
  ["department-tests"] = "positions.csv: incentive or units.csv: incentive; touchpoints.csv: stage "
    .. "awareness or consideration; touchpoints.csv: stage onboarding or usage or support or retention "
    .. "or advocacy; units.csv: function marketing or service or account-management or sales; "
    .. "units.csv: ongoing_relationship",
  ["delegated-by-ceo"] = "positions.csv: cx_champion; positions.csv: office ceo; teams.csv: kind board",
  ["lifecycle-split"] = "touchpoints.csv: stage; units.csv: function",
  ["journey-teams"] = "journeys.csv: lead; journeys.csv: team; units.csv: function",
  ["empowered-chief"] = "channels.csv; positions.csv: office cxo; walks.csv",
  ["marketing-led"] = "links.csv: kind promise; positions.csv: office cmo; positions.csv: staffing; "
    .. "touchpoints.csv: tags campaign; units.csv: function service",
  ["possess-and-power"] = "positions.csv: office cmo; units.csv: function",
  ["empowered-cxo"] = "mandates.csv; positions.csv: incentive; positions.csv: office cxo",
  ["shared-responsibility"] = "positions.csv: front_line; positions.csv: office ceo; "
    .. "positions.csv: reports_to; touchpoints.csv: tags recovery",
}
local files = sample.folder .. "/bare"
assert(os.execute("mkdir " .. sample.quoted(files)))
sample.write(files .. "/units.csv", "key,name,head\nacme,Acme,boss\n")
sample.write(files .. "/positions.csv", "key,title,unit\nboss,The boss,acme\n")
sample.write(files .. "/touchpoints.csv", "key,name,units\npay,Pay,acme\n")
local bare = sample.import("bare-model", files)
for _, policy in ipairs(altered.models) do
  local found = altered.find(findings(bare, policy), "model-needs", "enterprise")
  if not found then
    sample.problem("%s lacks nothing where nothing is said", policy)
  else
    sample.equal(found.message, "The policy reads facts that the organization's files do not have; fill in "
      .. NEEDS[policy] .. ".", policy)
  end
end

sample.done()
