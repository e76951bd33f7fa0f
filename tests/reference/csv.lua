-- Canonical CSV, as much of RFC 4180 as it needs: a header row, quoted cells, doubled quotes.

local csv = {}

-- A spreadsheet takes such a cell for a formula; exported files put ' before it.
local function looks_like_formula(cell)
  return cell:find("^'*[=+@\t\r-]") ~= nil
end

local function unguard(cell)
  if cell:sub(1, 1) == "'" and looks_like_formula(cell) then
    return cell:sub(2)
  end
  return cell
end

-- The quoted cell that begins at `at`: its text, and where it ends.
local function quoted_cell(text, at)
  local parts = {}
  at = at + 1
  while true do
    local quote = assert(text:find('"', at, true), "a quoted cell never ends")
    parts[#parts + 1] = text:sub(at, quote - 1)
    if text:sub(quote + 1, quote + 1) ~= '"' then
      return table.concat(parts), quote + 1
    end
    parts[#parts + 1] = '"'
    at = quote + 2
  end
end

-- All records of a text, each a list of cells.
local function records(text)
  local all, record, at = {}, {}, 1
  while at <= #text do
    local cell
    if text:sub(at, at) == '"' then
      cell, at = quoted_cell(text, at)
    else
      local stop = text:find("[,\r\n]", at) or #text + 1
      cell, at = text:sub(at, stop - 1), stop
    end
    record[#record + 1] = cell
    local follows = text:sub(at, at)
    if follows == "," then
      at = at + 1
      if at > #text then record[#record + 1] = "" end
    else
      all[#all + 1], record = record, {}
      at = text:find("[^\r\n]", at) or #text + 1
    end
  end
  return all
end

-- Rows of a CSV text, each a table from column to cell; empty cells are left out.
function csv.read(text)
  local rows, header = {}, nil
  for _, record in ipairs(records(text)) do
    if not header then
      header = record
    else
      local row = {}
      for column, name in ipairs(header) do
        local cell = unguard(record[column] or "")
        if cell ~= "" then row[name] = cell end
      end
      rows[#rows + 1] = row
    end
  end
  return rows
end

local function written(cell)
  if looks_like_formula(cell) then cell = "'" .. cell end
  if cell:find('[",\r\n]') then
    return '"' .. cell:gsub('"', '""') .. '"'
  end
  return cell
end

-- The text of a file with these columns and rows.
function csv.write(columns, rows)
  local lines = { table.concat(columns, ",") }
  for _, row in ipairs(rows) do
    local cells = {}
    for column, name in ipairs(columns) do
      cells[column] = written(row[name] or "")
    end
    lines[#lines + 1] = table.concat(cells, ",")
  end
  return table.concat(lines, "\n") .. "\n"
end

-- The parts of a cell that holds a list.
function csv.list(cell)
  local parts = {}
  for part in (cell or ""):gmatch("[^;]+") do
    part = part:match("^%s*(.-)%s*$")
    if part ~= "" then parts[#parts + 1] = part end
  end
  return parts
end

return csv
