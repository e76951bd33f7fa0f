--- What only one folder may do, and what none may.

package.path = "tests/lint/?.lua"
local source = require("source")
local words = source.words

local allocating = words("malloc calloc realloc free aligned_alloc strdup strndup")
local nowhere = words("sprintf vsprintf strcpy strcat gets strtok atoi atol atof setlocale system "
  .. "rand srand asctime ctime localtime gmtime alloca setjmp longjmp")
local programs_only = words("printf fprintf vprintf vfprintf puts putchar perror stdout stderr "
  .. "stdin exit _Exit abort getenv setenv time clock clock_gettime gettimeofday")
-- Words that are also names of fields and parameters count only when called.
local only_called = words("free time clock system exit rand gets puts")

-- Exceptions, each with its reason.
local allowed = {
  -- Lua counts instructions; what one of them may be made to cost, only a clock can bound.
  ["engine/policy/backstop.c"] = words("clock_gettime time.h"),
  -- A worker whose one call never comes back is known by what it had of the processor.
  ["engine/base/worker.c"] = words("clock_gettime time.h"),
  -- Lua prints and reads numbers by the thread's locale, so a policy runs in a plain one.
  ["engine/policy/plain_locale.c"] = words("locale.h"),
}

--- Why a word is banned in a file, or nil.
local function banned(path, word)
  if allowed[path] and allowed[path][word] then
    return nil
  end
  local layer = path:match("^engine/([^/]+)/")
  if allocating[word] and path ~= "engine/base/memory.c" then
    return "only base/memory.c calls the allocator"
  elseif nowhere[word] then
    return "is banned"
  elseif programs_only[word] and layer ~= "cli" and layer ~= "http" then
    return "only the programs print, exit, read the clock or the environment"
  end
end

--- Why a system header is banned in a file, or nil.
local function banned_header(path, header)
  if allowed[path] and allowed[path][header] then
    return nil
  end
  local layer = path:match("^engine/([^/]+)/")
  if header == "sqlite3.h" and layer ~= "store" then
    return "only store includes it"
  elseif (header == "lua.h" or header == "lauxlib.h" or header == "lualib.h")
    and layer ~= "policy" then
    return "only policy includes it"
  elseif header == "xlsxwriter.h" and layer ~= "report" then
    return "only report includes it"
  elseif header == "locale.h" or header == "time.h" and layer ~= "cli" and layer ~= "http" then
    return "is banned here"
  end
end

--- A goto jumps forward only: its label stands below it.
local function check_gotos(path, bare)
  local labels = {}
  for n, line in source.lines(bare) do
    local label = line:match("^%s*([%a_][%w_]*)%s*:%f[^:]") or line:match("^([%a_][%w_]*):$")
    if label and label ~= "default" then
      labels[label] = labels[label] or {}
      table.insert(labels[label], n)
    end
  end
  local function_end = {}
  for n, line in source.lines(bare) do
    if line:find("^}") then
      function_end[#function_end + 1] = n
    end
  end
  for n, line in source.lines(bare) do
    local label = line:match("%f[%w_]goto%s+([%a_][%w_]*)")
    if label then
      local stop, ahead = math.huge, false
      for _, closing in ipairs(function_end) do
        if closing > n then
          stop = closing
          break
        end
      end
      for _, at in ipairs(labels[label] or {}) do
        ahead = ahead or at > n and at < stop
      end
      if not ahead then
        source.problem(path, n, "goto " .. label .. " does not jump forward")
      end
    end
  end
end

local function check(path)
  local text = source.read(path)
  local bare = source.bare(text)
  for n, line in source.lines(bare) do
    for before, word, after in line:gmatch("()([%a_][%w_]*)()") do
      local why = banned(path, word)
      local called = line:find("^%s*%(", after)
      local member = line:sub(1, before - 1):find("%.%s*$")
        or line:sub(1, before - 1):find("%->%s*$")
      if why and not member and (called or not only_called[word]) and not line:find("^%s*#") then
        source.problem(path, n, word .. ": " .. why)
      end
    end
  end
  for n, line in source.lines(source.bare(text, true)) do
    local header = line:match('^%s*#%s*include%s*[<"]([^>"]+)[>"]')
    local why = header and banned_header(path, header)
    if why then
      source.problem(path, n, header .. ": " .. why)
    end
  end
  check_gotos(path, bare)
end

local files = source.files({ "engine", "include" }, "%.[ch]$")
for _, path in ipairs(files) do
  check(path)
end
-- Split, so that this file does not find itself.
local unfinished = { "TO" .. "DO", "FIX" .. "ME", "X" .. "XX", "HA" .. "CK" }
local all = source.files({ "engine", "include", "rules", "db", "tests", "run", ".ci" }, "%.[ch]$",
  "%.lua$", "%.sql$", "%.cmake$", "%.txt$", "%.sh$", "%.md$", "^run$", "^%.ci/run$")
for _, path in ipairs(all) do
  for n, line in source.lines(source.read(path)) do
    for _, word in ipairs(unfinished) do
      if line:find("%f[%w_]" .. word .. "%f[^%w_]") then
        source.problem(path, n, word .. ": finish it or open an issue")
      end
    end
  end
end
source.done(#all .. " files")
