-- Random steps of scenarios that mostly apply. A maker of a word's fields sees `now`:
-- { random, org, tables, day }, the organization on the step's day; it gives nil where the
-- organization has nothing to make such a step of.

local organization = require "organization"
local organizations = require "generate_organization"

local steps = {}

local sorted_keys = organization.sorted_keys

local FILES = { unit = "units.csv", position = "positions.csv", person = "people.csv",
  touchpoint = "touchpoints.csv" }
local PLACES = { unit = "units", position = "positions", person = "people",
  touchpoint = "touchpoints", journey = "journeys", stage = "stages", channel = "channels" }
steps.PLACES = PLACES

local NAMES = { "New name", "Another, \"quoted\" one", "=1+1", "Kräfte; und so", "'tis", "a\\b" }
local UNIT_KINDS = { "department", "team", "division" }
local FUNCTIONS = { "it", "sales", "service" }
local OFFICES = { "cxo", "cco", "ceo", "coo", "cfo" }
local SEAT_KINDS = { "holder", "acting", "delegate" }
local LETTERS = { "A", "A", "R", "C", "I" }
local REVIEWS = { "2025-06-30", "2026-01-01", "2026-12-31" }

-- Keys -------------------------------------------------------------------------------------

local function keys_of(now, kind)
  return sorted_keys(now.org[PLACES[kind]])
end
steps.keys_of = keys_of

-- A key that is there, or nil.
local function one(now, kind)
  return now.random:pick(keys_of(now, kind))
end
steps.one = one

local function maybe(now, percent, value)
  if now.random:chance(percent) then return value end
  return nil
end

-- Keys that are there on other days only.
local function elsewhen(now, kind)
  local set = {}
  for _, row in ipairs(now.tables[FILES[kind]] or {}) do
    if not now.org[PLACES[kind]][row.key] then set[row.key] = true end
  end
  return sorted_keys(set)
end
steps.elsewhen = elsewhen

-- A key to create: rather one that was there in another period.
local function fresh(now, kind)
  local other = maybe(now, 60, now.random:pick(elsewhen(now, kind)))
  return other or ("new-%s%d"):format(kind:sub(1, 1), now.random:between(1, 9))
end

