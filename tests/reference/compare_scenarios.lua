-- Plays random scenarios with the program and with the reference, and compares what each step
-- makes of the rows, what a what-if says, and that applying and undoing do just that.
-- Usage: lua5.4 compare_scenarios.lua --raci PATH --from SEED --count N [--jobs N] [--keep DIR]
--        [--shrink N] [--at-least N] [--coverage] [--verbose] [--without CODE,CODE…] [--dry-run]
-- A seed is one organization with one policy and one or two scenarios. Every kind of step is to be
-- applied --at-least times (10 unless said), every reason for not applying to be met half as
-- often. With --dry-run no program is run. Exit status 0: no difference.

local here = arg[0]:match("^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

local driver = require "driver"
local expect_scenarios = require "expect_scenarios"
local generate = require "generate"
local organizations = require "generate_organization"
local policies = require "generate_policy"
local randoms = require "random"
local scenario = require "scenario"
local scenario_program = require "scenario_program"
local scenarios = require "generate_scenario"

local options = driver.options(arg, { ["at-least"] = 10 })

-- Seeds of other organizations than those that compare.lua begins with.
local OTHER_SEEDS = 500000

-- What was reached -------------------------------------------------------------------------

local counts = {}

local function reached(feature)
  counts[feature] = (counts[feature] or 0) + 1
end

local function count_order(steps)
  for i = 2, #steps do
    if steps[i].day < steps[i - 1].day then reached "order: an earlier day follows" end
    if steps[i].day > steps[i - 1].day then reached "order: a later day follows" end
  end
end

local function count_result(expected)
  if expected.whatif.invalid then
    reached "policy: invalid"
    return
  end
  for _, finding in ipairs(expected.whatif.findings) do reached("status: " .. finding.status) end
  for _ = 1, #expected.whatif.moves do reached "moves" end
end

local CREATING = { create_unit = "units.csv", create_position = "positions.csv",
  create_touchpoint = "touchpoints.csv" }

-- Whether an applied step creates a key that the organization had in another period.
local function creates_anew(case, step)
  for _, row in ipairs(case.tables[CREATING[step.word]] or {}) do
    if row.key == step.fields.key then return true end
  end
  return false
end

local function count(case, expected)
  local misfits = {}
  for _, misfit in ipairs(expected.misfits) do
    misfits[misfit.index] = true
    reached("reason: " .. misfit.reason)
    reached(("misfit: %s: %s"):format(misfit.step.word, misfit.reason))
  end
  for i, step in ipairs(expected.steps) do
    if not misfits[i] then
      reached("step: " .. step.word)
      if creates_anew(case, step) then reached "created anew" end
    end
  end
  reached(expected.refused and "apply: refused" or "apply: done")
  if #case.stack > 1 then reached "stacked" end
  for _, one in ipairs(case.stack) do
    for _, step in ipairs(one.steps) do
      if step.word == "include" then reached "included" end
    end
  end
  count_order(expected.steps)
  count_result(expected)
end

-- What has to be reached, and how often.
local function missed(times)
  local list = {}
  local function demand(feature, at_least)
    local found = counts[feature] or 0
    if found < at_least then list[#list + 1] = ("%s (%d)"):format(feature, found) end
  end
  for _, word in ipairs(scenario.WORDS) do demand("step: " .. word, times) end
  for _, reason in ipairs(scenario.REASONS) do demand("reason: " .. reason, times // 2) end
  for _, feature in ipairs { "apply: refused", "apply: done", "stacked", "included",
    "created anew", "order: an earlier day follows", "order: a later day follows", "status: new",
    "status: existing", "status: changed", "status: gone", "moves" } do
    demand(feature, times // 2)
  end
  return list
end

local function coverage_text()
  local lines = {}
  for feature, times in pairs(counts) do
    lines[#lines + 1] = ("%8d  %s"):format(times, feature)
  end
  table.sort(lines, function(a, b) return a:sub(11) < b:sub(11) end)
  return table.concat(lines, "\n")
end

-- Cases ------------------------------------------------------------------------------------

local kind = { how = scenario_program.how, results = scenario_program.results,
  expect = expect_scenarios.of, count = count, expected_text = expect_scenarios.as_text }

function kind.case(seed)
  local random = randoms.new(seed + OTHER_SEEDS)
  local tables, keys = organizations.organization(random)
  local policy = policies.policy(random, tables, keys)
  policy.who = nil
  local stack, base = scenarios.stack(random, tables)
  return { seed = seed, tables = tables, policies = { policy }, stack = stack, base = base }
end

function kind.differences(case, expected, results)
  local list = expect_scenarios.differences(expected, results)
  if #list == 0 then return {} end
  return { { case = case, label = ("seed %d"):format(case.seed), differences = list } }
end

function kind.headline(case)
  return ("seed %d\nraci --policy p1.lua --at %s whatif --all %s, evaluated at %s"):format(
    case.seed, case.base, case.files, case.date)
end

function kind.source(case)
  local root, included = generate.source(case.policies[1], "more")
  local text = { "-- policy\n" .. root .. (included or "") }
  local _, texts = scenarios.files(case.stack)
  local names = {}
  for name in pairs(texts) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do text[#text + 1] = ("-- %s\n%s"):format(name, texts[name]) end
  return table.concat(text, "\n")
end

-- The run ----------------------------------------------------------------------------------

local function main()
  local tally = driver.run(kind, options)
  if options.coverage then print(coverage_text()) end
  local well = driver.verdict(missed(options["at-least"]), tally)
  print(("%d cases with scenarios compared"):format(options.count))
  return well
end

os.exit(main())
