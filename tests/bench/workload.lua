-- Writes one plain workload: an organization as canonical CSV, and for each number of rules a policy
-- and the same thing for the peers: a hand-written, indexed SQLite script, CLIPS, clingo.
--
--     lua5.4 workload.lua DIR TOUCHPOINTS RULES…
--
-- Each rule makes one position accountable where one to four of the dimensions stage,
-- channel, journey and delivering unit have given values; of 1,000 rules between three and four
-- meet on a touchpoint. Equal arguments give equal files.

local dir, n_touchpoints = arg[1], math.tointeger(arg[2])
assert(dir and n_touchpoints and arg[3], "usage: workload.lua DIR TOUCHPOINTS RULES...")

local STAGES, CHANNELS, JOURNEYS, UNITS = 8, 7, 100, 100

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

local function write_organization()
    local units = file("org/units.csv", "key,name,parent,head,kind")
    local positions = file("org/positions.csv", "key,title,unit,reports_to,office")
    local people = file("org/people.csv", "key,name")
    local seats = file("org/seats.csv", "position,person")
    units:write("company,The Company,,ceo,company\n")
    positions:write("ceo,Chief Executive,company,,ceo\ncxo,Chief Customer Officer,company,ceo,cxo\n")
    people:write("p-ceo,A Chief\np-cxo,B Chief\n")
    seats:write("ceo,p-ceo\ncxo,p-cxo\n")
    for i = 0, UNITS - 1 do
        units:write(("u%d,Unit %d,company,head%d,department\n"):format(i, i, i))
        positions:write(("head%d,Head of %d,u%d,ceo,\n"):format(i, i, i))
        people:write(("p%d,Person %d\n"):format(i, i))
        seats:write(("head%d,p%d\n"):format(i, i))
    end
    for _, out in ipairs { units, positions, people, seats } do
        out:close()
    end
    for name, n in pairs { stages = STAGES, channels = CHANNELS, journeys = JOURNEYS } do
        local out = file("org/" .. name .. ".csv", "key,name")
        for i = 0, n - 1 do
            out:write(("%s%d,%s %d\n"):format(name:sub(1, 1), i, name, i))
        end
        out:close()
    end
end

-- Writes the touchpoints for all at once.
local function write_touchpoints(sql)
    local facts, atoms = file "facts.dat", file "facts.lp"
    local out = file("org/touchpoints.csv", "key,name,journey,stage,channel,criticality,order,units")
    sql:write "CREATE TABLE touchpoint(id INTEGER PRIMARY KEY, stage INT, channel INT,"
    sql:write " journey INT, unit INT);\n"
    sql:write "BEGIN;\n"
    for i = 0, n_touchpoints - 1 do
        local s, c, j, u = random(STAGES), random(CHANNELS), random(JOURNEYS), random(UNITS)
        out:write(("t%07d,Touchpoint %d,j%d,s%d,c%d,%d,%d,u%d\n"):format(i, i, j, s, c,
            random(5) + 1, i, u))
        sql:write(("INSERT INTO touchpoint VALUES(%d,%d,%d,%d,%d);\n"):format(i, s, c, j, u))
        facts:write(("(t %d %d %d %d %d)\n"):format(i, s, c, j, u))
        atoms:write(("t(%d,%d,%d,%d,%d).\n"):format(i, s, c, j, u))
    end
    for _, each in ipairs { out, facts, atoms } do
        each:close()
    end
    sql:write "COMMIT;\n"
end

-- Which of the dimensions a rule pins: never stage or channel alone.
local SHAPES = {
    { "journey" }, { "unit" },
    { "stage", "journey" }, { "channel", "journey" }, { "stage", "unit" }, { "channel", "unit" },
    { "journey", "unit" }, { "stage", "channel", "journey" }, { "stage", "channel", "unit" },
    { "stage", "journey", "unit" }, { "stage", "channel", "journey", "unit" },
    { "stage", "channel" },
}
local SIZE = { stage = STAGES, channel = CHANNELS, journey = JOURNEYS, unit = UNITS }

-- The places of the dimensions, for peers that know them by these.
local ORDER = { "stage", "channel", "journey", "unit" }

