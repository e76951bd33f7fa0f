-- Alterations of files: the same organization, written or brought in otherwise. Whatever is told
-- of it is the same, byte for byte.

local alter = require "alter"
local csv = require "csv"
local generate = require "generate"
local organization = require "organization"

local sorted_keys = organization.sorted_keys

local function write_tables(tables, folder, random)
  for _, name in ipairs(sorted_keys(tables)) do
    if #tables[name] > 0 then
      generate.write_file(folder .. "/" .. name, generate.csv_text(name, tables[name], random))
    end
  end
end

local function guarded(cell)
  return cell:find("^'*[=+@\t\r-]") and "'" .. cell or cell
end

-- Rows and columns in another order -------------------------------------------------------------

local function shuffled(random, case)
  return { to = alter.with_tables(case, case.tables), write = function(_, folder)
    write_tables(case.tables, folder .. "/organization", random)
  end }
end

-- Every cell quoted, lines that end as elsewhere, a mark at the beginning -------------------------

local function quoted_text(random, text)
  local lines = {}
  local rows, columns = csv.read(text), {}
  for column in text:match("^[^\n]*"):gmatch("[^,]+") do columns[#columns + 1] = column end
  local function line(cells)
    for i, cell in ipairs(cells) do cells[i] = '"' .. cell:gsub('"', '""') .. '"' end
    lines[#lines + 1] = table.concat(cells, ",")
  end
  line(table.move(columns, 1, #columns, 1, {}))
  for _, row in ipairs(rows) do
    local cells = {}
    for i, column in ipairs(columns) do
      local cell = row[column] or ""
      cells[i] = guarded(cell)
    end
    line(cells)
  end
  local ending = random:chance(50) and "\r\n" or "\n"
  local mark = random:chance(50) and "\u{FEFF}" or ""
  return mark .. table.concat(lines, ending) .. (random:chance(70) and ending or "")
end

local function quoted(random, case)
  return { to = alter.with_tables(case, case.tables), write = function(_, folder)
    for _, name in ipairs(sorted_keys(case.tables)) do
      local rows = case.tables[name]
      if #rows > 0 then
        generate.write_file(folder .. "/organization/" .. name,
          quoted_text(random, generate.csv_text(name, rows)))
      end
    end
  end }
end

-- In two parts, one after the other ---------------------------------------------------------------

-- Each group needs no other than those before it.
local GROUPS = { { "stages.csv", "channels.csv", "people.csv" }, { "units.csv", "positions.csv" },
  { "teams.csv" }, { "journeys.csv" }, { "touchpoints.csv" } }

-- What nothing else needs, so that single rows may come later.
local LEAVES = { "seats.csv", "team_members.csv", "journey_steps.csv", "links.csv", "walks.csv",
  "mandates.csv", "stated.csv" }
local LAST = { "rulings.csv", "disputes.csv", "acceptances.csv" }

-- The lead of a team is a member of it from the first row on.
local function leads(tables)
  local lead = {}
  for _, row in ipairs(tables["teams.csv"] or {}) do lead[row.key .. " " .. (row.lead or "")] = true end
  return lead
end

local function in_parts(random, case)
  local first, second = {}, {}
  local cut = random:between(1, #GROUPS)
  for i, group in ipairs(GROUPS) do
    for _, name in ipairs(group) do
      (i <= cut and first or second)[name] = case.tables[name] or {}
    end
  end
  local lead = leads(case.tables)
  for _, name in ipairs(LEAVES) do
    first[name], second[name] = {}, {}
    for _, row in ipairs(case.tables[name] or {}) do
      local early = cut == #GROUPS and random:chance(50)
      if name == "team_members.csv" and lead[row.team .. " " .. row.position] then
        early = cut >= 3
      end
      table.insert((early and first or second)[name], row)
    end
  end
  for _, name in ipairs(LAST) do second[name] = case.tables[name] or {} end
  return { to = alter.with_tables(case, case.tables), imports = { "first", "second" },
    write = function(_, folder)
      write_tables(first, folder .. "/first", random)
      write_tables(second, folder .. "/second", random)
    end }
end

-- In other forms than CSV --------------------------------------------------------------------------

-- The columns of rows that some row has, and at least a second, so that it is a table.
local function columns_of(name, rows)
  local used, list = {}, {}
  for _, row in ipairs(rows) do
    for column in pairs(row) do used[column] = true end
  end
  used[organization.COLUMNS[name][1]], used[organization.COLUMNS[name][2]] = true, true
  for _, column in ipairs(sorted_keys(used)) do list[#list + 1] = column end
  return list
end

-- A row, or the headings where there is none, as `written` puts its cells.
local function joined(columns, row, written, between)
  local cells = {}
  for i, column in ipairs(columns) do cells[i] = row and written(row[column] or "") or column end
  return table.concat(cells, between)
end

local function plain(cell) return cell end

-- Only what spreadsheets open has guards.
local function tsv_cell(cell)
  cell = guarded(cell)
  return cell:find('"', 1, true) and '"' .. cell:gsub('"', '""') .. '"' or cell
end

local function json_text(columns, rows)
  local objects = {}
  for i, row in ipairs(rows) do
    local fields = {}
    for _, column in ipairs(columns) do
      local cell = row[column] and row[column]:gsub('[\\"]', "\\%0")
      if cell then fields[#fields + 1] = ('"%s": "%s"'):format(column, cell) end
    end
    objects[i] = "{ " .. table.concat(fields, ", ") .. " }"
  end
  return "[\n" .. table.concat(objects, ",\n") .. "\n]\n"
end

local function lines_text(columns, rows, rule, written, between, first, last)
  local lines = { first .. joined(columns, nil, written, between) .. last, rule }
  for _, row in ipairs(rows) do
    lines[#lines + 1] = first .. joined(columns, row, written, between) .. last
  end
  return table.concat(lines, "\n") .. "\n"
end

local FORMS = {
  md = function(columns, rows)
    return lines_text(columns, rows, "|" .. ("---|"):rep(#columns), plain, " | ", "| ", " |")
  end,
  tsv = function(columns, rows)
    return lines_text(columns, rows, nil, tsv_cell, "\t", "", "")
  end,
  json = json_text,
}

-- Every table in a file of its own, in any form and any order; brought in together.
local function other_forms(random, case)
  local files, texts, count = {}, {}, 0
  for _, name in ipairs(random:some(sorted_keys(case.tables), 99)) do
    local rows = case.tables[name]
    if #rows > 0 then
      local form = random:pick { "json", "md", "tsv" }
      local file = name:gsub("csv$", form)
      files[#files + 1], texts[file] = file, FORMS[form](columns_of(name, rows), rows)
      count = count + #rows
    end
  end
  return { to = alter.with_tables(case, case.tables), imports = {}, round_trip = "forms",
    files = table.concat(files, " "), rows = count, write = function(_, folder)
      for file, text in pairs(texts) do generate.write_file(folder .. "/" .. file, text) end
    end }
end

-- Again, whole and in part ------------------------------------------------------------------------

local function again(random, case)
  local some = {}
  for name, rows in pairs(case.tables) do some[name] = random:chance(50) and rows or {} end
  some["positions.csv"] = case.tables["positions.csv"]
  return { to = alter.with_tables(case, case.tables),
    imports = { "organization", "organization", "some" }, adds = { [2] = 0, [3] = 0 },
    write = function(_, folder)
      write_tables(case.tables, folder .. "/organization", random)
      write_tables(some, folder .. "/some", random)
    end }
end

-- Written out by the program, and read by another model ---------------------------------------------

local function exported(_, case)
  return { to = alter.with_tables(case, case.tables), round_trip = "folder" }
end

-- As a workbook whose letters nobody edited: brought back, it changes nothing.
local function workbook(_, case)
  return { to = alter.with_tables(case, case.tables), round_trip = "workbook" }
end

return {
  { name = "rows in another order", alter = shuffled },
  { name = "cells quoted", alter = quoted },
  { name = "imported in parts", alter = in_parts },
  { name = "tables in other forms", alter = other_forms },
  { name = "imported again", alter = again },
  { name = "exported and imported", alter = exported },
  { name = "a workbook back", alter = workbook },
}
