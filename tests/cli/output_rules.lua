--- What each format permits, byte by byte, whatever texts stand in it: a function for each, of
--- the text and the columns there are, which complains by an error. Strings are taken for hostile.

package.path = arg[0]:gsub("[^/]*$", "") .. "../reference/?.lua;" .. package.path
local json = require "json"
local markup = require "output_markup"

local rules = {}

local function complain(...)
  error(string.format(...), 0)
end

-- ---- characters ----

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

-- What turns the direction of text, or stands there unseen: marks of direction, joiners, soft
-- hyphens, ends of lines and paragraphs, annotations, tags, what is no character.
local unseen = {
  { 0xad, 0xad }, { 0x61c, 0x61c }, { 0x200b, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f },
  { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0xfffe, 0xffff }, { 0xe0000, 0xe0fff },
}

local function is_unseen(code)
  for _, range in ipairs(unseen) do
    if code >= range[1] and code <= range[2] then
      return true
    end
  end
  return false
end

--- Whether it is UTF-8 without characters that act; a table for spreadsheets keeps those that
--- only a reader's eye could be led astray by, and ends of lines within its quotes.
function rules.characters(text, format)
  if not utf8.len(text) then
    complain("not valid UTF-8")
  end
  local as_data = format == "csv"
  for _, code in utf8.codes(text) do
    local line_end = code == 10 or as_data and (code == 9 or code == 13)
    if code < 32 and not line_end or code >= 127 and code < 160 or not as_data and is_unseen(code) then
      complain("the character U+%04X stands there as it is", code)
    end
  end
end

-- ---- text ----

--- Whether a line is a command of what runs workflows and reads what they print.
local function commands(line)
  return line:find("^%s*::") or line:find("##[", 1, true) or line:find("##vso[", 1, true)
end

--- Lines of text, of so many columns if they are given.
function rules.lines(text, columns)
  for line in text:gmatch("[^\n]*") do
    local sum = 0
    for _, code in utf8.codes(line) do
      sum = sum + width(code)
    end
    if columns and sum > columns then
      complain("a line of %d columns: %s", sum, line)
    elseif commands(line) then
      complain("a workflow's runner takes it for a command: %s", line)
    elseif columns and line:find(" $") then
      complain("a line ends in a blank: '%s'", line)
    end
  end
end

--- What a terminal is sent: colours, and a line that is drawn over itself, act on purpose.
function rules.terminal(text)
  text = text:gsub("\r\n", "\n"):gsub("\27%[[%d;]*m", ""):gsub("\r[^\r\n\27]*\27%[K", "")
  rules.characters(text)
  rules.lines(text)
end

-- ---- data ----

--- One document of JSON, or one on each line. Its strings name no command of a runner either.
function rules.json(text, one)
  local lines = 0
  for line in text:gmatch("([^\n]*)\n") do
    lines = lines + 1
    json.read(line)
    if commands(line) then
      complain("a workflow's runner takes it for a command: %s", line:match("##.*"):sub(1, 60))
    end
  end
  if one and lines ~= 1 or not text:find("\n$") then
    complain("%d lines of JSON", lines)
  end
end

--- How many cells each record has, and what they begin with.
function rules.csv(text)
  local at, cells, expected = 1, 0, nil
  while at <= #text do
    local quoted = text:sub(at, at) == '"'
    if text:find('^"?[=+@\t\r-]', at) then
      complain("a cell that a spreadsheet takes for a formula: %s", text:sub(at, at + 40))
    end
    if quoted then
      repeat
        at = text:find('"', at + 1, true) or complain("a quoted cell never ends")
        local doubled = text:sub(at + 1, at + 1) == '"'
        at = doubled and at + 1 or at
      until not doubled
      at = at + 1
    else
      at = text:find("[,\n]", at) or complain("the last record never ends")
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

--- A document or a table: rows of one table have as many cells, and nothing of a text is markup.
function rules.md(text)
  local expected
  for line in text:gmatch("([^\n]*)\n") do
    local plain = line:gsub("\\.", "")
    local _, cells = plain:gsub("|", "")
    expected = plain:find("^|") and (expected or cells) or nil
    if cells ~= (expected or 0) then
      complain("%d cells, not %d: %s", cells, expected or 0, line)
    elseif line:find("[<>]") then
      complain("markup: %s", line)
    elseif plain:find("[%[%]`]") then
      complain("a link, a picture or code: %s", line)
    elseif commands(line) then
      complain("a workflow's runner takes it for a command: %s", line)
    end
  end
