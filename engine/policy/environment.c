#include "policy/environment.h"

#include <string.h>

#include "base/nearest.h"
#include "policy/machine.h"
#include "policy/state.h"

/*
 * An environment is an empty table E, so that every access goes through its
 * metatable; what the file declares lies in a table `own` behind it:
 *
 *   E --__index--> own --__index--> names --__index--> unknown (an error)
 *   E --__newindex--> declare (own[name] = value, until the freeze)
 */

static bool is_name(lua_State *L, int index)
{
    return lua_type(L, index) == LUA_TSTRING;
}

/* Offers the text keys of the table at the index to the search. */
static void offer_names(lua_State *L, int table, ri_nearest *search)
{
    /* The texts stay where they are: their table holds them. */
    for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
        if (is_name(L, -2)) {
            ri_nearest_offer(search, lua_tostring(L, -2));
        }
    }
}

/* Pushes the own names of the environment that the function at `level` sees; gives
   false, pushing nothing, when it sees none. */
static bool push_own(lua_State *L, int level)
{
    lua_Debug ar;
    if (!lua_getstack(L, level, &ar)) {
        return false;
    }
    lua_getinfo(L, "f", &ar);
    int function = lua_gettop(L);
    const char *name = NULL;
    for (int i = 1; (name = lua_getupvalue(L, function, i)) != NULL; i++) {
        if (strcmp(name, "_ENV") == 0 && lua_getmetatable(L, -1)) {
            lua_getfield(L, -1, "__index"); /* raw: the metatable has none itself */
            lua_replace(L, function);
            lua_settop(L, function);
            return true;
        }
        lua_pop(L, 1);
    }
    lua_settop(L, function - 1);
    return false;
}

/* __index(names, name), reached when nothing has the name. */
static int unknown(lua_State *L)
{
    /* stack: names, name */
    if (!is_name(L, 2)) {
        return ri_raise(L, 1, "this is no name");
    }
    const char *name = lua_tostring(L, 2);
    const char *instead = ri_absent(name);
    if (instead != NULL) {
        return ri_raise(L, 1, "'%s' is not available in policies; %s", name, instead);
    }
    ri_nearest search;
    ri_nearest_begin(&search, name);
    offer_names(L, 1, &search);
    if (push_own(L, 1)) {
        offer_names(L, 3, &search);
    }
    if (search.best != NULL) {
        return ri_raise(L, 1, "unknown name '%s'; did you mean '%s'?", name, search.best);
    }
    return ri_raise(L, 1, "unknown name '%s'", name);
}

/* __newindex(E, name, value); upvalue 1: own, 2: names. */
static int declare(lua_State *L)
{
    if (!is_name(L, 2)) {
        return ri_raise(L, 1, "this is no name");
    }
    if (ri_machine_at(L)->frozen) {
        return ri_raise(L, 1, "'%s' cannot be assigned: after loading a policy is read-only",
                        lua_tostring(L, 2));
    }
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) {
        return ri_raise(L, 1, "'%s' is a name of the rule language; choose another",
                        lua_tostring(L, 2));
    }
    lua_settop(L, 3);
    lua_rawset(L, lua_upvalueindex(1));
    return 0;
}

void ri_environment_open(lua_State *L)
{
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, unknown);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    /* stack: … names */
    ri_slot_set(L, RI_SLOT_NAMES);
    lua_newtable(L);
    ri_slot_set(L, RI_SLOT_OWN);
}

void ri_machine_environment(lua_State *L)
{
    lua_newtable(L);
    lua_createtable(L, 0, 3);
    lua_newtable(L);
    /* stack: … E, meta, own */
    lua_createtable(L, 0, 1);
    ri_slot_push(L, RI_SLOT_NAMES);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    ri_slot_push(L, RI_SLOT_OWN);
    lua_pushvalue(L, -2);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
    lua_pop(L, 1);
    /* stack: … E, meta, own */
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "__index");
    ri_slot_push(L, RI_SLOT_NAMES);
    lua_pushcclosure(L, declare, 2);
    /* stack: … E, meta, declare */
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

void ri_machine_global(lua_State *L, const char *name)
{
    /* stack: … value */
    ri_slot_push(L, RI_SLOT_NAMES);
    lua_insert(L, -2);
    lua_pushstring(L, name);
    lua_insert(L, -2);
    /* stack: … names, name, value */
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

/* ---- what standard Lua has and a policy has not ---- */

static const struct {
    const char *name;
    const char *instead;
} absent[] = {
    {"_G", "a file's own names are all there is"},
    {"collectgarbage", "memory is looked after"},
    {"coroutine", "use functions"},
    {"debug", "nothing stands in for it"},
    {"dofile", "use include"},
    {"getmetatable", "nothing stands in for it"},
    {"io", "a policy reads no files"},
    {"load", "write the code in the file"},
    {"loadfile", "use include"},
    {"loadstring", "write the code in the file"},
    {"module", "use include"},
    {"next", "use pairs"},
    {"os", "a policy depends on no clock and no machine"},
    {"package", "use include"},
    {"pcall", "a rule that fails is reported, and the rest goes on"},
    {"print", "a policy speaks through its checks"},
    {"rawequal", "use =="},
    {"rawget", "use t[k]"},
    {"rawlen", "use #t"},
    {"rawset", "use t[k] = v"},
    {"require", "use include"},
    {"setfenv", "nothing stands in for it"},
    {"setmetatable", "use plain tables and functions"},
    {"unpack", "use table.unpack"},
    {"warn", "a policy speaks through its checks"},
    {"xpcall", "a rule that fails is reported, and the rest goes on"},
};

const char *ri_absent(const char *name)
{
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++) {
        if (strcmp(absent[i].name, name) == 0) {
            return absent[i].instead;
        }
    }
    return NULL;
}
