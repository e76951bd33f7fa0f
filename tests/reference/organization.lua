-- The organization on a date, read from canonical CSV, and the facts derived from it.
--
-- A position is its key, a holder is a reference ("unit:ops"). Whatever a row names that is
-- not there on the date counts as unset.

local csv = require "csv"
local decisions = require "decisions"

local organization = {}

local Organization = {}
Organization.__index = Organization

-- The columns that are no attributes.
organization.COLUMNS = {
  ["units.csv"] = { "key", "name", "parent", "head", "kind", "function", "tags", "from", "to" },
  ["positions.csv"] = { "key", "title", "unit", "reports_to", "office", "dotted_to", "grade",
    "from", "to" },
  ["people.csv"] = { "key", "name", "email", "from", "to" },
  ["seats.csv"] = { "position", "person", "kind", "from", "to" },
  ["teams.csv"] = { "key", "name", "kind", "lead", "from", "to" },
  ["team_members.csv"] = { "team", "position", "from", "to" },
  ["stages.csv"] = { "key", "name", "order" },
  ["channels.csv"] = { "key", "name" },
  ["journeys.csv"] = { "key", "name", "lead", "team", "from", "to" },
  ["touchpoints.csv"] = { "key", "name", "journey", "stage", "channel", "criticality", "order",
    "units", "tags", "managed", "moment_of_truth", "reviewed_on", "from", "to" },
  ["journey_steps.csv"] = { "journey", "touchpoint", "order" },
  ["links.csv"] = { "from", "to", "kind" },
  ["mandates.csv"] = { "position", "scope", "from", "to" },
  ["stated.csv"] = { "touchpoint", "letter", "holder", "reason" },
  ["rulings.csv"] = { "subject", "letter", "holder", "by", "reason", "from", "to" },
  ["disputes.csv"] = { "subject", "letter", "by", "claims", "reason", "from", "to" },
  ["acceptances.csv"] = { "key", "fingerprint", "by", "reason", "from", "to" },
  ["walks.csv"] = { "position", "channel", "date" },
}

