-- Runs the program over cases and over alterations of them, each in a folder of its own.

local csv = require "csv"
local generate = require "generate"
local organization = require "organization"
local program = require "program"
local randoms = require "random"

local altered_program = {}

local LISTS = { "alter_files", "alter_rules", "alter_keys", "alter_more" }

-- All alterations, each { name, alter, … }; compare_altered.lua says what the fields mean.
altered_program.ALTERATIONS = {}
for _, name in ipairs(LISTS) do
  for _, each in ipairs(require(name)) do
    each.of_rules = each.of_rules or name == "alter_rules"
    table.insert(altered_program.ALTERATIONS, each)
  end
end

-- What is asked of every side; and documents, of which a case asks some: those that show no keys
-- of findings, nor list findings in the order of these, and others.
local ALWAYS = { check = "check --format json", matrix = "matrix --format json",
  lint = "lint --format json" }
local KEYLESS = { "matrix --format csv", "matrix --by person", "matrix --by unit --format md",
  "power --officers", "seams", "power --officers --format json", "compare policy journey-teams" }
local KEYED = { "check", "check --format csv", "check --format md", "check --format sarif",
  "escalations --all", "escalations --format json", "timeline --days 400",
  "timeline --format json", "lint", "report --format md -o -", "report --format html -o -",
  "export --format xlsx -", "check --summary --workers 2", "who touchpoint:@point",
  "who touchpoint:@point --format json", "why touchpoint:@point", "why touchpoint:@point --format json",
  "why-not touchpoint:@point A position:@seat", "what position:@seat --format json",
  "brief position:@seat --format json", "impact position:@seat --format json" }

-- The documents of a case, and which of them are keyless.
local function choose_documents(case)
  local random = randoms.new(case.seed + 77)
  case.documents, case.keyless = random:some(KEYED, 2), { document3 = true }
  case.documents[3] = random:pick(KEYLESS)
  case.asked = {}
  local point = random:pick(case.tables["touchpoints.csv"]) or { key = "none" }
  local seat = random:pick(case.tables["positions.csv"]) or { key = "none" }
  for k, command in ipairs(case.documents) do
    command = command:gsub("@point", point.key):gsub("@seat", seat.key)
    case.documents[k], case.asked["document" .. k] = command, command
  end
end

-- Sides -----------------------------------------------------------------------------------------

