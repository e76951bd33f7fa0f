-- Random steps of scenarios that do not apply, one maker for each reason; each gives a word and
-- its fields, or nil where the organization has nothing to make such a step of.

local organization = require "organization"
local scenario = require "scenario"
local steps = require "generate_steps"

local makers, one, keys_of = steps.makers, steps.one, steps.keys_of

local misfits = {}

-- Absent -----------------------------------------------------------------------------------

-- The fields that name something, by word, and what; in lists too.
local NAMED = {
  create_unit = { parent = "unit", head = "position" },
  close_unit = { unit = "unit", into = "unit" }, rename_unit = { unit = "unit" },
  move_unit = { unit = "unit", parent = "unit" },
  set_head = { unit = "unit", position = "position" },
  merge_units = { units = "unit", head = "position" }, split_unit = { unit = "unit" },
  create_position = { unit = "unit", reports_to = "position" },
  close_position = { position = "position", reports_to = "position" },
  move_position = { position = "position", unit = "unit", reports_to = "position" },
  set_office = { position = "position" }, appoint = { position = "position", person = "person" },
  vacate = { position = "position", person = "person" }, leave = { person = "person" },
  hand_over = { from = "unit", to = "unit", journey = "journey", stage = "stage",
    touchpoints = "touchpoint" },
  set_lead = { journey = "journey", position = "position" },
  grant = { position = "position", scope = "scope" },
  withdraw = { position = "position", scope = "scope" },
  create_touchpoint = { journey = "journey", stage = "stage", channel = "channel", units = "unit" },
  change_touchpoint = { key = "touchpoint", journey = "journey", units = "unit" },
  close_touchpoint = { key = "touchpoint" },
  state = { touchpoint = "touchpoint", holder = "holder" },
  unstate = { touchpoint = "touchpoint", holder = "holder" },
}

-- A key that is not there: on this day, or at all.
local function absent_key(now, kind)
  if kind == "scope" then
    return now.random:pick { "unit:", "stage:", "journey:", "touchpoint:" } .. "no-such"
  elseif kind == "holder" then
    return now.random:pick { "unit:", "position:", "person:", "team:" } .. "no-such"
  end
  local has_periods = kind ~= "journey" and kind ~= "stage" and kind ~= "channel"
  local other = has_periods and now.random:chance(60) and now.random:pick(steps.elsewhen(now, kind))
  return other or "no-such"
end

