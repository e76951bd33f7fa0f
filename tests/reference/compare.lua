-- Evaluates random cases with the program and with the reference, and compares.
-- Usage: lua5.4 compare.lua --raci PATH --from SEED --count N [--policies N] [--jobs N]
--        [--keep DIR] [--shrink N] [--at-least N] [--coverage] [--verbose]
--        [--without CODE,CODE…]
-- A seed is one organization with several policies. Exit status 0: no difference.

local here = arg[0]:match("^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

local coverage = require "coverage"
local expect = require "expect"
local generate = require "generate"
local organization = require "organization"
local program = require "program"
local reports = require "report"
local shrink = require "shrink"

local BATCH = 16

local NUMBERS = { from = true, count = true, policies = true, jobs = true, shrink = true,
  ["at-least"] = true }

local function options_of(arguments)
  local options = { from = 1, count = 20, policies = 8, jobs = 2, shrink = 2, ["at-least"] = 0 }
  local i = 1
  while i <= #arguments do
    local name = arguments[i]:match("^%-%-(.+)$") or error("unexpected " .. arguments[i], 0)
    if name == "coverage" or name == "verbose" then
      options[name] = true
    else
      i = i + 1
      options[name] = arguments[i]
      if NUMBERS[name] then options[name] = math.tointeger(tonumber(arguments[i])) end
    end
    i = i + 1
  end
  assert(options.raci, "--raci PATH says which program to compare")
  for code in (options.without or ""):gmatch("[^,]+") do reports.without[code] = true end
  return options
end

-- Differences of one case, per policy: list of { policy = i, differences }.
local function differences_of(case, expectations, results)
  if results.import.status ~= 0 then
    local text = ("import: status %s: %s%s"):format(results.import.status, results.import.err,
      results.import.out)
    local what = "import:" .. results.import.status
    return { { policy = 1, differences = { { what = what, text = text } } } }
  end
  local found = {}
  for i in ipairs(case.policies) do
    local list = expect.differences(expectations[i], results[i])
    if i == 1 and results.again and results.again.status ~= 0 then
      table.insert(list, { what = "round trip", text = "export and import give another " ..
        "evaluation: " .. results.again.err .. results.again.out:sub(1, 300) })
    end
    if #list > 0 then found[#found + 1] = { policy = i, differences = list } end
  end
  return found
end

local function expectations_of(case)
  local tables = organization.read(case.folder .. "/organization")
  local expectations = {}
  for i, policy in ipairs(case.policies) do
    local path = ("%s/p%d.lua"):format(case.folder, i)
    expectations[i] = expect.policy(tables, path, policy.date)
  end
  return expectations, tables
end

-- Shrinking -------------------------------------------------------------------------------

local function has(differences, what)
  for _, difference in ipairs(differences) do
    if difference.what == what then return true end
  end
  return false
end

-- Whether a case still shows the difference; what the reference cannot read does not.
local function still_differs(raci, what)
  return function(case)
    raci:write { case }
    local ok, expectations = pcall(expectations_of, case)
    if not ok then return false end
    raci:start({ case }):close()
    local found = differences_of(case, expectations, raci:results(case))
    return #found > 0 and has(found[1].differences, what)
  end
end

local function describe(raci, case)
  local text = { ("seed %d, evaluated at %s"):format(case.seed, case.policies[1].date) }
  for _, name in ipairs(organization.sorted_keys(case.tables)) do
    if #case.tables[name] > 0 then
      table.insert(text, "-- " .. name .. "\n" .. generate.csv_text(name, case.tables[name]))
    end
  end
  local root, included = generate.source(case.policies[1], "more")
  table.insert(text, "-- policy\n" .. root .. (included or ""))
  raci:write { case }
  local expectations = expectations_of(case)
  raci:start({ case }):close()
  for _, found in ipairs(differences_of(case, expectations, raci:results(case))) do
    for _, difference in ipairs(found.differences) do
      table.insert(text, difference.text:sub(1, 1500))
    end
  end
  table.insert(text, "-- expected in all\n" .. expect.as_text(expectations[1]))
  return table.concat(text, "\n") .. "\n"
end

local function keep(options, raci, case, what)
  local small = shrink.case(case, still_differs(raci, what))
  local text = describe(raci, small)
  print(("-- the smallest case found (%s):\n%s"):format(what, text))
  if not options.keep then return end
  local name = ("%s/%s-%d"):format(options.keep, what:gsub("[^%w-]", "_"), case.seed)
  os.execute(("rm -rf '%s'; mkdir -p '%s'; cp -r '%s'/* '%s'/"):format(name, name, small.folder,
    name))
  generate.write_file(name .. "/case.txt", text)
end

-- The run ---------------------------------------------------------------------------------

local function one_policy(case, i)
  return { seed = case.seed, tables = case.tables, policies = { case.policies[i] },
    round_trip = i == 1 and case.round_trip }
end

-- Counts the differences of one policy, and makes it small for the first that is new enough.
local function report(options, raci, tally, case, found)
  local what
  for _, difference in ipairs(found.differences) do
    tally[difference.what] = (tally[difference.what] or 0) + 1
    if not what and tally[difference.what] <= options.shrink then what = difference.what end
  end
  if options.verbose then
    for _, difference in ipairs(found.differences) do
      print(("seed %d, policy %d: %s"):format(case.seed, found.policy, difference.text))
    end
  end
  if what then
    print(("seed %d, policy %d: %d differences, of which %s is made small"):format(case.seed,
      found.policy, #found.differences, what))
    keep(options, raci, one_policy(case, found.policy), what)
  end
end

local function run_batch(options, raci, tally, reached, first, last)
  local cases, expected = {}, {}
  for seed = first, last do
    cases[#cases + 1] = generate.case(seed, options.policies)
  end
  raci:write(cases)
  local running = raci:start(cases)
  for i, case in ipairs(cases) do
    local tables
    expected[i], tables = expectations_of(case)
    for j, policy in ipairs(case.policies) do
      reached:add(tables, policy, expected[i][j])
    end
  end
  running:close()
  local failing = {}
  for i, case in ipairs(cases) do
    for _, found in ipairs(differences_of(case, expected[i], raci:results(case))) do
      failing[#failing + 1] = { case = case, found = found }
    end
  end
  for _, each in ipairs(failing) do report(options, raci, tally, each.case, each.found) end
end

local function main()
  local options = options_of(arg)
  local raci = program.new(options.raci, options.jobs)
  local tally, reached = {}, coverage.new()
  local last = options.from + options.count - 1
  for first = options.from, last, BATCH do
    run_batch(options, raci, tally, reached, first, math.min(first + BATCH - 1, last))
  end
  raci:close()
  local missed = reached:missed(options["at-least"])
  if options.coverage then print(reached:report()) end
  for _, feature in ipairs(missed) do print("not reached often enough: " .. feature) end
  for _, what in ipairs(organization.sorted_keys(tally)) do
    print(("%6d differences: %s"):format(tally[what], what))
  end
  print(("%d policies over %d organizations compared"):format(reached.policies, options.count))
  return #missed == 0 and next(tally) == nil
end

os.exit(main())
