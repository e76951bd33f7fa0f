-- lua check_output.lua FORMAT [COLUMNS] <OUTPUT: whether it is well formed, and
-- harmless wherever it is shown.

package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua;" .. package.path
local rules = require "output_rules"

local problem = rules.check(arg[1], io.read("a"), tonumber(arg[2] or "80"))
if problem then
  print(problem)
  os.exit(1)
end
