--- Every command is among the calls that faults are tried on, and every function of include/ is
--- called by the program or by library_calls.c.

package.path = "tests/lint/?.lua"
local source = require("source")

local calls = source.read("tests/faults/fault_calls.c"):gsub(",\n     +", ", ")
local tried = {}
for line in calls:gmatch('\n    {"[^"]+", ([^\n]+)') do
  for word in line:gmatch("[%w-]+") do
    tried[word] = true
  end
end

local commands = 0
for name in source.read("engine/cli/commands.c"):gmatch('{%.name = "([^"]+)"') do
  commands = commands + 1
  if not tried[name] then
    source.problem("tests/faults/fault_calls.c", 1, "no call of the command '" .. name .. "'")
  end
end

local program = { source.read("tests/faults/library_calls.c") }
for _, path in ipairs(source.files({ "engine/cli" }, "%.c$")) do
  program[#program + 1] = source.read(path)
end
local text = table.concat(program, "\n")
local functions = 0
for _, path in ipairs(source.files({ "include" }, "%.h$")) do
  for name in source.bare(source.read(path)):gmatch("%f[%w_](raci_[%w_]+)%(") do
    if not name:find("_fn$") then
      functions = functions + 1
      if not text:find("%f[%w_]" .. name .. "%f[^%w_]") then
        source.problem(path, 1, "nothing in tests/faults calls " .. name)
      end
    end
  end
end
assert(commands > 30 and functions > 150, "the lists were not understood")
source.done(commands .. " commands, " .. functions .. " functions")
