#include "policy/library.h"

#include <lauxlib.h>
#include <string.h>

#include "policy/fuel.h"
#include "policy/machine.h"

#define RESULTS_MAX 256 /* one instruction copies them all */

/* Where the i-th byte is, counted from the end when negative; 1 at least. */
static size_t begin_of(lua_Integer i, size_t length)
{
    if (i > 0) {
        return (lua_Unsigned)i > length ? length + 1 : (size_t)i;
    }
    if (i == 0 || i < -(lua_Integer)length) {
        return 1;
    }
    return length + (size_t)(i + 1);
}

static size_t end_of(lua_Integer i, size_t length)
{
    if (i > (lua_Integer)length) {
        return length;
    }
    if (i >= 0) {
        return (size_t)i;
    }
    return i < -(lua_Integer)length ? 0 : length + (size_t)(i + 1);
}

/* string.len(s) */
static int string_len(lua_State *L)
{
    size_t length = 0;
    (void)ri_argument_text(L, 1, "string.len", &length);
    lua_pushinteger(L, (lua_Integer)length);
    return 1;
}

/* string.sub(s, i [, j]) */
static int string_sub(lua_State *L)
{
    size_t length = 0;
    const char *text = ri_argument_text(L, 1, "string.sub", &length);
    size_t begin = begin_of(ri_argument_integer(L, 2, "string.sub"), length);
    size_t end = end_of(ri_argument_integer_or(L, 3, "string.sub", -1), length);
    size_t size = begin <= end ? end - begin + 1 : 0;
    ri_text_allow(L, size);
    lua_pushlstring(L, text + begin - 1, size);
    return 1;
}

/* string.byte(s [, i [, j]]) */
static int string_byte(lua_State *L)
{
    size_t length = 0;
    const char *text = ri_argument_text(L, 1, "string.byte", &length);
    lua_Integer i = ri_argument_integer_or(L, 2, "string.byte", 1);
    size_t begin = begin_of(i, length);
    size_t end = end_of(ri_argument_integer_or(L, 3, "string.byte", (lua_Integer)begin), length);
    if (begin > end) {
        return 0;
    }
    size_t n = end - begin + 1;
    if (n > RESULTS_MAX) {
        return ri_raise(L, 1, "string.byte: at most %d results", RESULTS_MAX);
    }
    ri_fuel_take(L, n);
    if (!lua_checkstack(L, (int)n)) {
        ri_fuel_stop(L, RI_LIMIT_DEPTH);
    }
    for (size_t at = begin; at <= end; at++) {
        lua_pushinteger(L, (unsigned char)text[at - 1]);
    }
    return (int)n;
}

/* string.char(...) */
static int string_char(lua_State *L)
{
    int n = lua_gettop(L);
    ri_fuel_take(L, (uint64_t)n);
    luaL_Buffer buffer;
    char *out = luaL_buffinitsize(L, &buffer, (size_t)n);
    for (int i = 1; i <= n; i++) {
        lua_Integer byte = ri_argument_integer(L, i, "string.char");
        if (byte < 0 || byte > 255) {
            return ri_raise(L, 1, "string.char: argument %d must be from 0 to 255", i);
        }
        out[i - 1] = (char)(unsigned char)byte;
    }
    luaL_pushresultsize(&buffer, (size_t)n);
    return 1;
}

/* A buffer for a text of that many bytes. Leaves something on the stack. */
static char *begin_text(lua_State *L, luaL_Buffer *buffer, size_t length)
{
    ri_text_allow(L, length);
    return luaL_buffinitsize(L, buffer, length);
}

/* Changes the case of the letters of ASCII, in every locale. */
static int change_case(lua_State *L, const char *who, char from, char to)
{
    size_t length = 0;
    const char *text = ri_argument_text(L, 1, who, &length);
    luaL_Buffer buffer;
    char *out = begin_text(L, &buffer, length);
    for (size_t i = 0; i < length; i++) {
        bool letter = text[i] >= from && text[i] <= from + 25;
        out[i] = letter ? (char)(text[i] - from + to) : text[i];
    }
    luaL_pushresultsize(&buffer, length);
    return 1;
}

/* string.lower(s) */
static int string_lower(lua_State *L)
{
    return change_case(L, "string.lower", 'A', 'a');
}

/* string.upper(s) */
static int string_upper(lua_State *L)
{
    return change_case(L, "string.upper", 'a', 'A');
}

/* string.reverse(s) */
static int string_reverse(lua_State *L)
{
    size_t length = 0;
    const char *text = ri_argument_text(L, 1, "string.reverse", &length);
    luaL_Buffer buffer;
    char *out = begin_text(L, &buffer, length);
    for (size_t i = 0; i < length; i++) {
        out[i] = text[length - 1 - i];
    }
    luaL_pushresultsize(&buffer, length);
    return 1;
}

/* string.rep(s, n [, separator]) */
static int string_rep(lua_State *L)
{
    size_t length = 0;
    size_t gap = 0;
    const char *text = ri_argument_text(L, 1, "string.rep", &length);
    lua_Integer n = ri_argument_integer(L, 2, "string.rep");
    const char *separator = "";
    if (!lua_isnoneornil(L, 3)) {
        separator = ri_argument_text(L, 3, "string.rep", &gap);
    }
    if (n <= 0 || length + gap == 0) { /* the second would loop for nothing */
        lua_pushliteral(L, "");
        return 1;
    }
    if ((lua_Unsigned)n > 2 * (lua_Unsigned)RI_MACHINE_STRING ||
        (size_t)n * length + ((size_t)n - 1) * gap > RI_MACHINE_STRING) {
        ri_fuel_stop(L, RI_LIMIT_STRING);
    }
    size_t size = (size_t)n * length + ((size_t)n - 1) * gap;
    ri_fuel_take(L, (uint64_t)n / 4);
    luaL_Buffer buffer;
    char *out = begin_text(L, &buffer, size);
    for (; n > 0; n--) {
        memcpy(out, text, length);
        out += length;
        if (n > 1) {
            memcpy(out, separator, gap);
            out += gap;
        }
    }
    luaL_pushresultsize(&buffer, size);
    return 1;
}

const ri_function ri_string_functions[] = {
    {"byte", string_byte},         {"char", string_char},
    {"format", ri_library_format}, {"len", string_len},
    {"lower", string_lower},       {"rep", string_rep},
    {"reverse", string_reverse},   {"sub", string_sub},
    {"upper", string_upper},       {NULL, NULL},
};
