-- marketing-led: the whole in the hands of marketing.
--
-- From: an article that makes the case for clear leadership of customer experience, and knows
-- two models of it; this is the second.
-- Holds: marketing wins customers and speaks to them, so its chief can be in charge of the whole:
-- as long as it starts and stops with that one department. What is promised must be what is
-- delivered, so service hears of every campaign, and has the people to answer.
-- Reads: positions.csv office, staffing (yes); units.csv function; touchpoints.csv tag
-- campaign; links.csv of kind promise; mandates.csv.

policy { name = "marketing-led", version = "1", scheme = "RACI" }

local CAMPAIGN = param("campaign", "campaign")  -- the tag
local SERVICE = param("service", "service")     -- the function

needs {
  "positions.csv: office cmo", "positions.csv: staffing", "units.csv: function " .. SERVICE,
  "touchpoints.csv: tags " .. CAMPAIGN, "links.csv: kind promise",
}

include "parts/touchpoints"

local function has_chief() return org.office("cmo") ~= nil end

rule "the chief of marketing is in charge of the whole" {
  on      = "enterprise",
  because = "whoever makes the promise should see that it is kept",
  when    = has_chief,
  assign  = { A = "office:cmo" },
}

rule "the chief of marketing answers for each transition" {
  on      = "handoff",
  because = "the promise is made to one customer, whoever delivers next",
  match   = { crosses_departments = true },
  when    = has_chief,
  assign  = { A = "office:cmo" },
}

rule "a journey answers to its lead, else to the chief of marketing" {
  on      = "journey",
  because = "one department, from the start to the end",
  when    = function(j) return j.lead ~= nil or has_chief() end,
  assign  = { A = function(j) return j.lead and journey_lead() or "office:cmo" end },
}

-- Whether the position is in charge of everything: by a letter, or by a mandate.
local function has_all(position, e)
  for mandate in org.mandates() do
    if mandate.position == position.key and mandate.scope == "*" then return true end
  end
  return position:has(e, "A")
end

-- The first position of the office that is.
local function in_charge(office, e)
  for _, position in ipairs { org.office(office) } do
    if has_all(position, e) then return position end
  end
end

check "two-chiefs" {
  on = "enterprise", kind = "conflict", severity = "error",
  because = "both models work, one at a time",
  test = function(e)
    local experience, marketing = in_charge("cxo", e), in_charge("cmo", e)
    if experience and marketing and experience ~= marketing then
      return experience.title .. " and " .. marketing.title .. " are both in charge of the whole.",
        { experience, marketing }
    end
  end,
}

check "responsibility-spread" {
  on = "enterprise",
  because = "it has to start and stop with a single department",
  test = function()
    local names, seen = {}, {}
    for journey in org.journeys() do
      for _, ref in ipairs(journey.letters.A) do
        local department = org.department(ref)
        if department and not seen[department.key] then
          seen[department.key] = true
          names[#names + 1] = department.name
        end
      end
    end
    if #names > 1 then
      return "The journeys answer to " .. #names .. " departments, where one should have them all: "
        .. table.concat(sorted(names), ", ") .. "."
    end
  end,
}

-- Whether somebody of whom `is` holds is consulted or informed.
local function is_told(t, is)
  for _, letter in ipairs { "C", "I" } do
    for _, place in ipairs(org.places(t.letters[letter])) do
      local positions = { place }
      if place:starts_with("unit:") then positions = org.unit(place):positions() end
      for _, position in ipairs(positions) do
        if is(org.position(position)) then return true end
      end
    end
  end
  return false
end

local function is_of_service(position)
  return org.func(position) == SERVICE or org.func(org.department(position)) == SERVICE
end

check "campaign-untold" {
  kind = "gap",
  because = "nobody should call about an offer that the adviser has not heard of",
  test = function(t)
    if t:has_tag(CAMPAIGN) and not is_told(t, is_of_service) then
      return "Nobody in customer service is told of the campaign '" .. t.name .. "'.", t.letters.A
    end
  end,
}

check "campaign-unstaffed" {
  kind = "gap",
  because = "a campaign that works is followed by a queue",
  test = function(t)
    local function staffs(position) return position.attr.staffing == "yes" end
    if t:has_tag(CAMPAIGN) and not is_told(t, staffs) then
      return "Nobody who plans the staff is told of the campaign '" .. t.name .. "'.", t.letters.A
    end
  end,
}
