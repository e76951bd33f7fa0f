-- empowered-cxo: an empowered chief experience officer, and a chief executive who decides.
--
-- From: "Sorry, Marketing Doesn't Own the Customer Experience".
-- Holds: every department owns a part. The chief experience officer runs none of them, and may
-- change any touchpoint; the officers work with that officer, and where they do not agree the
-- chief executive decides. Risk, loss, practice may go before what is best for customers, with a
-- reason; and nobody is paid for the opposite of what they answer for.
-- Reads: positions.csv office, incentive; mandates.csv; touchpoints.csv units; disputes.csv.

policy { name = "empowered-cxo", version = "1", scheme = "RACI", owner = "office:cxo" }

local CONTRARY = param("contrary_incentives", { "acquisition", "cash-collected", "call-time", "cost" })

needs { "positions.csv: office cxo", "positions.csv: incentive", "mandates.csv", "touchpoints.csv: units" }

include "parts/journeys"
include "parts/passages"
include "parts/chief_asked"
include "parts/teams"

-- The power to change a touchpoint is asked about below, and the parts of departments are agreed.
checks { ["out-of-remit"] = "off", ["only-by-default"] = "off" }

local function is_delivered(t) return #t.units > 0 end

-- Of several departments, the lead of the journey speaks for all.
local function whoever_has_the_part(t)
  return #t.units > 1 and #t.leads > 0 and journey_lead() or head_of_delivering_unit()
end

-- Defaults: what the organization states goes before them, and should say why.
default "every department owns a part" {
  because = "the experience is no single thing that one could own",
  when    = is_delivered,
  assign  = { A = whoever_has_the_part, R = delivering_units() },
}

rule "a moment of truth is agreed with the department" {
  because = "what customers remember is not left to what happens to be so",
  match   = { moment_of_truth = true },
  when    = is_delivered,
  assign  = { A = whoever_has_the_part },
}

rule "the chief executive decides in the end" {
  on      = "enterprise",
  because = "where officers do not agree somebody has to",
  when    = function() return org.office("ceo") ~= nil end,
  assign  = { A = "office:ceo" },
}

rule "the chief experience officer does the work of the whole" {
  on      = "enterprise",
  because = "an adviser without power changes nothing",
  when    = function() return org.office("cxo") ~= nil end,
  assign  = { R = "office:cxo" },
}

check "cxo-cannot-change" {
  kind = "gap",
  because = "the officer must be able to change any touchpoint",
  test = function(t)
    local chief = org.office("cxo")
    if chief == nil or #t.letters.R == 0 then return nil end
    for _, holder in ipairs(t.letters.R) do
      if not chief:commands(holder, t) then
        return chief.title .. " cannot change '" .. t.name .. "': neither a line nor a mandate reaches it.",
          chief
      end
    end
  end,
}

check "officer-unlinked" {
  on = "position",
  because = "a part that is changed without its officer is not changed",
  test = function(officer)
    local chief = org.office("cxo")
    if chief == nil or officer.office == nil or officer == chief or officer.office == "ceo" then
      return nil
    end
    for _, key in ipairs(officer.heads) do
      if org.unit(key):delivered() > 0 then
        if officer:shared(chief) > 0 then return nil end
        return officer.title .. " and " .. chief.title .. " have no touchpoint on which both have a letter.",
          { officer, chief }
      end
    end
  end,
}

check "cx-overridden" {
  kind = "policy",
  because = "practice, risk or loss may go first, and then say so",
  test = function(t)
    for _, override in ipairs(t.unreasoned) do
      local chief = org.office("cxo")
      if override.owner == "office:cxo" or chief and override.owner == "position:" .. chief.key then
        local by = override.rule:starts_with("stated:") and "a stated row"
          or "the rule '" .. override.rule .. "'"
        return "On '" .. t.name .. "' " .. by .. " goes before what the chief experience officer's policy "
          .. "says, and gives no reason.", t.letters[override.letter]
      end
    end
  end,
}

check "incentive-contrary" {
  on = "position",
  because = "people do what they are paid for",
  test = function(position)
    local incentive = position.attr.incentive
    if contains(CONTRARY, incentive) and #position:letters("A") > 0 then
      return position.title .. " answers for what customers meet, and is paid for " .. incentive .. ".",
        position
    end
  end,
}
