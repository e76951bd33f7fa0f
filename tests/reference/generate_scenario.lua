-- Random scenarios over a random organization: stacks of them as scenario.lua plays them, made
-- step by step on what those before have made of it; and their text.

local misfits = require "generate_misfits"
local organization = require "organization"
local organizations = require "generate_organization"
local scenario = require "scenario"
local steps = require "generate_steps"

local generate = {}

-- Stated rows have no dates: a step about them is applied on the day that is asked about, or
-- refused.
local UNDATED = { state = true, unstate = true }
generate.UNDATED = UNDATED

-- Steps ------------------------------------------------------------------------------------

-- A day from the base date on: mostly that of the scenario, and then nil.
local function day_of(random, base)
  if random:chance(65) then return nil end
  local days = {}
  for _, day in ipairs(steps.DAYS) do
    if day >= base then days[#days + 1] = day end
  end
  return random:pick(days)
end

-- The organization as makers see it on a day. Stacks look at few days, one after another.
local function view_of(state, day)
  if state.seen_on ~= day then
    state.seen_on, state.seen = day, organization.at(state.tables, day)
  end
  return { random = state.random, org = state.seen, tables = state.tables, day = day }
end

-- The day on which a word's step is taken, as `on`, and in all.
local function settled(state, word, on, default)
  local day = on or default
  if UNDATED[word] and day ~= state.base and state.random:chance(85) then
    return state.base, state.base
  end
  return on, day
end

-- Takes a step into the state, whether it applies or not.
local function took(state, step, day)
  local after, reason = scenario.take(state.tables, { word = step.word, fields = step.fields,
    day = day })
  if after then state.tables, state.seen_on = after, nil end
  return after ~= nil, reason
end

-- A step that applies; nil if none was found. A word gets some tries, for some are hard to fit.
local function fitting(state, default)
  for _ = 1, 6 do
    local word = state.random:pick(scenario.WORDS)
    local on, day = settled(state, word, day_of(state.random, state.base), default)
    for _ = 1, 4 do
      local fields = steps.makers[word](view_of(state, day))
      local step = fields and { word = word, fields = fields, on = on }
      if step and took(state, step, day) then return step end
    end
  end
  return nil
end

-- A step made not to apply; now and then it does.
local function misfitting(state, default)
  local make = misfits[state.random:pick(scenario.REASONS)]
  local on = day_of(state.random, state.base)
  local word, fields = make(view_of(state, on or default))
  if not fields then return nil end
  local day
  on, day = settled(state, word, on, default)
  local step = { word = word, fields = fields, on = on }
  took(state, step, day)
  return step
end

local function one_step(state, default, last)
  if last and state.misfits and state.random:chance(12) then -- the same once more
    local on, day = settled(state, last.word, last.on, default)
    local again = { word = last.word, fields = last.fields, on = on }
    took(state, again, day)
    return again
  end
  if state.misfits and state.random:chance(60) then return misfitting(state, default) end
  return fitting(state, default)
end

-- Scenarios --------------------------------------------------------------------------------

local function list_of_steps(state, default, count)
  local list = {}
  for _ = 1, count do list[#list + 1] = one_step(state, default, list[#list]) end
  return list
end

local function effective_day(state)
  local random = state.random
  if random:chance(55) then return nil end
  return day_of(random, state.base)
end

-- A file included at a place among the steps: made when the steps before it are.
local function included(state, default)
  local effective = effective_day(state)
  return { word = "include", scenario = { name = "the included part", because = "shared",
    effective = effective,
    steps = list_of_steps(state, effective or default, state.random:between(1, 2)) } }
end

local NAMES = { "merger", "plan b", "one department, not two", "spring-2027" }

local function one_scenario(state, may_include)
  local random = state.random
  local effective = effective_day(state)
  local default = effective or state.base
  local list = list_of_steps(state, default, random:between(1, 5))
  if may_include and random:chance(20) then
    table.insert(list, included(state, default))
    for _, step in ipairs(list_of_steps(state, default, random:between(0, 2))) do
      list[#list + 1] = step
    end
  end
  if #list > 1 and random:chance(15) then -- a table of steps, where a step may stand
    list[#list] = { list[#list] }
  end
  return { name = random:pick(NAMES), because = "a reorganization", effective = effective,
    steps = list }
end

-- The day that is asked about, and a stack of one or two scenarios for it. Two in three stacks
-- are made of steps that all apply.
function generate.stack(random, tables)
  local base = random:pick { table.unpack(organizations.DAYS, 1, 4) }
  local state = { random = random, tables = tables, base = base, misfits = random:chance(40) }
  local stack = { one_scenario(state, true) }
  if random:chance(25) then
    stack[2] = one_scenario(state, false)
    if random:chance(15) then stack[2] = stack[1] end -- the same file twice
  end
  return stack, base
end

-- Text -------------------------------------------------------------------------------------

local source_of

local function fields_source(fields)
  local parts = {}
  for i, element in ipairs(fields) do parts[i] = source_of(element) end
  for _, name in ipairs(organization.sorted_keys(fields)) do
    if type(name) == "string" then
      parts[#parts + 1] = ("%s = %s"):format(name, source_of(fields[name]))
    end
  end
  if #parts == 0 then return "{}" end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

function source_of(value)
  if type(value) == "table" then return fields_source(value) end
  if type(value) == "string" then return ("%q"):format(value) end
  return tostring(value)
end

local function step_source(step, name_of)
  if step.word == "include" then return ("include %q"):format(name_of(step.scenario)) end
  if step.word then
    local fields = { on = step.on }
    for name, value in pairs(step.fields) do fields[name] = value end
    return step.word .. " " .. fields_source(fields)
  end
  local parts = {}
  for i, each in ipairs(step) do parts[i] = step_source(each, name_of) end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

-- The text of a scenario file; `name_of` says in what file an included scenario is.
function generate.source(one, name_of)
  local lines = { ("scenario %q {"):format(one.name) }
  for _, field in ipairs { "because", "effective" } do
    if one[field] then lines[#lines + 1] = ("  %s = %q,"):format(field, one[field]) end
  end
  for _, step in ipairs(one.steps) do
    lines[#lines + 1] = "  " .. step_source(step, name_of) .. ","
  end
  lines[#lines + 1] = "}"
  return table.concat(lines, "\n") .. "\n"
end

local function texts_of(one, file, texts)
  local parts = 0
  texts[file] = generate.source(one, function(part)
    parts = parts + 1
    local name = file:gsub("%.lua$", "_part" .. parts .. ".lua")
    texts_of(part, name, texts)
    return name
  end)
end

-- The files of a stack: their names in order, and the text of each, and of what they include.
function generate.files(stack)
  local names, texts = {}, {}
  for i, one in ipairs(stack) do
    names[i] = ("s%d.lua"):format(i)
    texts_of(one, names[i], texts)
  end
  return names, texts
end

return generate
