-- What the drivers share that compare the program with the reference over random cases: options,
-- batches, a tally of differences, and failures made small.
--
-- A kind of cases is a table:
--   case(seed) gives one; how: the way it is run (program.lua); expect(case) gives what the
--   reference expects of a written case; results(raci, case) what the program gave;
--   differences(case, expectation, results) a list of { case, label, differences }, the case cut
--   down to what differs; count(case, expectation) notes what it reached; headline(case),
--   source(case) and expected_text(expectation) are for a reader.

local generate = require "generate"
local organization = require "organization"
local program = require "program"
local reports = require "report"
local shrink = require "shrink"

local driver = {}

local BATCH = 16

local FLAGS = { coverage = true, verbose = true, ["dry-run"] = true }
local NUMBERS = { from = true, count = true, policies = true, jobs = true, shrink = true,
  ["at-least"] = true }

-- Options of a command line over their defaults.
function driver.options(arguments, defaults)
  local options = { from = 1, count = 20, jobs = 2, shrink = 2 }
  for name, value in pairs(defaults) do options[name] = value end
  local i = 1
  while i <= #arguments do
    local name = arguments[i]:match("^%-%-(.+)$") or error("unexpected " .. arguments[i], 0)
    if FLAGS[name] then
      options[name] = true
    else
      i = i + 1
      options[name] = arguments[i]
      if NUMBERS[name] then options[name] = math.tointeger(tonumber(arguments[i])) end
    end
    i = i + 1
  end
  assert(options.raci or options["dry-run"], "--raci PATH says which program to compare")
  if options.raci and options.raci:find("^[^/]") then -- it runs in folders of its own
    options.raci = os.getenv("PWD") .. "/" .. options.raci
  end
  for code in (options.without or ""):gmatch("[^,]+") do reports.without[code] = true end
  return options
end

-- Shrinking -------------------------------------------------------------------------------

local function has(differences, what)
  for _, difference in ipairs(differences) do
    if difference.what == what then return true end
  end
  return false
end

-- Runs one case: its differences, and what was expected; nil if the reference cannot read it.
local function judged(kind, raci, case)
  raci:write { case }
  local ok, expectation = pcall(kind.expect, case)
  if not ok then return nil end
  raci:start({ case }):close()
  return kind.differences(case, expectation, kind.results(raci, case)), expectation
end

local function still_differs(kind, raci, what)
  return function(case)
    local found = judged(kind, raci, case)
    return found ~= nil and #found > 0 and has(found[1].differences, what)
  end
end

local function describe(kind, raci, case)
  local text = { kind.headline(case) }
  for _, name in ipairs(organization.sorted_keys(case.tables)) do
    if #case.tables[name] > 0 then
      table.insert(text, "-- " .. name .. "\n" .. generate.csv_text(name, case.tables[name]))
    end
  end
  table.insert(text, kind.source(case))
  local list, expectation = judged(kind, raci, case)
  for _, found in ipairs(list) do
    for _, difference in ipairs(found.differences) do
      table.insert(text, difference.text:sub(1, 1500))
    end
  end
  table.insert(text, "-- expected in all\n" .. kind.expected_text(expectation))
  return table.concat(text, "\n") .. "\n"
end

local function keep(kind, options, raci, case, what)
  local small = shrink.case(case, still_differs(kind, raci, what))
  local text = describe(kind, raci, small)
  print(("-- the smallest case found (%s):\n%s"):format(what, text))
  if not options.keep then return end
  local name = ("%s/%s-%d"):format(options.keep, what:gsub("[^%w-]", "_"), case.seed)
  os.execute(("rm -rf '%s'; mkdir -p '%s'; cp -r '%s'/* '%s'/"):format(name, name, small.folder,
    name))
  generate.write_file(name .. "/case.txt", text)
end

-- The run ---------------------------------------------------------------------------------

-- Counts the differences of one finding place, and makes it small for the first that is new
-- enough.
local function report(kind, options, raci, tally, found)
  local what
  for _, difference in ipairs(found.differences) do
    tally[difference.what] = (tally[difference.what] or 0) + 1
    if not what and tally[difference.what] <= options.shrink then what = difference.what end
  end
  if options.verbose then
    for _, difference in ipairs(found.differences) do
      print(("%s: %s"):format(found.label, difference.text))
    end
  end
  if what then
    print(("%s: %d differences, of which %s is made small"):format(found.label,
      #found.differences, what))
    keep(kind, options, raci, found.case, what)
  end
end

local function run_batch(kind, options, raci, tally, first, last)
  local cases, expected = {}, {}
  for seed = first, last do cases[#cases + 1] = kind.case(seed) end
  raci:write(cases)
  local running = not options["dry-run"] and raci:start(cases)
  for i, case in ipairs(cases) do
    expected[i] = kind.expect(case)
    kind.count(case, expected[i])
  end
  if not running then return end
  running:close()
  local failing = {}
  for i, case in ipairs(cases) do
    for _, found in ipairs(kind.differences(case, expected[i], kind.results(raci, case))) do
      failing[#failing + 1] = found
    end
  end
  for _, found in ipairs(failing) do report(kind, options, raci, tally, found) end
end

-- Compares `count` cases, or makes them only; gives how often each difference was found.
function driver.run(kind, options)
  local raci = program.new(options.raci, options.jobs, kind.how)
  local tally, last = {}, options.from + options.count - 1
  for first = options.from, last, BATCH do
    run_batch(kind, options, raci, tally, first, math.min(first + BATCH - 1, last))
  end
  raci:close()
  return tally
end

-- Tells what was reached too seldom, and how often each difference was found; whether all is well.
function driver.verdict(missed, tally)
  for _, feature in ipairs(missed) do print("not reached often enough: " .. feature) end
  for _, what in ipairs(organization.sorted_keys(tally)) do
    print(("%6d differences: %s"):format(tally[what], what))
  end
  return #missed == 0 and next(tally) == nil
end

return driver
