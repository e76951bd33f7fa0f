-- Makes the canonical files of this folder from New York City's list of 311 requests.
-- Usage: lua5.4 make.lua REQUESTS.csv FOLDER
-- REQUESTS.csv has the columns complaint_type, descriptor, agency, channel, requests, open.
-- luacheck: std lua54

-- What the list does not say: the agencies' names, as everybody knows them.
local AGENCIES = {
  DCA = "Department of Consumer Affairs",
  DCAS = "Department of Citywide Administrative Services",
  DEP = "Department of Environmental Protection",
  DFTA = "Department for the Aging",
  DOB = "Department of Buildings",
  DOF = "Department of Finance",
  DOHMH = "Department of Health and Mental Hygiene",
  DOITT = "Department of Information Technology and Telecommunications",
  DOT = "Department of Transportation",
  DPR = "Department of Parks and Recreation",
  DSNY = "Department of Sanitation",
  EDC = "Economic Development Corporation",
  HPD = "Department of Housing Preservation and Development",
  HRA = "Human Resources Administration",
  NYPD = "Police Department",
  TLC = "Taxi and Limousine Commission",
}

local CHANNELS = {
  MOBILE = "Mobile app", ONLINE = "Website", OTHER = "Another channel", PHONE = "Telephone",
  UNKNOWN = "Not recorded",
}

local function sorted_keys(set)
  local list = {}
  for key in pairs(set) do list[#list + 1] = key end
  table.sort(list)
  return list
end

-- Reading -------------------------------------------------------------------------------------

-- The cells of one line of CSV; no cell of the list holds a line's end.
local function cells_of(line)
  local cells, at = {}, 1
  repeat
    local cell, stop
    if line:sub(at, at) == '"' then
      local parts = {}
      repeat
        local quote = assert(line:find('"', at + 1, true), "a quoted cell never ends: " .. line)
        parts[#parts + 1] = line:sub(at + 1, quote - 1)
        at = quote + 1
      until line:sub(at, at) ~= '"'
      cell, stop = table.concat(parts, '"'), at
    else
      stop = line:find(",", at, true) or #line + 1
      cell = line:sub(at, stop - 1)
    end
    cells[#cells + 1] = cell
    at = stop + 1
  until stop > #line
  return cells
end

-- All rows, each a table from column to cell.
local function read(path)
  local rows, header = {}, nil
  for line in io.lines(path) do
    local cells = cells_of((line:gsub("\r$", "")))
    if not header then
      header = cells
    else
      local row = {}
      for column, name in ipairs(header) do row[name] = cells[column] end
      rows[#rows + 1] = row
    end
  end
  return rows
end

-- Gathering -----------------------------------------------------------------------------------

local function key_of(name)
  assert(not name:find("[\128-\255]"), "nothing here transliterates: " .. name)
  return (name:lower():gsub("[^a-z0-9]+", "-"):gsub("^%-", ""):gsub("%-$", ""))
end

-- One touchpoint for each pair of complaint type and channel, by key.
local function gather(rows)
  local touchpoints, agencies, channels = {}, {}, {}
  for _, row in ipairs(rows) do
    assert(AGENCIES[row.agency], "an agency nobody has named: " .. row.agency)
    assert(CHANNELS[row.channel], "an unknown channel: " .. row.channel)
    local type_key = key_of(row.complaint_type)
    local key = type_key .. "-" .. row.channel:lower()
    local touchpoint = touchpoints[key]
    if not touchpoint then
      touchpoint = { type = row.complaint_type, tag = type_key, channel = row.channel,
        agencies = {}, descriptors = {}, requests = 0, open = 0 }
      touchpoints[key] = touchpoint
    end
    assert(touchpoint.type == row.complaint_type, "two types have the key " .. type_key)
    touchpoint.agencies[row.agency:lower()] = true
    touchpoint.descriptors[row.descriptor] = true
    touchpoint.requests = touchpoint.requests + tonumber(row.requests)
    touchpoint.open = touchpoint.open + tonumber(row.open)
    agencies[row.agency], channels[row.channel] = true, true
  end
  return touchpoints, agencies, channels
end

-- Writing -------------------------------------------------------------------------------------

local function written(cell)
  cell = tostring(cell)
  if cell:find('[",\r\n]') then return '"' .. cell:gsub('"', '""') .. '"' end
  return cell
end

local function write(path, columns, rows)
  local file = assert(io.open(path, "wb"))
  file:write(table.concat(columns, ","), "\n")
  for _, row in ipairs(rows) do
    local cells = {}
    for i = 1, #columns do cells[i] = written(row[i]) end
    file:write(table.concat(cells, ","), "\n")
  end
  assert(file:close())
end

local function write_organization(folder, agencies)
  local units = { { "nyc", "City of New York", "", "mayor", "company" } }
  local positions = { { "mayor", "Mayor", "nyc", "", "ceo" } }
  for _, agency in ipairs(sorted_keys(agencies)) do
    local key = agency:lower()
    local head = "head-" .. key
    units[#units + 1] = { key, AGENCIES[agency], "nyc", head, "department" }
    positions[#positions + 1] = { head, "Head of the " .. AGENCIES[agency], key, "mayor", "" }
  end
  write(folder .. "/units.csv", { "key", "name", "parent", "head", "kind" }, units)
  write(folder .. "/positions.csv", { "key", "title", "unit", "reports_to", "office" }, positions)
end

local function write_touchpoints(folder, touchpoints, channels)
  local rows = {}
  for _, channel in ipairs(sorted_keys(channels)) do
    rows[#rows + 1] = { channel:lower(), CHANNELS[channel] }
  end
  write(folder .. "/channels.csv", { "key", "name" }, rows)
  rows = {}
  for _, key in ipairs(sorted_keys(touchpoints)) do
    local t = touchpoints[key]
    local name = ("%s (%s)"):format(t.type, t.channel:lower())
    rows[#rows + 1] = { key, name, t.channel:lower(), table.concat(sorted_keys(t.agencies), ";"),
      t.tag, #sorted_keys(t.descriptors), t.requests, t.open }
  end
  write(folder .. "/touchpoints.csv",
    { "key", "name", "channel", "units", "tags", "descriptors", "requests", "open" }, rows)
end

local source, folder = arg[1], arg[2]
if not folder then
  io.stderr:write("usage: lua5.4 make.lua REQUESTS.csv FOLDER\n")
  os.exit(2)
end
local touchpoints, agencies, channels = gather(read(source))
write_organization(folder, agencies)
write_touchpoints(folder, touchpoints, channels)
