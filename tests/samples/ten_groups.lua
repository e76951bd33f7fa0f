-- A published organization in which ten groups are to change department: who gains and loses
-- which letters on what, as raci whatif --org tells it and as the files say it must be.

package.path = "tests/samples/?.lua;" .. package.path
local sample = require "sample"

local DATE, MOVING = "2026-12-01", 10
local folder = sample.shared("gitlab-2022-08/org/units.csv"):match("^(.*)/")
local POLICY = "tests/samples/public/departments.lua"

-- What the files say ------------------------------------------------------------------------

local units, keys = {}, {}
for _, row in ipairs(sample.rows(folder .. "/units.csv")) do
  units[row.key] = row
  keys[#keys + 1] = row.key
end
local positions = {}
for _, row in ipairs(sample.rows(folder .. "/positions.csv")) do positions[#positions + 1] = row.key end
local touchpoints = sample.rows(folder .. "/touchpoints.csv")
table.sort(keys)
table.sort(positions)

local delivers = {}
for _, touchpoint in ipairs(touchpoints) do
  for _, key in ipairs(sample.csv.list(touchpoint.units)) do delivers[key] = true end
end

-- Departments have no heads there: every fifth position heads one, but for two departments.
local departments, heads = {}, {}
for _, key in ipairs(keys) do
  if units[key].kind == "department" then departments[#departments + 1] = key end
end
for i, key in ipairs(departments) do
  if i % 9 ~= 0 then heads[key] = positions[5 * i] end
end

-- The groups that move: of every third department the first ones that deliver something, each
-- into the department that stands as far from the end as its own from the beginning.
local parents, moved = {}, {}
for _, key in ipairs(keys) do parents[key] = units[key].parent end
for i, department in ipairs(departments) do
  for _, key in ipairs(keys) do
    local into = departments[#departments + 1 - i]
    if #moved < MOVING and i % 2 == 0 and delivers[key] and into ~= department
      and units[key].parent == department then
      moved[#moved + 1] = key
      parents[key] = into
    end
  end
end
sample.equal(#moved, MOVING, "groups that change department")

-- Who has which letters ---------------------------------------------------------------------

local function department_of(key, parent_of)
  while key and units[key].kind ~= "department" do key = parent_of[key] end
  return key
end

-- The holders of each letter of a touchpoint, as sorted lists.
local function letters_of(touchpoint, parent_of)
  local sets = { A = {}, R = {}, C = {} }
  for _, key in ipairs(sample.csv.list(touchpoint.units)) do
    local department = department_of(key, parent_of)
    if department then
      sets.R["unit:" .. department] = true
      if heads[department] then sets.A["position:" .. heads[department]] = true end
    end
    if units[key].pm then sets.C["position:" .. units[key].pm] = true end
  end
  local letters = {}
  for letter, set in pairs(sets) do
    local list = {}
    for holder in pairs(set) do list[#list + 1] = holder end
    table.sort(list)
    letters[letter] = list
  end
  return letters
end

local before_parents = {}
for _, key in ipairs(keys) do before_parents[key] = units[key].parent end

local expected_moves, loads = {}, {}
local function count(side, letters)
  for letter, holders in pairs(letters) do
    for _, holder in ipairs(holders) do
      local id = holder .. " " .. letter
      loads[id] = loads[id] or { before = 0, after = 0 }
      loads[id][side] = loads[id][side] + 1
    end
  end
end
for _, touchpoint in ipairs(touchpoints) do
  local before = letters_of(touchpoint, before_parents)
  local after = letters_of(touchpoint, parents)
  count("before", before)
  count("after", after)
  for _, letter in ipairs { "A", "C", "R" } do
    local from, to = table.concat(before[letter], ";"), table.concat(after[letter], ";")
    if from ~= to then
      expected_moves[#expected_moves + 1] = ("touchpoint:%s %s %s -> %s"):format(touchpoint.key,
        letter, from, to)
    end
  end
end
table.sort(expected_moves)
local expected_loads = {}
for id, load in pairs(loads) do
  if load.before ~= load.after then
    expected_loads[#expected_loads + 1] = ("%s %d -> %d"):format(id, load.before, load.after)
  end
end
table.sort(expected_loads)

-- What raci says ----------------------------------------------------------------------------

local model = sample.import("ten_groups", folder)

-- A folder of a table of units with these columns.
local function units_file(name, columns, rows)
  local path = sample.folder .. "/" .. name
  os.execute("mkdir " .. sample.quoted(path))
  sample.write(path .. "/units.csv", sample.csv.write(columns, rows))
  return path
end

local head_rows = {}
for _, key in ipairs(departments) do head_rows[#head_rows + 1] = { key = key, head = heads[key] } end
sample.run { "--model", model, "import", units_file("heads", { "key", "head" }, head_rows) }

local function what_if(to_be, ...)
  return sample.document({ "--model", model, "--policy", POLICY, "--at", DATE, "whatif", "--org",
    to_be, ... }, { 0, 1 })
end

local function moves_of(document)
  local moves = {}
  for _, move in ipairs(document.moves) do
    local about = move.subject:match("^touchpoint:")
    if about then
      moves[#moves + 1] = ("%s %s %s -> %s"):format(move.subject, move.letter,
        table.concat(move.from, ";"), table.concat(move.to, ";"))
    end
  end
  table.sort(moves)
  return moves
end

local function loads_of(document)
  local list = {}
  for _, load in ipairs(document.load) do
    list[#list + 1] = ("%s %s %d -> %d"):format(load.holder, load.letter, load.from, load.to)
  end
  table.sort(list)
  return list
end

-- Two sorted lists, item by item.
local function compare(found, expected, what)
  local i, k = 1, 1
  while found[i] or expected[k] do
    if found[i] == expected[k] then
      i, k = i + 1, k + 1
    elseif not expected[k] or found[i] and found[i] < expected[k] then
      sample.problem("%s: not expected: %s", what, found[i])
      i = i + 1
    else
      sample.problem("%s: missing: %s", what, expected[k])
      k = k + 1
    end
  end
end

-- The ten rows alone; and all rows with those changed, of which none ends.
local few, all = {}, {}
for _, key in ipairs(moved) do few[#few + 1] = { key = key, parent = parents[key] } end
for _, key in ipairs(keys) do
  local row = {}
  for column, cell in pairs(units[key]) do row[column] = cell end
  row.parent, row.head = parents[key], heads[key] or units[key].head
  all[#all + 1] = row
end
local columns = sample.text(folder .. "/units.csv"):match("^[^\r\n]*")
local all_columns = {}
for column in columns:gmatch("[^,]+") do all_columns[#all_columns + 1] = column end

local bytes = sample.text(model)
local partial = what_if(units_file("few", { "key", "parent" }, few), "--all")
local whole = what_if(units_file("all", all_columns, all), "--all", "--full")
sample.equal(sample.text(model) == bytes, true, "the model's file is as it was")

sample.at_least(#expected_moves, 2 * MOVING, "moves")
for name, document in pairs { ["ten rows"] = partial, ["all rows, in full"] = whole } do
  compare(moves_of(document), expected_moves, name .. ": moves")
  compare(loads_of(document), expected_loads, name .. ": load")
  sample.equal(#document.moves, #expected_moves, name .. ": all moves are about touchpoints")
  sample.equal(document.date, DATE, name .. ": date")
end

-- Findings that are told are those of both sides, by key: evaluated apart, side by side.
local function check(of)
  local found = {}
  local report = sample.document({ "--model", of, "--policy", POLICY, "--at", DATE, "check" },
    { 0, 1 })
  for _, finding in ipairs(report.findings) do found[finding.key] = finding.fingerprint end
  return found
end

local after_model = sample.import("to_be", folder)
sample.run { "--model", after_model, "import", sample.folder .. "/heads" }
sample.run { "--model", after_model, "import", sample.folder .. "/few" }
local before, after = check(model), check(after_model)
local statuses, seen = { new = 0, changed = 0, existing = 0, gone = 0 }, 0
for _, finding in ipairs(partial.findings) do
  local was, is = before[finding.key], after[finding.key]
  local status = not was and "new" or not is and "gone" or was ~= is and "changed" or "existing"
  sample.equal(finding.status, status, finding.code .. " on " .. finding.subject)
  statuses[finding.status] = statuses[finding.status] + 1
  before[finding.key], after[finding.key], seen = nil, nil, seen + 1
end
sample.equal(next(before) or next(after), nil, "a finding that is not told")
for status, n in pairs(statuses) do
  sample.equal(partial.summary[status], n, "summary: " .. status)
end
sample.at_least(seen, 10, "findings")

sample.done()
