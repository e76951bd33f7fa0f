-- What schemes of letters ask for beyond who holds how many of which: a matter of taste, or of
-- facts that only some organizations write down. include "checks/schemes" switches it on.

-- Attributes of a touchpoint with the day on which its decision falls, and those by which the
-- consulted are asked and the informed are told (2026-03-31).
local DECIDED = param("decided_on", "decided_on")
local CONSULTED = param("consulted_on", "consulted_on")
local INFORMED = param("informed_on", "informed_on")

-- Who has a letter; nobody where the scheme is without it.
local function holders(letters, letter)
  for name, list in pairs(letters or {}) do
    if name == letter then return list end
  end
  return {}
end

check "consulted-too-late" {
  kind     = "risk",
  because  = "advice that comes after the decision is none",
  test     = function(t)
    local decided, asked = t.attr[DECIDED], t.attr[CONSULTED]
    if decided and asked and asked > decided and #holders(t.letters, "C") > 0 then
      return string.format("Those who are consulted on %s are asked on %s, after the decision of %s.",
        org.names(t), asked, decided), t.letters.C
    end
  end,
}

check "informed-too-early" {
  kind     = "risk",
  because  = "what is told before it is decided is a rumour",
  test     = function(t)
    local decided, told = t.attr[DECIDED], t.attr[INFORMED]
    if decided and told and told < decided and #holders(t.letters, "I") > 0 then
      return string.format("Those who are informed about %s are told on %s, before the decision of %s.",
        org.names(t), told, decided), t.letters.I
    end
  end,
}

-- RACI-VS: whoever signs off takes the work over, and so answers for what comes next.
check "signatory-lets-go" {
  on       = "handoff",
  kind     = "risk",
  severity = "info",
  because  = "whoever signs off should live with what they signed",
  test     = function(h)
    local signing = holders(org.letters(h.from), "S")
    local answering = holders(org.letters(h.to), "A")
    for _, each in ipairs(signing) do
      if contains(answering, each) then return nil end
    end
    if #signing > 0 and #answering > 0 and #holders(org.letters(h.from), "V") > 0 then
      return string.format("Having signed off %s, %s does not answer for what follows, %s.",
        org.names(h.from), org.names(signing), org.names(h.to)), signing
    end
  end,
}

-- RAPID: whoever has to agree can stop it, so it must be somebody whom one can ask. (Where A is
-- the letter of those who answer, only positions have it.)
check "agreement-of-nobody" {
  kind     = "risk",
  because  = "a unit or a team cannot be asked whether it agrees",
  test     = function(t)
    local vague = {}
    for _, each in ipairs(holders(t.letters, "A")) do
      if each:find("unit:", 1, true) == 1 or each:find("team:", 1, true) == 1 then
        vague[#vague + 1] = each
      end
    end
    if #vague > 0 then
      return string.format("The agreement of %s is needed for %s: that is nobody in particular.",
        org.names(vague), org.names(t)), vague
    end
  end,
}