end

-- ---- what other programs read ----

--- A command for each line, each of which is one that raci means to give.
function rules.github(text)
  for line in text:gmatch("([^\n]*)\n") do
    local kind, properties, message = line:match("^::(%l+) ([^:]*)::(.*)$")
    if kind ~= "error" and kind ~= "warning" and kind ~= "notice" then
      complain("not a command of raci's: %s", line)
    elseif not (properties:find("^title=[^,=]*$")
      or properties:find("^file=[^,]*,line=%d+,title=[^,=]*$")) then
      complain("properties that raci does not give: %s", line)
    elseif message:gsub("%%25", ""):find("%", 1, true) then
      complain("an escape that stands there as it is: %s", line)
    end
  end
end

--- A plan, and as many results, numbered; below them what YAML reads, indented.
function rules.tap(text)
  rules.lines(text)
  local planned = tonumber(text:match("^TAP version 13\n1%.%.(%d+)\n")) or complain("no plan")
  local results = 0
  for line in text:gsub("^[^\n]*\n[^\n]*\n", ""):gmatch("([^\n]*)\n") do
    local number, name = line:match("^ok (%d+) %- (.*)$")
    if not number then
      number, name = line:match("^not ok (%d+) %- (.*)$")
    end
    if number then
      results = results + 1
      if tonumber(number) ~= results or name:gsub("\\.", ""):find("#", 1, true) then
        complain("a result that is forged, or has a directive: %s", line)
      end
    elseif not (line:find("^  %-%-%-$") or line:find("^  %.%.%.$") or line:find("^  failures:$")
      or line:find("^      line: %d+$") or line:gsub("\\.", ""):find('^    [- ] %l+: "[^"]*"$')) then
      complain("neither a result nor what belongs to one: %s", line)
    end
  end
  if results ~= planned then
    complain("%d results of %d", results, planned)
  end
end

--- Records of lines and branches, each of a file.
function rules.lcov(text)
  rules.lines(text)
  local inside = false
  for line in text:gmatch("([^\n]*)\n") do
    local word = line:match("^(%u+):")
    if word == "TN" and line ~= "TN:" or line == "TN:" and inside then
      complain("a record within another: %s", line)
    elseif line == "end_of_record" or word == "TN" then
      inside = word == "TN"
    elseif not inside or not (word == "SF" or line:find("^BRDA:%d+,%d+,%d+,[%d-]+$")
      or line:find("^DA:%d+,%d+$") or line:find("^[BL]R?[FH]:%d+$")) then
      complain("no line of a tracefile: %s", line)
    end
  end
end

--- Lua that is read, not run: nothing but calls and remarks, as the language has it.
function rules.lua(text)
  rules.lines(text)
  local _, message = load(text, "=output", "t", {})
  if message then
    complain("%s", message)
  end
end

-- ---- all of them ----

local of_format = {
  text = rules.lines,
  json = function(text) rules.json(text, true) end,
  jsonl = function(text) rules.json(text, false) end,
  sarif = function(text) rules.json(text, true) end,
  csv = rules.csv, md = rules.md, github = rules.github, tap = rules.tap, lcov = rules.lcov,
  lua = rules.lua, html = markup.html,
  junit = function(text)
    rules.lines(text)
    markup.junit(text)
  end,
}

--- Whether there are rules of a format.
function rules.knows(format)
  return of_format[format] ~= nil or format == "xlsx"
end

--- Why a text may not leave in a format, or nil.
function rules.check(format, text, columns)
  local done, message = pcall(function()
    if text == "" then
      complain("nothing was printed")
    end
    rules.characters(text, format)
    of_format[format](text, columns)
  end)
  return not done and message or nil
end

--- The same of what a terminal was sent.
function rules.check_terminal(text)
  local done, message = pcall(rules.terminal, text)
  return not done and message or nil
end

--- The same of a part of a workbook, its name in the archive first.
function rules.check_part(name, text)
  local done, message = pcall(function()
    rules.characters(text, "csv")
    markup.part(name, text)
  end)
  return not done and name .. ": " .. message or nil
end

return rules
