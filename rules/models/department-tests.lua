-- department-tests: why no department can own all of it: each is put to a test.
--
-- From: "Who Owns the Customer Experience?", Charisma Communications, 2016.
-- Holds: marketing loses sight of customers once they have bought, unless it keeps up a
-- relationship with them. Support only reacts: it has no say in what comes before the first
-- contact. Account managers who are paid for winning customers have no reason to stay with
-- them. So whoever answers for a touchpoint has to pass the test of its stage.
-- Reads: units.csv function, ongoing_relationship (yes), incentive; positions.csv incentive;
-- touchpoints.csv stage.

policy { name = "department-tests", version = "1", scheme = "RACI" }

local MARKETING = param("marketing", "marketing")  -- functions
local SERVICE = param("service", "service")
local ACCOUNTS = param("accounts", { "account-management", "sales" })
local BEFORE = param("before_purchase", { "awareness", "consideration" })  -- stages
local AFTER = param("after_purchase", { "onboarding", "usage", "support", "retention", "advocacy" })
local STAYING = param("staying", { "retention", "advocacy" })
local CONTRARY = param("contrary_incentive", "acquisition")

local function any(fact, ...)
  local facts = {}
  for _, values in ipairs { ... } do
    for _, value in ipairs(values) do facts[#facts + 1] = fact .. value end
  end
  return facts
end

needs {
  any("units.csv: function ", { MARKETING, SERVICE }, ACCOUNTS),
  any("touchpoints.csv: stage ", BEFORE),
  any("touchpoints.csv: stage ", AFTER),
  "units.csv: ongoing_relationship",
  { "positions.csv: incentive", "units.csv: incentive" },
}

include "parts/touchpoints"
include "parts/journeys"
include "parts/passages"

-- Why a position cannot answer at a stage; nil when it passes.
local function failed_test(position, stage)
  local department = org.department(position)
  local func = org.func(department)
  if func == MARKETING and contains(AFTER, stage) then
    if department.attr.ongoing_relationship ~= "yes" then
      return "marketing has no ongoing relationship with those who have bought"
    end
  elseif func == SERVICE and contains(BEFORE, stage) then
    return "service has no hold on what happens before customers come to it"
  elseif contains(ACCOUNTS, func) and contains(STAYING, stage) then
    if (position.attr.incentive or department.attr.incentive) == CONTRARY then
      return "whoever is paid for " .. CONTRARY .. " has no reason to stay"
    end
  end
end

check "disqualified" {
  kind = "conflict",
  because = "a department that fails the test of a stage cannot put right what happens there",
  test = function(t)
    local failing, said = {}, {}
    for _, ref in ipairs(t.letters.A) do
      local position = org.position(ref)
      local why = t.stage and failed_test(position, t.stage)
      if why then
        local who = position.title .. " (" .. org.department(position).name .. ")"
        said[#said + 1] = (#failing == 0 and who .. " cannot answer for '" .. t.name .. "'"
          or "nor can " .. who) .. ": " .. why
        failing[#failing + 1] = position
      end
    end
    if #failing > 0 then return table.concat(said, "; ") .. ".", failing end
  end,
}
