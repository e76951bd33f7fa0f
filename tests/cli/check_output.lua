-- lua check_output.lua FORMAT [COLUMNS] <OUTPUT: whether it is well formed, and
-- harmless wherever it is shown.

package.path = arg[0]:gsub("[^/]*$", "") .. "../reference/?.lua;" .. package.path
local json = require "json"

local format, columns = arg[1], tonumber(arg[2] or "80")
local text = io.read("a")

local function complain(...)
  print(string.format(...))
  os.exit(1)
end

-- Columns of a character: near enough to what terminals do.
local function width(code)
  if code >= 0x300 and code <= 0x36f or code >= 0x1ab0 and code <= 0x1aff then
    return 0
  elseif code >= 0x1100 and code <= 0x115f or code >= 0x2e80 and code <= 0xa4cf
    or code >= 0xac00 and code <= 0xd7a3 or code >= 0xf900 and code <= 0xfaff
    or code >= 0xff00 and code <= 0xff60 or code >= 0x1f300 and code <= 0x1faff then
    return 2
  end
  return 1
end

local function check_characters()
  if not utf8.len(text) then
    complain("not valid UTF-8")
  end
  for _, code in utf8.codes(text) do
    local line_end = code == 10 or (code == 9 or code == 13) and format == "csv"
    local bidi = code >= 0x202a and code <= 0x202e or code >= 0x2066 and code <= 0x2069
    if (code < 32 and not line_end) or code >= 127 and code < 160 or bidi and format ~= "csv" then
      complain("the character U+%04X stands there as it is", code)
    end
  end
end

local function check_text()
  for line in text:gmatch("[^\n]*") do
    local sum = 0
    for _, code in utf8.codes(line) do
      sum = sum + width(code)
    end
    if sum > columns then
      complain("a line of %d columns: %s", sum, line)
    elseif line:find("^%s*::") or line:find("##[", 1, true) then
      complain("a workflow's runner takes it for a command: %s", line)
    elseif line:find(" $") then
      complain("a line ends in a blank: '%s'", line)
    end
  end
end

local function check_json()
  local lines = 0
  for line in text:gmatch("([^\n]*)\n") do
    lines = lines + 1
    json.read(line)
  end
  if format == "json" and lines ~= 1 then
    complain("%d lines of JSON", lines)
  end
end

-- How many cells each record has, and what they begin with.
local function check_csv()
  local at, cells, expected = 1, 0, nil
  while at <= #text do
    local quoted = text:sub(at, at) == '"'
    if text:find('^"?[=+@\t\r-]', at) then
      complain("a cell that a spreadsheet takes for a formula: %s", text:sub(at, at + 40))
    end
    if quoted then
      repeat
        at = assert(text:find('"', at + 1, true), "a quoted cell never ends")
        local doubled = text:sub(at + 1, at + 1) == '"'
        at = doubled and at + 1 or at
      until not doubled
      at = at + 1
    else
      at = text:find("[,\n]", at)
    end
    cells = cells + 1
    if text:sub(at, at) == "\n" then
      expected = expected or cells
      if cells ~= expected then
        complain("a record of %d cells, not %d", cells, expected)
      end
      cells = 0
    elseif text:sub(at, at) ~= "," then
      complain("a cell goes on after its quotes: %s", text:sub(at - 20, at + 20))
    end
    at = at + 1
  end
end

local function check_md()
  local expected
  for line in text:gmatch("([^\n]*)\n") do
    local _, cells = line:gsub("\\.", ""):gsub("|", "")
    expected = expected or cells
    if cells ~= expected then
      complain("%d cells, not %d: %s", cells, expected, line)
    elseif line:find("[<>]") then
      complain("markup: %s", line)
    end
  end
end

if text == "" then
  complain("nothing was printed")
end
check_characters()
local checks = { text = check_text, json = check_json, jsonl = check_json, csv = check_csv,
  md = check_md }
checks[format]()
