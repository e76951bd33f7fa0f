-- Runs the program over cases with scenarios: what if, apply, check what was made, undo.

local generate = require "generate"
local organization = require "organization"
local program = require "program"
local scenario = require "scenario"
local scenarios = require "generate_scenario"

local scenario_program = {}

-- Writes a case into a folder: organization, policy, and its scenario files; sets their names and
-- the day that is evaluated.
local function write(case, folder)
  generate.write(case, folder)
  case.date = scenario.last_day(scenario.flatten(case.stack, case.base), case.base)
  local names, texts = scenarios.files(case.stack)
  for name, text in pairs(texts) do generate.write_file(folder .. "/" .. name, text) end
  case.files = table.concat(names, " ")
end

-- `before`, `applied` and `undone` are exports; NAME.status is what a command gave. Where apply
-- refuses, there is nothing to check or to take back.
local SCRIPT = [[
cd @folder@
cp @blank@ raci.db
run() { name=$1; shift; @raci@ "$@" >$name.out 2>$name.err; echo $? >$name.status; }
run import --model raci.db import organization
test "$(cat import.status)" = 0 || exit 0
run export --model raci.db export before
cp raci.db kept.db
run whatif --model raci.db --policy p1.lua --at @base@ --format json whatif --all @files@
cmp -s raci.db kept.db; echo $? >untouched.status
run apply --model raci.db --at @base@ apply @files@
run export --model raci.db export applied
diff -r before applied >unchanged.out 2>&1; echo $? >unchanged.status
test "$(cat apply.status)" = 0 || exit 0
run check --model raci.db --policy p1.lua --at @date@ --format json check
run undo --model raci.db --at @base@ undo
run export --model raci.db export undone
diff -r before undone >undone.out 2>&1; echo $? >undone.status
]]

local function script(self, case, folder)
  local values = { folder = program.quoted(folder), raci = program.quoted(self.path or "raci"),
    blank = program.quoted(self.blank .. "/raci.db"), base = case.base, date = case.date,
    files = case.files }
  return (SCRIPT:gsub("@(%l+)@", values))
end

scenario_program.how = { write = write, script = script }

-- What the program gave for a case: { status, out, err } of each command, and the organization
-- that was exported after `apply`.
function scenario_program.results(_, case)
  local results = {}
  for _, name in ipairs { "import", "whatif", "untouched", "apply", "unchanged", "check", "undo",
    "undone" } do
    results[name] = program.result(case.folder .. "/" .. name)
  end
  results.applied = organization.read(case.folder .. "/applied")
  return results
end

return scenario_program
