#include "policy/environment.h"

#include <string.h>

#include "base/nearest.h"
#include "policy/loader.h"
#include "policy/machine.h"
#include "policy/state.h"

/*
 * An environment is an empty table E, so that every access goes through its
 * metatable; what the file declares lies in a table `own` behind it:
 *
 *   E --__index--> own --__index--> names --__index--> unknown (an error)
 *   E --__newindex--> declare (own[name] = value, until the freeze)
 *
 * The metatable has `own` at 2, too.
 */

#define NAMES_OFFERED 1000

static bool is_name(lua_State *L, int index)
{
    return lua_type(L, index) == LUA_TSTRING;
}

/* Offers the text keys of the table at the index to the search, unless they are so
   many that it would take long. */
static void offer_names(lua_State *L, int table, ri_nearest *search)
{
    int n = 0;
    for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
        if (++n > NAMES_OFFERED) {
            lua_pop(L, 2);
            return;
        }
    }
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
            lua_rawgeti(L, -1, 2);
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
    const raci_policy *policy = ri_policy_of(L);
    instead = policy != NULL ? ri_statement_elsewhere(policy->loader, name) : NULL;
    if (instead != NULL) {
        return ri_raise(L, 1, "unknown name '%s'; %s", name, instead);
    }
    ri_nearest search;
    ri_nearest_begin(&search, name);
    offer_names(L, 1, &search);
    if (push_own(L, 1)) {
        offer_names(L, 3, &search);
    }
    if (search.best != NULL && search.distance < strlen(name)) {
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
    ri_slot_set(L, RI_SLOT_ENVIRONMENTS);
}

void ri_machine_environment(lua_State *L)
{
    int env = lua_gettop(L) + 1;
    int meta = env + 1;
    int own = env + 2;
    lua_newtable(L);
    lua_createtable(L, 2, 3);
    lua_newtable(L);
    /* stack: … env, meta, own */
    lua_createtable(L, 0, 1);
    ri_slot_push(L, RI_SLOT_NAMES);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, own);
    lua_pushvalue(L, own);
    lua_setfield(L, meta, "__index");
    lua_pushboolean(L, 0); /* at 1 a read-only table has its contents */
    lua_rawseti(L, meta, 1);
    lua_pushvalue(L, own);
    lua_rawseti(L, meta, 2);
    ri_slot_push(L, RI_SLOT_NAMES);
    /* stack: … env, meta, own, names */
    lua_pushcclosure(L, declare, 2);
    lua_setfield(L, meta, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, meta, "__metatable");
    lua_setmetatable(L, env);
    ri_slot_push(L, RI_SLOT_ENVIRONMENTS);
    lua_pushvalue(L, env);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
    lua_settop(L, env);
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

static const char no_patterns[] = "use find, split, starts_with or glob";
static const char no_catching[] = "a rule that fails is reported, and the rest goes on";
static const char no_metatables[] = "use plain tables and functions";
static const char no_loading[] = "write the code in the file, or use include";
static const char no_output[] = "a policy speaks through its rules and checks";
static const char no_outside[] = "a policy sees nothing but its organization";
static const char only_exact[] = "it is not exact, so not the same everywhere";

static const struct {
    const char *name;
    const char *instead;
} absent[] = {
    {"_G", "a file's own names are all there is"},
    {"collectgarbage", "memory is looked after"},
    {"coroutine", "use functions"},
    {"debug", no_outside},
    {"dofile", no_loading},
    {"getfenv", no_outside},
    {"getmetatable", no_metatables},
    {"io", no_outside},
    {"load", no_loading},
    {"loadfile", no_loading},
    {"loadstring", no_loading},
    {"module", no_loading},
    {"next", "use pairs"},
    {"os", no_outside},
    {"package", no_loading},
    {"pcall", no_catching},
    {"print", no_output},
    {"rawequal", "use =="},
    {"rawget", "use t[k]"},
    {"rawlen", "use #t"},
    {"rawset", "use t[k] = v"},
    {"require", no_loading},
    {"setfenv", no_outside},
    {"setmetatable", no_metatables},
    {"unpack", "use table.unpack"},
    {"utf8", "texts are bytes to policies"},
    {"warn", no_output},
    {"xpcall", no_catching},
    {"math.cos", only_exact},
    {"math.exp", only_exact},
    {"math.log", only_exact},
    {"math.random", "a policy gives the same answer every time"},
    {"math.randomseed", "a policy gives the same answer every time"},
    {"math.sin", only_exact},
    {"math.sqrt", only_exact},
    {"math.tan", only_exact},
    {"string.dump", no_outside},
    {"string.gmatch", no_patterns},
    {"string.gsub", no_patterns},
    {"string.match", no_patterns},
    {"string.pack", no_outside},
    {"string.unpack", no_outside},
    {"table.move", "use a loop"},
    {"table.pack", "use { ... }"},
    {"table.sort", "use sorted(list), which gives a new list"},
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
