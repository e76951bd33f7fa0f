-- What bench.lua measured as the tables that README.md shows.

local runs = require "runs"

local tables = {}

local function number(n)
    return (tostring(n):reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", ""))
end

local function seconds(of)
    local cpu = runs.figure(of, "cpu")
    if cpu then
        return (cpu < 0.1 and "%.3f s" or cpu < 10 and "%.2f s" or "%.0f s"):format(cpu)
    end
    return of and of.stopped and "stopped" or "not tried"
end

local function memory(of)
    local mib = runs.figure(of, "memory")
    return mib and ("%.0f MiB"):format(mib) or "–"
end

local function row(...)
    print("| " .. table.concat({ ... }, " | ") .. " |")
end

local function head(...)
    local lines = {}
    for i = 1, select("#", ...) do
        lines[i] = "---"
    end
    print()
    row(...)
    print("|" .. table.concat(lines, "|") .. "|")
end

local function machine()
    local name
    local file = io.open("/proc/cpuinfo")
    if file then
        name = file:read("a"):match("model name%s*:%s*([^\n]+)")
        file:close()
    end
    local cores = runs.output("getconf _NPROCESSORS_ONLN")
    return ("%s, %s core%s"):format((name or runs.output("uname -m")):gsub("%s+", " "), cores,
        cores == "1" and "" or "s")
end

local function load()
    local file = io.open("/proc/loadavg")
    local text = file and file:read("l") or ""
    if file then
        file:close()
    end
    return text:match("^%S+ (%S+)")
end

local function plain(read)
    head("rules × touchpoints", "raci", "SQLite script", "CLIPS", "clingo", "floor", "memory of raci")
    for _, at in ipairs(read.plain) do
        row(number(at.rules) .. " × " .. number(at.size), seconds(at.took.raci), seconds(at.took.sqlite),
            seconds(at.took.clips), seconds(at.took.clingo), seconds(at.took.floor), memory(at.took.raci))
    end
end

local function realistic(read)
    head("realistic, touchpoints", "check", "without `when`", "with `--record`", "floor", "floor, writing",
        "memory", "with findings")
    for _, at in ipairs(read.realistic) do
        row(number(at.size), seconds(at.took.raci), seconds(at.took.without), seconds(at.took.record),
            seconds(at.took.floor), seconds(at.took["floor record"]), memory(at.took.raci),
            ("%.1f %%"):format(at.share))
    end
end

local function growth(read)
    head("ten times the touchpoints", "time", "of the floor")
    local function decade(name, before, after)
        local ratio = runs.ratio(after.took.raci, before.took.raci, "cpu")
            or runs.figure(after.took.raci, "cpu") / runs.figure(before.took.raci, "cpu")
        row(("%s, %s → %s"):format(name, number(before.size), number(after.size)), ("× %.1f"):format(ratio),
            ("× %.1f"):format(runs.figure(after.took.floor, "cpu") / runs.figure(before.took.floor, "cpu")))
    end
    for i, at in ipairs(read.plain) do
        for k = i + 1, #read.plain do
            local next = read.plain[k]
            if next.rules == at.rules and next.size == 10 * at.size then
                decade(("plain, %s rules"):format(number(at.rules)), at, next)
            end
        end
    end
    for i = 1, #read.realistic - 1 do
        decade("realistic", read.realistic[i], read.realistic[i + 1])
    end
end

-- ---- what is to be reached ----

local function target(work, against, value, limit, format)
    row(work, against, format:format(limit), value and format:format(value) or "not measured",
        value and (value <= limit and "yes" or "**no**") or "–")
end

local function find(list, size, rules)
    for _, at in ipairs(list) do
        if at.size == size and (not rules or at.rules == rules) then
            return at.took
        end
    end
end

local function greatest_growth(read, how, size)
    local greatest
    local function look(before, after)
        local a, b = before and runs.figure(before.raci, "cpu"), after and runs.figure(after.raci, "cpu")
        if a and b then
            greatest = math.max(greatest or 0, b / a)
        end
    end
    for _, rules in ipairs(how.rules) do
        look(find(read.plain, size // 10, rules), find(read.plain, size, rules))
    end
    look(find(read.realistic, size // 10), find(read.realistic, size))
    return greatest
end

local function targets(read, how)
    local most = how.sizes[#how.sizes]
    local few, many = how.rules[1], how.rules[2]
    local large, square = find(read.plain, most, few), find(read.plain, how.sizes[1], many)
    local real = find(read.realistic, most)
    local size = number(most)
    head("work", "against", "at most", "measured", "reached")
    target(("check --summary, plain %s × %s"):format(number(few), size), "SQLite script, loading left out",
        runs.ratio(large.raci, large.sqlite, "cpu"), 0.4, "%.2f")
    target("the same", "the floor, which only reads", runs.ratio(large.raci, large.floor, "cpu"), 4, "%.2f")
    target(("check --summary, plain %s × %s"):format(number(many), number(how.sizes[1])), "CLIPS",
        runs.ratio(square.raci, square.clips, "cpu"), 0.4, "%.2f")
    target(("realistic %s × %s, `when` on a third"):format(number(few), size), "without `when`",
        runs.ratio(real.raci, real.without, "cpu"), 1.25, "%.2f")
    local workers
    if read.workers then
        local took, before = read.workers.took, read.workers.before
        local one, two = runs.figure(took.one, "wall"), runs.figure(took.two, "wall")
        workers = (two - before) / (one - before)
    end
    target("evaluation with two workers, wall time", "one", workers, 0.6, "%.2f")
    target("check --record of realistic " .. size .. ", first time", "without it",
        runs.ratio(real.record, real.raci, "cpu"), 2, "%.2f")
    local start = 1000 * runs.figure(read.who["true"], "wall")
    target("who by key, cold, on " .. size .. ", wall", "the start of `true`",
        1000 * runs.figure(read.who.exact, "wall") - start, 10, "%.0f ms")
    target("who by a mistyped name", "the same", 1000 * runs.figure(read.who.fuzzy, "wall") - start, 50,
        "%.0f ms")
    target("10 × the touchpoints, up to " .. size, "the worst of the growths",
        greatest_growth(read, how, most), 11, "× %.1f")
    target("resident memory, realistic " .. size, "", runs.figure(real.raci, "memory"), 600, "%.0f MiB")
    target("resident memory of who", "", math.max(runs.figure(read.who.exact, "memory"),
        runs.figure(read.who.fuzzy, "memory")), 30, "%.0f MiB")
end

local function others(read, how)
    print()
    for _, at in ipairs(read.lint) do
        local took = at.took.lint
        print(("lint of %s rules: %s, %s."):format(number(at.rules), seconds(took), memory(took)))
    end
    local start = runs.figure(read.who["true"], "wall")
    for _, word in ipairs { "shared", "shared, mistyped" } do
        local more = 1000 * (runs.figure(read.who[word], "wall") - start)
        print(("who by a word that all names share%s: %.0f ms more than `true`."):format(
            word:match(",.*") or "", more))
    end
    print(("A whole whatif of one scenario: %.2f × the time of check --summary."):format(
        runs.ratio(read.whatif.whatif, read.whatif.check, "cpu")))
    print()
    print(("Scenarios, each touching 1 %% of %s touchpoints, in one process:"):format(number(how.sizes[2])))
    print()
    for line in read.many:gmatch("[^\n]+") do
        print("    " .. line)
    end
end

function tables.write(read, how)
    local measured = "Processor seconds of whole processes, medians"
    print(("%s; %s, %s."):format(measured, machine(), os.date("%Y-%m-%d")))
    print(("Load of the last five minutes: %s.%s"):format(load() or "unknown",
        how.short and " The quick form: figures are of few runs, and of fewer touchpoints." or ""))
    targets(read, how)
    plain(read)
    print()
    print(("A program that needs more than %d s is stopped, and not tried on more."):format(how.bound))
    realistic(read)
    growth(read)
    others(read, how)
end

return tables
