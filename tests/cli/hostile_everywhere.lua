--- lua hostile_everywhere.lua PROGRAM WAY, in an empty folder: calls every command as
--- hostile_table.lua has it, and looks at each byte that leaves. WAY is a format, "terminal", some
--- of these with blanks between them, or "rows": whether the table has every command and every
--- format that the program says it has.

local here = arg[0]:gsub("[^/]*$", "")
package.path = here .. "?.lua;" .. here .. "../reference/?.lua;" .. package.path
local rules = require "output_rules"
local calls = require "hostile_table"
local files = require "hostile_files"
local json = require "json"
local bytes = require "bytes"
local read, write = bytes.read, bytes.write

local program, way = arg[1], arg[2]
local on_terminal, format -- how it is being called
local every = tonumber(os.getenv("RACI_EVERY") or "1") -- of so many calls one, where each takes long
local made, seen, called = 0, 0, 0

local function complain(...)
  print(string.format(...))
  os.exit(1)
end

local function word(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

local function holds(words, name)
  return (" " .. (words or "") .. " "):find(" " .. name .. " ", 1, true) ~= nil
end

--- Runs it; gives its exit status, and what went to standard output and standard error.
local function run(arguments, terminal)
  local line = { word(program) }
  for _, argument in ipairs(arguments) do
    line[#line + 1] = word(argument)
  end
  local command = table.concat(line, " ")
  if terminal then
    write("../called", "exec " .. command .. "\n")
    local _, _, status = os.execute("script -qec 'sh ../called' /dev/null >../out 2>../err </dev/null")
    return status, read("../out"), read("../err")
  end
  local _, _, status = os.execute(command .. " >../out 2>../err </dev/null")
  return status, read("../out"), read("../err")
end

local function must(...)
  local status, out, err = run({ ... })
  if status > 1 then
    complain("%s: %s%s", table.concat({ ... }, " "), out, err)
  end
  return out
end

-- ---- what the program says it has ----

--- The words that may stand next on a command line.
local function next_words(...)
  local words = {}
  for line in must("complete", "--", ...):gmatch("[^\n]+") do
    words[#words + 1] = line:match("^[^\t]*")
  end
  return words
end

local function check_rows()
  local commands, formats = {}, 0
  for _, command in ipairs(next_words("")) do
    commands[command] = true
    for _, name in ipairs(next_words(command, "--format", "")) do
      formats = formats + 1
      local some = false
      for _, row in ipairs(calls[command] or complain("no row of the command '%s'", command)) do
        some = some or not row.formats or holds(row.formats, name)
      end
      if not rules.knows(name) then
        complain("no rules of the format '%s'", name)
      elseif not some then
        complain("no row of the command '%s' for the format '%s'", command, name)
      end
    end
  end
  for command in pairs(calls) do
    if not commands[command] and command ~= "complete" then
      complain("there is no command '%s' any more", command)
    end
  end
  print(formats .. " of commands and formats")
end

-- ---- an organization of hostile names, with a record ----

local at = "2026-12-01"
local keys = { EVIL = files.evil, SAID = files.said, QUOTED = files.quoted(files.said), BAD = files.bad }

--- The keys of two findings, one of which waits for the CXO, and accepts a third.
local function choose_findings()
  local findings = json.read(must("--at", at, "--format", "json", "check")).findings
  for _, finding in ipairs(findings) do
    local waits = finding.code == "many-accountable" and type(finding.escalate) == "table"
    local which = waits and "KEY" or finding.code == "single-point-of-failure" and "OTHER"
      or finding.code == "only-by-default" and "ACCEPTED"
    keys[which or ""] = keys[which or ""] or finding.key
  end
  if not (keys.KEY and keys.OTHER and keys.ACCEPTED) then
    complain("no finding to decide, to accept or to reopen")
  end
end

local function have_record()
  assert(os.execute(word(os.getenv("LUA") or "lua5.4") .. " " .. word(here .. "hostile_names.lua") .. " org"))
  must("init")
  must("import", "org")
  files.write()
  must("--at", at, "check", "--record", "--recorded-at", "2026-11-29T10:00:00Z")
  must("--at", at, "contest", "t12", "A", "--by", "p1", "--claims", "p2", "--because", files.said)
  local step = "state { touchpoint = 't2', letter = 'C', holder = 'position:p3', reason = '<b>::error::' }"
  must("--at", at, "change", step, "--because", "\27[31m<b>\n::error::x")
  must("--at", at, "acknowledge", "p1", "--by", "h1")
  choose_findings()
  must("--at", at, "accept", keys.ACCEPTED, "--by", "cxo", "--because", "<b>\n##[error]x", "--until",
    "2027-12-01")
  must("--at", at, "check", "--record", "--recorded-at", "2026-11-30T10:00:00Z")
  must("--at", at, "--format", "xlsx", "export", "kept/edited.xlsx")
  must("init", "kept/other")
  must("--model", "kept/other/raci.db", "import", "org")
  assert(os.rename("kept/other/raci.db", "kept/other " .. files.bad .. ".db"))
end

-- ---- calls ----

local function filled(argument)
  made = made + 1
  keys.NEW = files.bad .. made
  return (argument:gsub("{(%u+)}", keys))
end

local formats_of = {} -- a command, asked once

local function is_for(row, command)
  if row.formats then
    return holds(row.formats, format)
  end
  formats_of[command] = formats_of[command] or table.concat(next_words(command, "--format", ""), " ")
  return format ~= "xlsx" and format ~= "html" and holds(formats_of[command], format)
end

local function check_workbook(out)
  local file = assert(io.open("../book.xlsx", "wb"))
  file:write(out)
  file:close()
  local list = assert(io.popen("unzip -Z1 ../book.xlsx"))
  local parts = 0
  for name in list:lines() do
    parts = parts + 1
    local part = assert(io.popen("unzip -p ../book.xlsx " .. word((name:gsub("[%[%]]", "\\%0")))))
    local problem = rules.check_part(name, part:read("a"))
    part:close()
    if problem then
      return problem
    end
  end
  list:close()
  return parts < 8 and "a workbook of " .. parts .. " parts" or nil
end

local function problem_of(row, status, out, err)
  if not (row.exits or "01"):find(status, 1, true) then
    return "exit status " .. status
  end
  out = row.as == "lines" and out:gsub("\t", " ") or out
  if on_terminal then
    return rules.check_terminal(out)
  end
  local said = err ~= "" and rules.check("text", err)
  if said then
    return "standard error: " .. said
  elseif out == "" then
    return not (row.empty or holds(row.silent, format) or status > 1) and "nothing was printed" or nil
  elseif row.empty and format ~= "json" and format ~= "jsonl" then
    return "something was printed"
  elseif format == "xlsx" and out:find("^PK") then
    return check_workbook(out)
  end
  local as = row.prose and "text" or format == "text" and row.as == "lua" and "lua" or format
  return rules.check(as, out, not row.as and 80 or nil)
end

local function call(command, row)
  local arguments = { "--at", at, "--format", format, command }
  if row.changes then
    assert(os.execute("cp raci.db ../changed.db"))
    table.move({ "--model", "../changed.db", "--policy", "policy" }, 1, 4, 1, arguments)
    table.move({ "--at", at, "--format", format, command }, 1, 5, 5, arguments)
  end
  for _, argument in ipairs(row.arguments) do
    arguments[#arguments + 1] = filled(argument)
  end
  local problem = problem_of(row, run(arguments, on_terminal))
  if problem then
    complain("%s %s, as %s: %s\n--- standard output\n%s\n--- standard error\n%s", command,
      table.concat(row.arguments, " "), on_terminal and "terminal" or format, problem,
      read("../out"):sub(1, 2000), read("../err"):sub(1, 999))
  end
  called = called + 1
end

if way == "rows" then
  check_rows()
  os.exit(0)
end
have_record()
local commands = {}
for command in pairs(calls) do
  commands[#commands + 1] = command
end
table.sort(commands)
for one in way:gmatch("%S+") do
  on_terminal = one == "terminal"
  format = on_terminal and "text" or one
  keys.FORMAT = format
  for _, command in ipairs(commands) do
    for _, row in ipairs(calls[command]) do
      if is_for(row, command) then
        seen = seen + 1
        if seen % every == 0 then
          call(command, row)
        end
      end
    end
  end
end
if called == 0 then
  complain("nothing was called as %s", way)
elseif io.open("pwned") then
  complain("a name was run as a command")
end
print(called .. " calls")
