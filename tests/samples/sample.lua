-- What the tests of whole organizations share: running the program, reading what it says, and
-- keeping count of what is not as expected.

package.path = "tests/reference/?.lua;" .. package.path
local csv = require "csv"
local json = require "json"

local sample = { csv = csv, json = json }

local raci = assert(arg[1], "usage: lua5.4 TEST.lua RACI")
local problems = 0

function sample.problem(...)
  problems = problems + 1
  print(string.format(...))
end

function sample.equal(found, expected, what)
  if found ~= expected then
    sample.problem("%s: expected %s, found %s", what, tostring(expected), tostring(found))
  end
end

function sample.at_least(found, least, what)
  if found < least then sample.problem("%s: expected %d or more, found %d", what, least, found) end
end

-- Ends the test, by default with what the problems say.
function sample.done(status)
  os.execute("rm -rf " .. sample.quoted(sample.folder))
  if problems > 0 then print(problems .. " problems") end
  os.exit(status or (problems > 0 and 1 or 0))
end

function sample.quoted(word)
  return "'" .. word:gsub("'", "'\\''") .. "'"
end

-- Files -----------------------------------------------------------------------------------

-- The text of a file; nil where there is none.
function sample.text(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read("a")
  file:close()
  return text
end

function sample.write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  assert(file:close())
end

-- The rows of a CSV file, each a table from column to cell, without the empty cells.
function sample.rows(path)
  return csv.read(assert(sample.text(path), path .. " is not there"))
end

-- A folder of the test's own.
do
  local pipe = assert(io.popen("mktemp -d"))
  sample.folder = assert(pipe:read("l"), "no temporary folder")
  pipe:close()
end

-- The program -----------------------------------------------------------------------------

-- Runs `raci WORDS…` and gives what it printed and its exit status, which has to be one of
-- `allowed` (by default 0 only).
function sample.run(words, allowed)
  local line = { sample.quoted(raci) }
  for _, word in ipairs(words) do line[#line + 1] = sample.quoted(word) end
  local output = sample.folder .. "/output"
  local command = table.concat(line, " ")
  local _, _, status = os.execute(command .. " >" .. sample.quoted(output) .. " </dev/null")
  for _, each in ipairs(allowed or { 0 }) do
    if status == each then return sample.text(output), status end
  end
  sample.problem("%s: exit status %d", command, status)
  sample.done()
end

-- The document that `raci --format json WORDS…` prints.
function sample.document(words, allowed)
  local all = { "--format", "json", table.unpack(words) }
  return json.read(sample.run(all, allowed))
end

-- A new model with these files in it.
function sample.import(name, files)
  local folder = sample.folder .. "/" .. name
  sample.run { "init", folder }
  sample.run { "--model", folder .. "/raci.db", "import", files }
  return folder .. "/raci.db"
end

-- Export, import of that, export again: nothing changes.
function sample.round_trip(model)
  local first, second = sample.folder .. "/first", sample.folder .. "/second"
  sample.run { "--model", model, "export", first }
  sample.run { "--model", sample.import("again", first), "export", second }
  local command = "diff -r %s %s"
  if not os.execute(command:format(sample.quoted(first), sample.quoted(second))) then
    sample.problem("export, import, export: not the same files")
  end
  return first
end

-- Where the test data that is not part of the repository lies; the test ends without it.
function sample.shared(path)
  local full = "../shared/data/" .. path
  if sample.text(full) then return full end
  print(full .. " is not there")
  if os.getenv("CI") then sample.done(1) end
  print("skipped: this needs the shared test data")
  sample.done(77)
end

return sample
