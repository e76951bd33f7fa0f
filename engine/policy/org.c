/*
 * `org`: the organization that a function may ask. Things are found by key, or
 * gone through in key order; the iterators keep nothing but the last thing.
 */
#include <string.h>

#include "base/nearest.h"
#include "policy/names.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- one thing ---- */

/* Pushes the thing of that kind with the key, nil when it is not there on the
   date. */
static int find(lua_State *L, ri_kind kind, const char *what)
{
    (void)ri_running(L, what);
    ri_view_push_ref(L, ri_view_argument(L, 1, kind, what));
    return 1;
}

static int org_position(lua_State *L)
{
    return find(L, RI_POSITION, "org.position");
}

static int org_unit(lua_State *L)
{
    return find(L, RI_UNIT, "org.unit");
}

static int org_person(lua_State *L)
{
    return find(L, RI_PERSON, "org.person");
}

static int org_team(lua_State *L)
{
    return find(L, RI_TEAM, "org.team");
}

static int org_journey(lua_State *L)
{
    return find(L, RI_JOURNEY, "org.journey");
}

static int org_touchpoint(lua_State *L)
{
    return find(L, RI_TOUCHPOINT, "org.touchpoint");
}

/* org.office(name): the positions that have the office, in key order. */
static int org_office(lua_State *L)
{
    const ri_snapshot *s = ri_running(L, "org.office");
    if (lua_type(L, 1) != LUA_TSTRING) {
        char found[RI_FOUND_SIZE];
        return ri_raise(L, 1, "org.office takes the name of an office, found %s",
                        ri_found(L, 1, found));
    }
    ri_fuel_spend(L, lua_rawlen(L, 1) / 16);
    const char *name = lua_tostring(L, 1);
    name = strncmp(name, "office:", 7) == 0 ? name + 7 : name;
    uint32_t n = 0;
    const uint32_t *positions = ri_snapshot_office(s, name, &n);
    ri_fuel_spend(L, 10 + (uint64_t)n);
    if (n == 0) {
        lua_pushnil(L);
        return 1;
    }
    if (!lua_checkstack(L, (int)n + LUA_MINSTACK)) {
        return ri_raise(L, 1, "too many positions have the office \"%.40s\"", name);
    }
    for (uint32_t i = 0; i < n; i++) {
        ri_view_push(L, RI_POSITION, positions[i]);
    }
    return (int)n;
}

/* ---- all of them ---- */

static uint32_t count(const ri_snapshot *s, uint32_t shape)
{
    switch (shape) {
    case RI_SHAPE_LINK:
        return s->n_links;
    case RI_SHAPE_MANDATE:
        return s->n_mandates;
    case RI_SHAPE_WALK:
        return s->n_walks;
    case RI_HANDOFF:
        return s->handoffs.n;
    default:
        return ri_snapshot_rows(s, (ri_kind)shape)->n;
    }
}

static bool is_there(const ri_snapshot *s, uint32_t shape, uint32_t row)
{
    if (shape == RI_HANDOFF) {
        return ri_handoff_there(&s->handoffs, row);
    }
    return shape >= RI_KIND_COUNT || ri_row_there(ri_snapshot_rows(s, (ri_kind)shape), row);
}

/* The iterator: step(nil, last) gives the one after `last`. Upvalue: the shape. */
static int step(lua_State *L)
{
    uint32_t shape = (uint32_t)lua_tointeger(L, lua_upvalueindex(1));
    const ri_snapshot *s = ri_running(L, "an iterator of org");
    uint32_t next = 0;
    if (!lua_isnoneornil(L, 2)) {
        const ri_view *last = ri_view_at(L, 2);
        if (last == NULL || last->shape != shape) {
            return ri_raise(L, 1, "an iterator of org belongs in a for: for x in org.units() do");
        }
        next = last->index + 1;
    }
    while (next < count(s, shape) && !is_there(s, shape, next)) {
        next++;
    }
    if (next >= count(s, shape)) {
        lua_pushnil(L);
    } else {
        ri_view_push(L, shape, next);
    }
    return 1;
}

/* for x in org.positions() do … end. Upvalue: the iterator. */
static int iterate(lua_State *L)
{
    const ri_snapshot *s = ri_running(L, "org");
    ri_snapshot_need_whole(s);
    lua_pushvalue(L, lua_upvalueindex(1));
    return 1;
}

static int org_count(lua_State *L);

