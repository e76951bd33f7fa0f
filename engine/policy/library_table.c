#include "policy/library.h"

#include <lauxlib.h>
#include <string.h>

#include "policy/freeze.h"
#include "policy/fuel.h"
#include "policy/machine.h"

#define RESULTS_MAX 256 /* one instruction copies them all */

/* The list a function is to change; raises when it is read-only. */
static lua_Integer changed_length(lua_State *L, const char *who)
{
    if (lua_type(L, 1) != LUA_TTABLE) {
        return ri_argument_error(L, 1, who, "a list");
    }
    if (ri_is_frozen(L, 1)) {
        return ri_raise(L, 1, "%s: this table is read-only", who);
    }
    return (lua_Integer)lua_rawlen(L, 1);
}

/* table.insert(list, [place,] value) */
static int table_insert(lua_State *L)
{
    lua_Integer n = changed_length(L, "table.insert");
    int arguments = lua_gettop(L);
    if (arguments != 2 && arguments != 3) {
        return ri_raise(L, 1, "table.insert takes a list, perhaps a place, and a value");
    }
    lua_Integer place = n + 1;
    if (arguments == 3) {
        place = ri_argument_integer(L, 2, "table.insert");
        if (place < 1 || place > n + 1) {
            return ri_raise(L, 1,
                            "table.insert: place " LUA_INTEGER_FMT " is not in 1.." LUA_INTEGER_FMT,
                            place, n + 1);
        }
    }
    ri_fuel_take(L, (uint64_t)(n + 1 - place));
    for (lua_Integer i = n; i >= place; i--) {
        lua_rawgeti(L, 1, i);
        lua_rawseti(L, 1, i + 1);
    }
    lua_pushvalue(L, arguments);
    lua_rawseti(L, 1, place);
    return 0;
}

/* table.remove(list [, place]): the value that was there */
static int table_remove(lua_State *L)
{
    lua_Integer n = changed_length(L, "table.remove");
    lua_Integer place = ri_argument_integer_or(L, 2, "table.remove", n);
    bool beside = place == n + 1 || (n == 0 && place == 0);
    if (!beside && (place < 1 || place > n)) {
        return ri_raise(L, 1,
                        "table.remove: place " LUA_INTEGER_FMT " is not in 1.." LUA_INTEGER_FMT,
                        place, n);
    }
    lua_rawgeti(L, 1, place);
    ri_fuel_take(L, place < n ? (uint64_t)(n - place) : 0);
    for (; place < n; place++) {
        lua_rawgeti(L, 1, place + 1);
        lua_rawseti(L, 1, place);
    }
    if (!lua_isnil(L, -1) || place == n) {
        lua_pushnil(L);
        lua_rawseti(L, 1, place);
    }
    return 1;
}

/* How many values from i to j; raises unless there are at most `most`. */
static lua_Integer count_range(lua_State *L, lua_Integer i, lua_Integer j, lua_Integer most,
                               const char *who)
{
    if (i > j) {
        return 0;
    }
    lua_Unsigned n = (lua_Unsigned)j - (lua_Unsigned)i;
    if (n >= (lua_Unsigned)most) {
        return ri_raise(L, 1, "%s: at most " LUA_INTEGER_FMT " values", who, most);
    }
    return (lua_Integer)n + 1;
}

/* table.unpack(list [, i [, j]]) */
static int table_unpack(lua_State *L)
{
    ri_argument_table(L, 1, "table.unpack");
    lua_Integer i = ri_argument_integer_or(L, 2, "table.unpack", 1);
    lua_Integer j = ri_argument_integer_or(L, 3, "table.unpack", (lua_Integer)lua_rawlen(L, 1));
    lua_Integer n = count_range(L, i, j, RESULTS_MAX, "table.unpack");
    ri_fuel_take(L, (uint64_t)n);
    if (!lua_checkstack(L, (int)n)) {
        ri_fuel_stop(L, RI_LIMIT_DEPTH);
    }
    for (lua_Integer k = 0; k < n; k++) {
        lua_rawgeti(L, 1, i + k);
    }
    return (int)n;
}

/* Gives the text of the i-th value, which is left on the stack. */
static const char *push_piece(lua_State *L, lua_Integer i, size_t *length)
{
    int type = lua_rawgeti(L, 1, i);
    if (type != LUA_TSTRING && type != LUA_TNUMBER) {
        ri_raise(L, 1, "table.concat: value " LUA_INTEGER_FMT " is a %s, not a text", i,
                 lua_typename(L, type));
    }
    return ri_argument_text(L, lua_gettop(L), "table.concat", length);
}

/* table.concat(list [, separator [, i [, j]]]) */
static int table_concat(lua_State *L)
{
    ri_argument_table(L, 1, "table.concat");
    size_t gap = 0;
    const char *separator =
        lua_isnoneornil(L, 2) ? "" : ri_argument_text(L, 2, "table.concat", &gap);
    lua_Integer i = ri_argument_integer_or(L, 3, "table.concat", 1);
    lua_Integer j = ri_argument_integer_or(L, 4, "table.concat", (lua_Integer)lua_rawlen(L, 1));
    lua_Integer n = count_range(L, i, j, 1 << 24, "table.concat");
    size_t total = 0;
    size_t length = 0;
    for (lua_Integer k = 0; k < n; k++) {
        (void)push_piece(L, i + k, &length);
        lua_pop(L, 1);
        total += length + (k + 1 < n ? gap : 0);
        ri_fuel_take(L, 1);
        ri_text_allow(L, total > RI_MACHINE_STRING ? total : 0);
    }
    ri_text_allow(L, total);
    luaL_Buffer buffer;
    char *out = luaL_buffinitsize(L, &buffer, total);
    for (lua_Integer k = 0; k < n; k++) {
        const char *piece = push_piece(L, i + k, &length);
        memcpy(out, piece, length);
        lua_pop(L, 1);
        out += length;
        if (k + 1 < n) {
            memcpy(out, separator, gap);
            out += gap;
        }
    }
    luaL_pushresultsize(&buffer, total);
    return 1;
}

const ri_function ri_table_functions[] = {
    {"concat", table_concat},
    {"insert", table_insert},
    {"remove", table_remove},
    {"unpack", table_unpack},
    {NULL, NULL},
};
