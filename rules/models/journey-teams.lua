-- journey-teams: a team for each journey, led by turns.
--
-- From: "Who owns customer experience in a company?".
-- Holds: who owns it is the wrong question, for no single function should. Teams from across the
-- company each answer for a journey, led by whichever department is nearest to it: sales for
-- buying, operations for support. No function leads most of them, and where one team hands over
-- to another somebody stands between.
-- Reads: journeys.csv lead, team; units.csv function.

policy { name = "journey-teams", version = "1", scheme = "RACI" }

local SHARE = param("led_share", 0.5)  -- of the journeys that one function may lead
local AT_LEAST = param("led_journeys", 4)  -- journeys, for that share to be asked about

assert(SHARE >= 0 and SHARE <= 1, "led_share is a share, from 0 to 1")

needs { "journeys.csv: lead", "journeys.csv: team", "units.csv: function" }

include "parts/work"
include "parts/journeys"
include "parts/passages"

checks { ["journey-not-cross-functional"] = { severity = "warning" } }

local function has_team(t)
  for _, key in ipairs(t.journeys) do
    if org.journey(key).team then return true end
  end
  return false
end

rule "the lead of the journey answers" {
  because = "the team answers for what its customers meet, and the lead for the team",
  when    = function(t) return #t.leads > 0 end,
  assign  = { A = journey_lead() },
}

rule "without a lead, whoever delivers answers" {
  because = "somebody must, until a lead is named",
  when    = function(t) return #t.units > 0 and #t.leads == 0 end,
  assign  = { A = head_of_delivering_unit() },
}

rule "the journey's team is asked" {
  because = "what one department changes, the others' customers feel",
  when    = has_team,
  assign  = { C = team_of_journey() },
}

check "one-function-leads" {
  on = "enterprise",
  because = "it should not sit in any one function",
  test = function()
    local journeys, led = 0, {}
    for journey in org.journeys() do
      local func = journey.lead and org.func(org.department("position:" .. journey.lead))
      journeys = journeys + 1
      if func then led[func] = (led[func] or 0) + 1 end
    end
    for func, n in pairs(led) do
      if journeys >= AT_LEAST and n > SHARE * journeys then
        return string.format("One function, %s, leads %d of %d journeys.", func, n, journeys)
      end
    end
  end,
}

-- Of some leads those that are not among others.
local function only_in(leads, others)
  local only = {}
  for _, lead in ipairs(leads) do
    if not contains(others, lead) then only[#only + 1] = org.position(lead) end
  end
  return only
end

check "passage-between-leads" {
  on = "handoff", kind = "gap",
  because = "two leads who each think of the other are no lead",
  test = function(h)
    if #h.letters.A > 0 or #h.journeys > 0 then return nil end
    local before, after = only_in(h.from.leads, h.to.leads), only_in(h.to.leads, h.from.leads)
    if #before == 0 or #after == 0 then return nil end
    local leads, titles = {}, {}
    for _, some in ipairs { before, after } do
      for _, lead in ipairs(some) do
        leads[#leads + 1] = lead
        titles[#titles + 1] = lead.title
      end
    end
    return "Nobody has the passage from '" .. h.from.name .. "' to '" .. h.to.name .. "', between the "
      .. "journeys of " .. table.concat(titles, " and ") .. ".", leads
  end,
}
