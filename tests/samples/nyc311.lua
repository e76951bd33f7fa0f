-- New York's 311: agencies, touchpoints, and the one touchpoint with two agencies.

package.path = "tests/samples/?.lua;" .. package.path
local sample = require "sample"

local SOURCE = "db/samples/nyc311"
local RAW = "../shared/data/touchpoints/nyc311.csv"

local model = sample.import("nyc311", SOURCE)

-- The organization as the program gives it back.
local exported = sample.round_trip(model)
local agencies = {}
for _, unit in ipairs(sample.rows(exported .. "/units.csv")) do
  if unit.kind == "department" then agencies[#agencies + 1] = unit.key end
end
sample.equal(#agencies, 16, "agencies")
local touchpoints = sample.rows(exported .. "/touchpoints.csv")
sample.equal(#touchpoints, 163, "touchpoints")

-- Who delivers, by touchpoint: in the sample's rows, and where it is there, in the raw list.
local delivered = {}
for _, row in ipairs(sample.rows(SOURCE .. "/touchpoints.csv")) do
  delivered[row.key] = table.concat(sample.csv.list(row.units), ";")
end

local function made_again()
  local folder = sample.folder .. "/made"
  local made = ("mkdir %s && %s %s/make.lua %s %s"):format(sample.quoted(folder),
    sample.quoted(arg[-1]), SOURCE, RAW, sample.quoted(folder))
  sample.equal(os.execute(made), true, "make.lua")
  for _, file in ipairs { "units", "positions", "channels", "touchpoints" } do
    local name = "/" .. file .. ".csv"
    if sample.text(folder .. name) ~= sample.text(SOURCE .. name) then
      sample.problem("make.lua makes another %s.csv", file)
    end
  end
  local requests, types = 0, {}
  for _, row in ipairs(sample.rows(RAW)) do
    requests = requests + tonumber(row.requests)
    types[row.complaint_type] = true
  end
  local n_types = 0
  for _ in pairs(types) do n_types = n_types + 1 end
  sample.equal(n_types, 101, "complaint types in the raw list")
  for _, row in ipairs(touchpoints) do requests = requests - tonumber(row.requests) end
  sample.equal(requests, 0, "requests of the raw list that no touchpoint has")
end

if sample.text(RAW) then
  made_again()
elseif os.getenv("CI") then
  sample.problem("%s is not there", RAW)
else
  print(RAW .. " is not there: make.lua was not run again")
end

-- The matrix: each agency's head answers for what the agency delivers, Asbestos has two.
local words = { "--model", model, "--policy", SOURCE .. "/policy", "--at", "2026-12-01" }
local function ask(command, allowed)
  local all = table.move(words, 1, #words, 1, {})
  all[#all + 1] = command
  return sample.document(all, allowed)
end

local function holders(of, prefix)
  local keys = {}
  for _, holder in ipairs(of or {}) do
    keys[#keys + 1] = holder:match("^" .. prefix .. "(.+)$") or "?" .. holder
  end
  return table.concat(keys, ";")
end

local rows, two = 0, {}
for _, row in ipairs(ask("matrix").rows) do
  local key = row.subject:match("^touchpoint:(.+)$")
  if key then
    rows = rows + 1
    sample.equal(holders(row.letters.R, "unit:"), delivered[key], "R on " .. key)
    sample.equal(holders(row.letters.A, "position:head%-"), delivered[key], "A on " .. key)
    if #row.letters.A > 1 then two[#two + 1] = key end
  end
end
sample.equal(rows, 163, "touchpoints in the matrix")
sample.equal(table.concat(two, " "), "asbestos-phone", "touchpoints with two agencies")
sample.equal(delivered["asbestos-phone"], "dep;dohmh", "the agencies of asbestos-phone")

-- The one conflict, which nobody can decide: the list names no people.
local report = ask("check", { 1 })
local found = {}
for _, finding in ipairs(report.findings) do
  found[#found + 1] = finding.code .. " " .. finding.subject
end
sample.equal(table.concat(found, ", "), "no-cxo enterprise, no-final-arbiter enterprise, "
  .. "many-accountable touchpoint:asbestos-phone", "findings")
sample.equal(report.summary.escalated.none, 1, "summary.escalated.none")

sample.done()
