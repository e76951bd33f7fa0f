-- What ends on the day on which its only row begins has no row any more: links to it are unset
-- then, and rows that are about it go.

local decisions = require "decisions"

-- By file and column: the kind that a key is of, or "reference"; "!": the row is about it; "*": a
-- list of keys.
local NAMES = {
  ["units.csv"] = { parent = "unit", head = "position" },
  ["positions.csv"] = { unit = "unit", reports_to = "position", dotted_to = "position*" },
  ["seats.csv"] = { position = "position!", person = "person!" },
  ["teams.csv"] = { lead = "position" },
  ["team_members.csv"] = { position = "position!" },
  ["journeys.csv"] = { lead = "position" },
  ["touchpoints.csv"] = { units = "unit*" },
  ["journey_steps.csv"] = { touchpoint = "touchpoint!" },
  ["links.csv"] = { from = "touchpoint!", to = "touchpoint!" },
  ["walks.csv"] = { position = "position!" },
  ["mandates.csv"] = { position = "position!", scope = "reference!" },
  ["stated.csv"] = { touchpoint = "touchpoint!", holder = "reference!" },
  ["rulings.csv"] = { subject = "reference!", holder = "reference!", by = "reference!" },
  ["acceptances.csv"] = { by = "reference!" },
  ["disputes.csv"] = { subject = "reference!", by = "reference!", claims = "reference" },
}

local FILES = { unit = "units.csv", position = "positions.csv", person = "people.csv",
  touchpoint = "touchpoints.csv" }

-- The references of all that has rows.
local function named(tables, known)
  for kind, file in pairs(FILES) do
    for _, row in ipairs(tables[file] or {}) do known[kind .. ":" .. row.key] = true end
  end
  return known
end

-- Whether a cell names something of `lost`; of a handoff one of its sides.
local function is_lost(lost, kind, cell)
  if kind ~= "reference" then return lost[kind .. ":" .. cell] end
  local from, to = cell:match("^handoff:(.-)%->(.+)$")
  if from then return lost["touchpoint:" .. from] or lost["touchpoint:" .. to] end
  return lost[cell]
end

local function without(lost, kind, cell)
  local kept = {}
  for key in cell:gmatch("[^;]+") do
    if not lost[kind .. ":" .. key] then kept[#kept + 1] = key end
  end
  return #kept > 0 and table.concat(kept, ";") or nil
end

-- The row without what is lost, or nothing when it is about it.
local function mended(row, columns, lost)
  for column, what in pairs(columns) do
    local kind, mark = what:match("^(%a+)(.?)$")
    local cell = row[column]
    if cell and mark == "*" then
      row[column] = without(lost, kind, cell)
    elseif cell and is_lost(lost, kind, cell) then
      if mark == "!" then return nil end
      row[column] = nil
    end
  end
  return row
end

-- Mends tables, of which `before` are the rows before, and `created` the references of what
-- was created on the way.
return function(tables, before, created)
  if decisions.nameless ~= "forgotten" then return tables end
  local has = named(tables, {})
  local lost = {}
  for reference in pairs(named(before, created)) do
    if not has[reference] then lost[reference] = true end
  end
  if next(lost) == nil then return tables end
  for file, columns in pairs(NAMES) do
    local kept = {}
    for _, row in ipairs(tables[file] or {}) do kept[#kept + 1] = mended(row, columns, lost) end
    if tables[file] then tables[file] = kept end
  end
  return tables
end
