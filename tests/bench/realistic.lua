-- Writes a realistic workload: an organization of several levels as canonical CSV, a policy that
-- uses every dimension, and scenarios that each touch about one touchpoint in a hundred.
--
--     lua5.4 realistic.lua DIR TOUCHPOINTS RULES SCENARIOS
--
-- Touchpoints stand in journeys of a hundred, most of one department; a third of the rules have a
-- `when`, others ban, override and except. Under one touchpoint in ten has findings. Equal
-- arguments give equal files.

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
    "key,name,journey,stage,channel,criticality,order,units,tags,moment_of_truth,reviewed_on,segment")
for t = 0, n_touchpoints - 1 do
    local journey, place = t // JOURNEY, t % JOURNEY
    local home, division = journey % DEPARTMENTS, journey // DEPARTMENTS % DIVISIONS
    local stretch = place // STRETCH
    local team = ("d%02d-%d-%d"):format(stretch == TEAMS - 1 and (home + 1) % DEPARTMENTS or home,
        division, stretch)
    if random(100) < 4 then
        team = team .. ";" .. team_of(home)
    end
    touchpoints:write(("t%06d,Touchpoint %d,j%04d,s%d,c%d,%d,%d,%s,tag%d;tag%d,%s,,%s\n"):format(t, t,
        journey, place * STAGES // JOURNEY, random(CHANNELS), 1 + random(5), place, team,
        random(TAGS), random(TAGS), random(20) == 0 and "yes" or "",
        random(3) == 0 and "business" or "home"))
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
policy:write('policy { name = "realistic", version = "1" }\n\n')
policy:write([[
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
        policy:write(([[
rule "division %d of %d answers" {
  match = { unit = "d%02d-%d" },
  assign = { A = "position:head-d%02d-%d" },
}
]]):format(v, d, d, v, d, v))
        written = written + 1
    end
end

local function conditions()
    local list = {}
    if random(2) == 0 then
        list[#list + 1] = ('stage = { "s%d", "s%d" }'):format(random(STAGES), random(STAGES))
    end
    if random(2) == 0 then
        list[#list + 1] = ('channel = "c%d"'):format(random(CHANNELS))
    end
    if random(3) == 0 then
        list[#list + 1] = ('tag = "tag%d"'):format(random(TAGS))
    end
    if random(4) == 0 then
        list[#list + 1] = ("criticality = { min = %d }"):format(2 + random(3))
    end
    if random(4) == 0 then
        list[#list + 1] = 'attr = { segment = "business" }'
    end
    local kind = random(4)
    if kind == 0 then
        list[#list + 1] = ('unit = "d%02d"'):format(random(DEPARTMENTS))
    elseif kind == 1 then
        list[#list + 1] = ('journey = { "j%04d", "j%04d" }'):format(random(n_journeys), random(n_journeys))
    elseif kind == 2 then
        list[#list + 1] = ('key = "t%04d*"'):format(random(n_touchpoints // 100 + 1))
    else
        list[#list + 1] = ('unit = "%s"'):format(team_of(random(DEPARTMENTS)))
    end
    return table.concat(list, ", ")
end

local number = 0
while written < n_rules do
    local when = random(3) == 0 and "  when = function(t) return t.criticality and t.criticality >= 2 and "
        .. "not t:has_tag(\"tag0\") end,\n" or ""
    local kind = random(20)
    local effect = ('assign = { %s = "position:head-d%02d-%d" }'):format(
        random(2) == 0 and "C" or "I", random(DEPARTMENTS), random(DIVISIONS))
    local tier = "rule"
    local extra = ""
    if kind == 0 then
        effect = ('forbid = { I = under("unit:d%02d-%d") }'):format(random(DEPARTMENTS), random(DIVISIONS))
    elseif kind == 1 then
        tier, extra = "exception", '  because = "agreed",\n'
    elseif kind == 2 and number > 0 then
        extra = ('  overrides = { "told %d" },\n'):format(number - 1)
    end
    policy:write(('%s "told %d" {\n%s  match = { %s },\n%s  %s,\n}\n'):format(tier, number, extra,
        conditions(), when, effect))
    number = number + 1
    written = written + 1
end
policy:close()

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
