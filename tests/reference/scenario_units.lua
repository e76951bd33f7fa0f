-- The steps of a scenario that change units: what each does to the rows on its day.

local csv = require "csv"
local decisions = require "decisions"

local steps = {}

-- A list as a cell; nil where it is left out.
local function list_cell(list)
  return list and table.concat(list, ";")
end

local function contains(list, element)
  for _, each in ipairs(list) do
    if each == element then return true end
  end
  return false
end

-- Delivering units -------------------------------------------------------------------------

-- A touchpoint's list in which `to` stands where `from` stood, once.
local function with_other(list, from, to)
  local new, stands = {}, false
  for _, unit in ipairs(list) do
    local here = unit == from or unit == to and decisions.once == "first"
    if here and not stands then
      new[#new + 1], stands = to, true
    elseif unit ~= from and unit ~= to then
      new[#new + 1] = unit
    end
  end
  return new
end

-- The touchpoint delivers through `to` from now on, where it did through `from`.
function steps.deliver_by_other(now, row, from, to)
  now:alter("touchpoints.csv", row,
    { units = table.concat(with_other(csv.list(row.units), from, to), ";") })
end

-- The rows of touchpoints that a unit delivers on the day.
function steps.delivered_by(now, unit)
  local rows = {}
  for _, row in ipairs(now:rows("touchpoints.csv", {})) do
    if contains(csv.list(row.units), unit) then rows[#rows + 1] = row end
  end
  return rows
end

local words = {}
steps.words = words

-- Units that come and go -------------------------------------------------------------------

function words.create_unit(now, f)
  now:creates("units.csv", f.key)
  now:names("unit", f.parent)
  now:names("position", f.head)
  now:create("units.csv", { key = f.key, name = f.name, parent = f.parent, head = f.head,
    kind = f.kind, ["function"] = f.func, tags = list_cell(f.tags) })
  now:moves("unit", f.key)
end

-- What is in a unit goes to another: positions, sub-units, and what it delivers.
local function empty_into(now, unit, into)
  for _, row in ipairs(now:rows("positions.csv", { unit = unit })) do
    now:alter("positions.csv", row, { unit = into })
  end
  for _, row in ipairs(now:rows("units.csv", { parent = unit })) do
    now:alter("units.csv", row, { parent = into })
    now:moves("unit", row.key)
  end
  for _, row in ipairs(steps.delivered_by(now, unit)) do
    steps.deliver_by_other(now, row, unit, into)
  end
end

local function is_empty(now, unit)
  return #now:rows("positions.csv", { unit = unit }) == 0
    and #now:rows("units.csv", { parent = unit }) == 0
    and #steps.delivered_by(now, unit) == 0
end

function words.close_unit(now, f)
  now:names("unit", f.unit)
  now:names("unit", f.into)
  if f.into == f.unit then now:refuse "circle" end
  if f.into then
    empty_into(now, f.unit, f.into)
  elseif not is_empty(now, f.unit) then
    now:refuse "not empty"
  end
  now:finish_all("units.csv", { key = f.unit })
end

-- Merging ----------------------------------------------------------------------------------

-- What all units have in common, or nil.
local function common(units, of)
  local first = of(units[1])
  for _, unit in ipairs(units) do
    if of(unit) ~= first then return nil end
  end
  return first
end

local function common_tags(now, units)
  local tags = {}
  for _, tag in ipairs(csv.list(now:row("units.csv", { key = units[1] }).tags)) do
    local all = true
    for _, unit in ipairs(units) do
      all = all and contains(csv.list(now:row("units.csv", { key = unit }).tags), tag)
    end
    if all then tags[#tags + 1] = tag end
  end
  return tags
end

-- The units strictly above a unit, nearest first; and as a set.
local function above(org, unit)
  return org:units_above(org.units[unit].parent)
end

-- The lowest unit above all of them, none of which it is.
local function lowest_above(org, units)
  for _, candidate in ipairs((above(org, units[1]))) do
    local over_all = not contains(units, candidate)
    for _, unit in ipairs(units) do
      local _, set = above(org, unit)
      over_all = over_all and set[candidate]
    end
    if over_all then return candidate end
  end
  return nil
end

local function create_merged(now, f)
  local function column(name)
    return common(f.units, function(unit) return now:row("units.csv", { key = unit })[name] end)
  end
  now:create("units.csv", { key = f.into, name = f.name, parent = lowest_above(now.org, f.units),
    head = f.head or common(f.units, function(unit) return now.org:head(unit) end),
    kind = column "kind", ["function"] = column "function",
    tags = table.concat(common_tags(now, f.units), ";") })
  now:moves("unit", f.into)
end

function words.merge_units(now, f)
  now:names_all("unit", f.units)
  now:names("position", f.head)
  local into = now:row("units.csv", { key = f.into })
  if into then
    now:alter("units.csv", into, { name = f.name, head = f.head })
  else
    create_merged(now, f)
  end
  for _, unit in ipairs(f.units) do
    if unit ~= f.into then
      empty_into(now, unit, f.into)
      now:finish_all("units.csv", { key = unit })
    end
  end
  if not now.touched then now:refuse "already" end
end

-- Splitting --------------------------------------------------------------------------------

local function fill_part(now, unit, part)
  for _, position in ipairs(part.positions or {}) do
    local row = now:row("positions.csv", { key = position, unit = unit })
    if not row then now:refuse "elsewhere" end
    now:alter("positions.csv", row, { unit = part.key })
  end
  for _, touchpoint in ipairs(part.touchpoints or {}) do
    local row = now:row("touchpoints.csv", { key = touchpoint })
    if not contains(csv.list(row.units), unit) then now:refuse "elsewhere" end
    steps.deliver_by_other(now, row, unit, part.key)
  end
end

function words.split_unit(now, f)
  now:names("unit", f.unit)
  local whole = now:row("units.csv", { key = f.unit })
  for _, part in ipairs(f.parts) do
    now:creates("units.csv", part.key)
    now:names("position", part.head)
    now:names_all("position", part.positions)
    now:names_all("touchpoint", part.touchpoints)
    now:create("units.csv", { key = part.key, name = part.name, head = part.head,
      parent = now.org.units[f.unit].parent, kind = whole.kind,
      ["function"] = whole["function"], tags = whole.tags })
    now:moves("unit", part.key)
    fill_part(now, f.unit, part)
  end
end

-- Units that change ------------------------------------------------------------------------

local function alter_unit(now, unit, cells)
  now:alter("units.csv", now:row("units.csv", { key = unit }), cells)
end

function words.rename_unit(now, f)
  now:names("unit", f.unit)
  if now.org.units[f.unit].name == f.name then now:refuse "already" end
  alter_unit(now, f.unit, { name = f.name })
end

function words.move_unit(now, f)
  now:names("unit", f.unit)
  now:names("unit", f.parent)
  if (now.org.units[f.unit].parent or "") == f.parent then now:refuse "already" end
  alter_unit(now, f.unit, { parent = f.parent })
  now:moves("unit", f.unit)
end

function words.set_head(now, f)
  now:names("unit", f.unit)
  now:names("position", f.position)
  if now.org:head(f.unit) == f.position then now:refuse "already" end
  alter_unit(now, f.unit, { head = f.position })
end

return steps
