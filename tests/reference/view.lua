-- What a Lua function of a policy sees: subjects and the organization, read-only, closed. The
-- functions of checks see letters too.

local decisions = require "decisions"
local organization = require "organization"

local view = {}

local sorted_keys = organization.sorted_keys

local FIELDS = { "key", "name", "kind", "journey", "stage", "channel", "criticality", "order",
  "units", "tags", "attr", "managed", "moment_of_truth", "reviewed_on", "lead", "team" }

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

local function object(what, fields, values, methods)
  return setmetatable({ _values = values }, closed(methods or {}, fields, what))
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

-- Letters ---------------------------------------------------------------------------------

-- The letters of a subject, each an array of references.
local function letters_of(run, subject)
  local values, names = {}, sorted_keys(run.policy.scheme.letters)
  for _, letter in ipairs(names) do
    values[letter] = copy(run.cells[subject.ref][letter].holders)
  end
  return object("the letters", names, values)
end

-- The subjects on which a holder itself has a letter, as references in order.
local function subjects_of(run, holder, letter)
  if not run.policy.scheme.letters[letter] then error("no letter " .. tostring(letter), 0) end
  local found = {}
  for _, subject in ipairs(run.org.subjects) do
    for _, each in ipairs(run.cells[subject.ref][letter].holders) do
      if each == holder then found[#found + 1] = subject.ref end
    end
  end
  return found
end

-- Adds the method `letters` to a holder's, where there is a run to see.
local function with_letters(methods, run, holder)
  if run then
    function methods.letters(_, letter) return subjects_of(run, holder, letter) end
  end
  return methods
end

-- Subjects --------------------------------------------------------------------------------

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

-- A subject as a `when` or a holder function sees it; with a run, as a check's does.
function view.subject(org, subject, run)
  local values, fields = {}, copy(FIELDS)
  for _, name in ipairs(FIELDS) do values[name] = subject[name] end
  values.units, values.tags, values.attr = copy(subject.units), copy(subject.tags), subject.attr
  if subject.kind == "handoff" then
    table.move({ "from", "to" }, 1, 2, #fields + 1, fields)
    values.from = view.subject(org, subject.from, run)
    values.to = view.subject(org, subject.to, run)
  elseif subject.kind == "journey" then
    values.journey = nil
  end
  if run then
    fields[#fields + 1], values.letters = "letters", letters_of(run, subject)
  end
  return object("a subject", fields, values, subject_methods(org, subject))
end

-- The organization ------------------------------------------------------------------------

local POSITION = { "key", "title", "unit", "reports_to", "office", "dotted_to", "grade", "attr",
  "vacant" }

local function position_view(org, key, run)
  local position = org.positions[key]
  if not position then return nil end
  local methods = with_letters({}, run, "position:" .. key)
  function methods.under(_, other) return org:under(key, key_of(org, "position", other)) end
  function methods.commands(_, holder, subject)
    if not org:there(holder) then return false end
    return org:commands(key, holder, subject and org:subject(subject.kind, subject.key))
  end
  function methods.holders()
    return copy(decisions.holders == "seats" and org.seats[key] or org.seated[key])
  end
  return object("a position", POSITION, { key = key, unit = position.unit,
    reports_to = position.superior, office = position.office, attr = position.attr,
    dotted_to = copy(position.dotted), vacant = org:vacant(key) }, methods)
end

local UNIT = { "key", "name", "parent", "kind", "func", "tags", "attr" }

local function unit_view(org, key, run)
  local unit = org.units[key]
  if not unit then return nil end
  local methods = with_letters({}, run, "unit:" .. key)
  function methods.head() return unit.head and position_view(org, unit.head, run) end
  function methods.under(_, other)
    local above = key_of(org, "unit", other)
    if above == key and decisions.units_under == "strictly" then return false end
    return org:at_or_below(key, above)
  end
  return object("a unit", UNIT, { key = key, name = unit.name, parent = unit.parent,
    kind = unit.kind, attr = unit.attr }, methods)
end

-- Kinds whose rows are looked at and no more: where they are, and their fields.
local PLAIN = {
  person = { "people", { "key", "name", "email", "attr" } },
  team = { "teams", { "key", "name", "kind", "lead", "attr" } },
  channel = { "channels", { "key", "name", "attr" } },
  stage = { "stages", { "key", "name", "order", "attr" } },
}

local function plain_view(org, kind, key, run)
  local row = org[PLAIN[kind][1]][key]
  if not row then return nil end
  local methods = {}
  if kind == "person" or kind == "team" then with_letters(methods, run, kind .. ":" .. key) end
  return object("a " .. kind, PLAIN[kind][2], { key = key, name = row.name, lead = row.lead,
    order = kind == "stage" and tonumber(row.order) or nil }, methods)
end

-- A thing of a kind by its key.
function view.thing(org, kind, key, run)
  if kind == "position" then return position_view(org, key, run) end
  if kind == "unit" then return unit_view(org, key, run) end
  return plain_view(org, kind, key, run)
end

local function through(list, of)
  local at = 0
  return function()
    at = at + 1
    return list[at] and of(list[at])
  end
end

local KINDS = { positions = "position", units = "unit", people = "person", teams = "team",
  channels = "channel", stages = "stage" }
local ROWS = { links = { "from", "to", "kind" }, mandates = { "position", "scope" },
  walks = { "position", "channel", "date" } }

-- Rows of facts in the order of their columns.
local function in_order(rows, fields)
  local function text(row)
    local cells = {}
    for i, field in ipairs(fields) do cells[i] = row[field] end
    return table.concat(cells, "\0")
  end
  local list = copy(rows)
  table.sort(list, function(a, b) return text(a) < text(b) end)
  return list
end

local function add_iterators(self, org, run_of)
  for name, kind in pairs(KINDS) do
    self[name] = function()
      return through(sorted_keys(org[PLAIN[kind] and PLAIN[kind][1] or name]), function(key)
        return view.thing(org, kind, key, run_of())
      end)
    end
  end
  for _, name in ipairs { "touchpoints", "journeys" } do
    self[name] = function()
      return through(sorted_keys(org[name]), function(key)
        return view.subject(org, org[name][key], run_of())
      end)
    end
  end
  for name, fields in pairs(ROWS) do
    self[name] = function()
      return through(in_order(org:rows_that_hold(name), fields), function(row)
        return object("a row", fields, row)
      end)
    end
  end
end

-- What a policy's functions see as `org`.
function view.organization(org)
  local self, run = {}, nil
  for _, kind in ipairs { "position", "unit", "person", "team" } do
    self[kind] = function(key) return view.thing(org, kind, key_of(org, kind, key), run) end
  end
  function self.office(name)
    local found = {}
    for i, key in ipairs(org:positions_with_office(name)) do
      found[i] = position_view(org, key, run)
    end
    return table.unpack(found)
  end
  add_iterators(self, org, function() return run end)
  -- Lets them see letters: those of checks may.
  view.shown[self] = function(shown)
    run = shown
    function self.letters(subject)
      return letters_of(run, org:subject(subject.kind, subject.key))
    end
  end
  return self
end

view.shown = setmetatable({}, { __mode = "k" })

-- From here on the functions see the letters of a run.
function view.see_letters(views, run)
  view.shown[views](run)
end

return view
