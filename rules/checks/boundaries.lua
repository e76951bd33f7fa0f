-- Where those who have letters on a touchpoint belong: all departments at once, or the one who
-- answers in another than those who do the work. include "checks/boundaries" switches it on.

-- Of so many departments or more it means something that all of them have letters.
local DEPARTMENTS = param("departments_min", 3)

local function departments_of(holders)
  local found, list = {}, {}
  for _, place in ipairs(org.places(holders)) do
    local department = org.department(place)
    if department then found[department.key] = true end
  end
  for key in pairs(found) do list[#list + 1] = "unit:" .. key end
  return list, found
end

check "accountable-from-elsewhere" {
  severity = "info",
  because  = "who answers for another department's work hears of it last",
  test     = function(t)
    local accountable = t.letters[org.letter("accountable")]
    local answering = departments_of(accountable)
    local working, is_working = departments_of(t.letters[org.letter("responsible")])
    for _, department in ipairs(answering) do
      if is_working[department:split(":")[2]] then return nil end
    end
    if #answering > 0 and #working > 0 then
      return string.format("The work of %s is done in %s, but %s, of %s, %s for it.", org.names(t),
        org.names(working), org.names(accountable), org.names(answering),
        #accountable > 1 and "answer" or "answers"), accountable
    end
  end,
}

check "all-departments" {
  severity = "info",
  because  = "where every department has a say none of them decides",
  test     = function(t)
    local all = {}
    for _, holders in pairs(t.letters) do
      for _, holder in ipairs(holders) do all[#all + 1] = holder end
    end
    local _, here = departments_of(all)
    local n = 0
    for unit in org.units() do
      if org.department(unit).key == unit.key and unit.kind ~= "company" then
        n = n + 1
        if not here[unit.key] then return nil end
      end
    end
    if n >= DEPARTMENTS then
      return string.format("All %d departments have letters on %s.", n, org.names(t))
    end
  end,
}
