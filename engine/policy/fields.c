#include "policy/fields.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/nearest.h"
#include "base/utf8.h"

#define LABEL_SIZE 128
#define LIST_SIZE 400 /* of names told when none is near */

/* "match.stage", or the field alone in the statement's own table. */
static const char *label(const ri_table *table, const char *name, char buffer[LABEL_SIZE])
{
    if (name == NULL) {
        return table->where;
    }
    if (table->where[0] == '\0') {
        return name;
    }
    (void)snprintf(buffer, LABEL_SIZE, "%s.%s", table->where, name);
    return buffer;
}

void ri_field_wrong(const ri_table *table, const char *name, const char *expected, int index)
{
    char where[LABEL_SIZE];
    char found[RI_FOUND_SIZE];
    ri_complain(table->at, "%s must be %s, found %s", label(table, name, where), expected,
                ri_found(table->L, index, found));
}

void ri_field_complain(const ri_table *table, const char *name, const char *format, ...)
{
    char where[LABEL_SIZE];
    char message[RI_KEY_MAX + 256];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    ri_complain(table->at, "%s %s", label(table, name, where), message);
}

/* Appends ", name" as far as there is room. */
static void list_names(char out[LIST_SIZE], const char *const *names, size_t n)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        int wrote = snprintf(out + used, LIST_SIZE - used, "%s%s", i > 0 ? ", " : "", names[i]);
        used += (size_t)wrote;
        if (used >= LIST_SIZE) {
            return;
        }
    }
}

static void unknown_field(const ri_table *table, const char *const *names, size_t n, int key)
{
    const char *where = table->where;
    const char *colon = where[0] == '\0' ? "" : ": ";
    if (lua_type(table->L, key) != LUA_TSTRING) {
        char found[RI_FOUND_SIZE];
        ri_complain(table->at, "%s%sa field needs a name, found the value of %s without one", where,
                    colon, ri_found(table->L, key, found));
        return;
    }
    const char *name = lua_tostring(table->L, key);
    const char *nearest = ri_nearest_of(name, names, n);
    if (nearest != NULL) {
        ri_complain(table->at, "%s%sunknown field \"%s\"; did you mean \"%s\"?", where, colon, name,
                    nearest);
        return;
    }
    char all[LIST_SIZE];
    list_names(all, names, n);
    ri_complain(table->at, "%s%sunknown field \"%s\"; there are %s", where, colon, name, all);
}

void ri_fields_close(const ri_table *table, const char *const *names, size_t n)
{
    lua_State *L = table->L;
    lua_pushnil(L);
    while (lua_next(L, table->index)) { /* key, value */
        lua_pop(L, 1);
        ri_fuel_spend(L, 1);
        bool known = false;
        if (lua_type(L, -1) == LUA_TSTRING) {
            const char *key = lua_tostring(L, -1);
            for (size_t i = 0; i < n && !known; i++) {
                known = strcmp(key, names[i]) == 0;
            }
        }
        if (!known) {
            unknown_field(table, names, n, lua_gettop(L));
        }
    }
}

void ri_fields_push_named(lua_State *L, int table, const ri_statement *at, const char *items)
{
    const lua_Unsigned n = lua_rawlen(L, table);
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, table)) { /* named, key, value */
        const lua_Integer place = lua_isinteger(L, -2) ? lua_tointeger(L, -2) : 0;
        ri_fuel_spend(L, 1);
        if (lua_type(L, -2) == LUA_TSTRING) {
            lua_pushvalue(L, -2);
            lua_insert(L, -2);
            lua_rawset(L, -4); /* named, key */
            continue;
        }
        if (place < 1 || (lua_Unsigned)place > n) {
            char found[RI_FOUND_SIZE];
            ri_complain(at, "%s stand in a list without gaps, found one at %s", items,
                        ri_found(L, -2, found));
        }
        lua_pop(L, 1);
    }
}

