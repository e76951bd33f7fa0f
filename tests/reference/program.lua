-- Runs the program over written cases: a few processes at a time, answers in files.

local generate = require "generate"

local program = {}
program.__index = program

local function quoted(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end
program.quoted = quoted

local function read_file(path)
  local file = io.open(path, "rb")
  if not file then return "" end
  local text = file:read("a")
  file:close()
  return text
end

local function run(command)
  local ok, how, status = os.execute(command)
  return ok == true, how, status
end

local function temporary_folder()
  local parent = run "test -d /dev/shm -a -w /dev/shm" and "/dev/shm" or "${TMPDIR:-/tmp}"
  local pipe = assert(io.popen("mktemp -d " .. parent .. "/raci-reference.XXXXXX"))
  local folder = pipe:read("l")
  pipe:close()
  return assert(folder, "no temporary folder")
end

-- The program at a path, with a temporary folder of its own. `how`, if given, is how a case of
-- another sort is run: { write = function(case, folder), script = function(self, case, folder) }.
function program.new(path, jobs, how)
  local self = setmetatable({ path = path, jobs = jobs, how = how or program.evaluation,
    folder = temporary_folder() }, program)
  self.blank = self.folder .. "/blank"
  if not path then return self end -- cases are only to be written
  local ok = run(("%s init %s >%s/init.out 2>&1"):format(quoted(path), quoted(self.blank),
    quoted(self.folder)))
  if not ok then error("init failed: " .. read_file(self.folder .. "/init.out"), 0) end
  return self
end

function program:close()
  run("rm -rf " .. quoted(self.folder))
end

-- What is exported and imported again is the same organization, and is evaluated to the same bytes.
local ROUND_TRIP = [[
cp %s again.db
{ $raci --model raci.db export exported && $raci --model again.db import exported; } >again.err 2>&1
$raci --model again.db --policy p1.lua --at %s check --format json >again.out 2>>again.err
cmp -s p1.check.out again.out; echo $? >again.status]]

-- The script that imports a case and evaluates its policies.
local function script(self, case, folder)
  local lines = { "cd " .. quoted(folder), "cp " .. quoted(self.blank .. "/raci.db") .. " raci.db",
    ("raci=%s"):format(quoted(self.path or "raci")),
    "$raci --model raci.db import organization >import.out 2>import.err",
    "status=$?; echo $status >import.status; test $status = 0 || exit 0" }
  for i, policy in ipairs(case.policies) do
    local options = ("--model raci.db --policy p%d.lua --at %s --format json"):format(i,
      policy.date)
    local function ask(command, arguments)
      local base = ("p%d.%s"):format(i, command)
      lines[#lines + 1] = ("$raci %s %s >%s.out 2>%s.err; echo $? >%s.status"):format(options,
        arguments, base, base, base)
    end
    ask("matrix", "matrix")
    ask("check", "check")
    ask("summary", "check --summary")
    ask("spread", "check --workers 3")
    ask("spread_summary", "check --summary --workers 2")
    if policy.who then ask("who", "who " .. quoted(policy.who)) end
  end
  if case.round_trip then
    lines[#lines + 1] = ROUND_TRIP:format(quoted(self.blank .. "/raci.db"),
      case.policies[1].date)
  end
  return table.concat(lines, "\n") .. "\n"
end

program.evaluation = { write = generate.write, script = script }

-- Writes cases, each into a folder of its own: case.folder.
function program:write(cases)
  for i, case in ipairs(cases) do
    case.folder = ("%s/case%d"):format(self.folder, i)
    run(("rm -rf %s; mkdir -p %s/organization"):format(quoted(case.folder), quoted(case.folder)))
    self.how.write(case, case.folder)
    generate.write_file(case.folder .. "/run.sh", self.how.script(self, case, case.folder))
  end
end

-- Starts the program over written cases; close the result to wait for it.
function program:start(cases)
  local list = {}
  for i, case in ipairs(cases) do list[i] = case.folder .. "/run.sh" end
  generate.write_file(self.folder .. "/scripts", table.concat(list, "\n") .. "\n")
  return assert(io.popen(("xargs -P %d -n 1 sh <%s/scripts"):format(self.jobs,
    quoted(self.folder))))
end

local function result(base)
  return { status = tonumber(read_file(base .. ".status")), out = read_file(base .. ".out"),
    err = read_file(base .. ".err") }
end
program.result = result

-- What the program gave for a case: `import`, and per policy `matrix`, `check`, its `summary`,
-- the same of several workers, and mostly `who`.
function program.results(_, case)
  local results = { import = result(case.folder .. "/import") }
  if case.round_trip then results.again = result(case.folder .. "/again") end
  for i, policy in ipairs(case.policies) do
    results[i] = {}
    for _, command in ipairs { "matrix", "check", "summary", "spread", "spread_summary",
      policy.who and "who" } do
      results[i][command] = result(("%s/p%d.%s"):format(case.folder, i, command))
    end
  end
  return results
end

-- Runs one case and waits.
function program:run_one(case)
  self:write { case }
  self:start({ case }):close()
  return self:results(case)
end

return program
