-- Imports random sheets of other people, and the same sheets written otherwise: rows and columns in
-- another order, other marks between cells, in two files. The model that comes of it is the same, and
-- every row is accounted for: used, passed over, or refused with a reason.
-- Usage: lua5.4 compare_sheets.lua --raci PATH --from SEED --count N [--jobs N] [--keep DIR]
--        [--shrink N] [--at-least N] [--verbose]
-- A seed is one organization, a matrix and an HR export. Exit status 0: no difference, and of each
-- kind --at-least so many sheets were imported.

local here = arg[0]:match("^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

local driver = require "driver"
local generate = require "generate"
local json = require "json"
local organizations = require "generate_organization"
local program = require "program"
local randoms = require "random"
local sheets = require "generate_sheets"

local options = driver.options(arg, { ["at-least"] = 0 })

-- Seeds of other organizations than those that the other comparisons begin with.
local OTHER_SEEDS = 1300000

-- What is made of a sheet ----------------------------------------------------------------------

local function with_rows(sheet, rows)
  return { columns = sheet.columns, rows = rows, fixed = sheet.fixed }
end

local function columns_shuffled(random, sheet)
  local columns = table.move(sheet.columns, 1, sheet.fixed, 1, {})
  local rest = table.move(sheet.columns, sheet.fixed + 1, #sheet.columns, 1, {})
  for _, column in ipairs(random:some(rest, #rest)) do columns[#columns + 1] = column end
  return { columns = columns, rows = sheet.rows, fixed = sheet.fixed }
end

-- Each gives the sheets, how they are written, and what is imported after one another.
local VARIANTS = {
  { name = "plain" },
  { name = "rows", sheet = function(random, sheet)
    return with_rows(sheet, random:some(sheet.rows, #sheet.rows))
  end },
  { name = "columns", sheet = columns_shuffled },
  { name = "tabs", how = { mark = "\t" } },
  { name = "semicolons", how = { mark = ";", ending = "\r\n" } },
  { name = "quoted", how = { quoted = true } },
  { name = "again", twice = true },
  { name = "halves", only = "matrix", halves = true },
}

local KINDS = {
  matrix = { make = sheets.matrix, options = "--layout grid --letters Q=I,W=C", model = "known.db" },
  hr = { make = sheets.hr, options = "--lines keep", model = "blank.db" },
}

-- Running ----------------------------------------------------------------------------------------

local kind = {}

function kind.case(seed)
  local tables = organizations.organization(randoms.new(seed + OTHER_SEEDS))
  sheets.name(tables["positions.csv"], "title")
  sheets.name(tables["touchpoints.csv"], "name")
  return { seed = seed, tables = tables, policies = { { rules = {},
    checks = {}, escalation = {}, header = {}, own_checks = {} } } }
end

local function fits(variant, name)
  return not variant.only or variant.only == name
end

local function write(case, folder)
  local tables = case.tables
  for name, rows in pairs(tables) do
    if #rows > 0 then
      generate.write_file(folder .. "/organization/" .. name, generate.csv_text(name, rows))
    end
  end
  for name, each in pairs(KINDS) do
    local sheet = each.make(randoms.new(case.seed), tables)
    for i, variant in ipairs(VARIANTS) do
      local random = randoms.new(case.seed * 31 + i)
      local made = variant.sheet and variant.sheet(random, sheet) or sheet
      local function put(file, part)
        generate.write_file(("%s/%s"):format(folder, file), sheets.text(part, variant.how or {}))
      end
      if variant.halves then
        local cut = #made.rows // 2
        put(("%s_%s_1.csv"):format(name, variant.name),
          with_rows(made, table.move(made.rows, 1, cut, 1, {})))
        put(("%s_%s_2.csv"):format(name, variant.name),
          with_rows(made, table.move(made.rows, cut + 1, #made.rows, 1, {})))
      elseif fits(variant, name) then
        put(("%s_%s_1.csv"):format(name, variant.name), made)
      end
    end
  end
end

local HEAD = [[
cd @folder@
raci=@raci@
cp @blank@ blank.db
cp @blank@ known.db
run() { name=$1; shift; $raci "$@" >$name.out 2>$name.err; echo $? >$name.status; }
run import --model known.db import organization
test "$(cat import.status)" = 0 || exit 0
bring() { run $1 --model $2 --format json import $3 --map $4.map; }
show() { run $1.export --model $1.db export $1.shown; (cd $1.shown && grep -H '' *.csv) >$1.model.out; }
]]

local function files_of(variant, base)
  if variant.halves then return { base .. "_1.csv", base .. "_2.csv" } end
  return variant.twice and { base .. "_1.csv", base .. "_1.csv" } or { base .. "_1.csv" }
end

local function script(self, _, folder)
  local values = { folder = program.quoted(folder), raci = program.quoted(self.path),
    blank = program.quoted(self.blank .. "/raci.db") }
  local lines = { (HEAD:gsub("@(%l+)@", values)) }
  for _, name in ipairs { "matrix", "hr" } do
    local each = KINDS[name]
    lines[#lines + 1] = ("run %s.map --model %s --at 2026-01-01 import %s_plain_1.csv %s " ..
      "--save-map %s.map"):format(name, each.model, name, each.options, name)
    for _, variant in ipairs(VARIANTS) do
      local base = name .. "_" .. variant.name
      if fits(variant, name) then
        lines[#lines + 1] = ("cp %s %s.db"):format(each.model, base)
        for i, file in ipairs(files_of(variant, base)) do
          lines[#lines + 1] = ("bring %s.import%d %s.db %s %s"):format(base, i, base, file, name)
        end
        lines[#lines + 1] = "show " .. base
      end
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

kind.how = { write = write, script = script }

function kind.results(_, case)
  local results = { import = program.result(case.folder .. "/import") }
  for name in pairs(KINDS) do
    for _, variant in ipairs(VARIANTS) do
      local base = ("%s/%s_%s"):format(case.folder, name, variant.name)
      local one = { model = program.result(base .. ".model"), imports = {} }
      for i = 1, (variant.halves or variant.twice) and 2 or 1 do
        one.imports[i] = program.result(("%s.import%d"):format(base, i))
      end
      results[name .. " " .. variant.name] = one
    end
  end
  return results
end

-- Comparing --------------------------------------------------------------------------------------

local imported = {}

-- Every row is one of these, and what was refused is named.
local function account(add, label, result)
  local ok, document = pcall(json.read, result.out)
  if not ok or type(document) ~= "table" or not document.sheets then
    add(label .. ": import", ("status %s: %s%s"):format(result.status, result.err, result.out))
    return nil
  end
  local sheet, in_tables = document.sheets[1], 0
  if sheet.used + sheet.passed + sheet.waiting + sheet.refused ~= sheet.rows
      or #sheet.refusals < sheet.refused then
    add(label .. ": rows", "rows do not add up: " .. result.out)
  end
  for _, n in pairs(document.tables) do in_tables = in_tables + n end
  local counts = document.counts
  if counts.added + counts.updated + counts.unchanged ~= in_tables then
    add(label .. ": tables", "rows of tables do not add up: " .. result.out)
  end
  return document
end

local function compare_variant(add, results, name, variant)
  local label = name .. " " .. variant.name
  local plain, one = results[name .. " plain"], results[label]
  local documents = {}
  for i, import in ipairs(one.imports) do documents[i] = account(add, label, import) end
  if #documents < #one.imports then return end
  if one.imports[1].status ~= plain.imports[1].status then
    add(label .. ": status", one.imports[1].out)
  end
  if one.model.out ~= plain.model.out then
    add(label .. ": model", ("another model came of it:\n%s\nthan:\n%s"):format(one.model.out,
      plain.model.out))
  end
  local last = documents[#documents].counts
  if variant.twice and last.added + last.updated > 0 then
    add(label .. ": again", "something was new: " .. one.imports[2].out)
  end
  if variant.name == "plain" and documents[1].imported == true then
    imported[name] = (imported[name] or 0) + 1
  end
end

function kind.expect() return {} end
function kind.count() end

function kind.differences(case, _, results)
  local list = {}
  local function add(what, text) list[#list + 1] = { what = what, text = what .. ": " .. text } end
  if results.import.status ~= 0 then
    add("organization", results.import.err)
  else
    for name in pairs(KINDS) do
      for _, variant in ipairs(VARIANTS) do
        if fits(variant, name) then compare_variant(add, results, name, variant) end
      end
    end
  end
  table.sort(list, function(a, b) return a.what < b.what end)
  if #list == 0 then return {} end
  return { { case = case, label = "seed " .. case.seed, differences = list } }
end

function kind.headline(case)
  return "seed " .. case.seed
end

function kind.source(case)
  local random = randoms.new(case.seed)
  return sheets.text(sheets.matrix(random, case.tables), {}) .. "\n" ..
    sheets.text(sheets.hr(randoms.new(case.seed), case.tables), {})
end

function kind.expected_text()
  return "the same model, and rows that add up\n"
end

local function main()
  local tally = driver.run(kind, options)
  local missed = {}
  for name in pairs(KINDS) do
    if (imported[name] or 0) < options["at-least"] then missed[#missed + 1] = name end
  end
  table.sort(missed)
  local well = driver.verdict(missed, tally)
  print(("%d matrices and %d HR exports imported, each in several forms"):format(
    imported.matrix or 0, imported.hr or 0))
  return well
end

os.exit(main())
