#include "policy/held.h"

#include "policy/freeze.h"
#include "policy/library.h"
#include "policy/state.h"

/* Passes on the value on top when it can hold others; pops it. Functions in C hold
   nothing of a policy's. */
static void pass(lua_State *L, ri_held_fn each, void *payload)
{
    int type = lua_type(L, -1);
    bool holds = type == LUA_TTABLE || (type == LUA_TUSERDATA && ri_pairs_is_walk(L, -1)) ||
                 (type == LUA_TFUNCTION && !lua_iscfunction(L, -1));
    if (holds) {
        each(L, payload);
    } else {
        lua_pop(L, 1);
    }
}

void ri_held_contents(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    ri_contents(L, index);
    int contents = lua_gettop(L);
    if (lua_getmetatable(L, index)) {
        if (lua_rawgeti(L, -1, 2) == LUA_TTABLE) {
            lua_replace(L, contents);
        }
    }
    lua_settop(L, contents);
}

static void reach_table(lua_State *L, int index, ri_held_fn each, void *payload)
{
    ri_held_contents(L, index);
    int contents = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, contents) != 0;) {
        /* stack: … contents, key, value */
        pass(L, each, payload);
        lua_pushvalue(L, -1);
        pass(L, each, payload);
    }
    lua_pop(L, 1);
}

void ri_held_each(lua_State *L, int index, ri_held_fn each, void *payload)
{
    index = lua_absindex(L, index);
    switch (lua_type(L, index)) {
    case LUA_TTABLE:
        reach_table(L, index, each, payload);
        break;
    case LUA_TFUNCTION:
        for (int i = 1; lua_getupvalue(L, index, i) != NULL; i++) {
            pass(L, each, payload);
        }
        break;
    case LUA_TUSERDATA:
        ri_pairs_push_table(L, index);
        pass(L, each, payload);
        break;
    default:
        break;
    }
}
