-- Evaluates random cases with the program and with the reference, and compares.
-- Usage: lua5.4 compare.lua --raci PATH --from SEED --count N [--policies N] [--jobs N]
--        [--keep DIR] [--shrink N] [--at-least N] [--coverage] [--verbose]
--        [--without CODE,CODE…]
-- A seed is one organization with several policies. Exit status 0: no difference.

local here = arg[0]:match("^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

local coverage = require "coverage"
local driver = require "driver"
local expect = require "expect"
local generate = require "generate"
local organization = require "organization"
local program = require "program"

local options = driver.options(arg, { policies = 8, ["at-least"] = 0 })
local reached = coverage.new()

local kind = { how = program.evaluation, results = program.results }

function kind.case(seed)
  return generate.case(seed, options.policies)
end

-- The expectations of a written case, one for each policy.
function kind.expect(case)
  local tables = organization.read(case.folder .. "/organization")
  local expectations = { tables = tables }
  for i, policy in ipairs(case.policies) do
    local path = ("%s/p%d.lua"):format(case.folder, i)
    expectations[i] = expect.policy(tables, path, policy.date)
  end
  return expectations
end

function kind.count(case, expectations)
  for i, policy in ipairs(case.policies) do
    reached:add(expectations.tables, policy, expectations[i])
  end
end

local function one_policy(case, i)
  return { seed = case.seed, tables = case.tables, policies = { case.policies[i] },
    round_trip = i == 1 and case.round_trip }
end

local function found_in(case, i, differences)
  return { case = one_policy(case, i), label = ("seed %d, policy %d"):format(case.seed, i),
    differences = differences }
end

-- The counts that `check` told, with findings or without: they are made in different ways.
local function counts_of(result)
  return result.out:match('"summary":(%b{})')
end

-- The differences of each policy that has some.
function kind.differences(case, expectations, results)
  if results.import.status ~= 0 then
    local text = ("import: status %s: %s%s"):format(results.import.status, results.import.err,
      results.import.out)
    local what = "import:" .. results.import.status
    return { found_in(case, 1, { { what = what, text = text } }) }
  end
  local found = {}
  for i in ipairs(case.policies) do
    local list = expect.differences(expectations[i], results[i])
    if i == 1 and results.again and results.again.status ~= 0 then
      table.insert(list, { what = "round trip", text = "export and import give another " ..
        "evaluation: " .. results.again.err .. results.again.out:sub(1, 300) })
    end
    local counts = counts_of(results[i].check)
    if counts ~= counts_of(results[i].summary) then
      table.insert(list, { what = "summary", text = "check --summary counts otherwise: " ..
        results[i].summary.err .. results[i].summary.out:sub(1, 400) .. " than " ..
        tostring(counts) })
    end
    for one, several in pairs { check = "spread", summary = "spread_summary" } do
      local given, expected = results[i][several], results[i][one]
      if given.out ~= expected.out or given.status ~= expected.status then
        table.insert(list, { what = several, text = "several workers give something else: " ..
          given.err .. given.out:sub(1, 400) })
      end
    end
    if #list > 0 then found[#found + 1] = found_in(case, i, list) end
  end
  return found
end

function kind.headline(case)
  return ("seed %d, evaluated at %s"):format(case.seed, case.policies[1].date)
end

function kind.source(case)
  local root, included = generate.source(case.policies[1], "more")
  return "-- policy\n" .. root .. (included or "")
end

function kind.expected_text(expectations)
  return expect.as_text(expectations[1])
end

local function main()
  local tally = driver.run(kind, options)
  if options.coverage then print(reached:report()) end
  local well = driver.verdict(reached:missed(options["at-least"]), tally)
  print(("%d policies over %d organizations compared"):format(reached.policies, options.count))
  return well
end

os.exit(main())
