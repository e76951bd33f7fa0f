-- possess-and-power: to own is to possess, and to have power.
--
-- From: "Sorry, Marketing Doesn't Own the Customer Experience".
-- Holds: whoever is called the owner must command those who do the work, and hardly anybody does:
-- an officer's power stops where customers are handed on. So those answer who command the work,
-- each for a part; and every back office that can spoil a touchpoint must have a letter there.
-- The units that a customer sees do the work; back offices have the letters that are stated.
-- Reads: positions.csv office; units.csv function; touchpoints.csv units; mandates.csv.

policy { name = "possess-and-power", version = "1", scheme = "RACI" }

local OWNERS = param("claimed_owners", { "cmo" })  -- offices that are called the owner
local SHARE = param("power", 0.8)                  -- of touchpoints that an owner must command
local HIJACKERS = param("hijackers", {             -- functions
  "finance", "it", "service", "account-management", "facilities", "logistics", "policy",
})

assert(SHARE >= 0 and SHARE <= 1, "power is a share, from 0 to 1")

local owners = {}
for i, office in ipairs(OWNERS) do owners[i] = "positions.csv: office " .. office end

needs { "units.csv: function", "touchpoints.csv: units", owners }

include "parts/journeys"
include "parts/passages"

-- A back office without a letter says so by its own name here.
checks { ["missing-deliverer"] = "off" }

local function can_hijack(unit) return contains(HIJACKERS, org.func(unit)) end

-- The units that customers see; where all are back offices, all.
local function in_front(t)
  local units = {}
  for _, key in ipairs(t.units) do
    if not can_hijack(org.unit(key)) then units[#units + 1] = "unit:" .. key end
  end
  if #units > 0 then return units end
  for i, key in ipairs(t.units) do units[i] = "unit:" .. key end
  return units
end

rule "the units that customers see do the work" {
  because = "possession: it is in their hands",
  when    = function(t) return #t.units > 0 end,
  assign  = { R = in_front },
}

rule "the head of one answers; of several, the lead of the journey" {
  because = "power: nobody else can change what they do",
  when    = function(t) return #t.units > 0 end,
  assign  = {
    A = function(t)
      local heads = {}
      for i, unit in ipairs(in_front(t)) do heads[i] = head_of(unit) end
      return #heads > 1 and #t.leads > 0 and journey_lead() or heads
    end,
  },
}

check "owner-without-power" {
  on = "position",
  because = "an owner who cannot change a thing does not own it",
  test = function(position)
    if not contains(org.letters("enterprise").A, "position:" .. position.key)
      and not contains(OWNERS, position.office) then
      return nil
    end
    local commanded, all = position:commanded()
    if commanded < SHARE * all then
      return string.format("%s is called the owner of the customer's experience, but commands %d of %d "
        .. "touchpoints.", position.title, commanded, all), position
    end
  end,
}

-- Whether the unit, or somebody in it, has a letter.
local function takes_part(unit, t)
  if unit:has(t) then return true end
  for _, holders in pairs(t.letters) do
    for _, place in ipairs(org.places(holders)) do
      local at = place
      if place:starts_with("position:") then at = org.position(place).unit end
      if at and org.unit(at):under(unit) then return true end
    end
  end
  return false
end

check "hijacker-without-letter" {
  kind = "gap",
  because = "whoever can spoil it has to be in it",
  test = function(t)
    local names, heads = {}, {}
    for _, key in ipairs(t.units) do
      local unit = org.unit(key)
      if can_hijack(unit) and not takes_part(unit, t) then
        names[#names + 1] = unit.name
        heads[#heads + 1] = unit:head()
      end
    end
    if #names > 0 then
      return table.concat(names, " and ") .. " can spoil '" .. t.name .. "', and has no part in it.", heads
    end
  end,
}
