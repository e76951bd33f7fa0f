#include "policy/library.h"

#include <string.h>

#include "policy/declared.h"
#include "policy/fuel.h"
#include "policy/machine.h"

/* ---- errors ---- */

/* Raises with the text at the index as its message. */
static int raise_value(lua_State *L, int index, int level)
{
    if (lua_isnoneornil(L, index)) {
        return ri_raise(L, level, "an error without a message");
    }
    int type = lua_type(L, index);
    if (type != LUA_TSTRING && type != LUA_TNUMBER && type != LUA_TBOOLEAN) {
        return ri_raise(L, level, "an error that is a %s, not a text", lua_typename(L, type));
    }
    ri_push_text_of(L, index);
    const char *said = lua_tostring(L, -1); /* as far as it can be shown: to its first NUL */
    return ri_raise(L, level, "%s", said[0] != '\0' ? said : "an error without a message");
}

/* assert(value [, message]) */
static int base_assert(lua_State *L)
{
    if (lua_isnone(L, 1)) {
        return ri_argument_error(L, 1, "assert", "a condition");
    }
    if (lua_toboolean(L, 1)) {
        return lua_gettop(L);
    }
    if (lua_isnoneornil(L, 2)) {
        return ri_raise(L, 1, "an assertion does not hold");
    }
    return raise_value(L, 2, 1);
}

/* error(message [, level]): level 2 blames the caller of the function; 0, which
   in Lua leaves the place out, is taken as 1: the place is always told. */
static int base_error(lua_State *L)
{
    lua_Integer level = ri_argument_integer_or(L, 2, "error", 1);
    return raise_value(L, 1, level >= 1 && level <= 10 ? (int)level : 1);
}

/* ---- values ---- */

/* select(n, ...) or select("#", ...) */
static int base_select(lua_State *L)
{
    int n = lua_gettop(L);
    ri_fuel_take(L, (uint64_t)n / 4);
    if (lua_type(L, 1) == LUA_TSTRING && strcmp(lua_tostring(L, 1), "#") == 0) {
        lua_pushinteger(L, n - 1);
        return 1;
    }
    lua_Integer i = ri_argument_integer(L, 1, "select");
    if (i < 0) {
        i = n + i;
    } else if (i > n) {
        i = n;
    }
    if (i < 1) {
        return ri_raise(L, 1, "select: argument 1 is out of range");
    }
    return n - (int)i;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
}

/* Pushes the whole number that a text is in a base, else nil. */
static int push_in_base(lua_State *L, const char *text, size_t length, int base)
{
    const char *end = text + length;
    while (text < end && is_space(*text)) {
        text++;
    }
    while (text < end && is_space(end[-1])) {
        end--;
    }
    bool negative = text < end && *text == '-';
    text += negative ? 1 : 0;
    lua_Unsigned value = 0;
    bool valid = text < end;
    for (; text < end && valid; text++) {
        int digit = digit_value(*text);
        valid = digit < base;
        value = value * (lua_Unsigned)base + (lua_Unsigned)digit;
    }
    if (valid) {
        lua_pushinteger(L, (lua_Integer)(negative ? 0 - value : value));
    } else {
        lua_pushnil(L);
    }
    return 1;
}

/* tonumber(value [, base]): nil where it is none. */
static int base_tonumber(lua_State *L)
{
    if (lua_isnone(L, 1)) {
        return ri_argument_error(L, 1, "tonumber", "a value");
    }
    size_t length = 0;
    if (!lua_isnoneornil(L, 2)) {
        lua_Integer base = ri_argument_integer(L, 2, "tonumber");
        if (base < 2 || base > 36) {
            return ri_raise(L, 1, "tonumber: the base must be from 2 to 36");
        }
        if (lua_type(L, 1) != LUA_TSTRING) {
            return ri_argument_error(L, 1, "tonumber", "a text");
        }
        const char *text = lua_tolstring(L, 1, &length);
        ri_text_allow(L, length);
        return push_in_base(L, text, length, (int)base);
    }
    if (lua_type(L, 1) == LUA_TNUMBER) {
        lua_settop(L, 1);
        return 1;
    }
    if (lua_type(L, 1) == LUA_TSTRING) {
        const char *text = lua_tolstring(L, 1, &length);
        ri_text_allow(L, length);
        if (lua_stringtonumber(L, text) == length + 1) {
            return 1;
        }
    }
    lua_pushnil(L);
    return 1;
}

/* tostring(value) */
static int base_tostring(lua_State *L)
{
    if (lua_isnone(L, 1)) {
        return ri_argument_error(L, 1, "tostring", "a value");
    }
    ri_push_text_of(L, 1);
    return 1;
}

/* type(value) */
static int base_type(lua_State *L)
{
    if (lua_isnone(L, 1)) {
        return ri_argument_error(L, 1, "type", "a value");
    }
    lua_pushstring(L, lua_typename(L, lua_type(L, 1)));
    return 1;
}

/* glob(pattern, text) */
static int base_glob(lua_State *L)
{
    size_t pattern_length = 0;
    size_t length = 0;
    const char *pattern = ri_argument_text(L, 1, "glob", &pattern_length);
    const char *text = ri_argument_text(L, 2, "glob", &length);
    if (strlen(pattern) != pattern_length || strlen(text) != length) {
        return ri_raise(L, 1, "glob: a text with a zero byte");
    }
    /* Greedy: after each star the rest may be tried at every character. */
    ri_fuel_take(L, (pattern_length + 1) * (length + 1) / 8);
    lua_pushboolean(L, ri_glob(pattern, text));
    return 1;
}

/* contains(list, value) */
static int base_contains(lua_State *L)
{
    lua_settop(L, 2);
    ri_argument_table(L, 1, "contains");
    bool found = false;
    const lua_Integer n = (lua_Integer)lua_rawlen(L, 1);
    ri_fuel_take(L, 1 + (uint64_t)n / 4);
    for (lua_Integer i = 1; i <= n && !found; i++) {
        lua_rawgeti(L, 1, i);
        found = lua_rawequal(L, -1, 2);
        lua_pop(L, 1);
    }
    lua_pushboolean(L, found);
    return 1;
}

const ri_function ri_base_functions[] = {
    {"assert", base_assert},     {"contains", base_contains},   {"error", base_error},
    {"glob", base_glob},         {"ipairs", ri_library_ipairs}, {"pairs", ri_library_pairs},
    {"select", base_select},     {"sorted", ri_library_sorted}, {"tonumber", base_tonumber},
    {"tostring", base_tostring}, {"type", base_type},           {NULL, NULL},
};
