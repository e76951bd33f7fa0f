#include "policy/library.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "policy/environment.h"
#include "policy/freeze.h"
#include "policy/fuel.h"
#include "policy/machine.h"
#include "policy/state.h"

#define TEXT_UNIT 16 /* bytes of text handled for one step */

/* ---- opening ---- */

/* __index(functions, name) of string, table and math; upvalue 1: which. */
static int unknown_function(lua_State *L)
{
    const char *library = lua_tostring(L, lua_upvalueindex(1));
    if (lua_type(L, 2) != LUA_TSTRING) {
        return ri_raise(L, 1, "'%s' has only named functions", library);
    }
    const char *name = lua_tostring(L, 2);
    char whole[64];
    (void)snprintf(whole, sizeof whole, "%s.%s", library, name);
    const char *instead = ri_absent(whole);
    if (instead != NULL) {
        return ri_raise(L, 1, "'%s' is not available in policies; %s", whole, instead);
    }
    ri_nearest search;
    ri_nearest_begin(&search, name);
    for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
        ri_nearest_offer(&search, lua_tostring(L, -2));
    }
    if (search.best != NULL) {
        return ri_raise(L, 1, "policies have no '%s.%s'; did you mean '%s.%s'?", library, name,
                        library, search.best);
    }
    return ri_raise(L, 1, "policies have no '%s.%s'", library, name);
}

static void add_functions(lua_State *L, const ri_function *functions)
{
    /* stack: … table */
    for (; functions->name != NULL; functions++) {
        lua_pushcfunction(L, functions->function);
        lua_setfield(L, -2, functions->name);
    }
}

/* Makes the table on top a library: read-only, and an error where it has no such
   name. Leaves the table and, above it, what it shows. */
