-- What planners of organizations look for in a chart before they trust it, beyond what the core
-- checks find: seats of two, people without a seat, parts that hang nowhere, things without a
-- name, and how many report to one. include "checks/chart" switches it on.

-- So many may report to one position.
local SPAN = param("span_max", 12)

check "shared-seat" {
  on       = "position",
  kind     = "hygiene",
  because  = "of two who hold one seat each thinks of the other",
  test     = function(p)
    local people = {}
    for _, seat in ipairs(p:holders()) do
      if seat.kind == "holder" then people[#people + 1] = "person:" .. seat.person end
    end
    if #people > 1 then
      return string.format("The one seat of %s is held by %s.", org.names(p), org.names(people)), p
    end
  end,
}

check "person-without-seat" {
  on       = "person",
  kind     = "hygiene",
  severity = "info",
  because  = "who sits nowhere can be given nothing, and may have left",
  test     = function(x)
    if #x.positions == 0 then return "There is no position in which " .. org.names(x) .. " sits." end
  end,
}

check "unit-without-parent" {
  on       = "unit",
  kind     = "hygiene",
  because  = "a unit that hangs nowhere is under nobody",
  test     = function(u)
    if u.parent or u.kind == "company" then return nil end
    for other in org.units() do
      if other.key ~= u.key and other.parent == nil then
        return string.format("No unit contains %s, which is not the company.", org.names(u)), u
      end
    end
  end,
}

check "unit-without-name" {
  on       = "unit",
  kind     = "hygiene",
  severity = "info",
  because  = "a key is for files, a name is for people",
  test     = function(u)
    if u.name == u.key then
      return string.format("The unit '%s' has no name of its own: fill the column name of units.csv.", u.key)
    end
  end,
}

check "position-without-title" {
  on       = "position",
  kind     = "hygiene",
  severity = "info",
  because  = "a key is for files, a title is for people",
  test     = function(p)
    if p.title == p.key then
      return string.format("The position '%s' has no title of its own: fill the column title of "
        .. "positions.csv.", p.key)
    end
  end,
}

-- The positions to which so many report that `wanted` says yes, and the largest number.
local function spans(wanted)
  local reports, found, most = {}, {}, 0
  for p in org.positions() do
    if p.reports_to then reports[p.reports_to] = (reports[p.reports_to] or 0) + 1 end
  end
  for key, n in pairs(reports) do
    if wanted(n) then
      found[#found + 1] = "position:" .. key
      most = math.max(most, n)
    end
  end
  return found, most
end

check "wide-span" {
  on       = "enterprise",
  kind     = "hygiene",
  severity = "info",
  because  = "nobody can lead so many",
  test     = function()
    local found, most = spans(function(n) return n > SPAN end)
    if #found == 1 then
      return string.format("%d positions report to %s, more than %d.", most, org.names(found), SPAN), found
    end
    if #found > 1 then
      return string.format("More than %d positions report to each of %d, to one of them %d: %s.", SPAN,
        #found, most, org.names(found)), found
    end
  end,
}

check "narrow-span" {
  on       = "enterprise",
  kind     = "hygiene",
  severity = "info",
  because  = "a superior of one is a step that decisions have to climb",
  test     = function()
    local found = spans(function(n) return n == 1 end)
    if #found > 0 then
      return string.format("Only one position reports to %s.",
        #found == 1 and org.names(found) or "each of " .. #found .. ": " .. org.names(found)), found
    end
  end,
}
