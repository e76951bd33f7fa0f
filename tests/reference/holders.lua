-- Holder expressions: whom they name for a subject, and whom a ban or a demand matches.

local decisions = require "decisions"
local organization = require "organization"
local policy = require "policy"
local view = require "view"

local holders = {}

local split = organization.split

local PLACES = { position = "positions", unit = "units", team = "teams", person = "people" }

-- The reference as holders there on the date: an office gives every position that has it.
function holders.present(org, reference)
  local kind, key = split(reference)
  if kind == "office" then
    local found = {}
    for _, position in ipairs(org:positions_with_office(key)) do
      found[#found + 1] = "position:" .. position
    end
    return found
  end
  if org[PLACES[kind]][key] then return { reference } end
  return {}
end
local present = holders.present

-- The position a holder stands for: a unit its head, a team its lead, a person the one position
-- they hold.
function holders.position_of(org, holder)
  local kind, key = split(holder)
  if kind == "position" then return key end
  if kind == "unit" then return org:head(key) end
  if kind == "team" then return org.teams[key].lead end
  local held = org.held[key]
  if #held == 1 then return held[1] end
  return nil
end

local function append_position(list, position)
  if position then list[#list + 1] = "position:" .. position end
end

local make = {}

function make.delivering_units(_, subject)
  local found = {}
  for _, unit in ipairs(subject.units) do found[#found + 1] = "unit:" .. unit end
  return found
end

function make.head_of_delivering_unit(org, subject)
  local found = {}
  for _, unit in ipairs(subject.units) do append_position(found, org:head(unit)) end
  return found
end

function make.head_of(org, _, unit)
  local found = {}
  for _, reference in ipairs(present(org, unit)) do
    append_position(found, holders.position_of(org, reference))
  end
  return found
end
make.lead_of = make.head_of

function make.manager_of(org, _, holder)
  local found = {}
  for _, reference in ipairs(present(org, holder)) do
    local position = holders.position_of(org, reference)
    if position then append_position(found, org.positions[position].superior) end
  end
  return found
end

function make.journey_lead(org, subject)
  local found = {}
  for _, journey in ipairs(subject.journeys) do
    append_position(found, org.journeys[journey].lead)
  end
  return found
end

function make.team_of_journey(org, subject)
  local found = {}
  for _, journey in ipairs(subject.journeys) do
    local team = org.journeys[journey].team
    if team then found[#found + 1] = "team:" .. team end
  end
  return found
end

-- Only in forbid and require: everything at or below; kept whole for `matches`.
function make.under(org, _, of)
  local found = {}
  for _, reference in ipairs(present(org, of)) do found[#found + 1] = { under = reference } end
  return found
end

-- What is wrong with something that a function gave as a reference.
function holders.fault(org, reference)
  if type(reference) == "table" and reference.make then return nil end
  if type(reference) ~= "string" then return "gives no reference" end
  local kind, key = split(reference)
  if kind == "office" then return nil end
  local stranger = not PLACES[kind] or not org.known[kind][key]
  if stranger and (not PLACES[kind] or decisions.strangers == "failed") then
    return "gives the unknown reference " .. reference
  end
  return nil
end

-- The references a holder function gives; nil and why where it fails.
local function from_function(org, f, subject)
  local ok, result = policy.call(f, view.subject(org, subject))
  if not ok then return nil, result end
  if result == nil then return {} end
  if type(result) ~= "table" or result.make then result = { result } end
  for _, reference in ipairs(result) do
    local wrong = holders.fault(org, reference)
    if wrong then return nil, wrong end
  end
  return result
end

-- The elements of an expression, each a reference or { make = … }; nil and why where its
-- function fails.
local function elements_of(org, expression, subject)
  if type(expression) == "function" then return from_function(org, expression, subject) end
  if type(expression) == "string" or expression.make then return { expression } end
  return expression
end

-- Whom an expression names: a list of references (in a ban or demand also of { under = … });
-- nil and why where its function fails.
function holders.named(org, expression, subject)
  local elements, why = elements_of(org, expression, subject)
  if not elements then return nil, why end
  local found = {}
  for _, element in ipairs(elements) do
    local some
    if type(element) == "table" then
      some = make[element.make](org, subject, element.of)
    else
      some = present(org, element)
    end
    for _, each in ipairs(some) do found[#found + 1] = each end
  end
  return found
end

-- The same for A: positions only.
function holders.as_positions(org, references)
  local found = {}
  for _, reference in ipairs(references) do
    append_position(found, holders.position_of(org, reference))
  end
  return found
end

local function contains(list, element)
  for _, each in ipairs(list) do
    if each == element then return true end
  end
  return false
end

-- The units at or below it, the positions in them and their heads.
local function under_unit(org, above, kind, key)
  if kind == "unit" then return org:at_or_below(key, above) end
  if kind ~= "position" then return false end
  local unit = org.positions[key].unit
  if unit and org:at_or_below(unit, above) then return true end
  for _, each in pairs(org.units) do
    if each.head == key and org:at_or_below(each.key, above) then return true end
  end
  return false
end

-- The position, those under it, and the units they head.
local function under_position(org, above, kind, key)
  local position = key
  if kind == "unit" then position = org:head(key) end
  if kind ~= "unit" and kind ~= "position" or not position then return false end
  return position == above or org:under(position, above)
end

-- Whether what a ban or a demand names matches a holder (step 4).
function holders.matches(org, named, holder)
  local holder_kind, holder_key = split(holder)
  if type(named) == "table" then
    local kind, key = split(named.under)
    if kind == "unit" then return under_unit(org, key, holder_kind, holder_key) end
    return under_position(org, key, holder_kind, holder_key)
  end
  if named == holder then return true end
  local kind, key = split(named)
  if holder_kind ~= "position" then return false end
  if kind == "unit" then return org:head(key) == holder_key end
  if kind == "team" then return org.teams[key].lead == holder_key end
  if kind == "person" then return contains(org.held[key], holder_key) end
  return false
end

function holders.any_matches(org, list, holder)
  for _, named in ipairs(list) do
    if holders.matches(org, named, holder) then return true end
  end
  return false
end

return holders
