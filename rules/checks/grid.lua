-- What one sees along a line of the matrix that rules have filled: too many who are told, nearly
-- everybody in it, somebody alone, touchpoints without anybody. The core checks leave this to
-- taste. include "checks/grid" switches it on; params { … } say how many are too many.

local INFORMED = param("informed_max", 8) -- who may be informed about one touchpoint
local HOLDERS = param("holders_max", 10)  -- who may have letters on one touchpoint

-- All who have a letter on a touchpoint, each once, and how many letters there are.
local function everybody(letters)
  local all, seen, n = {}, {}, 0
  for _, holders in pairs(letters) do
    for _, holder in ipairs(holders) do
      n = n + 1
      if not seen[holder] then
        seen[holder] = true
        all[#all + 1] = holder
      end
    end
  end
  return all, n
end

check "many-informed" {
  severity = "info",
  because  = "what everybody is told nobody reads",
  test     = function(t)
    local letter = org.letter("Informed")
    local informed = letter and t.letters[letter] or {}
    if #informed > INFORMED then
      return string.format("%d are informed about %s, and %d should do: %s.", #informed, org.names(t),
        INFORMED, org.names(informed)), informed
    end
  end,
}

check "every-box-filled" {
  severity = "info",
  because  = "a line in which everybody stands tells nobody what is theirs",
  test     = function(t)
    local all = everybody(t.letters)
    if #all > HOLDERS then
      return string.format("%d have letters on %s, and %d should do: %s.", #all, org.names(t), HOLDERS,
        org.names(all)), all
    end
  end,
}

check "lone-accountable" {
  kind     = "gap",
  severity = "info",
  because  = "who answers alone has nobody to do it with",
  test     = function(t)
    local all, letters = everybody(t.letters)
    local accountable = t.letters[org.letter("accountable")]
    if letters == 1 and #accountable == 1 then
      return string.format("Nobody else does the work of %s, is asked or is told: %s answers for it alone.",
        org.names(t), org.names(all)), all
    end
  end,
}

check "no-letters" {
  on       = "enterprise",
  kind     = "gap",
  severity = "info",
  because  = "what no rule reaches should be seen as a whole, not one by one",
  test     = function()
    local bare, n = {}, 0
    for t in org.touchpoints() do
      n = n + 1
      local _, letters = everybody(t.letters)
      if letters == 0 then bare[#bare + 1] = t end
    end
    if #bare > 0 then
      return string.format("Nobody has a letter on %d of %d touchpoints (%d %%): %s.", #bare, n,
        100 * #bare // n, org.names(bare))
    end
  end,
}
