-- Whether a rule's `match` holds for a subject: a conjunction over dimensions.

local match = {}

local function glob(pattern, key)
  local lua = pattern:gsub("[^%w]", "%%%0"):gsub("%%%*", ".*"):gsub("%%%?", ".")
  return key:find("^" .. lua .. "$") ~= nil
end

local function any(list, test)
  for _, element in ipairs(list) do
    if test(element) then return true end
  end
  return false
end

-- A value is one thing, a list (any of), or `except { … }` (none of). `has` says whether the
-- subject has one of them; without a value for the dimension it has none.
local function by_value(value, has)
  if type(value) ~= "table" then return has(value) end
  if value.except then return not any(value.except, has) end
  return any(value, has)
end

-- One function per dimension: does the touchpoint have this single value?
local has = {}

function has.key(_, touchpoint, value) return glob(value, touchpoint.key) end
function has.stage(_, touchpoint, value) return touchpoint.stage == value end
function has.channel(_, touchpoint, value) return touchpoint.channel == value end
function has.criticality(_, touchpoint, value) return touchpoint.criticality == value end
function has.managed(_, touchpoint, value) return touchpoint.managed == value end
function has.moment_of_truth(_, touchpoint, value) return touchpoint.moment_of_truth == value end

function has.journey(_, touchpoint, value)
  return any(touchpoint.journeys, function(journey) return journey == value end)
end

function has.tag(_, touchpoint, value)
  return any(touchpoint.tags, function(tag) return tag == value end)
end

function has.unit(org, touchpoint, value)
  local key = value:match("^unit:(.*)$") or value
  return any(touchpoint.units, function(unit) return org:at_or_below(unit, key) end)
end

local function in_range(range, criticality)
  return criticality ~= nil and (range.min == nil or criticality >= range.min)
    and (range.max == nil or criticality <= range.max)
end

-- Whether one dimension of a match holds.
function match.dimension(org, name, value, subject)
  if name == "from" or name == "to" then
    return match.holds(org, value, subject[name])
  elseif name == "crosses_departments" then
    return org:crosses_departments(subject) == value
  elseif name == "attr" then
    for attribute, wanted in pairs(value) do
      local one = function(each) return subject.attr[attribute] == each end
      if not by_value(wanted, one) then return false end
    end
    return true
  elseif name == "criticality" and type(value) == "table" and (value.min or value.max) then
    return in_range(value, subject.criticality)
  end
  return by_value(value, function(each) return has[name](org, subject, each) end)
end

function match.holds(org, dimensions, subject)
  for name, value in pairs(dimensions) do
    if not match.dimension(org, name, value, subject) then return false end
  end
  return true
end

return match
