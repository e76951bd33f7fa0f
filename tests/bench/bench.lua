-- Measures raci against its peers on the same data, and prints what README.md shows.
--
--     lua5.4 bench.lua RACI TOOLS [--quick|--try]
--
-- TOOLS is the folder in which measure, floor and many were built. Peers: a hand-written SQLite script
-- (sqlite3), CLIPS, clingo, and the floor (floor.c), each of which must come to the same counts. All run
-- in turns; figures are medians, of processor seconds of whole processes unless it says otherwise. What
-- needs longer than the bound is stopped, and not tried on more. Progress goes to standard error.
-- With --try on next to nothing, which says no more than that all of it still works.

local here = arg[0]:match("^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path
local runs = require "runs"
local tables = require "bench_tables"

local raci, tools, form = arg[1], arg[2], arg[3] or "--full"
local FORMS = { -- bound: seconds of one program
    ["--full"] = { sizes = { 10000, 100000, 1000000 }, rules = { 1000, 10000 }, scenarios = 1000,
        bound = 60 },
    ["--quick"] = { sizes = { 10000, 100000 }, rules = { 1000, 10000 }, scenarios = 20, bound = 20,
        short = true },
    ["--try"] = { sizes = { 100, 1000 }, rules = { 100, 1000 }, scenarios = 3, bound = 20, short = true },
}
local how = FORMS[form]
assert(raci and tools and how, "usage: bench.lua RACI TOOLS [--quick|--try]")

local SIZES, RULES, BOUND = how.sizes, how.rules, how.bound
local MOST = SIZES[#SIZES]
local ENOUGH = 10000 -- touchpoints from which on shares say something
local AT = "--at 2026-06-01"

local work = runs.output("mktemp -d")
local begun = os.time()
local read = {} -- what tables.lua shows

local function say(format, ...)
    io.stderr:write(("[%4d s] "):format(os.time() - begun), format:format(...), "\n")
end

local function rounds_for(size)
    return how.short and (size >= 100000 and 1 or 3) or size >= 100000 and 3 or 5
end

local function raci_on(model, policy, ...)
    local words = table.concat({ ... }, " ")
    return ("'%s' --model '%s' --policy '%s' %s %s"):format(raci, model, policy, AT, words)
end

local function import(dir)
    runs.shell(("'%s' init '%s/model' >/dev/null"):format(raci, dir))
    runs.shell(("mv '%s/model/raci.db' '%s/raci.db'"):format(dir, dir))
    runs.shell(("'%s' --model '%s/raci.db' import '%s/org' >/dev/null 2>&1"):format(raci, dir, dir))
end

-- ---- plain ----

-- What each program counts: conflicts and gaps of the letter A.
local READS = {
    raci = '"conflicts":(%d+),"gaps":(%d+)',
    sqlite = "conflicts|(%d+)\ngaps|(%d+)",
    clips = "conflicts|(%d+)\ngaps|(%d+)",
    clingo = "conflicts%((%d+)%) gaps%((%d+)%)",
}

local function peers(dir, rules)
    return {
        { name = "raci", command = raci_on(dir .. "/raci.db", ("%s/policy-%d.lua"):format(dir, rules),
            "check --summary") },
        { name = "sqlite", command = ("sqlite3 '%s/peer.db' <'%s/ask-%d.sql'"):format(dir, dir, rules) },
        { name = "floor", command = ("'%s/floor' '%s/raci.db'"):format(tools, dir) },
        { name = "clips", command = ("clips -f2 '%s/ask-%d.clp' </dev/null"):format(dir, rules) },
        { name = "clingo", command = ("clingo -V0 '%s/facts.lp' '%s/rules-%d.lp'"):format(dir, dir, rules) },
    }
end

local function agree(dir, rules, which)
    local counted
    for _, peer in ipairs(which) do
        local text
        if peer.name == "raci" then
            text = runs.output(peer.command .. " --format json --code many-accountable --code no-accountable")
        elseif peer.says and not peer.stopped then
            text = runs.content(peer.says)
        end
        if text then
            local conflicts, gaps = text:match(READS[peer.name])
            local said = ("%s conflicts and %s gaps"):format(conflicts, gaps)
            counted = counted or said
            if not conflicts or said ~= counted then
                error(("%s finds %s, and raci %s (%s, %d rules)"):format(peer.name, said, counted, dir,
                    rules), 0)
            end
        end
    end
    return counted
end

local given_up = {} -- "clips1000": it was stopped with so many rules, or is not installed

-- Elsewhere than on Debian the peers may not be there.
local function leave_out_missing()
    for name, program in pairs { sqlite = "sqlite3", clips = "clips", clingo = "clingo" } do
        if not os.execute(("command -v %s >/dev/null"):format(program)) then
            say("%s is not installed: it is left out", program)
            for _, rules in ipairs(RULES) do
                given_up[name .. rules] = true
            end
        end
    end
end

local function plain(size)
    local dir = ("%s/plain-%d"):format(work, size)
    say("plain, %d touchpoints: made and imported", size)
    runs.shell(("lua5.4 '%s/workload.lua' '%s' %d %s"):format(here, dir, size, table.concat(RULES, " ")))
    import(dir)
    if not given_up["sqlite" .. RULES[1]] then
        runs.shell(("sqlite3 '%s/peer.db' <'%s/load.sql'"):format(dir, dir))
    end
    os.remove(dir .. "/load.sql")
    for _, rules in ipairs(RULES) do
        local which = {}
        for _, peer in ipairs(peers(dir, rules)) do
            if not given_up[peer.name .. rules] then
                if READS[peer.name] and peer.name ~= "raci" then
                    peer.says = dir .. "/says-" .. peer.name
                    peer.command = ("%s >'%s' 2>/dev/null"):format(peer.command, peer.says)
                end
                which[#which + 1] = peer
            end
        end
        say("plain, %d rules: %d programs in turns", rules, #which)
        local took = runs.measure(tools, rounds_for(size), BOUND, which)
        for _, peer in ipairs(which) do
            peer.stopped = took[peer.name].stopped
            given_up[peer.name .. rules] = peer.stopped
        end
        say("they agree: %s", agree(dir, rules, which))
        read.plain[#read.plain + 1] = { rules = rules, size = size, took = took }
    end
    return dir
end

-- ---- realistic ----

-- How many touchpoints in a hundred have findings.
local function share_with_findings(model, policy, size)
    local n = tonumber(runs.output(raci_on(model, policy, "--format csv check")
        .. " | cut -d, -f6 | grep '^touchpoint:' | sort -u | wc -l"))
    return 100 * n / size
end

local function realistic(size, scenarios)
    local dir = ("%s/realistic-%d"):format(work, size)
    say("realistic, %d touchpoints: made and imported", size)
    runs.shell(("lua5.4 '%s/realistic.lua' '%s' %d %d %d"):format(here, dir, size, RULES[1], scenarios))
    import(dir)
    local model, policy = dir .. "/raci.db", dir .. "/policy.lua"
    local share = share_with_findings(model, policy, size)
    if share > 10 and size >= ENOUGH then
        error(("of the realistic touchpoints %.1f %% have findings: more than 10"):format(share), 0)
    end
    local copy = dir .. "/record.db"
    local record = raci_on(copy, policy, "check --summary --record",
        "--recorded-at 2026-06-01T12:00:00Z 2>/dev/null")
    runs.shell(("cp '%s' '%s'"):format(model, copy))
    runs.output(record)
    local bytes = runs.size(copy) - runs.size(model)
    say("realistic, %.1f %% of touchpoints with findings: 5 commands in turns", share)
    local took = runs.measure(tools, rounds_for(size), 0, {
        { name = "raci", command = raci_on(model, policy, "check --summary") },
        { name = "without", command = raci_on(model, dir .. "/policy-without.lua", "check --summary") },
        { name = "record", command = record, before = ("cp '%s' '%s'"):format(model, copy) },
        { name = "floor", command = ("'%s/floor' '%s'"):format(tools, model) },
        { name = "floor record", before = ("rm -f '%s/floor.db'"):format(dir),
            command = ("'%s/floor' --record '%s' '%s/floor.db' %d"):format(tools, model, dir, bytes) },
    })
    os.remove(copy)
    read.realistic[#read.realistic + 1] = { size = size, took = took, share = share, bytes = bytes }
    return dir
end

-- ---- workers ----

-- What of the time is evaluation: all but opening, reading policy and organization.
local function before_evaluation(model, policy)
    local profile = runs.output(raci_on(model, policy, "--format csv check --profile --summary"))
    local microseconds = 0
    for _, phase in ipairs { "open", "policy", "load" } do
        microseconds = microseconds + tonumber(profile:match("phase," .. phase .. ",[^\n]-,(%d+),%d+\r?\n"))
    end
    return microseconds / 1e6
end

local function workers(dir)
    if not runs.output(("'%s' help check"):format(raci)):find("--workers", 1, true) then
        return
    end
    local model, policy = dir .. "/raci.db", dir .. "/policy.lua"
    local one, two = raci_on(model, policy, "check --summary --workers 1"),
        raci_on(model, policy, "check --summary --workers 2")
    if runs.output(one) ~= runs.output(two) then
        error("one worker and two differ", 0)
    end
    say("one worker and two, in turns")
    local took = runs.measure(tools, rounds_for(MOST), 0, { { name = "one", command = one },
        { name = "two", command = two } })
    read.workers = { took = took, before = before_evaluation(model, policy) }
end

-- ---- questions, rules, scenarios ----

local function who(dir)
    local key = ("t%07d"):format(MOST // 2 + 11)
    local name = ("%d tuochpiont"):format(MOST // 2 + 11)
    local function ask(text)
        return raci_on(dir .. "/raci.db", here .. "/../../rules/default.lua", "who", "'" .. text .. "'")
    end
    say("who, cold, on %d touchpoints", MOST)
    read.who = runs.measure(tools, how.short and 5 or 25, 0, { { name = "true", command = "true" },
        { name = "exact", command = ask(key) }, { name = "fuzzy", command = ask(name) },
        { name = "shared", command = ask "touchpoint" },
        { name = "shared, mistyped", command = ask "tuochpiont" } })
end

local function lint(dir)
    read.lint = {}
    for _, rules in ipairs(RULES) do
        local policy = ("%s/policy-%d.lua"):format(dir, rules)
        say("lint of %d rules", rules)
        read.lint[#read.lint + 1] = { rules = rules, took = runs.measure(tools, 3, 0,
            { { name = "lint", command = raci_on(dir .. "/raci.db", policy, "lint") } }) }
    end
end

local function many(dir)
    say("scenarios, in one process")
    read.many = runs.output(("'%s/many' '%s/raci.db' '%s/policy.lua' 2026-06-01 '%s'/scenarios/*.lua"):format(
        tools, dir, dir, dir))
    local model, policy = dir .. "/raci.db", dir .. "/policy.lua"
    read.whatif = runs.measure(tools, 3, 0, {
        { name = "check", command = raci_on(model, policy, "check --summary") },
        { name = "whatif", command = raci_on(model, policy, "whatif '" .. dir .. "/scenarios/s0001.lua'") },
    })
end

local function all()
    read.plain, read.realistic = {}, {}
    local first, dir
    leave_out_missing()
    for _, size in ipairs(SIZES) do
        dir = plain(size)
        first = first or dir
    end
    lint(first)
    who(dir)
    runs.shell(("rm -rf '%s'/plain-*"):format(work))
    for _, size in ipairs(SIZES) do
        dir = realistic(size, size == SIZES[2] and how.scenarios or 0)
        if size == SIZES[2] then
            many(dir)
        end
    end
    workers(dir)
end

local fine, failure = pcall(all)
os.execute(("rm -rf '%s'"):format(work))
if not fine then
    io.stderr:write("bench: ", tostring(failure), "\n")
    os.exit(1)
end
say("done")
tables.write(read, how)
