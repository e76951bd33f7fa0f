#include "policy/library.h"

#include <string.h>

#include "policy/fuel.h"
#include "policy/machine.h"

/* Plain search, in place of Lua's patterns: a pattern may take for ever within
   one instruction. */

#define SEARCH_UNIT 16 /* bytes looked at for one step */

/* Finds `wanted` (not empty) in the text; NULL when it is not there. Takes fuel for
   every byte it compares, since a text may nearly match everywhere. MAY RAISE. */
static const char *search(lua_State *L, const char *text, size_t length, const char *wanted,
                          size_t size)
{
    const char *end = text + length;
    size_t looked = 0;
    while ((size_t)(end - text) >= size) {
        const char *at = memchr(text, wanted[0], (size_t)(end - text) - size + 1);
        if (at == NULL) {
            looked += (size_t)(end - text);
            break;
        }
        looked += (size_t)(at - text) + 1;
        size_t same = 1;
        while (same < size && at[same] == wanted[same]) {
            same++;
        }
        looked += same;
        if (same == size) {
            ri_fuel_take(L, looked / SEARCH_UNIT);
            return at;
        }
        if (looked > 4096) {
            ri_fuel_take(L, looked / SEARCH_UNIT);
            looked = 0;
        }
        text = at + 1;
    }
    ri_fuel_take(L, looked / SEARCH_UNIT);
    return NULL;
}

/* string.find(s, text [, init]): where the text stands first, and where it ends. */
static int string_find(lua_State *L)
{
    size_t length = 0;
    size_t size = 0;
    const char *text = ri_argument_text(L, 1, "string.find", &length);
    const char *wanted = ri_argument_text(L, 2, "string.find", &size);
    lua_Integer init = ri_argument_integer_or(L, 3, "string.find", 1);
    if (init < 0) {
        init = init < -(lua_Integer)length ? 1 : (lua_Integer)length + init + 1;
    } else if (init == 0) {
        init = 1;
    }
    if (init > (lua_Integer)length + 1) {
        lua_pushnil(L);
        return 1;
    }
    size_t from = (size_t)init - 1;
    const char *at = size == 0 ? text + from : search(L, text + from, length - from, wanted, size);
    if (at == NULL) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, at - text + 1);
    lua_pushinteger(L, at - text + (lua_Integer)size);
    return 2;
}

/* string.split(s, separator): a list of what stands between. */
static int string_split(lua_State *L)
{
    size_t length = 0;
    size_t size = 0;
    const char *text = ri_argument_text(L, 1, "string.split", &length);
    const char *separator = ri_argument_text(L, 2, "string.split", &size);
    if (size == 0) {
        return ri_raise(L, 1, "string.split: the separator is empty");
    }
    lua_settop(L, 2);
    lua_newtable(L);
    const char *end = text + length;
    for (lua_Integer i = 1;; i++) {
        const char *at = search(L, text, (size_t)(end - text), separator, size);
        ri_text_allow(L, (size_t)((at != NULL ? at : end) - text));
        ri_fuel_take(L, 4);
        lua_pushlstring(L, text, (size_t)((at != NULL ? at : end) - text));
        lua_rawseti(L, 3, i);
        if (at == NULL) {
            return 1;
        }
        text = at + size;
    }
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* string.trim(s): without white space around it. */
static int string_trim(lua_State *L)
{
    size_t length = 0;
    const char *text = ri_argument_text(L, 1, "string.trim", &length);
    ri_text_allow(L, length);
    while (length > 0 && is_space(*text)) {
        text++;
        length--;
    }
    while (length > 0 && is_space(text[length - 1])) {
        length--;
    }
    lua_pushlstring(L, text, length);
    return 1;
}

/* Whether the text has the other one at its beginning or end. */
static int push_has(lua_State *L, const char *who, bool at_end)
{
    size_t length = 0;
    size_t size = 0;
    const char *text = ri_argument_text(L, 1, who, &length);
    const char *part = ri_argument_text(L, 2, who, &size);
    ri_fuel_take(L, size / SEARCH_UNIT);
    const char *from = at_end ? text + length - (size <= length ? size : length) : text;
    lua_pushboolean(L, size <= length && memcmp(from, part, size) == 0);
    return 1;
}

/* string.starts_with(s, text) */
static int string_starts_with(lua_State *L)
{
    return push_has(L, "string.starts_with", false);
}

/* string.ends_with(s, text) */
static int string_ends_with(lua_State *L)
{
    return push_has(L, "string.ends_with", true);
}

const ri_function ri_search_functions[] = {
    {"ends_with", string_ends_with},     {"find", string_find}, {"split", string_split},
    {"starts_with", string_starts_with}, {"trim", string_trim}, {NULL, NULL},
};
