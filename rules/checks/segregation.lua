-- Who must not be one and the same: those who do sensitive work and those who answer for it or
-- verify it. People are compared, not seats: two seats of one person are no second pair of eyes.
-- include "checks/segregation" switches it on.

-- The tag of touchpoints on which work and approval have to lie apart.
local CONTROL = param("control_tag", "control")

local function in_both(a, b)
  for _, x in ipairs(a) do
    for _, y in ipairs(b) do
      if x == y then return "person:" .. x end
    end
  end
end

check "self-approval" {
  because  = "nobody catches their own mistakes, or their own fraud",
  test     = function(t)
    if not t:has_tag(CONTROL) then return nil end
    local accountable = t.letters[org.letter("accountable")]
    local answers, works = org.seated(accountable), org.seated(t.letters[org.letter("responsible")])
    if #answers == 1 and #works == 1 and answers[1] == works[1] then
      return string.format("Though it has the tag '%s', %s is done and answered for by %s alone.", CONTROL,
        org.names(t), org.names("person:" .. works[1])), accountable
    end
  end,
}

check "own-verifier" {
  because  = "who verifies what they did themselves verifies nothing",
  test     = function(t)
    local letter = org.letter("Verifies")
    if letter == nil then return nil end
    local verifiers = t.letters[letter]
    local both = in_both(org.seated(verifiers), org.seated(t.letters[org.letter("responsible")]))
    if both then
      return string.format("Among those who do the work of %s is %s, who verifies it.", org.names(t),
        org.names(both)), verifiers
    end
  end,
}

check "control-unmarked" {
  on       = "enterprise",
  kind     = "hygiene",
  severity = "info",
  because  = "what is not marked is not looked at",
  test     = function()
    for t in org.touchpoints() do
      if t:has_tag(CONTROL) then return nil end
    end
    return string.format("No touchpoint has the tag '%s', so self-approval has nothing to look at: fill the "
      .. "column tags of touchpoints.csv.", CONTROL)
  end,
}
