-- A policy's own checks: `check "name" { on, severity, kind, because, test }`.

local holders = require "holders"
local organization = require "organization"
local policies = require "policy"
local view = require "view"

local PLACES = { unit = "units", position = "positions", person = "people", channel = "channels",
  stage = "stages" }

-- What a check ranges over: a list of { ref, seen }.
local function things(self, on)
  local list = {}
  if PLACES[on] then
    for _, key in ipairs(organization.sorted_keys(self.org[PLACES[on]])) do
      list[#list + 1] = { ref = on .. ":" .. key,
        seen = view.thing(self.org, on, key, self.run) }
    end
    return list
  end
  for _, subject in ipairs(self.org.subjects) do
    if subject.kind == on then
      list[#list + 1] = { ref = subject.ref, seen = view.subject(self.org, subject, self.run) }
    end
  end
  return list
end

-- The parties that a test returned, as holders there on the date; nil where they are none.
local function parties_of(self, returned)
  if returned == nil then return {} end
  if type(returned) == "string" then returned = { returned } end
  if type(returned) ~= "table" then return nil end
  local list = {}
  for _, reference in ipairs(returned) do
    if type(reference) ~= "string" or holders.fault(self.org, reference) then return nil end
    for _, each in ipairs(holders.present(self.org, reference)) do
      list[#list + 1] = each
    end
  end
  return list
end

local function run_check(self, check)
  for _, thing in ipairs(things(self, check.on)) do
    local ok, message, returned = policies.call(check.test, thing.seen)
    local parties = ok and parties_of(self, returned)
    if not parties or message and type(message) ~= "string" then
      self.run.failed[check.name] = true
    elseif message then
      self:add(check.name, thing.ref, { parties = parties, rules = { check },
        kind = check.kind or "risk", severity = check.severity or "warning",
        message = message })
    end
  end
end

return function(self)
  if #self.policy.own_checks == 0 then return end
  view.see_letters(self.policy.views, self.run)
  for _, check in ipairs(self.policy.own_checks) do
    if not self:setting(check.name).off then run_check(self, check) end
  end
end
