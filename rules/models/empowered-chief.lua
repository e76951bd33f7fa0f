-- empowered-chief: one chief for the whole journey, its transitions included.
--
-- From: an article that makes the case for clear leadership of customer experience, and knows
-- two models of it; this is the first.
-- Holds: departments all contribute, but one chief of high rank is in charge of the whole, and of
-- each transition from one department to the next. Nothing falls between. The chief's people
-- know what it is like: they use every channel as customers do, and do so again.
-- Reads: positions.csv office; channels.csv; walks.csv.

policy { name = "empowered-chief", version = "1", scheme = "RACI" }

local DAYS = param("walk_days", 90)  -- for how long a walk through a channel counts

needs { "positions.csv: office cxo", "channels.csv", "walks.csv" }

include "parts/touchpoints"
include "parts/chief_asked"
include "parts/journeys"

local function has_chief() return org.office("cxo") ~= nil end

rule "the chief is in charge of the whole" {
  on      = "enterprise",
  because = "a whole that starts and stops with one department has somebody who sees it",
  when    = has_chief,
  assign  = { A = "office:cxo" },
}

rule "the chief answers for each transition" {
  on      = "handoff",
  because = "between departments nobody else stands",
  match   = { crosses_departments = true },
  when    = has_chief,
  assign  = { A = "office:cxo" },
}

check "chief-vacant" {
  on = "enterprise", kind = "gap", severity = "error",
  because = "a seat that is empty is in charge of nothing",
  test = function()
    local chiefs = { org.office("cxo") }
    for _, chief in ipairs(chiefs) do
      if not chief.vacant then return nil end
    end
    if #chiefs > 0 then
      return "Nobody is in charge of the whole: the seat of " .. chiefs[1].title .. " is vacant.", chiefs
    end
  end,
}

-- Whether it is a chief's, or of somebody under one.
local function is_with_a_chief(position)
  for _, chief in ipairs { org.office("cxo") } do
    if position == chief or position:under(chief) then return true end
  end
  return false
end

check "seam-without-chief" {
  on = "handoff", kind = "gap",
  because = "what looks small at a transition is where experience falls through",
  test = function(h)
    local chief = org.office("cxo")
    if not h.crosses_departments then return nil end
    local accountable = #h.letters.A > 0
    for _, ref in ipairs(h.letters.A) do
      accountable = accountable and is_with_a_chief(org.position(ref))
    end
    if not accountable then
      return "The transition from '" .. h.from.name .. "' to '" .. h.to.name .. "' is not with "
        .. (chief and chief.title or "a chief experience officer, for there is none") .. ".", h.letters.A
    end
  end,
}

check "channel-not-walked" {
  on = "channel",
  because = "whoever has not stood in the queue does not know how long it is",
  test = function(channel)
    local chief = org.office("cxo")
    local department = org.department(chief)
    if chief == nil then return nil end
    for walk in org.walks() do
      local walker = walk.channel == channel.key and org.position(walk.position)
      if walker and (walker == chief or department and org.department(walker) == department)
        and org.days_since(walk.date) <= DAYS then
        return nil
      end
    end
    return string.format("In %d days nobody of %s has used the channel '%s' as a customer does.", DAYS,
      department and department.name or chief.title, channel.name)
  end,
}
