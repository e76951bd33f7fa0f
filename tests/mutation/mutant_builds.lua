-- A build folder for a copy of the sources, in which one file at a time is another than it was.

local source = require "source"

local Build = {}
Build.__index = Build

local function quoted(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

--- Runs a command of the shell; whether it ended well, and its status.
local function shell(format, ...)
  local _, _, status = os.execute(format:format(...))
  return status == 0, status
end

local function write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  assert(file:close())
end

local function exists(path)
  local file = io.open(path, "rb")
  return file ~= nil and file:close()
end

--- A build of `tree` in `folder`, configured with these options of CMake.
function Build.new(tree, folder, options)
  local self = setmetatable({ tree = tree, folder = folder, log = folder .. ".log" }, Build)
  local known = exists(folder .. "/build.ninja")
  if not known and not shell("cmake -S %s -B %s -G Ninja %s >%s 2>&1", quoted(tree), quoted(folder),
    options, quoted(self.log)) then
    error("it cannot be configured: see " .. self.log, 0)
  end
  return self
end

function Build:make(targets)
  return shell("ninja -C %s -j 2 %s >%s 2>&1", quoted(self.folder), targets, quoted(self.log))
end

--- The object of a source, as the build names it.
local function object(path)
  return ("CMakeFiles/raci_engine.dir/%s.o"):format(path)
end

--- Keeps the object of a source, its time as well.
function Build:keep(path)
  self.original, self.made = quoted(self.folder .. ".o"), quoted(self.folder .. "/" .. object(path))
  assert(shell("cp -p %s %s", self.made, self.original))
end

--- Whether the object is, byte for byte, what it was before.
function Build:is_as_kept()
  return shell("cmp -s %s %s", self.original, self.made)
end

--- Puts the object back, and has the library made anew by whatever needs it next.
function Build:restore()
  assert(shell("cp -p %s %s", self.original, self.made))
  os.remove(self.folder .. "/libraci.a")
end

--- Copies what a build needs to a folder of its own; `mark` names a file that an interrupted run
--- left changed.
function Build.copy_sources(tree, mark)
  assert(shell("rm -rf %s && mkdir -p %s", quoted(tree), quoted(tree)))
  local parts = "CMakeLists.txt CHANGELOG.md README.md SECURITY.md LICENSE engine include db rules tests"
  assert(shell("cp -Rp %s %s", parts, quoted(tree)))
  if exists(mark) then
    assert(shell("touch %s", quoted(tree .. "/" .. source.read(mark))))
    os.remove(mark)
  end
end

return {
  new = Build.new, copy_sources = Build.copy_sources,
  object = object, quoted = quoted, shell = shell, write = write,
}
