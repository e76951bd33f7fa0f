-- Sheets as other people keep them: a matrix of touchpoints and positions, and an export of an HR
-- system, made of a random organization, each with rows that cannot be used.

local generate = {}

-- A name for each key, the first that a table has.
local function names(rows, column)
  local list, seen = {}, {}
  for _, row in ipairs(rows or {}) do
    if not seen[row.key] then list[#list + 1] = { key = row.key, name = row[column] or row.key } end
    seen[row.key] = true
  end
  return list
end

-- Names that nobody takes for each other, whatever the keys.
local WORDS = { "Anchor", "Bramble", "Copper", "Dolphin", "Ember", "Falcon", "Garnet", "Harbour",
  "Indigo", "Juniper", "Kestrel", "Lantern", "Meadow", "Nutmeg", "Orchard", "Pebble", "Quartz",
  "Raven", "Saffron", "Thistle", "Umber", "Violet", "Willow", "Yarrow", "Zephyr", "Beacon", "Cobalt",
  "Drizzle", "Fennel", "Glacier", "Hazel", "Ivory" }

-- Gives the rows of a table such names in a column.
function generate.name(rows, column)
  local of, n = {}, 0
  for _, row in ipairs(rows or {}) do
    if not of[row.key] then
      n = n + 1
      of[row.key] = assert(WORDS[n], "too few names") .. (column == "title" and " lead" or " desk")
    end
    row[column] = of[row.key]
  end
end

local CELLS = { { 8, "" }, { 4, "A" }, { 4, "R" }, { 3, "C" }, { 3, "I" }, { 1, "A/R" }, { 1, "R, C" },
  { 1, "-" }, { 1, "a" } }

-- { columns, rows }, of which the first `fixed` columns say what a row is about.
function generate.matrix(random, tables)
  local columns, rows = { "Touchpoint" }, {}
  for _, position in ipairs(names(tables["positions.csv"], "title")) do
    if random:chance(70) then columns[#columns + 1] = position.name end
  end
  columns[#columns + 1] = "Head of Elsewhere"
  local points = names(tables["touchpoints.csv"], "name")
  for i = 1, 3 do points[#points + 1] = { name = "New activity " .. i } end
  for _, point in ipairs(points) do
    local row = { Touchpoint = point.name }
    for i = 2, #columns do row[columns[i]] = random:weighted(CELLS) end
    row[columns[#columns]] = random:pick { "A", "R", "I" } -- never a name alone
    rows[#rows + 1] = row
  end
  for _ = 1, random:between(0, 2) do rows[#rows + 1] = {} end
  if random:chance(40) then
    rows[#rows + 1] = { Touchpoint = "Odd activity", [columns[#columns]] = random:pick { "Q", "W", "AR" } }
  end
  return { columns = columns, rows = rows, fixed = 1 }
end

local HR = { "Employee ID", "Name", "Title", "Department", "Email", "Manager" }

-- How the column of superiors says who it means.
local WAYS = { "Employee ID", "Name", "Email" }

function generate.hr(random, tables)
  local people, rows = names(tables["people.csv"], "name"), {}
  local way = random:pick(WAYS)
  for i, person in ipairs(people) do
    local row = { ["Employee ID"] = tostring(100 + i), Name = person.name, Title = "Post " .. i,
      Department = random:pick { "Sales", "Service", "IT" }, Email = person.key .. "@example.com" }
    local above = i > 1 and rows[random:between(1, i - 1)]
    row.Manager = above and above[way] or nil
    rows[i] = row
  end
  local misfits = { {}, { Name = "Nobody" }, { ["Employee ID"] = "7" }, { Title = "A post alone" },
    { ["Employee ID"] = "999", Name = "Stranger", Title = "Post x", Manager = "nowhere@example.com" } }
  for _, misfit in ipairs(random:some(misfits, random:between(0, 3))) do rows[#rows + 1] = misfit end
  if #people > 0 and random:chance(30) then
    local again = {}
    for column, cell in pairs(random:pick(table.move(rows, 1, #people, 1, {}))) do again[column] = cell end
    rows[#rows + 1] = again
  end
  return { columns = table.move(HR, 1, #HR, 1, {}), rows = rows, fixed = 0 }
end

-- A cell as it stands in a file whose cells are parted by a mark.
local function written(cell, mark, quoted)
  if quoted or cell:find('["\r\n]') or cell:find(mark, 1, true) then
    return '"' .. cell:gsub('"', '""') .. '"'
  end
  return cell
end

-- The text of a sheet; how: { mark, quoted, ending }.
function generate.text(sheet, how)
  local lines = {}
  local function line(cells)
    for i, cell in ipairs(cells) do cells[i] = written(cell, how.mark or ",", how.quoted) end
    lines[#lines + 1] = table.concat(cells, how.mark or ",")
  end
  line(table.move(sheet.columns, 1, #sheet.columns, 1, {}))
  for _, row in ipairs(sheet.rows) do
    local cells = {}
    for i, column in ipairs(sheet.columns) do cells[i] = row[column] or "" end
    line(cells)
  end
  local ending = how.ending or "\n"
  return table.concat(lines, ending) .. ending
end

return generate
