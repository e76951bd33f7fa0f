--- What else hostile names stand in: writes into the current folder, beside the organization `org`,
--- the policy, and the folders `kept` and `broken`. Gives the texts that act.

local write = require("bytes").write

local files = {}

--- A file's name that acts, and a text in which everything does.
files.bad = "\27[31mevil\7 <b>::error x=1,y=2::\u{202e}\u{ad}#\n"
  .. "::error file=x::%0Aforged \"'|`$(touch pwned)]]>"
files.evil = "=1+1 \27]0;t\7\u{9b}31m \u{202e}rtl\u{2028}\u{ad}\u{e0041}\u{feff}<script>alert(1)</script>\n"
  .. "::error file=x::forged\r\n##[error]x ##vso[task.x] | `c` [l](javascript:x) $(touch pwned) `touch pwned`"
  .. " ]]> %0A::warning:: # skip\nok 9 - x\n\"'\\ \xff"

local function cell(text)
  return '"' .. text:gsub('"', '""') .. '"'
end

--- A text as Lua and YAML have it in quotes.
function files.quoted(text)
  return '"' .. text:gsub("[^%w ]", function(c) return ("\\%03d"):format(c:byte()) end) .. '"'
end

files.said = files.evil:gsub("\xff", "")

--- What may be a name in a policy: without ends of lines and control characters, and short.
local function as_name(text)
  text = text:gsub("[%c]", " "):gsub("\u{9b}", "")
  return text:sub(1, (utf8.offset(text, 0, math.min(#text, 190)) or 1) - 1)
end

--- The text with what stands in it in quotes: NAME for the name, CALLED for it as a policy takes it.
local function named(text, name)
  return (text:gsub("%u%u%u%u+", { NAME = files.quoted(name), CALLED = files.quoted(as_name(name)) }))
end

local policy = [[
policy { name = CALLED, version = CALLED, scheme = "RACI" }
default "the \"head\" | <i>answers</i>" {
  because = "=cmd|' /C calc'!A0",
  assign = { A = head_of_delivering_unit(), R = delivering_units() },
}
rule CALLED {
  because = NAME,
  match = { key = "t1*" },
  assign = { A = { "position:p1", "position:p2" }, I = "unit:company" },
}
rule "never \u{202e}# ::error::" {
  because = NAME, match = { key = "none" }, assign = { C = "position:p3" },
}
rule "forbid <x>" {
  because = "\u{2028}##[error]x", match = { key = "t1*" },
  forbid = { A = "position:p1" },
  require = { I = under("unit:u3") },
}
check "own <b> ::error::" {
  because = NAME, severity = "warning",
  test = function(s) if s.key == "t3" then return NAME end end,
}
]]

local scenario = [[
scenario CALLED {
  because = NAME,
  %s
}
]]

local steps = [[
  rename_unit { unit = "u3", name = NAME },
  create_position { key = "new", title = NAME, unit = "u3" },
  appoint { position = "new", person = { key = "guest", name = NAME, email = "a@b" } },
  vacate { position = "p2" },
  state { touchpoint = "t3", letter = "C", holder = "position:new", reason = NAME },
]]

local cases = [[
tests { policy = "../policy", organization = folder "../org", at = "2026-12-01" }
case CALLED { because = NAME, expect.accountable("t12", "p7"), expect.has_not("t12", "A", "p1") }
case "a # skip ok 2 - forged Bail out!" { expect.accountable("t7", "person:h3") }
case "\u{202e}::error::x <b>" { expect.has("t12", "I", "unit:company") }
]]

-- What an analysis has to tell of: two rules that contradict each other on a touchpoint.
local conflict = [[
policy { name = "x" }
rule CALLED { because = NAME, match = { key = "t12" }, assign = { A = "position:p1" } }
rule "\u{202e}other \u{ad}\u{2028}##[error]" {
  because = NAME, match = { key = "t12" }, assign = { A = "position:p2" },
}
]]

local failing = [[
policy { name = "x" }
rule CALLED {
  because = "x", when = function() error(NAME) end, assign = { A = "position:p1" },
}
]]

--- Tables and files as others have them: of a matrix, of people, of owners; and canonical ones
--- with mistakes.
local function write_tables(said)
  write("kept/matrix " .. files.bad .. ".csv",
    ("Activity,%s,Ann\n%s,A,R\nother,X?,%s\n"):format(said, said, said))
  write("kept/matrix.md", "| Task | <b>CEO</b> | ::error:: |\n|---|---|---|\n| a\27[31mb | A | R |\n"
    .. "| =1 | zz | \u{202e} |\n")
  write("kept/people.csv", "Name,E-Mail,Title,Manager\n"
    .. ("%s,a@b,<b>,Nobody %s\nAnn,x,\27[31m,%s\n"):format(said, cell("::error::x"), said))
  write("kept/CODEOWNERS", "/a<b>\27[31m @\u{202e}x/::error::\n*.c @ann ::error::x\n[bad\n")
  write("broken/units.csv", ("key,name,parent,head,%s\nu1,x,%s,,\n%s,y,,,\n"):format(said, said, said))
  write("broken/people.csv", "key,name,from\nx,y," .. said .. "\n")
end

--- Writes them.
function files.write()
  local bad, said = files.bad, files.said
  assert(os.execute("mkdir -p kept broken"))
  write("policy/policy.lua", named(policy, said))
  write("policy/" .. bad .. ".lua", named([[rule CALLED { because = NAME, match = { key = "t0" },
    assign = { C = "position:p3" } }]], bad))
  write("kept/" .. bad .. ".lua", named(policy, said .. " other"))
  write("kept/" .. bad .. ".lua.scenario", named(scenario:format(steps), said))
  write("kept/misfit.lua", named(scenario:format('vacate { position = "gone" },'), said))
  write("kept/conflict.lua", named(conflict, said))
  write("kept/failing.lua", named(failing, said))
  write("kept/" .. bad .. "_test.lua", named(cases, said))
  write("kept/" .. bad .. ".case", "policy ../policy\norganization folder ../org\nat 2026-12-01\n\n"
    .. "case <b>\u{202e}::error:: # skip\n  p7 is accountable for t12\n")
  write("broken/failing_test.lua", named("error(NAME)\n", said))
  write_tables(cell(said))
end

return files