local function sorted_keys(set)
  local list = {}
  for key in pairs(set) do list[#list + 1] = key end
  table.sort(list)
  return list
end
organization.sorted_keys = sorted_keys

local function set_of(list)
  local set = {}
  for _, element in ipairs(list) do set[element] = true end
  return set
end

-- A cell's list as functions of a policy see it.
local function in_order(list)
  if decisions.lists == "keys" then return sorted_keys(set_of(list)) end
  return list
end

-- "unit", "ops" of "unit:ops".
function organization.split(reference)
  return reference:match("^(%l+):(.+)$")
end

local function in_force(row, date)
  return (not row.from or row.from <= date) and (not row.to or date < row.to)
end

-- The files of a folder: from file name to rows.
function organization.read(folder)
  local tables = {}
  for name in pairs(organization.COLUMNS) do
    local file = io.open(folder .. "/" .. name, "rb")
    if file then
      tables[name] = csv.read(file:read("a"))
      file:close()
    else
      tables[name] = {}
    end
  end
  return tables
end

-- Reading ---------------------------------------------------------------------------------

-- The rows of a file that are in force, by key; and the keys it has on any date.
function Organization:rows_by_key(name, kind)
  local rows, known = {}, {}
  for _, row in ipairs(self.tables[name] or {}) do
    known[row.key] = true
    if in_force(row, self.date) then rows[row.key] = row end
  end
  self.known[kind] = known
  return rows
end

function Organization:rows_in_force(name)
  local rows = {}
  for _, row in ipairs(self.tables[name] or {}) do
    if in_force(row, self.date) then rows[#rows + 1] = row end
  end
  return rows
end

-- The key, if it is one of `among` on the date.
local function there(key, among)
  if key and among[key] then return key end
  return nil
end

local function there_of(list, among)
  local found = {}
  for _, key in ipairs(list) do found[#found + 1] = there(key, among) end
  return found
end

local function attributes(name, row)
  local known, found = set_of(organization.COLUMNS[name]), {}
  for column, cell in pairs(row) do
    if not known[column] then found[column] = cell end
  end
  return found
end

function Organization:read_structure()
  local units = self:rows_by_key("units.csv", "unit")
  local positions = self:rows_by_key("positions.csv", "position")
  local people = self:rows_by_key("people.csv", "person")
  self.units, self.positions, self.people = {}, {}, {}
  for key, row in pairs(units) do
    self.units[key] = { key = key, name = row.name or key, kind = row.kind,
      attr = attributes("units.csv", row),
      parent = there(row.parent, units), head = there(row.head, positions) }
  end
  for key, row in pairs(positions) do
    local office = row.office
    if office == "cco" then office = "cxo" end
    self.positions[key] = { key = key, office = office,
      unit = there(row.unit, units), superior = there(row.reports_to, positions),
      dotted = there_of(csv.list(row.dotted_to), positions),
      attr = attributes("positions.csv", row) }
  end
  for key, row in pairs(people) do self.people[key] = { key = key, name = row.name or key } end
end

function Organization:read_seats()
  local seated, held = {}, {}
  self.seats, self.seat_rows = {}, {} -- of a position, a person and a row for each seat
  for key in pairs(self.positions) do
    seated[key], self.seats[key], self.seat_rows[key] = {}, {}, {}
  end
  for key in pairs(self.people) do held[key] = {} end
  for _, row in ipairs(self:rows_in_force("seats.csv")) do
    if self.positions[row.position] and self.people[row.person] then
      seated[row.position][row.person] = true
      table.insert(self.seats[row.position], row.person)
      table.insert(self.seat_rows[row.position], row)
      held[row.person][row.position] = true
    end
  end
  self.seated, self.held = {}, {}
  for key, set in pairs(seated) do self.seated[key] = sorted_keys(set) end
  for key, set in pairs(held) do self.held[key] = sorted_keys(set) end
end

function Organization:read_teams()
  self.teams = {}
  for key, row in pairs(self:rows_by_key("teams.csv", "team")) do
    local lead = there(row.lead, self.positions)
    local members = {}
    if lead then members[lead] = true end -- a lead is a member
    self.teams[key] = { key = key, name = row.name or key, lead = lead, set = members }
  end
  for _, row in ipairs(self:rows_in_force("team_members.csv")) do
    if self.teams[row.team] and self.positions[row.position] then
      self.teams[row.team].set[row.position] = true
    end
  end
  for _, team in pairs(self.teams) do team.members = sorted_keys(team.set) end
end

function Organization:read_journeys()
  self.stages = self:rows_by_key("stages.csv", "stage")
  self.channels = self:rows_by_key("channels.csv", "channel")
  self.journeys = {}
  for key, row in pairs(self:rows_by_key("journeys.csv", "journey")) do
    self.journeys[key] = { kind = "journey", key = key, name = row.name or key,
      ref = "journey:" .. key,
      lead = there(row.lead, self.positions), team = there(row.team, self.teams),
      journeys = { key }, units = {}, tags = {}, attr = {} }
  end
end

function Organization:read_touchpoints()
  self.touchpoints = {}
  self.steps = {} -- journey -> touchpoint -> order
  for key in pairs(self.journeys) do self.steps[key] = {} end
  local rows = self:rows_by_key("touchpoints.csv", "touchpoint")
  for _, row in ipairs(self.tables["journey_steps.csv"] or {}) do
    if self.journeys[row.journey] and rows[row.touchpoint] then
      self.steps[row.journey][row.touchpoint] = tonumber(row.order) or math.huge
    end
  end
  for key, row in pairs(rows) do
    local units = {}
    for _, unit in ipairs(csv.list(row.units)) do
      if self.units[unit] then units[#units + 1] = unit end
    end
    local first = there(row.journey, self.journeys)
    if first then self.steps[first][key] = tonumber(row.order) or math.huge end
    self.touchpoints[key] = { kind = "touchpoint", key = key, ref = "touchpoint:" .. key,
      name = row.name or key, journey = first, stage = there(row.stage, self.stages),
      channel = there(row.channel, self.channels), criticality = tonumber(row.criticality),
      order = tonumber(row.order), units = in_order(units),
      tags = in_order(csv.list(row.tags)), managed = row.managed ~= "no",
      moment_of_truth = row.moment_of_truth == "yes", reviewed_on = row.reviewed_on,
      attr = attributes("touchpoints.csv", row) }
  end
  for key, touchpoint in pairs(self.touchpoints) do
    touchpoint.journeys = {}
    for _, journey in ipairs(sorted_keys(self.steps)) do
      if self.steps[journey][key] then table.insert(touchpoint.journeys, journey) end
    end
  end
end

-- The touchpoints of a journey, by order, then key.
function Organization:run_of(journey)
  local steps = self.steps[journey]
  local run = sorted_keys(steps)
  table.sort(run, function(a, b)
    if steps[a] ~= steps[b] then return steps[a] < steps[b] end
    return a < b
  end)
  return run
end

local function union(a, b)
  local both, seen = {}, {}
  for _, list in ipairs { a, b } do
    for _, element in ipairs(list) do
      if not seen[element] then both[#both + 1], seen[element] = element, true end
    end
  end
  return in_order(both)
end

local function in_both(a, b)
  local other, both = set_of(b), {}
  for _, element in ipairs(a) do
    if other[element] then both[#both + 1] = element end
  end
  return both
end

function Organization:add_handoff(a, b)
  local from, to = self.touchpoints[a], self.touchpoints[b]
  local key = a .. "->" .. b
  self.handoffs[key] = { kind = "handoff", key = key, ref = "handoff:" .. key,
    from = from, to = to, units = union(from.units, to.units),
    journeys = in_both(from.journeys, to.journeys), tags = {}, attr = {} }
end

-- Each pair of neighbours in a journey, and each handoff link.
function Organization:derive_handoffs()
  self.handoffs = {}
  for journey in pairs(self.journeys) do
    local run = self:run_of(journey)
    for i = 2, #run do self:add_handoff(run[i - 1], run[i]) end
  end
  for _, row in ipairs(self.tables["links.csv"] or {}) do
    if row.kind == "handoff" and self.touchpoints[row.from] and self.touchpoints[row.to] then
      self:add_handoff(row.from, row.to)
    end
  end
end

function Organization:list_subjects()
  self.enterprise = { kind = "enterprise", key = "enterprise", ref = "enterprise",
    journeys = {}, units = {}, tags = {}, attr = {} }
  self.subjects = { self.enterprise }
  for _, kind in ipairs { "handoffs", "journeys", "touchpoints" } do
    for _, key in ipairs(sorted_keys(self[kind])) do
      table.insert(self.subjects, self[kind][key])
    end
  end
  table.sort(self.subjects, function(a, b) return a.ref < b.ref end)
  self.by_ref = {}
  for _, subject in ipairs(self.subjects) do self.by_ref[subject.ref] = subject end
end

-- The subject of a reference; nil where there is none on the date.
function Organization:subject_of(reference)
  return self.by_ref[reference]
end

-- The subject of a kind with a key.
function Organization:subject(kind, key)
  for _, subject in ipairs(self.subjects) do
    if subject.kind == kind and subject.key == key then return subject end
  end
  return nil
end

local PLACES = { position = "positions", unit = "units", team = "teams", person = "people" }

-- Whether what a reference names is there on the date.
function Organization:there(reference)
  local kind, key = organization.split(reference)
  return self[PLACES[kind]][key] ~= nil
end

-- Rows of facts whose both ends are there on the date.
function Organization:rows_that_hold(name)
  local places = { links = { from = "touchpoints", to = "touchpoints" },
    mandates = { position = "positions" },
    walks = { position = "positions", channel = "channels" } }
  local rows = {}
  local all = name == "mandates" and self.mandates or self.tables[name .. ".csv"] or {}
  for _, row in ipairs(all) do
    local holds = not row.date or row.date <= self.date -- a walk to come is none yet
    for column, place in pairs(places[name]) do
      if not self[place][row[column]] then holds = false end
    end
    if holds then rows[#rows + 1] = row end
  end
  return rows
end

-- The same organization as of another date.
function Organization:on(date)
  if date == self.date then return self end
  self.other_days[date] = self.other_days[date] or organization.at(self.tables, date)
  return self.other_days[date]
end

-- The organization that these files describe, as of a date.
function organization.at(tables, date)
  local self = setmetatable({ tables = tables, date = date, known = {},
    other_days = {} }, Organization)
  self:read_structure()
  self:read_seats()
  self:read_teams()
  self:read_journeys()
  self:read_touchpoints()
  self:derive_handoffs()
  self:list_subjects()
  self.mandates = {}
  for _, row in ipairs(self:rows_in_force("mandates.csv")) do
    if self.positions[row.position] then table.insert(self.mandates, row) end
  end
  self.stated = tables["stated.csv"] or {}
  self.rulings = self:rows_in_force("rulings.csv")
  self.disputes = self:rows_in_force("disputes.csv")
  self.acceptances = self:rows_in_force("acceptances.csv")
  self.links = tables["links.csv"] or {}
  return self
end

require "facts" (Organization)

return organization
