-- What the contacts that customers remember need besides somebody who answers: a second person
-- who can do the work, and an officer who knows. include "checks/moments" switches it on.

-- A touchpoint that is no moment of truth is looked at from this criticality on.
local CRITICAL = param("critical_from", 5)

-- Whether one of the holders is an officer, or a unit that an officer heads.
local function has_officer(holders)
  for _, holder in ipairs(holders) do
    local position = holder:starts_with("position:") and org.position(holder)
      or holder:starts_with("unit:") and org.unit(holder):head()
    if position and position.office then return true end
  end
  return false
end

local function matters(t)
  return t.moment_of_truth or (t.criticality or 0) >= CRITICAL
end

check "moment-on-one-person" {
  because  = "one illness, and the contact that matters most does not take place",
  test     = function(t)
    if not matters(t) then return nil end
    local responsible = t.letters[org.letter("responsible")]
    local people = org.seated(responsible)
    if #people == 1 then
      return string.format("Nobody but %s can do the work of %s, which is %s.",
        org.names("person:" .. people[1]), org.names(t),
        t.moment_of_truth and "a moment of truth" or "of criticality " .. t.criticality), responsible
    end
  end,
}

check "moment-without-officer" {
  kind     = "gap",
  severity = "info",
  because  = "what customers remember the company for should be known at its top",
  test     = function(t)
    local letter = org.letter("Consulted")
    if not t.moment_of_truth or letter == nil then return nil end
    local accountable = t.letters[org.letter("accountable")]
    if has_officer(accountable) or has_officer(t.letters[letter]) then return nil end
    return string.format("No officer answers for %s or is asked about it, which is a moment of truth.",
      org.names(t)), accountable
  end,
}