local function others(list, but)
  local rest = {}
  for _, each in ipairs(list) do
    if each ~= but then rest[#rest + 1] = each end
  end
  return rest
end
steps.others = others

-- Fields of which some are nil make a step; nil without those that it needs.
local function fields_of(needed, fields)
  for _, name in ipairs(needed) do
    if fields[name] == nil then return nil end
  end
  return fields
end

-- Units ------------------------------------------------------------------------------------

local makers = {}
steps.makers = makers

function makers.create_unit(now)
  local random = now.random
  return { key = fresh(now, "unit"), name = maybe(now, 70, random:pick(NAMES)),
    parent = maybe(now, 70, one(now, "unit")), kind = maybe(now, 60, random:pick(UNIT_KINDS)),
    func = maybe(now, 30, random:pick(FUNCTIONS)), head = maybe(now, 60, one(now, "position")),
    tags = maybe(now, 30, random:some(organizations.TAGS, random:between(0, 2))) }
end

local function positions_in(now, unit)
  local list = {}
  for _, key in ipairs(keys_of(now, "position")) do
    if now.org.positions[key].unit == unit then list[#list + 1] = key end
  end
  return list
end

local function delivered_by(now, unit)
  local list = {}
  for _, key in ipairs(keys_of(now, "touchpoint")) do
    for _, each in ipairs(now.org.touchpoints[key].units) do
      if each == unit then list[#list + 1] = key end
    end
  end
  return list
end
steps.positions_in, steps.delivered_by = positions_in, delivered_by

local function has_sub_units(now, unit)
  for _, each in pairs(now.org.units) do
    if each.parent == unit then return true end
  end
  return false
end

function steps.is_empty(now, unit)
  return #positions_in(now, unit) == 0 and #delivered_by(now, unit) == 0
    and not has_sub_units(now, unit)
end

function makers.close_unit(now)
  local unit = one(now, "unit")
  local bare = unit and steps.is_empty(now, unit) and now.random:chance(70)
  return fields_of({ "unit" }, { unit = unit, into = not bare and one(now, "unit") or nil })
end

function makers.rename_unit(now)
  return fields_of({ "unit" }, { unit = one(now, "unit"), name = now.random:pick(NAMES) })
end

function makers.move_unit(now)
  return fields_of({ "unit", "parent" }, { unit = one(now, "unit"),
    parent = now.random:chance(15) and "" or one(now, "unit") })
end

function makers.merge_units(now)
  local random = now.random
  local units = random:some(keys_of(now, "unit"), random:between(1, 3))
  if #units == 0 then return nil end
  local how = random:below(10)
  local into = how < 4 and fresh(now, "unit") or how < 7 and random:pick(units) or one(now, "unit")
  if #units == 1 and into == units[1] then return nil end -- what that would be nobody says
  return fields_of({ "into" }, { units = units, into = into,
    name = maybe(now, 40, random:pick(NAMES)), head = maybe(now, 30, one(now, "position")) })
end

function makers.split_unit(now)
  local random, unit = now.random, one(now, "unit")
  if not unit then return nil end
  local positions = random:some(positions_in(now, unit), 4)
  local touchpoints = random:some(delivered_by(now, unit), 3)
  local parts = {}
  for i = 1, random:between(1, 2) do
    parts[i] = { key = fresh(now, "unit"), name = maybe(now, 70, random:pick(NAMES)),
      head = maybe(now, 60, one(now, "position")),
      positions = maybe(now, 70, { table.remove(positions), table.remove(positions) }),
      touchpoints = maybe(now, 70, { table.remove(touchpoints) }) }
  end
  return { unit = unit, parts = parts }
end

function makers.set_head(now)
  return fields_of({ "unit", "position" },
    { unit = one(now, "unit"), position = one(now, "position") })
end

-- Positions --------------------------------------------------------------------------------

function makers.create_position(now)
  local random = now.random
  return { key = fresh(now, "position"), title = maybe(now, 70, random:pick(NAMES)),
    unit = maybe(now, 80, one(now, "unit")), reports_to = maybe(now, 80, one(now, "position")),
    office = maybe(now, 30, random:pick(OFFICES)), grade = maybe(now, 20, "E4") }
end

local function reports_of(now, position)
  local list = {}
  for _, key in ipairs(keys_of(now, "position")) do
    if now.org.positions[key].superior == position then list[#list + 1] = key end
  end
  return list
end
steps.reports_of = reports_of

function makers.close_position(now)
  local position = one(now, "position")
  if not position then return nil end
  local how = now.random:below(10)
  local heir = how < 3 and now.random:pick(reports_of(now, position))
    or how < 6 and one(now, "position") or nil
  return { position = position, reports_to = heir }
end

function makers.move_position(now)
  local random = now.random
  local unit = random:chance(15) and "" or one(now, "unit")
  local superior = random:chance(15) and "" or one(now, "position")
  local how = random:below(3)
  if how == 0 then superior = nil elseif how == 1 then unit = nil end
  if not unit and not superior then return nil end
  return fields_of({ "position" },
    { position = one(now, "position"), unit = unit, reports_to = superior })
end

function makers.set_office(now)
  return fields_of({ "position" }, { position = one(now, "position"),
    office = now.random:chance(25) and "" or now.random:pick(OFFICES) })
end

-- Seats and mandates -----------------------------------------------------------------------

-- A day after the step's.
local function later(now)
  local days = {}
  for _, day in ipairs(steps.DAYS) do
    if day > now.day then days[#days + 1] = day end
  end
  return now.random:pick(days)
end

function makers.appoint(now)
  local random, person = now.random, one(now, "person")
  if not person or random:chance(25) then
    person = { key = fresh(now, "person"), name = random:pick(NAMES),
      email = maybe(now, 50, "new@example.com") }
  end
  return fields_of({ "position" }, { position = one(now, "position"), person = person,
    kind = maybe(now, 60, random:pick(SEAT_KINDS)), to = maybe(now, 30, later(now)) })
end

-- A seat somebody has on the day: its row, or nil.
local function seat(now)
  local rows = {}
  for _, key in ipairs(keys_of(now, "position")) do
    for _, row in ipairs(now.org.seat_rows[key]) do rows[#rows + 1] = row end
  end
  return now.random:pick(rows)
end
steps.seat = seat

function makers.vacate(now)
  local row = seat(now)
  return row and { position = row.position, person = maybe(now, 50, row.person) }
end

function makers.leave(now)
  local row = seat(now)
  return fields_of({ "person" },
    { person = row and now.random:chance(80) and row.person or one(now, "person") })
end

local function scope(now)
  local kind = now.random:pick { "unit", "journey", "stage", "channel", "touchpoint", "*" }
  local key = kind ~= "*" and one(now, kind)
  return key and kind .. ":" .. key or "*"
end
steps.scope = scope

function makers.grant(now)
  return fields_of({ "position" }, { position = one(now, "position"), scope = scope(now) })
end

function makers.withdraw(now)
  local row = now.random:pick(now.org.mandates)
  return row and { position = row.position, scope = row.scope }
end

-- Touchpoints ------------------------------------------------------------------------------

function makers.hand_over(now)
  local random, from = now.random, one(now, "unit")
  if not from then return nil end
  local list = delivered_by(now, from)
  local to = now.random:pick(others(keys_of(now, "unit"), from))
  local fields = { from = from, to = to or from }
  local how, key = random:below(10), random:pick(list)
  local touchpoint = now.org.touchpoints[key]
  if how < 3 and touchpoint then
    fields.touchpoints = random:some(list, random:between(1, 2))
  elseif how < 6 and touchpoint then
    fields.journey = random:pick(touchpoint.journeys)
  elseif how < 8 then
    fields.stage = touchpoint and touchpoint.stage or one(now, "stage")
  elseif how < 9 and touchpoint then
    fields.stage, fields.touchpoints = touchpoint.stage, { key }
  end
  return fields
end

function makers.set_lead(now)
  return fields_of({ "journey", "position" },
    { journey = one(now, "journey"), position = one(now, "position") })
end

-- Some columns of a touchpoint. `or_none` empties those that have nothing to name.
local function columns(now, percent, or_none)
  local random = now.random
  local function named(kind)
    if or_none and random:chance(20) then return "" end
    return one(now, kind)
  end
  local function some(list) return random:some(list, random:between(or_none and 0 or 1, 2)) end
  return { name = maybe(now, percent, random:pick(NAMES)),
    journey = maybe(now, percent, named "journey"), stage = maybe(now, percent, named "stage"),
    channel = maybe(now, percent, named "channel"),
    criticality = maybe(now, percent, random:between(1, 5)),
    order = maybe(now, percent, random:between(1, 11)),
    units = maybe(now, percent, some(keys_of(now, "unit"))),
    tags = maybe(now, percent, some(organizations.TAGS)),
    managed = maybe(now, percent, random:chance(50)),
    moment_of_truth = maybe(now, percent, random:chance(50)),
    reviewed_on = maybe(now, percent // 2, random:pick(REVIEWS)) }
end

function makers.create_touchpoint(now)
  local fields = columns(now, 60, false)
  fields.key = fresh(now, "touchpoint")
  return fields
end

function makers.change_touchpoint(now)
  local fields = columns(now, 25, true)
  if next(fields) == nil then return nil end
  fields.key = one(now, "touchpoint")
  return fields_of({ "key" }, fields)
end

function makers.close_touchpoint(now)
  return fields_of({ "key" }, { key = one(now, "touchpoint") })
end

-- Somebody who is there, as a reference.
local function holder(now)
  local kind = now.random:pick { "position", "position", "unit", "person", "team" }
  local places = { team = "teams", position = "positions", unit = "units", person = "people" }
  local key = now.random:pick(sorted_keys(now.org[places[kind]]))
  return key and kind .. ":" .. key
end

-- The fields of a stated row whose holder is there, or nil.
local function stated(now)
  local rows = {}
  for _, row in ipairs(now.tables["stated.csv"] or {}) do
    local is_there = now.org.touchpoints[row.touchpoint]
      and not row.holder:find "^office:" and now.org:there(row.holder)
    if is_there then rows[#rows + 1] = row end
  end
  local row = now.random:pick(rows)
  return row and { touchpoint = row.touchpoint, letter = row.letter, holder = row.holder }, row
end
steps.stated = stated

function makers.state(now)
  local fields = maybe(now, 30, (stated(now))) or { touchpoint = one(now, "touchpoint"),
    letter = now.random:pick(LETTERS), holder = holder(now) }
  fields.reason = maybe(now, 60, now.random:pick { "agreed", "so decided" })
  return fields_of({ "touchpoint", "holder" }, fields)
end

function makers.unstate(now)
  return (stated(now))
end

-- Days of steps, beside those on which periods begin and end.
steps.DAYS = { "2025-01-02", "2025-03-31", "2026-04-01", "2026-12-31", "2027-02-28",
  "2028-01-01", table.unpack(organizations.DAYS) }
table.sort(steps.DAYS)

return steps