-- The alterations of a case that fit it: { law, to, from, … }, each with the folders of its sides.
-- They are the same ones whenever the case is.
local function alterations_of(case)
  local list = {}
  for i, law in ipairs(altered_program.ALTERATIONS) do
    if (not case.laws or case.laws[law.name]) and not (case.sample and law.of_rules) then
      local altered = law.alter(randoms.new(case.seed * 131 + i), case)
      if altered then
        altered.law, altered.folder = law, "law" .. i
        altered.base = altered.from and altered.folder .. "from" or "base"
        list[#list + 1] = altered
      end
    end
  end
  return list
end

local function folder_for(folder, names)
  for _, name in ipairs(names) do
    os.execute(("mkdir -p '%s/%s'"):format(folder, name))
  end
end

-- The policies of a sample are not its own.
local function write_side(of, sample, folder)
  if not sample then return generate.write(of, folder) end
  for name, rows in pairs(of.tables) do
    if #rows > 0 then
      generate.write_file(folder .. "/organization/" .. name, generate.csv_text(name, rows))
    end
  end
end

local function write(case, folder)
  case.alterations = alterations_of(case)
  choose_documents(case)
  local function side(name, of, altered)
    local path, imports = folder .. "/" .. name, altered and altered.imports or {}
    folder_for(path, { "organization", table.unpack(imports) })
    write_side(of, case.sample, path)
    if altered and altered.write then altered.write(of, path) end
  end
  side("base", case)
  for _, altered in ipairs(case.alterations) do
    if altered.from then side(altered.base, altered.from) end
    side(altered.folder, altered.to, altered)
  end
end

-- Scripts ---------------------------------------------------------------------------------------

local HEAD = [[
cd @folder@
raci=@raci@
cp @blank@ raci.db
run() { name=$1; shift; $raci "$@" >$name.out 2>$name.err; echo $? >$name.status; }
bring() { run $1 --model raci.db --format json import $2 --recorded-at 2026-01-01T00:00:00Z; }
]]

-- A model that has the same through files that the program wrote.
local ROUND_TRIPS = {
  folder = [[
run again --model raci.db export exported
cp @blank@ raci.db
bring back exported
]],
  forms = [[
run again --model raci.db --at @date@ import @files@ --save-map forms.map
run back --model raci.db --at @date@ --format json import @files@ --map forms.map \
  --recorded-at 2026-01-01T00:00:00Z
]],
  workbook = [[
run again --model raci.db --policy @policy@ --at @date@ export --format xlsx kept.xlsx
test "$(cat again.status)" = 3 ||
run back --model raci.db --policy @policy@ --at @date@ import kept.xlsx
]],
}

local SHOW = [[
run exported --model raci.db export shown
cd shown && grep -H '' *.csv >../shown.out; cd ..
]]

local function filled(text, values)
  return (text:gsub("@(%l+)@", values))
end

local function ask(lines, options, base, command)
  lines[#lines + 1] = ("run %s %s %s"):format(base, options, command)
end

local function policy_path(altered, policy, i)
  if policy.model then return policy.model end
  return altered and altered.folders and "p" .. i or ("p%d.lua"):format(i)
end

-- Which policies and which model differ from those of the other side.
local function ask_both(lines, altered, case, values)
  for i, policy in ipairs(case.policies) do
    local law = altered.law
    if law.equivalent then
      lines[#lines + 1] = ("run p%d.diff --model raci.db --at %s --policy %s/p%d.lua " ..
        "check --diff %s --format json"):format(i, policy.date, values.base, i,
        policy_path(altered, policy, i))
    end
    if law.same_models and i == 1 then
      lines[#lines + 1] = ("run p%d.models --at %s --policy %s diff %s/raci.db raci.db " ..
        "--format json"):format(i, policy.date, policy_path(altered, policy, i), values.base)
    end
  end
end

-- `altered` is nil for a side that others are compared with.
local function side_script(self, case, folder, name, of, altered)
  local values = { folder = program.quoted(folder .. "/" .. name),
    raci = program.quoted(self.path or "raci"), date = case.policies[1].date,
    policy = policy_path(altered, case.policies[1], 1), files = altered and altered.files,
    blank = program.quoted(self.blank .. "/raci.db"), base = "../" .. (altered and altered.base or name) }
  local lines = { filled(HEAD, values) }
  for j, import in ipairs(altered and altered.imports or { "organization" }) do
    lines[#lines + 1] = ("bring import%d %s"):format(j, import)
  end
  if altered and altered.round_trip then
    lines[#lines + 1] = filled(ROUND_TRIPS[altered.round_trip], values)
  end
  lines[#lines + 1] = SHOW
  for i, policy in ipairs(of.policies) do
    local options = ("--model raci.db --policy %s --at %s"):format(policy_path(altered, policy, i),
      policy.date)
    for _, what in ipairs(organization.sorted_keys(ALWAYS)) do
      ask(lines, options, ("p%d.%s"):format(i, what), ALWAYS[what])
    end
    for k, command in ipairs(case.documents) do
      ask(lines, options, ("p%d.document%d"):format(i, k), command)
    end
  end
  if altered then ask_both(lines, altered, case, values) end
  return table.concat(lines, "\n") .. "\n"
end

local function script(self, case, folder)
  local parts = { side_script(self, case, folder, "base", case) }
  for _, altered in ipairs(case.alterations) do
    if altered.from then
      parts[#parts + 1] = side_script(self, case, folder, altered.base, altered.from)
    end
    parts[#parts + 1] = side_script(self, case, folder, altered.folder, altered.to, altered)
  end
  return table.concat(parts, "\n")
end

altered_program.how = { write = write, script = script }

-- Results ---------------------------------------------------------------------------------------

local function rows_in(folder)
  local n = 0
  for name in pairs(organization.COLUMNS) do
    local file = io.open(folder .. "/" .. name, "rb")
    if file then
      local text = file:read("a"):gsub("^\u{FEFF}", "")
      n = n + #csv.read(text)
      file:close()
    end
  end
  return n
end

local function side_results(case, name, altered)
  local folder = case.folder .. "/" .. name
  local results = { imports = {}, policies = {}, shown = program.result(folder .. "/shown") }
  for j, import in ipairs(altered and altered.imports or { "organization" }) do
    results.imports[j] = program.result(("%s/import%d"):format(folder, j))
    results.imports[j].rows = rows_in(folder .. "/" .. import)
  end
  if altered and altered.round_trip then
    results.again, results.back = program.result(folder .. "/again"), program.result(folder .. "/back")
  end
  for i in ipairs(case.policies) do
    local policy = {}
    for what in pairs(ALWAYS) do
      policy[what] = program.result(("%s/p%d.%s"):format(folder, i, what))
    end
    for k in ipairs(case.documents) do
      policy["document" .. k] = program.result(("%s/p%d.document%d"):format(folder, i, k))
    end
    if altered then
      policy.diff = program.result(("%s/p%d.diff"):format(folder, i))
      policy.models = program.result(("%s/p%d.models"):format(folder, i))
    end
    results.policies[i] = policy
  end
  return results
end

-- What the program gave: for each alteration the results of both sides.
function altered_program.results(_, case)
  local base = side_results(case, "base")
  local results = {}
  for i, altered in ipairs(case.alterations) do
    results[i] = { altered = altered,
      from = altered.from and side_results(case, altered.base) or base,
      to = side_results(case, altered.folder, altered) }
  end
  return results
end

return altered_program