bool ri_field_push(const ri_table *table, const char *name)
{
    lua_State *L = table->L;
    lua_pushstring(L, name);
    if (lua_rawget(L, table->index) == LUA_TNIL) {
        lua_pop(L, 1);
        return false;
    }
    return true;
}

const char *ri_text_copy(lua_State *L, ri_arena *arena, int index, const char **why)
{
    size_t length = 0;
    const char *bytes = lua_tolstring(L, index, &length);
    ri_fuel_spend(L, 1 + length / 16); /* copies are memory, too */
    if (length == 0) {
        *why = "is empty";
        return NULL;
    }
    if (!ri_utf8_valid(bytes, length, NULL)) {
        *why = "is not valid UTF-8 text";
        return NULL;
    }
    char *copy = ri_arena_copy(arena, bytes, length);
    if (copy == NULL) {
        ri_loader_nomem(L);
    }
    return copy;
}

/* The text at the top of the stack, or NULL after complaining. */
static const char *text_at_top(const ri_table *table, const char *name, const char *expected)
{
    if (lua_type(table->L, -1) != LUA_TSTRING) {
        ri_field_wrong(table, name, expected, -1);
        return NULL;
    }
    const char *why = NULL;
    const char *text = ri_text_copy(table->L, table->at->loader->arena, -1, &why);
    if (text == NULL) {
        ri_field_complain(table, name, "%s", why);
    }
    return text;
}

bool ri_field_text(const ri_table *table, const char *name, const char **out)
{
    if (!ri_field_push(table, name)) {
        return false;
    }
    const char *text = text_at_top(table, name, "a string"); /* text */
    lua_pop(table->L, 1);
    if (text != NULL) {
        *out = text;
    }
    return text != NULL;
}

bool ri_field_day(const ri_table *table, const char *name, const char *such, int32_t *out)
{
    const char *text = NULL;
    if (!ri_field_text(table, name, &text)) {
        return false;
    }
    if (!ri_day_parse(text, strlen(text), out)) {
        ri_field_complain(table, name, "must be a date such as \"%s\", found \"%.40s\"", such,
                          text);
        return false;
    }
    return true;
}

bool ri_field_flag(const ri_table *table, const char *name, bool *out)
{
    if (!ri_field_push(table, name)) {
        return false;
    }
    bool right = lua_type(table->L, -1) == LUA_TBOOLEAN; /* flag */
    if (right) {
        *out = lua_toboolean(table->L, -1) != 0;
    } else {
        ri_field_wrong(table, name, "true or false", -1);
    }
    lua_pop(table->L, 1);
    return right;
}

bool ri_field_number(const ri_table *table, const char *name, double *out)
{
    if (!ri_field_push(table, name)) {
        return false;
    }
    bool right = lua_type(table->L, -1) == LUA_TNUMBER; /* number */
    double number = right ? lua_tonumber(table->L, -1) : 0;
    right = right && isfinite(number);
    if (right) {
        *out = number;
    } else {
        ri_field_wrong(table, name, "a number", -1);
    }
    lua_pop(table->L, 1);
    return right;
}

bool ri_field_word(const ri_table *table, const char *name, const char *const *words, size_t n,
                   size_t *out)
{
    if (!ri_field_push(table, name)) {
        return false;
    }
    bool right = false;
    if (lua_type(table->L, -1) == LUA_TSTRING) { /* word */
        const char *word = lua_tostring(table->L, -1);
        for (size_t i = 0; i < n && !right; i++) {
            right = strcmp(word, words[i]) == 0;
            *out = right ? i : *out;
        }
    }
    if (!right) {
        char all[LIST_SIZE];
        char expected[LIST_SIZE + 16];
        list_names(all, words, n);
        (void)snprintf(expected, sizeof expected, n > 1 ? "one of %s" : "%s", all);
        ri_field_wrong(table, name, expected, -1);
    }
    lua_pop(table->L, 1);
    return right;
}