misfits["absent"] = function(now)
  local word = now.random:pick(scenario.WORDS)
  local fields = makers[word](now)
  if not fields then return nil end
  local name = now.random:pick(organization.sorted_keys(NAMED[word]))
  local key = absent_key(now, NAMED[word][name])
  if type(fields[name]) == "table" and #fields[name] > 0 then
    fields[name][now.random:between(1, #fields[name])] = key
  elseif name == "units" or name == "touchpoints" then
    fields[name] = { key }
  else
    fields[name] = key
  end
  return word, fields
end

-- Already ----------------------------------------------------------------------------------

local repeats = {}

function repeats.move_unit(now)
  local unit = one(now, "unit")
  return unit and { unit = unit, parent = now.org.units[unit].parent or "" }
end

function repeats.rename_unit(now)
  local unit = one(now, "unit")
  local name = unit and now.org.units[unit].name
  return name and { unit = unit, name = name }
end

function repeats.set_head(now)
  local unit = one(now, "unit")
  local head = unit and now.org:head(unit)
  return head and { unit = unit, position = head }
end

function repeats.move_position(now)
  local key = one(now, "position")
  local position = now.org.positions[key]
  if not position then return nil end
  local fields = { position = key, unit = position.unit or "",
    reports_to = position.superior or "" }
  if now.random:chance(30) then fields.unit = nil
  elseif now.random:chance(30) then fields.reports_to = nil end
  return fields
end

function repeats.set_office(now)
  local key = one(now, "position")
  return key and { position = key, office = now.org.positions[key].office or "" }
end

function repeats.appoint(now)
  local row = steps.seat(now)
  return row and { position = row.position, person = row.person, kind = row.kind,
    to = now.random:chance(30) and row.to or nil }
end

function repeats.grant(now)
  return makers.withdraw(now)
end

function repeats.set_lead(now)
  local journey = one(now, "journey")
  local lead = journey and now.org.journeys[journey].lead
  return lead and { journey = journey, position = lead }
end

function repeats.change_touchpoint(now)
  local key = one(now, "touchpoint")
  local touchpoint, fields = now.org.touchpoints[key], { key = key }
  if not touchpoint then return nil end
  for _, column in ipairs(now.random:some({ "journey", "stage", "channel", "criticality",
    "units", "tags", "managed", "moment_of_truth" }, 2)) do
    fields[column] = touchpoint[column]
    if fields[column] == nil then fields[column] = "" end
  end
  return fields
end

function repeats.state(now)
  local fields, row = steps.stated(now)
  if fields and now.random:chance(60) then fields.reason = row.reason end
  return fields
end

local REPEATED = organization.sorted_keys(repeats)

misfits["already"] = function(now)
  local word = now.random:pick(REPEATED)
  return word, repeats[word](now)
end

-- Exists -----------------------------------------------------------------------------------

local CREATED = { create_unit = "unit", create_position = "position",
  create_touchpoint = "touchpoint", appoint = "person", split_unit = "unit" }
local CREATING = organization.sorted_keys(CREATED)

misfits["exists"] = function(now)
  local word = now.random:pick(CREATING)
  local fields, key = makers[word](now), one(now, CREATED[word])
  if not fields or not key then return nil end
  if word == "appoint" then
    fields.person = { key = key, name = "Another" }
  elseif word == "split_unit" then
    now.random:pick(fields.parts).key = key
  else
    fields.key = key
  end
  return word, fields
end

-- Circles ----------------------------------------------------------------------------------

-- A unit and one at or below it.
local function below(now)
  local low = one(now, "unit")
  return low and now.random:pick((now.org:units_above(low))), low
end

-- A position and one under it, or itself.
local function under(now)
  local low = one(now, "position")
  return low and now.random:pick((now.org:line_of(low))), low
end

local circles = {
  function(now)
    local high, low = below(now)
    return "move_unit", high and { unit = high, parent = low }
  end,
  function(now)
    local high, low = below(now)
    return "close_unit", high and { unit = high, into = low }
  end,
  function(now)
    local high, low = below(now)
    local rest = high and now.random:some(steps.others(keys_of(now, "unit"), high), 1)
    return "merge_units", high and { units = { high, table.unpack(rest) }, into = low }
  end,
  function(now)
    local high, low = under(now)
    return "move_position", high and { position = high, reports_to = low }
  end,
  function(now)
    local high, low = under(now)
    return "close_position", high and { position = high, reports_to = low }
  end,
}

misfits["circle"] = function(now)
  return now.random:pick(circles)(now)
end

-- Not empty, elsewhere, nothing to do, over -------------------------------------------------

misfits["not empty"] = function(now)
  local unit = one(now, "unit")
  return "close_unit", unit and not steps.is_empty(now, unit) and { unit = unit } or nil
end

misfits["elsewhere"] = function(now)
  local unit, how = one(now, "unit"), now.random:below(3)
  if not unit then return nil end
  if how == 0 then
    local some = now.random:some(keys_of(now, "touchpoint"), 2)
    return "hand_over", #some > 0 and { from = unit, to = one(now, "unit"), touchpoints = some }
      or nil
  end
  local part = { key = "new-part" }
  if how == 1 then
    part.positions = { one(now, "position") }
  else
    part.touchpoints = { one(now, "touchpoint") }
  end
  return "split_unit", { unit = unit, parts = { part } }
end

misfits["nothing to hand over"] = function(now)
  local from = one(now, "unit")
  local to = now.random:pick(steps.others(keys_of(now, "unit"), from))
  if not to then return nil end
  local fields = { from = from, to = to }
  if now.random:chance(40) then fields.stage = one(now, "stage") end
  if now.random:chance(40) then fields.journey = one(now, "journey") end
  if now.random:chance(30) then
    fields.touchpoints = now.random:some(steps.delivered_by(now, from), 1)
    if #fields.touchpoints == 0 then fields.touchpoints = nil end
  end
  return "hand_over", fields
end

local ENDS = {
  vacate = function(now)
    return { position = one(now, "position"),
      person = now.random:chance(60) and one(now, "person") or nil }
  end,
  leave = function(now)
    local idle = {}
    for _, key in ipairs(keys_of(now, "person")) do
      if #now.org.held[key] == 0 then idle[#idle + 1] = key end
    end
    return #idle > 0 and { person = now.random:pick(idle) } or nil
  end,
  withdraw = function(now) return makers.grant(now) end,
  unstate = function(now)
    local fields = makers.state(now)
    if fields then fields.reason = nil end
    return fields
  end,
}
local ENDING = organization.sorted_keys(ENDS)

misfits["nothing to end"] = function(now)
  local word = now.random:pick(ENDING)
  return word, ENDS[word](now)
end

misfits["over"] = function(now)
  local fields = makers.appoint(now)
  if not fields then return nil end
  fields.to = now.day
  if now.random:chance(50) then fields.to = "2024-06-01" end
  return "appoint", fields
end

return misfits