static void close_library(lua_State *L, const char *name)
{
    ri_table_lock(L);
    ri_contents(L, -1);
    lua_createtable(L, 0, 1);
    lua_pushstring(L, name);
    lua_pushcclosure(L, unknown_function, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
}

/* Gives texts the functions on top as methods. */
static void open_methods(lua_State *L)
{
    /* stack: … functions */
    lua_pushliteral(L, "");
    lua_createtable(L, 0, 2);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

void ri_library_open(lua_State *L)
{
    ri_pairs_open(L);
    for (const ri_function *f = ri_base_functions; f->name != NULL; f++) {
        lua_pushcfunction(L, f->function);
        ri_machine_global(L, f->name);
    }
    lua_newtable(L);
    add_functions(L, ri_string_functions);
    add_functions(L, ri_search_functions);
    close_library(L, "string");
    open_methods(L);
    lua_pop(L, 1);
    ri_machine_global(L, "string");
    lua_newtable(L);
    add_functions(L, ri_table_functions);
    close_library(L, "table");
    lua_pop(L, 1);
    ri_machine_global(L, "table");
    lua_newtable(L);
    add_functions(L, ri_math_functions);
    ri_math_values(L);
    close_library(L, "math");
    lua_pop(L, 1);
    ri_machine_global(L, "math");
}

/* ---- arguments ---- */

int ri_argument_error(lua_State *L, int n, const char *who, const char *expected)
{
    if (lua_isnone(L, n)) {
        return ri_raise(L, 1, "%s: argument %d is missing; it must be %s", who, n, expected);
    }
    if (lua_type(L, n) == LUA_TNUMBER) {
        char number[RI_NUMBER_SIZE];
        (void)ri_number_write(L, n, number);
        return ri_raise(L, 1, "%s: argument %d must be %s, not %s", who, n, expected, number);
    }
    return ri_raise(L, 1, "%s: argument %d must be %s, not a %s", who, n, expected,
                    lua_typename(L, lua_type(L, n)));
}

const char *ri_argument_text(lua_State *L, int n, const char *who, size_t *length)
{
    if (lua_type(L, n) == LUA_TNUMBER) {
        char buffer[RI_NUMBER_SIZE];
        lua_pushlstring(L, buffer, ri_number_write(L, n, buffer));
        lua_replace(L, n);
    } else if (lua_type(L, n) != LUA_TSTRING) {
        ri_argument_error(L, n, who, "a text");
    }
    return lua_tolstring(L, n, length);
}

lua_Integer ri_argument_integer(lua_State *L, int n, const char *who)
{
    int is_integer = 0;
    lua_Integer value = lua_tointegerx(L, n, &is_integer);
    if (!is_integer || lua_type(L, n) != LUA_TNUMBER) {
        ri_argument_error(L, n, who, "a whole number");
    }
    return value;
}

lua_Integer ri_argument_integer_or(lua_State *L, int n, const char *who, lua_Integer otherwise)
{
    return lua_isnoneornil(L, n) ? otherwise : ri_argument_integer(L, n, who);
}

lua_Number ri_argument_number(lua_State *L, int n, const char *who)
{
    if (lua_type(L, n) != LUA_TNUMBER) {
        ri_argument_error(L, n, who, "a number");
    }
    return lua_tonumber(L, n);
}

void ri_argument_table(lua_State *L, int n, const char *who)
{
    if (lua_type(L, n) != LUA_TTABLE) {
        ri_argument_error(L, n, who, "a table");
    }
    ri_contents(L, n);
    lua_replace(L, n);
}

void ri_argument_function(lua_State *L, int n, const char *who)
{
    if (lua_type(L, n) != LUA_TFUNCTION) {
        ri_argument_error(L, n, who, "a function");
    }
}

/* ---- texts ---- */

size_t ri_number_write(lua_State *L, int index, char buffer[RI_NUMBER_SIZE])
{
    int n = 0;
    if (lua_isinteger(L, index)) {
        n = snprintf(buffer, RI_NUMBER_SIZE, LUA_INTEGER_FMT, lua_tointeger(L, index));
        return (size_t)n;
    }
    lua_Number number = lua_tonumber(L, index);
    if (isnan(number)) { /* printf shows its sign, which processors do not agree on */
        n = snprintf(buffer, RI_NUMBER_SIZE, "nan");
        return (size_t)n;
    }
    n = snprintf(buffer, RI_NUMBER_SIZE, LUA_NUMBER_FMT, number);
    if (buffer[strspn(buffer, "-0123456789")] == '\0') {
        buffer[n++] = '.'; /* a float that is whole looks like one */
        buffer[n++] = '0';
        buffer[n] = '\0';
    }
    return (size_t)n;
}

/* A userdata's text is what its metatable says: those are all ours. */
static void push_userdata_text(lua_State *L, int index)
{
    if (!lua_getmetatable(L, index)) {
        lua_pushliteral(L, "userdata");
        return;
    }
    /* stack: … meta */
    lua_pushliteral(L, "__tostring");
    if (lua_rawget(L, -2) == LUA_TFUNCTION) {
        lua_pushvalue(L, index);
        lua_call(L, 1, 1);
    } else {
        lua_pop(L, 1);
        lua_pushliteral(L, "__name");
        lua_rawget(L, -2);
    }
    lua_remove(L, -2);
    if (lua_type(L, -1) != LUA_TSTRING) {
        lua_pop(L, 1);
        lua_pushliteral(L, "userdata");
    }
}

void ri_push_text_of(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    char buffer[RI_NUMBER_SIZE];
    switch (lua_type(L, index)) {
    case LUA_TSTRING:
        lua_pushvalue(L, index);
        break;
    case LUA_TNUMBER:
        lua_pushlstring(L, buffer, ri_number_write(L, index, buffer));
        break;
    case LUA_TBOOLEAN:
        lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false");
        break;
    case LUA_TUSERDATA:
        push_userdata_text(L, index);
        break;
    default:
        lua_pushstring(L, lua_typename(L, lua_type(L, index)));
        break;
    }
}

int ri_bytes_compare(const char *a, size_t a_length, const char *b, size_t b_length)
{
    int order = memcmp(a, b, a_length < b_length ? a_length : b_length);
    if (order != 0) {
        return order;
    }
    return a_length < b_length ? -1 : a_length > b_length;
}

void ri_text_allow(lua_State *L, size_t length)
{
    if (length > RI_MACHINE_STRING) {
        ri_fuel_stop(L, RI_LIMIT_STRING);
    }
    ri_fuel_take(L, length / TEXT_UNIT);
}