-- "3 ?c 45 ?u" or "3,_,45,_": what is pinned, and what stands for all else.
local function pinned(value, others, between)
    local list = {}
    for _, dimension in ipairs(ORDER) do
        list[#list + 1] = tostring(value[dimension] or others(dimension))
    end
    return table.concat(list, between)
end

local function variable(dimension)
    return "?" .. dimension:sub(1, 1)
end

local function anything()
    return "_"
end

local function write_rules(sql, n_rules)
    local policy = file(("policy-%d.lua"):format(n_rules))
    local clips = file(("rules-%d.clp"):format(n_rules))
    local clingo = file(("rules-%d.lp"):format(n_rules))
    policy:write 'policy { name = "bench", version = "1" }\n'
    sql:write(("CREATE TABLE rule_%d(id INTEGER PRIMARY KEY, shape INT, stage INT,"):format(n_rules))
    sql:write " channel INT, journey INT, unit INT, position INT);\nBEGIN;\n"
    for i = 0, n_rules - 1 do
        local shape = random(#SHAPES) + 1
        local value, match = {}, {}
        for _, dimension in ipairs(SHAPES[shape]) do
            value[dimension] = random(SIZE[dimension])
            match[#match + 1] = ('%s = "%s%d"'):format(dimension, dimension:sub(1, 1), value[dimension])
        end
        local position = random(UNITS)
        policy:write(('rule "r%d" {\n  because = "bench",\n  match = { %s },\n'):format(i,
            table.concat(match, ", ")))
        policy:write(('  assign = { A = "position:head%d", R = delivering_units() },\n}\n'):format(position))
        sql:write(("INSERT INTO rule_%d VALUES(%d,%d,%s,%s,%s,%s,%d);\n"):format(n_rules, i, shape,
            value.stage or "NULL", value.channel or "NULL", value.journey or "NULL",
            value.unit or "NULL", position))
        clips:write(("(defrule r%d (t ?t %s) => (assert (a ?t %d)))\n"):format(i,
            pinned(value, variable, " "), position))
        clingo:write(("a(T,%d) :- t(T,%s).\n"):format(position, pinned(value, anything, ",")))
    end
    sql:write "COMMIT;\n"
    sql:write(("CREATE INDEX rule_shape_%d ON rule_%d(shape);\n"):format(n_rules, n_rules))
    clingo:write [[
c(T) :- a(T,P), a(T,Q), P < Q.
h(T) :- a(T,_).
conflicts(N) :- N = #count { T : c(T) }.
gaps(N) :- N = #count { T : t(T,_,_,_,_), not h(T) }.
#show conflicts/1.
#show gaps/1.
]]
    for _, each in ipairs { policy, clips, clingo } do
        each:close()
    end
end

-- One join for each shape, each over an index that begins with the most selective columns.
local function write_sql_question(n_rules)
    local sql = file(("ask-%d.sql"):format(n_rules))
    sql:write "PRAGMA temp_store = MEMORY;\nCREATE TEMP TABLE matched(touchpoint INT, position INT);\n"
    for shape, dimensions in ipairs(SHAPES) do
        local on = {}
        for _, dimension in ipairs(dimensions) do
            on[#on + 1] = ("t.%s = r.%s"):format(dimension, dimension)
        end
        sql:write "INSERT INTO matched SELECT t.id, r.position"
        sql:write((" FROM rule_%d r JOIN touchpoint t"):format(n_rules))
        sql:write((" ON %s WHERE r.shape = %d;\n"):format(table.concat(on, " AND "), shape))
    end
    sql:write [[
CREATE TEMP TABLE counted AS
    SELECT touchpoint, COUNT(DISTINCT position) AS positions FROM matched GROUP BY touchpoint;
SELECT 'conflicts', COUNT(*) FROM counted WHERE positions > 1;
SELECT 'gaps', (SELECT COUNT(*) FROM touchpoint) - (SELECT COUNT(*) FROM counted);
]]
    sql:close()
end

-- What is counted is asked when all is known, so that nothing is matched twice.
local function write_clips_question(n_rules)
    local clips = file(("ask-%d.clp"):format(n_rules))
    clips:write(("(load* \"%s/rules-%d.clp\")\n"):format(dir, n_rules))
    clips:write(("(load-facts \"%s/facts.dat\")\n(run)\n"):format(dir))
    clips:write [[
(defglobal ?*conflicts* = 0 ?*gaps* = 0)
(defrule conflict (t ?t $?) (exists (a ?t ?p) (a ?t ?q&~?p))
    => (bind ?*conflicts* (+ ?*conflicts* 1)))
(defrule gap (t ?t $?) (not (a ?t ?)) => (bind ?*gaps* (+ ?*gaps* 1)))
(run)
(printout t "conflicts|" ?*conflicts* crlf "gaps|" ?*gaps* crlf)
(exit)
]]
    clips:close()
end

assert(os.execute(("mkdir -p '%s/org'"):format(dir)))
local sql = file "load.sql"
write_organization()
write_touchpoints(sql)
for i = 3, #arg do
    local n_rules = assert(math.tointeger(arg[i]), "RULES is a number")
    write_rules(sql, n_rules)
    write_sql_question(n_rules)
    write_clips_question(n_rules)
end
sql:write [[
CREATE INDEX by_journey ON touchpoint(journey, unit, stage, channel);
CREATE INDEX by_unit ON touchpoint(unit, stage, channel);
CREATE INDEX by_unit_channel ON touchpoint(unit, channel);
CREATE INDEX by_journey_stage ON touchpoint(journey, stage, channel);
CREATE INDEX by_journey_channel ON touchpoint(journey, channel);
CREATE INDEX by_stage ON touchpoint(stage, channel);
ANALYZE;
]]
sql:close()
