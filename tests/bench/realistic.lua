-- Writes a realistic workload: an organization of several levels as canonical CSV, a policy that
-- uses every dimension, and scenarios that each touch about one touchpoint in a hundred.
--
--     lua5.4 realistic.lua DIR TOUCHPOINTS RULES SCENARIOS
--
-- Touchpoints stand in journeys of a hundred, most of one department, and each has an attribute that
-- no other has. Rules match by every dimension: values, lists, `except`, ranges, globs, subtrees,
-- attributes; a third of them have a `when`, others ban, override and go first; some are about
-- passages. Under one touchpoint in ten has findings. policy-without.lua is the same without `when`.
-- Equal arguments give equal files.

local dir, n_touchpoints, n_rules = arg[1], math.tointeger(arg[2]), math.tointeger(arg[3])
local n_scenarios = math.tointeger(arg[4] or "0")
assert(dir and n_touchpoints and n_rules, "usage: realistic.lua DIR TOUCHPOINTS RULES SCENARIOS")

local DEPARTMENTS, DIVISIONS, TEAMS, STAFF = 20, 10, 5, 4
local STAGES, CHANNELS, TAGS, JOURNEY = 8, 7, 20, 100
local n_journeys = (n_touchpoints + JOURNEY - 1) // JOURNEY

-- A generator of its own: math.random differs between builds of Lua.
local state = 88172645463325252
local function random(n)
    state = state ~ (state << 13)
    state = state ~ (state >> 7)
    state = state ~ (state << 17)
    return (state >> 1) % n
end

local function file(name, header)
    local out = assert(io.open(dir .. "/" .. name, "w"))
    out:setvbuf("full", 1 << 20)
    if header then
        out:write(header, "\n")
    end
    return out
end

os.execute(("mkdir -p '%s/org' '%s/scenarios'"):format(dir, dir))

-- The organization -------------------------------------------------------------------------

local units = file("org/units.csv", "key,name,parent,head,kind,function,tags")
local positions = file("org/positions.csv", "key,title,unit,reports_to,office")
local people = file("org/people.csv", "key,name")
local seats = file("org/seats.csv", "position,person,from")
local n_people = 0

local function position(key, title, unit, above, office)
    positions:write(("%s,%s,%s,%s,%s\n"):format(key, title, unit, above, office or ""))
    people:write(("p%d,Person %d\n"):format(n_people, n_people))
    seats:write(("%s,p%d,2024-01-01\n"):format(key, n_people))
    n_people = n_people + 1
end

local function unit(key, name, parent, kind, above)
    units:write(("%s,%s,%s,head-%s,%s,,\n"):format(key, name, parent, key, kind))
    position("head-" .. key, "Head of " .. name, key, above)
end

units:write("company,The Company,,ceo,company,,\n")
position("ceo", "Chief Executive", "company", "", "ceo")
position("cxo", "Chief Customer Officer", "company", "ceo", "cxo")
unit("cx", "Customer Experience", "company", "department", "cxo")
position("cx-analyst", "Analyst", "cx", "head-cx")
for d = 0, DEPARTMENTS - 1 do
    local department = ("d%02d"):format(d)
    unit(department, "Department " .. d, "company", "department", "ceo")
    for v = 0, DIVISIONS - 1 do
        local division = ("%s-%d"):format(department, v)
        unit(division, ("Division %d of %d"):format(v, d), department, "division-part",
            "head-" .. department)
        for t = 0, TEAMS - 1 do
            local team = ("%s-%d"):format(division, t)
            unit(team, ("Team %d of %d in %d"):format(t, v, d), division, "team",
                "head-" .. division)
            for s = 1, STAFF do
                position(("%s-s%d"):format(team, s), "Specialist " .. s, team, "head-" .. team)
            end
        end
    end
end
for _, out in ipairs { units, positions, people, seats } do
    out:close()
end
for name, n in pairs { stages = STAGES, channels = CHANNELS } do
    local out = file("org/" .. name .. ".csv", name == "stages" and "key,name,order" or "key,name")
    for i = 0, n - 1 do
        out:write(("%s%d,%s %d%s\n"):format(name:sub(1, 1), i, name, i,
            name == "stages" and "," .. i or ""))
    end
    out:close()
