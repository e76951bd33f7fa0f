-- Running programs and measuring them, for bench.lua.

local runs = {}

function runs.shell(command)
    if not os.execute(command) then
        error("this failed: " .. command, 0)
    end
end

-- What a command prints, without blanks at its end; exit statuses are answers.
function runs.output(command)
    local pipe = assert(io.popen(command))
    local text = pipe:read("a")
    pipe:close()
    return (text:gsub("%s+$", ""))
end

function runs.content(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read("a")
    file:close()
    return text
end

function runs.size(path)
    local file = assert(io.open(path, "rb"))
    local size = file:seek("end")
    file:close()
    return size
end

local function quote(text)
    return "'" .. text:gsub("'", "'\\''") .. "'"
end

-- Runs commands in turns; gives by name the lists user, cpu, wall and memory, or that it was stopped.
function runs.measure(tools, rounds, bound, commands)
    local line = { quote(tools .. "/measure"), "-n", tostring(rounds), "-t", tostring(bound) }
    local out = {}
    for _, each in ipairs(commands) do
        if each.before then
            line[#line + 1] = "--before " .. quote(each.before)
        end
        line[#line + 1] = quote(each.command)
        out[each.name] = { user = {}, cpu = {}, wall = {}, memory = {} }
    end
    local pipe = assert(io.popen(table.concat(line, " ")))
    for text in pipe:lines() do
        local number, rest = text:match("^(%d+)\t(.*)$")
        local of = out[commands[tonumber(number)].name]
        local user, cpu, wall, memory = rest:match("^(%S+)\t(%S+)\t(%S+)\t(%S+)$")
        if user then
            for name, value in pairs { user = user, cpu = cpu, wall = wall, memory = memory } do
                of[name][#of[name] + 1] = tonumber(value)
            end
        else
            of.stopped = true
        end
    end
    if not pipe:close() then
        error("what was to be measured failed", 0)
    end
    return out
end

function runs.median(list)
    local sorted = table.move(list, 1, #list, 1, {})
    table.sort(sorted)
    local middle = #sorted // 2
    return #sorted % 2 == 1 and sorted[middle + 1] or (sorted[middle] + sorted[middle + 1]) / 2
end

-- The median of one figure of what was measured; nil where there is none.
function runs.figure(of, name)
    return of and not of.stopped and #of[name] > 0 and runs.median(of[name]) or nil
end

-- How the figure of one is to that of another: round by round, where both ran as often.
function runs.ratio(of, to, name)
    if not runs.figure(of, name) or not runs.figure(to, name) then
        return nil
    end
    if #of[name] ~= #to[name] then
        return runs.figure(of, name) / runs.figure(to, name)
    end
    local ratios = {}
    for i, value in ipairs(of[name]) do
        ratios[i] = value / to[name][i]
    end
    return runs.median(ratios)
end

return runs
