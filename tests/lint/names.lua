--- File names are unique in the tree, lower case, and say what the file is for.

package.path = "tests/lint/?.lua"
local source = require("source")

local shared = { ["README.md"] = true, ["CMakeLists.txt"] = true, ["policy.lua"] = true }
local idle = { utils = true, util = true, misc = true, common = true, helpers = true, stuff = true }

local met = {}
local files = source.files({ "engine", "include", "rules", "db", "tests" }, ".")
local seen = 0
for _, path in ipairs(files) do
  local name = path:match("[^/]+$")
  -- Samples and the folders of expected output repeat names on purpose.
  local data = path:find("^db/samples/")
    or path:find("^tests/") and not name:find("%.[ch]$") and not name:find("%.lua$")
  if not data and not shared[name] then
    seen = seen + 1
    if met[name] then
      source.problem(path, nil, "has the name of " .. met[name])
    end
    met[name] = path
    if not name:find("^[%w_.%-]+$") or name:find("%u") then
      source.problem(path, nil, "a name has lower-case letters, digits, _, - and .")
    end
  end
  for part in path:gmatch("[^/]+") do
    if idle[part:match("^[^.]*")] then
      source.problem(path, nil, "'" .. part .. "' does not say what it is for")
    end
  end
end
source.done(seen .. " files")