end

local journeys = file("org/journeys.csv", "key,name,lead")
for j = 0, n_journeys - 1 do
    journeys:write(("j%04d,Journey %d,head-d%02d\n"):format(j, j, j % DEPARTMENTS))
end
journeys:close()

local function team_of(department)
    return ("d%02d-%d-%d"):format(department, random(DIVISIONS), random(TEAMS))
end

-- A journey is one division's: each of its teams delivers a stretch of it, the last stretch is
-- that of a team of another department. Some touchpoints have a second team.
local STRETCH = JOURNEY // TEAMS
local touchpoints = file("org/touchpoints.csv",
    "key,name,journey,stage,channel,criticality,order,units,tags,managed,moment_of_truth,"
        .. "reviewed_on,segment,contract")
for t = 0, n_touchpoints - 1 do
    local journey, place = t // JOURNEY, t % JOURNEY
    local home, division = journey % DEPARTMENTS, journey // DEPARTMENTS % DIVISIONS
    local stretch = place // STRETCH
    local team = ("d%02d-%d-%d"):format(stretch == TEAMS - 1 and (home + 1) % DEPARTMENTS or home,
        division, stretch)
    if random(100) < 4 then
        team = team .. ";" .. team_of(home)
    end
    touchpoints:write(("t%06d,Touchpoint %d,j%04d,s%d,c%d,%d,%d,%s,tag%d;tag%d,%s,%s,,%s,k%07d\n"):format(
        t, t, journey, place * STAGES // JOURNEY, random(CHANNELS), 1 + random(5), place, team,
        random(TAGS), random(TAGS), random(20) == 0 and "no" or "", random(20) == 0 and "yes" or "",
        random(3) == 0 and "business" or "home", t))
