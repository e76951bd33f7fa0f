#include "policy/library.h"

#include "policy/fuel.h"
#include "policy/machine.h"

/*
 * sorted(list [, less]): a new list in order; equal ones keep their places. The
 * runs are merged between two tables, so that whatever `less` does or says, the
 * result is some order of the same values.
 */

#define LESS 2 /* stack index of less, or nil */

#define COMPARE_UNIT 64 /* bytes of text compared for one step */

/* Whether the second value on the stack's top belongs before the first. */
static bool comes_before(lua_State *L)
{
    /* stack: … left, right */
    ri_fuel_take(L, 2);
    if (!lua_isnil(L, LESS)) {
        lua_pushvalue(L, LESS);
        lua_pushvalue(L, -2);
        lua_pushvalue(L, -4);
        lua_call(L, 2, 1);
        bool before = lua_toboolean(L, -1);
        lua_pop(L, 1);
        return before;
    }
    int left = lua_type(L, -2);
    int right = lua_type(L, -1);
    if (left == LUA_TNUMBER && right == LUA_TNUMBER) {
        return lua_compare(L, -1, -2, LUA_OPLT);
    }
    if (left == LUA_TSTRING && right == LUA_TSTRING) {
        size_t a_length = 0;
        size_t b_length = 0;
        const char *a = lua_tolstring(L, -1, &a_length);
        const char *b = lua_tolstring(L, -2, &b_length);
        ri_fuel_take(L, (a_length < b_length ? a_length : b_length) / COMPARE_UNIT);
        return ri_bytes_compare(a, a_length, b, b_length) < 0;
    }
    ri_raise(L, 1, "sorted: a %s and a %s have no order; give a function that tells it",
             lua_typename(L, left), lua_typename(L, right));
    return false;
}

/* Merges two runs of the table `from` into the table `to`. */
static void merge(lua_State *L, int from, int to, lua_Integer begin, lua_Integer middle,
                  lua_Integer end)
{
    lua_Integer left = begin;
    lua_Integer right = middle;
    for (lua_Integer i = begin; i < end; i++) {
        bool take_left = right >= end;
        if (left < middle && right < end) {
            lua_rawgeti(L, from, left);
            lua_rawgeti(L, from, right);
            take_left = !comes_before(L);
            lua_pop(L, 2);
        }
        lua_rawgeti(L, from, take_left ? left++ : right++);
        lua_rawseti(L, to, i);
    }
}

int ri_library_sorted(lua_State *L)
{
    lua_settop(L, 2);
    ri_argument_table(L, 1, "sorted");
    if (!lua_isnil(L, LESS)) {
        ri_argument_function(L, LESS, "sorted");
    }
    lua_Integer n = (lua_Integer)lua_rawlen(L, 1);
    ri_fuel_take(L, 16 + (uint64_t)n);
    lua_createtable(L, (int)n, 0);
    lua_createtable(L, (int)n, 0);
    int from = 3;
    int to = 4;
    /* stack: list, less, from, to */
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, 1, i);
        lua_rawseti(L, from, i);
    }
    for (lua_Integer width = 1; width < n; width *= 2) {
        ri_fuel_take(L, (uint64_t)n);
        for (lua_Integer begin = 1; begin <= n; begin += 2 * width) {
            lua_Integer middle = begin + width <= n ? begin + width : n + 1;
            lua_Integer end = begin + 2 * width <= n ? begin + 2 * width : n + 1;
            merge(L, from, to, begin, middle, end);
        }
        int other = from;
        from = to;
        to = other;
    }
    lua_settop(L, from == 3 ? 3 : 4);
    return 1;
}
