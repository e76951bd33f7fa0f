-- What a Lua function of a policy sees: subjects and the organization, read-only, closed.

local decisions = require "decisions"
local organization = require "organization"

local view = {}

local FIELDS = { "key", "name", "kind", "journey", "stage", "channel", "criticality", "order",
  "units", "tags", "attr", "managed", "moment_of_truth" }
local FIELDS_OF_HANDOFF = { "from", "to", table.unpack(FIELDS) }

local function closed(methods, fields, what)
  local allowed = {}
  for _, name in ipairs(fields) do allowed[name] = true end
  return {
    __index = function(self, name)
      if methods[name] then return methods[name] end
      if not allowed[name] then error(what .. " has no field " .. tostring(name), 0) end
      return rawget(self, "_values")[name]
    end,
    __newindex = function() error(what .. " is read-only", 0) end,
  }
end

-- The key of a view, a reference or a key; a stranger is an error.
local function key_of(org, kind, thing)
  if type(thing) == "table" then return thing.key end
  local key = thing:match("^%l+:(.*)$") or thing
  if not org.known[kind][key] and decisions.strangers == "failed" then
    error(("unknown %s %s"):format(kind, key), 0)
  end
  return key
end

local function copy(list)
  return table.move(list, 1, #list, 1, {})
end

local function subject_methods(org, subject)
  local methods = {}
  function methods.has_tag(_, tag)
    for _, each in ipairs(subject.tags) do
      if each == tag then return true end
    end
    return false
  end
  function methods.delivered_under(_, unit)
    local above = key_of(org, "unit", unit)
    for _, each in ipairs(subject.units) do
      if org:at_or_below(each, above) then return true end
    end
    return false
  end
  return methods
end

-- A subject as a `when` or a holder function sees it.
function view.subject(org, subject)
  local values = {}
  local fields = subject.kind == "handoff" and FIELDS_OF_HANDOFF or FIELDS
  for _, name in ipairs(fields) do values[name] = subject[name] end
  values.units, values.tags, values.attr = copy(subject.units), copy(subject.tags), subject.attr
  if subject.kind == "handoff" then
    values.from = view.subject(org, subject.from)
    values.to = view.subject(org, subject.to)
  elseif subject.kind == "journey" then
    values.journey = nil
  end
  return setmetatable({ _values = values },
    closed(subject_methods(org, subject), fields, "a subject"))
end

local POSITION = { "key", "title", "unit", "reports_to", "office", "grade", "attr", "vacant" }

local function position_view(org, key)
  local position = org.positions[key]
  if not position then return nil end
  local methods = {}
  function methods.under(_, other) return org:under(key, key_of(org, "position", other)) end
  function methods.commands(_, holder, subject)
    if not org:there(holder) then return false end
    return org:commands(key, holder, subject and org:subject(subject.kind, subject.key))
  end
  function methods.holders()
    return copy(decisions.holders == "seats" and org.seats[key] or org.seated[key])
  end
  return setmetatable({ _values = { key = key, unit = position.unit,
    reports_to = position.superior, office = position.office, attr = position.attr,
    vacant = org:vacant(key) } }, closed(methods, POSITION, "a position"))
end

local function unit_view(org, key)
  local unit = org.units[key]
  if not unit then return nil end
  local methods = {}
  function methods.head() return unit.head and position_view(org, unit.head) end
  function methods.under(_, other)
    local above = key_of(org, "unit", other)
    if above == key and decisions.units_under == "strictly" then return false end
    return org:at_or_below(key, above)
  end
  return setmetatable({ _values = { key = key, parent = unit.parent, kind = unit.kind,
    attr = unit.attr } },
    closed(methods, { "key", "name", "parent", "kind", "func", "tags", "attr" }, "a unit"))
end

local function plain_view(org, kind, records, fields)
  local what = "a " .. kind
  return function(named)
    local key = key_of(org, kind, named)
    if not records[key] then return nil end
    return setmetatable({ _values = { key = key, lead = records[key].lead } },
      closed({}, fields, what))
  end
end

-- What a policy's functions see as `org`.
function view.organization(org)
  local self = {}
  function self.position(key) return position_view(org, key_of(org, "position", key)) end
  function self.unit(key) return unit_view(org, key_of(org, "unit", key)) end
  function self.office(name) return position_view(org, org:positions_with_office(name)[1]) end
  self.person = plain_view(org, "person", org.people, { "key", "name", "email", "attr" })
  self.team = plain_view(org, "team", org.teams, { "key", "name", "kind", "lead", "attr" })
  local function iterator(records, of)
    return function()
      local keys, at = organization.sorted_keys(records), 0
      return function()
        at = at + 1
        return keys[at] and of(keys[at])
      end
    end
  end
  self.positions = iterator(org.positions, self.position)
  self.units = iterator(org.units, self.unit)
  return self
end

return view
