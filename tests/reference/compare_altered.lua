-- Evaluates random cases with the program, and again after an alteration that may change nothing
-- but what it must: rows in another order, keys renamed, an unrelated person more. The reference
-- has no part in it.
-- Usage: lua5.4 compare_altered.lua --raci PATH --from SEED --count N [--policies N] [--jobs N]
--        [--keep DIR] [--shrink N] [--at-least N] [--verbose] [--laws TEXT] [--sample DIR]
-- A seed is one organization with some policies (2 unless said), under every alteration, or under
-- those whose names have TEXT in them. Exit status 0: no difference, and every alteration fitted
-- --at-least cases. With --sample, the organization is that of the folder, every time, under the
-- governance models, and only alterations that leave rules alone are tried.
--
-- An alteration is a table:
--   name; alter(random, case) gives { to, from, … }: the altered case, and what it is compared with
--     where that is not the case itself, or nil where it does not fit; map (map_to) puts what the
--     program told before (after) into the words of the other side; write writes other files;
--     imports are the folders that are brought in, adds how many rows each may add
--   other_model, other_policy: the model, the text of the policy differs
--   documents: what else is told of it is equal, too, byte for byte; "keyless": what has no keys
--   any_order (of all, or of some commands): findings and letters are compared, not their order;
--     wordless: nor messages and causes; loosely: nor rules; told_twice: nor how often a finding is told;
--     without: what is not compared
--   may(finding): such a finding may come or go; only(finding): no other is looked at
--   may_fail: what is altered may make a rule fail, and nothing is compared then
--   skips(policy): a policy that the alteration concerns
--   of_rules: policies are altered, so that a sample's cannot be
--   equivalent: `check --diff` finds no difference ("here": on this organization); same_models:
--     nor does `diff`

local here = arg[0]:match("^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

local altered_expect = require "altered_expect"
local altered_program = require "altered_program"
local driver = require "driver"
local generate = require "generate"
local organization = require "organization"

local options = driver.options(arg, { policies = 2, ["at-least"] = 0 })

-- Seeds of other organizations than those that the other comparisons begin with.
local OTHER_SEEDS = 900000

local fitted, compared = {}, 0

local kind = { how = altered_program.how, results = altered_program.results }

local function wanted_laws()
  if not options.laws then return nil end
  local laws = {}
  for _, law in ipairs(altered_program.ALTERATIONS) do
    laws[law.name] = law.name:find(options.laws, 1, true) ~= nil
  end
  return laws
end

local MODELS = { "strategic-guide", "department-tests", "delegated-by-ceo", "lifecycle-split",
  "journey-teams", "empowered-chief", "marketing-led", "possess-and-power", "empowered-cxo",
  "shared-responsibility" }
local SAMPLE_DATE = "2026-12-01"

-- A sample under some of the models, other ones for each seed.
local function sample_case(seed)
  local case = { seed = seed + OTHER_SEEDS, sample = true, laws = wanted_laws(), policies = {},
    tables = organization.read(options.sample) }
  for i = 1, options.policies do
    local model = MODELS[(seed * options.policies + i) % #MODELS + 1]
    case.policies[i] = { model = model, date = SAMPLE_DATE }
  end
  return case
end

function kind.case(seed)
  if options.sample then return sample_case(seed) end
  local case = generate.case(seed + OTHER_SEEDS, options.policies)
  case.laws = wanted_laws()
  return case
end

function kind.expect(case)
  return case.alterations
end

function kind.count(case, alterations)
  for _, altered in ipairs(alterations) do
    for _, policy in ipairs(case.policies) do
      local law = altered.law
      if not (law.skips and law.skips(policy)) then
        fitted[law.name] = (fitted[law.name] or 0) + 1
        compared = compared + 1
      end
    end
  end
end

-- The differences of each policy under each alteration.
function kind.differences(case, _, results)
  local found = {}
  for _, pair in ipairs(results) do
    local law = pair.altered.law
    for i, policy in ipairs(case.policies) do
      local list = altered_expect.differences(case, pair, i)
      if #list > 0 then
        found[#found + 1] = { differences = list,
          label = ("seed %d, policy %d"):format(case.seed - OTHER_SEEDS, i),
          case = { seed = case.seed, tables = case.tables, policies = { policy },
            sample = case.sample,
            laws = { [law.name] = true } } }
      end
    end
  end
  return found
end

function kind.headline(case)
  return ("seed %d, evaluated at %s"):format(case.seed - OTHER_SEEDS, case.policies[1].date)
end

function kind.source(case)
  if case.sample then return "-- the model " .. case.policies[1].model .. "\n" end
  local root, included = generate.source(case.policies[1], "more")
  return "-- policy\n" .. root .. (included or "")
end

function kind.expected_text(alterations)
  local names = {}
  for i, altered in ipairs(alterations) do names[i] = altered.law.name end
  return "nothing else after: " .. table.concat(names, "; ") .. "\n"
end

local function missed()
  local list = {}
  for _, law in ipairs(altered_program.ALTERATIONS) do
    local wanted = not (options.sample and law.of_rules)
    if wanted and (fitted[law.name] or 0) < options["at-least"] then list[#list + 1] = law.name end
  end
  return list
end

local function main()
  local tally = driver.run(kind, options)
  local well = driver.verdict(missed(), tally)
  if options.verbose then
    for _, name in ipairs(organization.sorted_keys(fitted)) do
      print(("%6d evaluations: %s"):format(fitted[name], name))
    end
  end
  print(("%d evaluations of %d organizations compared with altered ones"):format(compared,
    options.count))
  return well
end

os.exit(main())
