-- Whether what is written down is still so: touchpoints that nobody ever looked at again, and
-- letters of people who have left. (The core check stale-row looks at those that were reviewed.)
-- include "checks/fresh" switches it on.

check "never-reviewed" {
  on       = "enterprise",
  kind     = "hygiene",
  severity = "info",
  because  = "a row that nobody has looked at since it was written is a guess",
  test     = function()
    local never, n = {}, 0
    for t in org.touchpoints() do
      n = n + 1
      if t.reviewed_on == nil then never[#never + 1] = t end
    end
    if n > 0 and #never == n then
      return "No touchpoint says when it was reviewed: fill the column reviewed_on of touchpoints.csv."
    end
    if #never > 0 then
      return string.format("%d of %d touchpoints have never been reviewed: %s.", #never, n,
        org.names(never))
    end
  end,
}

check "letters-of-a-leaver" {
  on       = "person",
  kind     = "gap",
  because  = "who has left cannot be asked, and nobody else was named",
  test     = function(x)
    if #x.positions > 0 then return nil end
    local subjects, seen = {}, {}
    for letter in pairs(org.letters("enterprise")) do
      for _, subject in ipairs(x:letters(letter)) do
        if not seen[subject] then subjects[#subjects + 1] = subject end
        seen[subject] = true
      end
    end
    if #subjects > 0 then
      return string.format("In no position any more, %s still has letters on %s.", org.names(x),
        org.names(subjects))
    end
  end,
}
