-- lifecycle-split: the life-cycle is split between functions.
--
-- From: "Who owns customer experience in a company?".
-- Holds: marketing answers until the sale, and for keeping customers; operations delivers on the
-- promise from then on. Whoever of those that deliver is of the stage's function answers. And
-- since it is operations that makes customers stay or go, it has a say on retention.
-- Reads: units.csv function; touchpoints.csv stage.

policy { name = "lifecycle-split", version = "1", scheme = "RACI" }

-- Of each stage the function, or functions, that answer.
local FUNCTIONS = param("functions", {
  awareness = "marketing", consideration = "marketing", acquisition = "marketing",
  purchase = "marketing", retention = "marketing", advocacy = "marketing",
  onboarding = "operations", ownership = "operations", usage = "operations", support = "operations",
})
local RETENTION = param("retention", { "retention" })  -- stages on which operations has a say
local OPERATIONS = param("operations", "operations")

needs { "units.csv: function", "touchpoints.csv: stage" }

include "parts/work"
include "parts/teams"
include "parts/journeys"
include "parts/passages"

-- The functions of a stage, none where it has none.
local function functions_of(stage)
  local functions = stage and FUNCTIONS[stage] or {}
  return type(functions) == "string" and { functions } or functions
end

rule "whoever delivers and is of the stage's function answers" {
  because = "each part of a customer's life with the company has one function that made it",
  when    = function(t) return #t.units > 0 end,
  assign  = {
    A = function(t)
      local functions = functions_of(t.stage)
      for _, key in ipairs(t.units) do
        local unit = org.unit(key)
        if unit:head() and contains(functions, org.func(org.department(unit))) then
          return head_of(unit)
        end
      end
      return head_of("unit:" .. t.units[1])
    end,
  },
}

check "stage-unmapped" {
  on = "stage", kind = "gap",
  because = "a stage of no function is everybody's and nobody's",
  test = function(stage)
    if #functions_of(stage.key) > 0 then return nil end
    for t in org.touchpoints() do
      if t.stage == stage.key then
        return "No function answers for the stage " .. stage.name .. ", which '" .. t.name .. "' is at."
      end
    end
  end,
}

check "stage-answered-elsewhere" {
  kind = "conflict",
  because = "a split that is not kept is none",
  test = function(t)
    local functions = functions_of(t.stage)
    local others, names = {}, {}
    for _, ref in ipairs(#functions > 0 and t.letters.A or {}) do
      local department = org.department(ref)
      local func = org.func(department)
      if func and not contains(functions, func) then
        others[#others + 1] = ref
        names[#names + 1] = org.position(ref).title .. " (" .. department.name .. ")"
      end
    end
    if #others > 0 then
      return "'" .. t.name .. "' is at a stage of " .. table.concat(functions, " or ") .. ", but "
        .. table.concat(names, " and ") .. (#others == 1 and " answers" or " answer") .. " for it.", others
    end
  end,
}

-- Whether a position is of operations, or somebody in a unit.
local function is_of_operations(place)
  local places = { place }
  if place:starts_with("unit:") then
    for _, key in ipairs(org.unit(place):positions()) do places[#places + 1] = "position:" .. key end
  end
  for _, each in ipairs(places) do
    if org.func(each) == OPERATIONS or org.func(org.department(each)) == OPERATIONS then return true end
  end
  return false
end

check "retention-without-operations" {
  kind = "gap",
  because = "what operations delivers decides who stays",
  test = function(t)
    if not contains(RETENTION, t.stage) then return nil end
    for _, holders in pairs(t.letters) do
      for _, place in ipairs(org.places(holders)) do
        if is_of_operations(place) then return nil end
      end
    end
    return "Operations has no say on '" .. t.name .. "', though it decides whether customers stay."
  end,
}
