-- The steps of a scenario that change touchpoints, journeys and stated rows.

local decisions = require "decisions"
local units = require "scenario_units"

local words = {}

-- Touchpoints ------------------------------------------------------------------------------

-- The columns that a step may say; those that name something, and of what kind.
local COLUMNS = { "name", "journey", "stage", "channel", "criticality", "order", "units", "tags",
  "managed", "moment_of_truth", "reviewed_on" }
local NAMED = { journey = "journey", stage = "stage", channel = "channel" }

-- A value of a step as a cell.
local function cell_of(value)
  if type(value) == "table" then return table.concat(value, ";") end
  if type(value) == "boolean" then return value and "yes" or "no" end
  return tostring(value)
end

local function cells_of(f)
  local cells = {}
  for _, column in ipairs(COLUMNS) do
    if f[column] ~= nil then cells[column] = cell_of(f[column]) end
  end
  return cells
end

local function check_names(now, f)
  for column, kind in pairs(NAMED) do now:names(kind, f[column]) end
  if type(f.units) == "table" then now:names_all("unit", f.units) end
end

function words.create_touchpoint(now, f)
  now:creates("touchpoints.csv", f.key)
  check_names(now, f)
  local cells = cells_of(f)
  cells.key = f.key
  now:create("touchpoints.csv", cells)
end

-- What a touchpoint has in a column, as a cell: nothing for what is not there, and what an unset
-- cell means where it means something.
local function held(now, key, column)
  local value = now.org.touchpoints[key][column]
  return value == nil and "" or cell_of(value)
end

local MEANS = { managed = "yes", moment_of_truth = "no" }

function words.change_touchpoint(now, f)
  now:names("touchpoint", f.key)
  check_names(now, f)
  local cells, so_already = cells_of(f), true
  for column, cell in pairs(cells) do
    if cell == "" then cell = MEANS[column] or "" end
    if held(now, f.key, column) ~= cell then so_already = false end
  end
  if so_already then now:refuse "already" end
  now:alter("touchpoints.csv", now:row("touchpoints.csv", { key = f.key }), cells)
end

function words.close_touchpoint(now, f)
  now:names("touchpoint", f.key)
  now:finish_all("touchpoints.csv", { key = f.key })
end

-- Handing over -----------------------------------------------------------------------------

local function contains(list, element)
  for _, each in ipairs(list) do
    if each == element then return true end
  end
  return false
end

-- Of these touchpoints, on this journey, at this stage.
local function is_meant(now, f, key)
  local touchpoint = now.org.touchpoints[key]
  return (not f.touchpoints or contains(f.touchpoints, key))
    and (not f.journey or contains(touchpoint.journeys, f.journey))
    and (not f.stage or touchpoint.stage == f.stage)
end

function words.hand_over(now, f)
  now:names("unit", f.from)
  now:names("unit", f.to)
  now:names("journey", f.journey)
  now:names("stage", f.stage)
  now:names_all("touchpoint", f.touchpoints)
  if f.from == f.to then now:refuse "already" end
  for _, key in ipairs(f.touchpoints or {}) do
    if not contains(now.org.touchpoints[key].units, f.from) then now:refuse "elsewhere" end
  end
  for _, row in ipairs(units.delivered_by(now, f.from)) do
    if is_meant(now, f, row.key) then units.deliver_by_other(now, row, f.from, f.to) end
  end
  if not now.touched then now:refuse "nothing to hand over" end
end

-- Journeys ---------------------------------------------------------------------------------

function words.set_lead(now, f)
  now:names("journey", f.journey)
  now:names("position", f.position)
  if now.org.journeys[f.journey].lead == f.position then now:refuse "already" end
  now:alter("journeys.csv", now:row("journeys.csv", { key = f.journey }), { lead = f.position })
end

-- Stated rows ------------------------------------------------------------------------------

local function stated_row(now, f)
  now:names("touchpoint", f.touchpoint)
  return now:row("stated.csv",
    { touchpoint = f.touchpoint, letter = f.letter, holder = f.holder })
end

-- They have no dates: what is stated holds on every date.
function words.state(now, f)
  now:names_reference(f.holder)
  local row = stated_row(now, f)
  local reason = f.reason ~= "" and f.reason or nil
  if not row then
    now.tables["stated.csv"] = now.tables["stated.csv"] or {}
    table.insert(now.tables["stated.csv"],
      { touchpoint = f.touchpoint, letter = f.letter, holder = f.holder, reason = reason })
  elseif f.reason == nil or row.reason == reason then
    now:refuse "already"
  else
    row.reason = reason
  end
end

function words.unstate(now, f)
  if decisions.ended_names == "absent" then now:names_reference(f.holder) end
  local row = stated_row(now, f)
  if not row then now:refuse "nothing to end" end
  now:remove("stated.csv", row)
end

return { words = words }
