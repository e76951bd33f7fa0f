-- Scenarios: lists of steps that change an organization from a day on, in the words of
-- rules/scenarios.md. A scenario is plain data:
--   { name = …, because = …, effective = day or nil, steps = { STEP … } }
-- A STEP is { word = "move_unit", fields = { … }, on = day or nil }; or { word = "include",
-- scenario = … }; or a list of steps.

local Change = require "scenario_change"
local forget = require "scenario_forget"
local organization = require "organization"

local scenario = {}

local take_step = {} -- by word
for _, chapter in ipairs { "scenario_units", "scenario_positions", "scenario_touchpoints" } do
  for word, take in pairs(require(chapter).words) do take_step[word] = take end
end

-- The words of all steps but `include`, in order.
scenario.WORDS = organization.sorted_keys(take_step)

-- Why steps do not apply.
scenario.REASONS = { "absent", "already", "exists", "circle", "not empty", "elsewhere",
  "nothing to hand over", "nothing to end", "over" }

-- Order ------------------------------------------------------------------------------------

-- An included file's `effective` counts for its steps where it has one.
local function append_steps(list, steps, name, day)
  for _, step in ipairs(steps) do
    if step.word == "include" then
      append_steps(list, step.scenario.steps, name, step.scenario.effective or day)
    elseif step.word then
      list[#list + 1] = { word = step.word, fields = step.fields, day = step.on or day,
        scenario = name }
    else
      append_steps(list, step, name, day)
    end
  end
end

-- The steps of scenarios stacked on one another in the order of playing, each with its day.
function scenario.flatten(stack, base)
  local list = {}
  for _, each in ipairs(stack) do
    append_steps(list, each.steps, each.name, each.effective or base)
  end
  return list
end

-- The latest of the base date and all steps' days.
function scenario.last_day(steps, base)
  local last = base
  for _, step in ipairs(steps) do
    if step.day > last then last = step.day end
  end
  return last
end

-- Playing ----------------------------------------------------------------------------------

-- The tables after one step; nil and why when it does not apply.
function scenario.take(tables, step)
  local now = Change.new(tables, step.day)
  local ok, why = pcall(function()
    take_step[step.word](now, step.fields)
    now:refuse_circles()
  end)
  if ok then return now.tables end
  if type(why) ~= "table" then error(why, 0) end
  return nil, why.reason
end

-- Notes the references of what a step creates.
local function note_created(created, step)
  local fields, word = step.fields, step.word
  local kind = word:match("^create_(.+)$")
  if kind then created[kind .. ":" .. fields.key] = true end
  if word == "merge_units" then created["unit:" .. fields.into] = true end
  for _, part in ipairs(word == "split_unit" and fields.parts or {}) do
    created["unit:" .. part.key] = true
  end
end

-- The tables after flattened steps, each of which sees what those before it did up to its day;
-- and those that do not apply, each { index, step, reason }.
function scenario.play(tables, steps)
  local misfits = {}
  local before, created = tables, {}
  for index, step in ipairs(steps) do
    local after, reason = scenario.take(tables, step)
    if after then
      tables = after
      note_created(created, step)
    else
      misfits[#misfits + 1] = { index = index, step = step, reason = reason }
    end
  end
  return forget(tables, before, created), misfits
end

return scenario
