--- The repository's top level holds what the house rules name, nothing else.

package.path = "tests/lint/?.lua"
local source = require("source")

local allowed = {}
for name in ([[engine rules db include tests CMakeLists.txt README.md CMakePresets.json run LICENSE
  CHANGELOG.md SECURITY.md build CMakeUserPresets.json]]):gmatch("%S+") do
  allowed[name] = true -- the last two are ignored by git
end

local count = 0
local list = io.popen("ls -A")
for name in list:lines() do
  count = count + 1
  if not allowed[name] and name:sub(1, 1) ~= "." then
    source.problem(name, nil, "has no place at the top level")
  end
end
list:close()
source.done(count .. " entries")
