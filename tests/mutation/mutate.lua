-- Changes the resolver and the checks, one token at a time, and sees whether tests notice.
--
--     lua5.4 tests/mutation/mutate.lua [--count N] [--seed S] [--share PERCENT] [--from N]
--                                      [--only N,M,...] [--list] [--plain]
--
-- From the repository's root. --list says which changes the seed draws, and tries none; --only tries
-- some of them, by their numbers there, --from begins with one; --plain leaves out what runs under
-- sanitizers. Exit status 1: fewer were caught than the share demands.
-- All of it happens in build/mutation, on a copy of the sources.

package.path = "tests/mutation/?.lua;tests/lint/?.lua"

local builds = require "mutant_builds"
local known = require "known_equivalents"
local mutations = require "mutations"
local source = require "source"

local options = { count = 200, seed = 1, share = 95, from = 1 }
local NUMBERS = { count = true, seed = true, share = true, from = true }
do
  local i = 1
  while i <= #arg do
    local name = arg[i]:match "^%-%-(%l+)$"
    if name == "list" or name == "plain" then
      options[name] = true
    elseif name == "only" then
      i = i + 1
      options.only = {}
      for number in (arg[i] or ""):gmatch "[^,]+" do
        options.only[#options.only + 1] = math.tointeger(tonumber(number)) or
          error("--only needs numbers, not " .. number, 0)
      end
    elseif NUMBERS[name] then
      i = i + 1
      options[name] = math.tointeger(tonumber(arg[i])) or error(arg[i - 1] .. " needs a number", 0)
    else
      error("unexpected " .. arg[i], 0)
    end
    i = i + 1
  end
end

-- ---- which changes ----

local function is_known(change)
  for _, one in ipairs(known) do
    if one.file == change.path and one.line == change.line and one.from == change.from and
      one.to == change.to then
      return true
    end
  end
  return false
end

-- A number that the bytes of a text decide: Fowler, Noll and Vo's, 64 bits, form 1a; mixed once more,
-- as texts that differ in their last byte only are near each other.
local FNV_START, FNV_FACTOR, MIX_FACTOR = 0xcbf29ce484222325, 0x100000001b3, 0xff51afd7ed558ccd

local function hash(text)
  local h = FNV_START
  for i = 1, #text do h = (h ~ text:byte(i)) * FNV_FACTOR end
  h = (h ~ (h >> 33)) * MIX_FACTOR
  return h ~ (h >> 33)
end

-- Every change of every file, in an order that the seed decides and what each change says: so that
-- another line elsewhere does not draw others.
local function draw()
  local all, texts, seen = {}, {}, {}
  for _, path in ipairs(source.files({ "engine/resolve", "engine/check" }, "%.c$")) do
    texts[path] = source.read(path)
    for _, change in ipairs(mutations.all(texts[path])) do
      change.path = path
      change.number, change.line = mutations.line(texts[path], change)
      local says = table.concat({ path, change.line, change.from, change.to }, "\0")
      seen[says] = (seen[says] or 0) + 1
      change.rank = hash(("%s\0%d\0%d"):format(says, seen[says], options.seed))
      all[#all + 1] = change
    end
  end
  table.sort(all, function(a, b) return math.ult(a.rank, b.rank) end)
  for _, one in ipairs(known) do
    if not texts[one.file] or not texts[one.file]:find(one.line, 1, true) then
      error(("known_equivalents.lua: %s has no line '%s'"):format(one.file, one.line), 0)
    end
  end
  return all, texts
end

-- ---- what is tried on each ----

-- Those that take less than a second; and the others, each of which goes through much.
local QUICK = {
  "settle", "matcher", "explain", "lint", "lint_memory", "why_not", "seek_finding", "key_classes",
  "value_classes", "profiling", "seam_list", "channel_pairs", "codes_say", "escalate", "checks",
  "finding_key", "say_parts", "card_lines", "relation_bounds", "worker_ended",
}
local SLOW = { "seek_names", "spread", "decisions", "analysis", "relation", "commanded" }
local TOPICS = "why|why_not|lint|conflicts|seams|profiling|own_checks|shipped_checks|power|escalations|" ..
  "acts|becoming|diffing|leaving|recording|story|timeline"
local REFERENCE = "lua5.4 tests/reference/%s.lua --raci %s/raci --from 1 --count %d --at-least 0 " ..
  "--jobs 2 --shrink 0"

-- What says nothing of what the resolver and the checks do, or kills and waits for it.
local NOT_AGAIN = "^(lint|web|install|jail|faults|fuzz|coverage|golden)\\.|" ..
  "^unit\\.(attacks|.*killed|power_cut|flips|concurrency|confined)$|" ..
  "^cli\\.(killed|sharing|completion|manual|watching)\\."

-- Unit programs by their names.
local function units(name, build, names, processor)
  return { name, build = build, make = "unit_" .. table.concat(names, " unit_"),
    tests = "unit\\.(" .. table.concat(names, "|") .. ")", processor = processor }
end

-- In the order in which they catch most in least time: names of ctest, or a command that the
-- folder of the build is put into. `make`: what has to be built first; `processor`: how many seconds
-- of it a process may have, some times what it needs.
local function stages(plain, checked)
  local release = plain.folder
  local list = {
    { "golden", build = plain, make = "raci", tests = "golden\\..*" },
    units("quick units", plain, QUICK),
    { "reference", build = plain, make = "raci", command = REFERENCE:format("compare", release, 6) },
    units("units", plain, SLOW),
    { "cases", build = plain, make = "cases", tests = "cases" },
    { "cli", build = plain, make = "raci edit_workbook",
      tests = "cli\\.(" .. TOPICS .. ")\\..*" },
    { "models", build = plain, make = "raci", tests = "models\\..*" },
    { "samples", build = plain, make = "raci", tests = "samples\\.(halvenny|why_not)" },
    { "more reference", build = plain, make = "raci", processor = 60,
      command = REFERENCE:format("compare", release, 40) },
    { "scenarios", build = plain, make = "raci",
      command = REFERENCE:format("compare_scenarios", release, 20) },
    units("foresee", plain, { "foresee" }, 60),
    { "all others", build = plain, make = "all", tests = ".*", but = NOT_AGAIN, processor = 60 },
  }
  if checked then
    list[#list + 1] = units("quick units, sanitized", checked, QUICK, 60)
    list[#list + 1] = units("units, sanitized", checked, SLOW, 60)
    list[#list + 1] = { "cases, sanitized", build = checked, make = "cases", tests = "cases", processor = 60 }
    list[#list + 1] = { "reference, sanitized", build = checked, make = "raci", processor = 60,
      command = REFERENCE:format("compare", checked.folder, 3) }
  end
  return list
end

local CTEST = "ctest --test-dir %s -j 2 --stop-on-failure --no-tests=error -R '^(%s)$' -E '%s'"
local TIMED_OUT = { [124] = true, [137] = true }

-- Runs one stage: nil, or why it failed.
local function failure(stage, root)
  if not stage.build:make(stage.make) then return "link" end
  local command = stage.command or
    CTEST:format(builds.quoted(stage.build.folder), stage.tests, stage.but or "^$")
  local work = root .. "/work"
  builds.shell("rm -rf %s && mkdir -p %s", builds.quoted(work), builds.quoted(work))
  local begun = os.time()
  -- Some changes would take all memory there is; the libraries of sanitizers reserve more than that.
  local memory = stage.build.sanitized and "unlimited" or 4000000
  local well, status = builds.shell("cd %s/tree && ulimit -S -t %d && ulimit -S -v %s && " ..
    "TMPDIR=%s timeout -k 5 %d %s >%s/told 2>&1 </dev/null", builds.quoted(root), stage.processor or 10,
    memory, builds.quoted(work), stage.limit or 1800, command, builds.quoted(root))
  stage.seconds = os.time() - begun
  if well then return nil end
  return TIMED_OUT[status] and "time" or "failed"
end

-- Without a change all tests pass; how long they took says how long they may take.
local function first_run(list, root)
  for _, stage in ipairs(list) do
    local why = failure(stage, root)
    if why then error(("%s: %s without any change: see %s/told"):format(stage[1], why, root), 0) end
    stage.limit = 15 + 6 * stage.seconds
  end
end

-- Tries one change: "caught" and by what, "survived", "same", or "not C".
local function try(change, texts, list, root, mark)
  local path = root .. "/tree/" .. change.path
  local plain = list[1].build
  local keeping = {}
  for _, stage in ipairs(list) do
    if not keeping[stage.build] then
      keeping[stage.build] = true
      stage.build:keep(change.path)
    end
  end
  assert(builds.shell("cp -p %s %s/original.c", builds.quoted(path), builds.quoted(root)))
  builds.write(mark, change.path)
  builds.write(path, mutations.changed(texts[change.path], change))
  local verdict, by = "survived", nil
  if not plain:make(builds.object(change.path)) then
    verdict = "not C"
  elseif plain:is_as_kept() then
    verdict = "same"
  else
    for _, stage in ipairs(list) do
      local why = failure(stage, root)
      if why then
        verdict, by = "caught", stage[1] .. (why ~= "failed" and " (" .. why .. ")" or "")
        break
      end
    end
  end
  assert(builds.shell("cp -p %s/original.c %s", builds.quoted(root), builds.quoted(path)))
  for build in pairs(keeping) do build:restore() end
  os.remove(mark)
  return verdict, by
end

-- ---- all of it ----

local function place(number, change)
  local told = mutations.told(change)
  return ("[%d] %s:%d  %s  %s"):format(number, change.path, change.number, change.kind, told)
end

local all, texts = draw()
if options.list then
  for number = options.from, math.min(options.from + options.count - 1, #all) do
    print(place(number, all[number]))
  end
  os.exit(0)
end

local here = assert(os.getenv "PWD")
local root = here .. "/build/mutation"
local mark = root .. "/changed"
assert(builds.shell("mkdir -p %s", builds.quoted(root)))
builds.copy_sources(root .. "/tree", mark)
local plain = builds.new(root .. "/tree", root .. "/release", "-DCMAKE_BUILD_TYPE=Release -DRACI_WERROR=ON")
local checked
if not options.plain then
  checked = builds.new(root .. "/tree", root .. "/sanitized",
    "-DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG=-O1 -DRACI_SANITIZE=address,undefined")
  checked.sanitized = true
end
local list = stages(plain, checked)
if options.only then
  for _, stage in ipairs(list) do
    assert(stage.build:make(stage.make), "it does not build without any change")
  end
else
  first_run(list, root)
end

local tried, caught, skipped, survivors, catches = 0, 0, { same = 0, ["not C"] = 0, known = 0 }, {}, {}
local numbers = options.only or {}
if not options.only then
  for number = options.from, #all do numbers[#numbers + 1] = number end
end
for _, number in ipairs(numbers) do
  local change = all[number] or error("no change has the number " .. number, 0)
  local told = place(number, change)
  local verdict, by = "known", nil
  if not is_known(change) then verdict, by = try(change, texts, list, root, mark) end
  if skipped[verdict] then
    skipped[verdict] = skipped[verdict] + 1
  else
    tried = tried + 1
    if verdict == "caught" then
      caught = caught + 1
      catches[by] = (catches[by] or 0) + 1
    else
      survivors[#survivors + 1] = told .. "\n      " .. change.line
    end
  end
  if not skipped[verdict] or options.only then
    print(("%s  %s %s"):format(told, verdict, by and "by " .. by or ""))
    io.stdout:flush()
  end
  if tried == options.count then break end
end

local SUMMARY = "\n%d of %d caught; besides %d do not compile, %d give the same code, %d are known to " ..
  "change nothing"
print(SUMMARY:format(caught, tried, skipped["not C"], skipped.same, skipped.known))
for _, stage in ipairs(list) do
  for _, why in ipairs { "", " (time)", " (link)" } do
    local n = catches[stage[1] .. why]
    if n then print(("%5d by %s%s"):format(n, stage[1], why)) end
  end
end
if #survivors > 0 then print "\nnot caught:" end
for _, survivor in ipairs(survivors) do print(survivor) end
os.exit(caught * 100 >= options.share * tried)