bool ri_field_severity(const ri_table *table, const char *name, ri_severity *out)
{
    static const char *const words[] = {"info", "warning", "error"};
    static const ri_severity severities[] = {RI_INFO, RI_WARNING, RI_ERROR};
    size_t place = 0;
    if (!ri_field_word(table, name, words, sizeof words / sizeof *words, &place)) {
        return false;
    }
    *out = severities[place];
    return true;
}

bool ri_list_length(lua_State *L, int index, uint32_t *n)
{
    index = lua_absindex(L, index);
    lua_Unsigned length = lua_rawlen(L, index);
    lua_Unsigned met = 0;
    lua_pushnil(L);
    while (lua_next(L, index)) { /* key, value */
        lua_pop(L, 1);
        ri_fuel_spend(L, 1);
        lua_Integer key = lua_isinteger(L, -1) ? lua_tointeger(L, -1) : 0;
        if (key < 1 || (lua_Unsigned)key > length) {
            lua_pop(L, 1);
            return false;
        }
        met++;
    }
    *n = (uint32_t)length;
    return met == length && length < UINT32_MAX;
}

bool ri_field_texts(const ri_table *table, const char *name, const char ***out, uint32_t *n)
{
    static const char expected[] = "a string or a list of strings";
    lua_State *L = table->L;
    ri_arena *arena = table->at->loader->arena;
    if (!ri_field_push(table, name)) {
        return false;
    }
    /* value */
    uint32_t length = 1;
    bool list = lua_type(L, -1) == LUA_TTABLE;
    if ((list && !ri_list_length(L, -1, &length)) || (!list && lua_type(L, -1) != LUA_TSTRING)) {
        ri_field_wrong(table, name, expected, -1);
        lua_pop(L, 1);
        return false;
    }
    const char **texts = ri_policy_take(L, arena, length * sizeof *texts);
    bool right = true;
    for (uint32_t i = 0; i < length; i++) {
        if (list) {
            lua_rawgeti(L, -1, (lua_Integer)i + 1);
        } else {
            lua_pushvalue(L, -1);
        }
        texts[i] = text_at_top(table, name, expected); /* value text */
        right = right && texts[i] != NULL;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    if (right) {
        *out = texts;
        *n = length;
    }
    return right;
}

static int by_bytes(const void *a, const void *b)
{
    const char *const *x = a;
    const char *const *y = b;
    return strcmp(*x, *y);
}

uint32_t ri_strings_unique(const char **strings, uint32_t n)
{
    if (n < 2) {
        return n;
    }
    qsort((void *)strings, n, sizeof *strings, by_bytes);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < n; i++) {
        if (strcmp(strings[i], strings[kept - 1]) != 0) {
            strings[kept++] = strings[i];
        }
    }
    return kept;
}

const char **ri_keys_sorted(const ri_table *table, uint32_t *n)
{
    lua_State *L = table->L;
    uint32_t count = 0;
    lua_pushnil(L);
    while (lua_next(L, table->index)) { /* key, value */
        lua_pop(L, 1);
        ri_fuel_spend(L, 1);
        count++;
    }
    const char **keys = ri_policy_take(L, table->at->loader->arena, count * sizeof *keys);
    uint32_t kept = 0;
    lua_pushnil(L);
    while (lua_next(L, table->index)) { /* key, value */
        lua_pop(L, 1);
        const char *why = "is no name";
        const char *key = NULL;
        if (lua_type(L, -1) == LUA_TSTRING) {
            key = ri_text_copy(L, table->at->loader->arena, -1, &why);
        }
        if (key != NULL) {
            keys[kept++] = key;
        } else {
            char found[RI_FOUND_SIZE];
            ri_field_complain(table, NULL, "needs names for its fields; %s %s",
                              ri_found(L, -1, found), why);
        }
    }
    *n = ri_strings_unique(keys, kept);
    return keys;
}