end
touchpoints:close()
local mandates = file("org/mandates.csv", "position,scope,from")
mandates:write("cxo,*,2024-01-01\n")
mandates:close()
local links = file("org/links.csv", "from,to,kind")
for from = 0, n_touchpoints - 1, 50 do -- to the end of its journey
    links:write(("t%06d,t%06d,feedback\n"):format(from, from // JOURNEY * JOURNEY + JOURNEY - 1))
end
links:close()

-- The policy -------------------------------------------------------------------------------

local policy = file("policy.lua")
local without = file("policy-without.lua") -- the same, but for `when`

-- `when` is left out of the second.
local function write(text, when)
    policy:write((text:gsub("WHEN", when or "")))
    without:write((text:gsub("WHEN", "")))
end

write('policy { name = "realistic", version = "1" }\n\n')
write([[
default "whoever delivers answers" {
  assign = { A = head_of_delivering_unit(), R = delivering_units(), I = "unit:cx" },
}
rule "the lead of the journey answers for passages" {
  on = "handoff",
  assign = { A = journey_lead() },
}
rule "and for the journey" {
  on = "journey",
  assign = { A = journey_lead() },
}
]])

-- Every division answers for what its teams deliver.
local written = 0
for d = 0, DEPARTMENTS - 1 do
    for v = 0, DIVISIONS - 1 do
        write(([[
rule "division %d of %d answers" {
  match = { unit = "d%02d-%d" },
  assign = { A = "position:head-d%02d-%d" },
}
]]):format(v, d, d, v, d, v))
        written = written + 1
    end
end

-- A part of a dimension: one value, a list, or all but one.
local function some_of(dimension, prefix, n)
    local kind = random(3)
    if kind == 0 then
        return ('%s = "%s%d"'):format(dimension, prefix, random(n))
    elseif kind == 1 then
        return ('%s = { "%s%d", "%s%d" }'):format(dimension, prefix, random(n), prefix, random(n))
    end
    return ('%s = except { "%s%d" }'):format(dimension, prefix, random(n))
end

local RANGES = { "{ min = 3 }", "{ max = 3 }", "{ min = 2, max = 4 }", "{ min = 4 }" }

local function attributes()
    local kind = random(8)
    if kind == 0 then
        return 'attr = { segment = "business" }'
    elseif kind == 1 then
        return 'attr = { segment = except { "business" } }'
    elseif kind == 2 then -- of single touchpoints
        return ('attr = { contract = { "k%07d", "k%07d", "k%07d" } }'):format(random(n_touchpoints),
            random(n_touchpoints), random(n_touchpoints))
    end
end

-- Where in the organization or on which journeys; never everywhere.
local function somewhere()
    local kind = random(5)
    if kind == 0 then
        return ('unit = "d%02d"'):format(random(DEPARTMENTS)) -- with all below it
    elseif kind == 1 then
        return ('journey = { "j%04d", "j%04d" }'):format(random(n_journeys), random(n_journeys))
    elseif kind == 2 then
        return ('key = "t%04d*"'):format(random(n_touchpoints // 100 + 1))
    elseif kind == 3 then
        return ('unit = { "%s", "%s" }'):format(team_of(random(DEPARTMENTS)),
            team_of(random(DEPARTMENTS)))
    end
    return ('unit = "%s"'):format(team_of(random(DEPARTMENTS)))
end

local function conditions()
    local list = { somewhere(), attributes() }
    local function add(odds, text)
        if random(odds) == 0 then
            list[#list + 1] = text()
        end
    end
    add(2, function() return some_of("stage", "s", STAGES) end)
    add(2, function() return some_of("channel", "c", CHANNELS) end)
    add(3, function() return some_of("tag", "tag", TAGS) end)
    add(4, function() return "criticality = " .. RANGES[1 + random(#RANGES)] end)
    add(12, function() return "moment_of_truth = true" end)
    add(12, function() return "managed = true" end)
    return table.concat(list, ", ")
end

local WHEN = "  when = function(t) return t.criticality and t.criticality >= 2 and "
    .. "not t:has_tag(\"tag0\") end,\n"

local number = 0
while written < n_rules do
    local when = random(20) < 9 and WHEN or nil -- of all rules a third: some can have none
    local kind = random(20)
    local told = ('I = "position:head-d%02d-%d"'):format(random(DEPARTMENTS), random(DIVISIONS))
    local effect = ("assign = { %s }"):format(random(2) == 0 and "C" .. told:sub(2) or told)
    local match = conditions()
    local tier, extra = "rule", ""
    if kind == 0 then
        effect = ('forbid = { I = under("unit:d%02d-%d") }'):format(random(DEPARTMENTS), random(DIVISIONS))
    elseif kind == 1 then
        tier, extra = "exception", '  because = "agreed",\n'
    elseif kind == 2 and number > 0 then
        extra = ('  overrides = { "told %d" },\n'):format(number - 1)
    elseif kind == 3 then
        extra, when = '  on = "handoff",\n', nil
        effect = "assign = { " .. told .. " }"
        match = ('from = { %s }, to = { %s }, crosses_departments = true'):format(
            some_of("stage", "s", STAGES), some_of("channel", "c", CHANNELS))
    end
    write(('%s "told %d" {\n%s  match = { %s },\nWHEN  %s,\n}\n'):format(tier, number, extra,
        match, effect), when)
    number = number + 1
    written = written + 1
end
policy:close()
without:close()

-- Scenarios: each lets some teams change hands -----------------------------------------------

for i = 1, n_scenarios do
    local out = file(("scenarios/s%04d.lua"):format(i))
    out:write(('scenario "s%d" {\n  effective = "2026-06-01",\n'):format(i))
    local per_team = n_touchpoints // (DEPARTMENTS * DIVISIONS * TEAMS)
    local wanted, touched = n_touchpoints // 100, 0
    local seen = {}
    while touched < wanted do
        local team = team_of(random(DEPARTMENTS))
        if not seen[team] then
            seen[team] = true
            local department, division, place = team:match("^(d%d+)%-(%d)%-(%d)$")
            local how = random(3)
            if how == 0 then
                out:write(('  hand_over { from = "%s", to = "%s-%s-%d" },\n'):format(team, department,
                    division, (place + 1) % TEAMS))
            elseif how == 1 then
                out:write(('  vacate { position = "head-%s" },\n'):format(team))
            else
                out:write(('  move_unit { unit = "%s", parent = "%s-%d" },\n'):format(team, department,
                    (division + 1) % DIVISIONS))
            end
            touched = touched + per_team
        end
    end
    out:write("}\n")
    out:close()
end
