--- lua5.4 strace_outs.lua LOG: what `strace -f` saw get out of confined processes. Exit status 1
--- when something did, or when no process was confined at all.

local process = { execve = true, execveat = true, fork = true, vfork = true }
local network = {
  socket = true, socketpair = true, connect = true, bind = true, listen = true, accept = true,
  accept4 = true, sendto = true, sendmsg = true,
}
local file = {
  creat = true, unlink = true, unlinkat = true, rename = true, renameat = true, renameat2 = true,
  mkdir = true, mkdirat = true, rmdir = true, link = true, linkat = true, symlink = true,
  symlinkat = true, chmod = true, fchmodat = true, chown = true, fchownat = true, truncate = true,
  mknod = true, mknodat = true,
}

local function gets_out(name, arguments)
  if name == "open" or name == "openat" then
    return arguments:find("O_WRONLY") or arguments:find("O_RDWR") or arguments:find("O_CREAT")
      or arguments:find("O_TRUNC")
  elseif name == "clone" or name == "clone3" then -- a worker shares nothing
    return arguments:find("CLONE_VM") or arguments:find("CLONE_NEW")
  end
  return process[name] or network[name] or file[name]
end

-- What the filter ends comes back with its own number, which no descriptor here is as large as. Whoever
-- started the process may end it, too, before the filter has.
local DESCRIPTORS = 40

local confined, begun, last, found, filters = {}, {}, {}, {}, 0

--- A call that came back. What the filter ends comes back as well, and its process is no more.
local function came_back(pid, name, arguments, result)
  local value = tonumber(result:match("^%-?%d+"))
  if name == "seccomp" and arguments:find("SET_MODE_FILTER") and value == 0 then
    confined[pid] = true
    filters = filters + 1
  elseif (name == "clone" or name == "clone3") and value and value > 0 then
    confined[tostring(value)] = confined[pid]
  end
  last[pid] = nil
  if confined[pid] and value and value >= 0 and gets_out(name, arguments) then
    found[#found + 1] = pid .. " " .. name .. "(" .. arguments .. ") = " .. result
    last[pid] = { at = #found, executed = value <= DESCRIPTORS }
  end
end

for line in io.lines(arg[1]) do
  local pid, rest = line:match("^(%d+)%s+(.*)$")
  local name, arguments = rest:match("^([%w_]+)%((.*) <unfinished %.%.%.>$")
  local resumed, more, result = rest:match("^<%.%.%. ([%w_]+) resumed>(.*)%)%s+= (.*)$")
  local ended = rest:match("^%+%+%+ killed by (%u+)")
  if ended == "SIGSYS" or ended == "SIGKILL" then
    if last[pid] and (ended == "SIGSYS" or not last[pid].executed) then
      found[last[pid].at] = false
    end
  elseif name then
    begun[pid] = arguments
  elseif resumed then
    came_back(pid, resumed, (begun[pid] or "") .. more, result)
  else
    name, arguments, result = rest:match("^([%w_]+)%((.*)%)%s+= (.*)$")
    if name then
      came_back(pid, name, arguments, result)
    end
  end
end

local out = 0
for _, what in ipairs(found) do
  if what then
    print(what)
    out = out + 1
  end
end
if filters == 0 then
  print("no process was confined")
end
os.exit(out == 0 and filters > 0)
