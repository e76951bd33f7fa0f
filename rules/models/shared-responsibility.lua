-- shared-responsibility: responsibility, not ownership.
--
-- From: "Who Owns the Customer Experience?", SteinVox.
-- Holds: the experience is the customer's; to deliver it is everybody's. Leadership answers, one
-- person for each touchpoint, and never one for most of it: a single owner is only somebody to
-- blame. Those whom customers meet know their part; and what went wrong is put right together.
-- Reads: positions.csv office ceo, reports_to, front_line (yes); touchpoints.csv tag recovery.

policy { name = "shared-responsibility", version = "1", scheme = "RACI" }

local DEPTH = param("depth", 2)                 -- steps below the chief executive
local SHARE = param("blame_share", 0.4)         -- of the touchpoints that one may answer for
local RECOVERY = param("recovery", "recovery")  -- the tag

assert(SHARE >= 0 and SHARE <= 1, "blame_share is a share, from 0 to 1")

needs {
  "positions.csv: office ceo", "positions.csv: reports_to", "positions.csv: front_line",
  "touchpoints.csv: tags " .. RECOVERY,
}

include "parts/touchpoints"
include "parts/journeys"
include "parts/passages"

checks { ["no-role"] = { severity = "warning", attr = "front_line" } }

rule "leadership answers for the whole" {
  on      = "enterprise",
  because = "the tone is set at the top",
  when    = function() return org.office("ceo") ~= nil end,
  assign  = { A = "office:ceo" },
}

-- Whether the position alone has every letter that anybody has.
local function has_all(position, letters)
  local ref, n = "position:" .. position.key, 0
  for _, holders in pairs(letters) do
    for _, holder in ipairs(holders) do
      if holder ~= ref then return false end
      n = n + 1
    end
  end
  return n > 0
end

check "single-point-of-blame" {
  on = "position",
  because = "looking for one to punish does not put anything right",
  test = function(position)
    local mine, all, alone = 0, org.count("touchpoints"), nil
    for _, letter in ipairs { "A", "R", "C", "I" } do
      for _, ref in ipairs(position:letters(letter)) do
        if ref:starts_with("touchpoint:") then
          mine = mine + (letter == "A" and 1 or 0)
          alone = alone or has_all(position, org.letters(ref)) and ref
        end
      end
    end
    if mine > SHARE * all then
      return string.format("%s answers for %d of %d touchpoints.", position.title, mine, all), position
    end
    if alone then
      return position.title .. " alone has every letter on '" .. org.touchpoint(alone).name .. "'.", position
    end
  end,
}

-- How many steps the position is below the chief executive; nil when it is not.
local function steps_below_ceo(position)
  local steps, seen = 0, {}
  while position and not seen[position.key] do
    if position.office == "ceo" then return steps end
    seen[position.key] = true
    steps = steps + 1
    position = position.reports_to and org.position(position.reports_to)
  end
end

check "accountable-below-leadership" {
  because = "whoever answers must be able to set the tone",
  test = function(t)
    local low, said = {}, {}
    for _, ref in ipairs(t.letters.A) do
      local position = org.position(ref)
      local steps = steps_below_ceo(position)
      if steps and steps > DEPTH then
        said[#said + 1] = #low == 0
          and string.format("%s answers for '%s', and is %d steps below the chief executive",
            position.title, t.name, steps)
          or string.format("%s, who answers for it too, is %d", position.title, steps)
        low[#low + 1] = position
      end
    end
    if #low > 0 then return table.concat(said, "; ") .. ".", low end
  end,
}

check "recovery-in-one-department" {
  because = "when something breaks down, to repair it is everybody's",
  test = function(t)
    local found, names = {}, {}
    for _, place in ipairs(org.places(t:has_tag(RECOVERY) and t.letters.R or {})) do
      local department = org.department(place)
      if department then found[department.key] = department.name end
    end
    for _, name in pairs(found) do names[#names + 1] = name end
    if #names == 1 then
      return "Only " .. names[1] .. " is at work where something has to be put right: '" .. t.name .. "'."
    end
  end,
}