static const struct {
    const char *name;
    lua_CFunction function; /* NULL: an iterator over `shape` */
    uint32_t shape;
} functions[] = {
    {"journey", org_journey, 0},
    {"touchpoint", org_touchpoint, 0},
    {"count", org_count, 0},
    {"position", org_position, 0},
    {"unit", org_unit, 0},
    {"person", org_person, 0},
    {"team", org_team, 0},
    {"office", org_office, 0},
    {"letters", ri_org_letters, 0},
    {"letter", ri_org_letter, 0},
    {"names", ri_org_names, 0},
    {"seated", ri_org_seated, 0},
    {"places", ri_org_places, 0},
    {"date", ri_org_date, 0},
    {"days_since", ri_org_days_since, 0},
    {"func", ri_org_func, 0},
    {"department", ri_org_department, 0},
    {"positions", NULL, RI_POSITION},
    {"units", NULL, RI_UNIT},
    {"people", NULL, RI_PERSON},
    {"teams", NULL, RI_TEAM},
    {"journeys", NULL, RI_JOURNEY},
    {"channels", NULL, RI_CHANNEL},
    {"stages", NULL, RI_STAGE},
    {"touchpoints", NULL, RI_TOUCHPOINT},
    {"links", NULL, RI_SHAPE_LINK},
    {"mandates", NULL, RI_SHAPE_MANDATE},
    {"walks", NULL, RI_SHAPE_WALK},
    {"handoffs", NULL, RI_HANDOFF},
};

/* org.count("touchpoints"): how many the iterator of that name would give. */
static int org_count(lua_State *L)
{
    const ri_snapshot *s = ri_running(L, "org.count");
    char found[RI_FOUND_SIZE];
    size_t i = 0;
    while (i < COUNT(functions) &&
           (functions[i].function != NULL || lua_type(L, 1) != LUA_TSTRING ||
            strcmp(functions[i].name, lua_tostring(L, 1)) != 0)) {
        i++;
    }
    if (i == COUNT(functions)) {
        return ri_raise(L, 1,
                        "org.count takes what org goes through, such as \"touchpoints\", found %s",
                        ri_found(L, 1, found));
    }
    const uint32_t shape = functions[i].shape;
    uint32_t n = 0;
    ri_snapshot_need_whole(s);
    ri_fuel_spend(L, 1 + count(s, shape) / 64);
    for (uint32_t row = 0; row < count(s, shape); row++) {
        n += is_there(s, shape, row);
    }
    ri_policy_of(L)->looked = true;
    lua_pushinteger(L, n);
    return 1;
}

/* ---- the table ---- */

/* __index(org, name); upvalue 1: name to function. */
static int org_index(lua_State *L)
{
    const char *names[COUNT(functions)];
    char found[RI_FOUND_SIZE];
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) {
        return 1;
    }
    if (lua_type(L, 2) != LUA_TSTRING) {
        return ri_raise(L, 1, "org has named functions, and none for %s", ri_found(L, 2, found));
    }
    for (size_t i = 0; i < COUNT(functions); i++) {
        names[i] = functions[i].name;
    }
    const char *nearest = ri_nearest_of(lua_tostring(L, 2), names, COUNT(functions));
    if (nearest != NULL) {
        return ri_raise(L, 1, "org has no function %s; did you mean \"%s\"?", ri_found(L, 2, found),
                        nearest);
    }
    return ri_raise(L, 1, "org has no function %s", ri_found(L, 2, found));
}

static int org_newindex(lua_State *L)
{
    return ri_raise(L, 1, "org is read-only");
}

void ri_org_open(lua_State *L)
{
    (void)lua_newuserdatauv(L, 0, 0);
    lua_createtable(L, 0, 4); /* org, metatable */
    lua_newtable(L);
    for (size_t i = 0; i < COUNT(functions); i++) {
        if (functions[i].function != NULL) {
            lua_pushcfunction(L, functions[i].function);
        } else {
            lua_pushinteger(L, (lua_Integer)functions[i].shape);
            lua_pushcclosure(L, step, 1);
            lua_pushcclosure(L, iterate, 1);
        }
        lua_setfield(L, -2, functions[i].name);
    }
    lua_pushcclosure(L, org_index, 1);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, org_newindex);
    lua_setfield(L, -2, "__newindex");
    lua_pushliteral(L, "org");
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    ri_machine_global(L, "org");
}
