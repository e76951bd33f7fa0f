-- lua5.4 reached_by_folder.lua SUMMARY: what gcovr's summary in JSON says of each folder of
-- engine/, and of all of it; exit status 1 where the whole is below what is demanded.

package.path = (arg[0]:match "^(.*)/[^/]*$" or ".") .. "/../reference/?.lua;" .. package.path
local json = require "json"

local LINES, BRANCHES = 90, 80 -- of a hundred, at least

local file = assert(io.open(arg[1] or error("usage: reached_by_folder.lua SUMMARY", 0), "rb"))
local summary = json.read(file:read "a")
file:close()

local function nothing()
  return { files = 0, lines = 0, reached = 0, branches = 0, taken = 0 }
end

local function add(to, one)
  to.files = to.files + 1
  to.lines, to.reached = to.lines + one.line_total, to.reached + one.line_covered
  to.branches, to.taken = to.branches + one.branch_total, to.taken + one.branch_covered
end

local function percent(part, whole)
  return whole == 0 and 100 or part * 100 / whole
end

local folders, names, whole = {}, {}, nothing()
for _, one in ipairs(summary.files) do
  local name = one.filename:match "engine/([^/]+)/" or error("gcovr tells of " .. one.filename, 0)
  if not folders[name] then
    folders[name] = nothing()
    names[#names + 1] = name
  end
  add(folders[name], one)
  add(whole, one)
end
assert(whole.lines > 0, "nothing was measured")
table.sort(names)

local ROW = "%-10s %5d %7d %6.1f %% %8d %6.1f %%"
local function show(name, of)
  print(ROW:format(name, of.files, of.lines, percent(of.reached, of.lines), of.branches,
    percent(of.taken, of.branches)))
end
print(("%-10s %5s %7s %8s %8s %8s"):format("folder", "files", "lines", "reached", "branches", "taken"))
for _, name in ipairs(names) do show(name, folders[name]) end
show("engine", whole)

local short = false
local function demand(what, reached, least)
  if reached < least then
    short = true
    print(("%.2f %% of %s, of at least %d %%"):format(reached, what, least))
  end
end
demand("lines", percent(whole.reached, whole.lines), LINES)
demand("branches", percent(whole.taken, whole.branches), BRANCHES)
os.exit(not short)
