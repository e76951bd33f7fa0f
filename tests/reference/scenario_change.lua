-- What one step does to an organization's rows on its day, and the questions steps ask of it.
-- A step that does not apply raises { reason = … }; scenario.lua then keeps the rows of before.

local organization = require "organization"

local Change = {}
Change.__index = Change

local PLACES = { unit = "units", position = "positions", person = "people", team = "teams",
  journey = "journeys", stage = "stages", channel = "channels", touchpoint = "touchpoints" }

-- The columns that make two rows periods of one thing.
local IDENTITY = { ["seats.csv"] = { "position", "person", "kind" },
  ["mandates.csv"] = { "position", "scope" } }

local function copy_of(tables)
  local new = {}
  for name, rows in pairs(tables) do
    new[name] = {}
    for i, row in ipairs(rows) do
      new[name][i] = {}
      for column, cell in pairs(row) do new[name][i][column] = cell end
    end
  end
  return new
end

-- A change to a copy of these tables, on a day; `org` is the organization before it.
function Change.new(tables, day)
  return setmetatable({ tables = copy_of(tables), day = day, org = organization.at(tables, day),
    moved = { unit = {}, position = {} }, touched = false }, Change)
end

function Change.refuse(_, reason)
  error({ reason = reason }, 0)
end

-- What is there ----------------------------------------------------------------------------

-- Something that a step names has to be there; what it leaves out or empties need not.
function Change:names(kind, key)
  if key == nil or key == "" then return end
  if not self.org[PLACES[kind]][key] then self:refuse "absent" end
end

function Change:names_all(kind, keys)
  for _, key in ipairs(keys or {}) do self:names(kind, key) end
end

-- "position:coo", "stage:use", or an office, which is there when some position has it.
function Change:names_reference(reference)
  local kind, key = organization.split(reference)
  if kind == "office" then
    if #self.org:positions_with_office(key) == 0 then self:refuse "absent" end
  elseif not PLACES[kind] then
    self:refuse "absent"
  else
    self:names(kind, key)
  end
end

-- Rows -------------------------------------------------------------------------------------

local function has_cells(row, cells)
  for column, cell in pairs(cells) do
    local held = row[column]
    if column == "kind" and held == nil then held = "holder" end -- a seat's
    if held ~= cell then return false end
  end
  return true
end

function Change:in_force(row)
  return (not row.from or row.from <= self.day) and (not row.to or self.day < row.to)
end

-- The rows of a file that hold on the day and have these cells.
function Change:rows(name, cells)
  local found = {}
  for _, row in ipairs(self.tables[name] or {}) do
    if self:in_force(row) and has_cells(row, cells) then found[#found + 1] = row end
  end
  return found
end

function Change:row(name, cells)
  return self:rows(name, cells)[1]
end

function Change:remove(name, row)
  for i, each in ipairs(self.tables[name]) do
    if each == row then
      table.remove(self.tables[name], i)
      self.touched = true
      return
    end
  end
end

-- The row ends on the day; one that begins on that very day was never there.
function Change:finish(name, row)
  self.touched = true
  if row.from == self.day then
    self:remove(name, row)
  else
    row.to = self.day
  end
end

-- Ends the rows that hold on the day and have these cells; gives how many.
function Change:finish_all(name, cells)
  local rows = self:rows(name, cells)
  for _, row in ipairs(rows) do self:finish(name, row) end
  return #rows
end

local function cell_of(value)
  if value ~= "" then return value end
  return nil
end

local function says_nothing_new(row, cells)
  for column, cell in pairs(cells) do
    if row[column] ~= cell_of(cell) then return false end
  end
  return true
end

-- The row ends on the day and one with these cells (emptied by "") takes its place, until the
-- day on which the first would have ended; a row that begins on that very day is altered itself.
function Change:alter(name, row, cells)
  if says_nothing_new(row, cells) then return end
  self.touched = true
  local new = row
  if row.from ~= self.day then
    new = {}
    for column, cell in pairs(row) do new[column] = cell end
    row.to, new.from = self.day, self.day
    table.insert(self.tables[name], new)
  end
  for column, cell in pairs(cells) do new[column] = cell_of(cell) end
end

-- The day after this one on which the next period of the same thing begins, if it has one.
function Change:next_period(name, row)
  local same, first = {}, nil
  for _, column in ipairs(IDENTITY[name] or { "key" }) do same[column] = row[column] end
  for _, each in ipairs(self.tables[name] or {}) do
    local later = has_cells(each, same) and each.from and each.from > self.day
    if later and (not first or each.from < first) then first = each.from end
  end
  return first
end

-- The earlier of two days, of which each may be open.
function Change.earlier(a, b)
  if a and b then return a < b and a or b end
  return a or b
end

-- A row with these cells begins on the day, and lasts until its next period or its own `to`.
function Change:create(name, cells)
  local row = {}
  for column, cell in pairs(cells) do row[column] = cell_of(cell) end
  row.from, row.to = self.day, self.earlier(row.to, self:next_period(name, row))
  self.tables[name] = self.tables[name] or {}
  table.insert(self.tables[name], row)
  self.touched = true
end

-- A key that a step creates must not be there.
function Change:creates(name, key)
  if self:row(name, { key = key }) then self:refuse "exists" end
end

-- Circles ----------------------------------------------------------------------------------

-- Notes that a unit's or a position's line upwards is another now.
function Change:moves(kind, key)
  self.moved[kind][key] = true
end

-- A line that was changed must not lead back to where it begins, on the day.
function Change:refuse_circles()
  local org = organization.at(self.tables, self.day)
  for key in pairs(self.moved.unit) do
    local unit = org.units[key]
    if unit and unit.parent and org:at_or_below(unit.parent, key) then self:refuse "circle" end
  end
  for key in pairs(self.moved.position) do
    if org.positions[key] and org:under(key, key) then self:refuse "circle" end
  end
end

return Change
