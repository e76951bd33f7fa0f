#include "policy/library.h"

#include <string.h>

#include "policy/bind.h"
#include "policy/freeze.h"
#include "policy/fuel.h"
#include "policy/machine.h"
#include "policy/state.h"

/*
 * pairs in key order: false, true, numbers, texts by their bytes. A walk is a
 * userdata with the sorted keys, taken when it begins, and the table as user
 * values:
 *
 *     step, walk, nil = pairs(t)
 *
 * It keeps nothing but which key it gave last, and that only as a hint: a policy
 * that holds on to a walk cannot make it remember anything.
 */
typedef struct walk_state {
    lua_Integer n;
    lua_Integer hint; /* the number of the key given last */
} walk_state;

#define WALK_COST 32 /* steps of beginning one */
#define STEP_COST 4

#define KEYS 1
#define TABLE 2

/* A key while they are sorted; texts are held by the table they are keys of. */
typedef struct key {
    unsigned char rank; /* boolean, number, text */
    bool is_integer;
    union {
        lua_Integer integer; /* also a boolean */
        lua_Number number;
        const char *text;
    } as;
    size_t length;
} key;

/* ---- order ---- */

/* Whether an integer is less than a float; exact where a conversion is not. */
static bool integer_below(lua_Integer a, lua_Number b)
{
    if (b >= 9223372036854775808.0) {
        return true;
    }
    if (!(b > -9223372036854775808.0)) {
        return false;
    }
    lua_Integer floor = (lua_Integer)b;
    if ((lua_Number)floor > b) {
        floor--;
    }
    return a < floor || (a == floor && (lua_Number)floor < b);
}

static int compare_numbers(const key *a, const key *b)
{
    if (a->is_integer && b->is_integer) {
        return a->as.integer < b->as.integer ? -1 : a->as.integer > b->as.integer;
    }
    if (!a->is_integer && !b->is_integer) {
        return a->as.number < b->as.number ? -1 : a->as.number > b->as.number;
    }
    /* Never equal: Lua makes a whole float an integer when it is a key. */
    if (a->is_integer) {
        return integer_below(a->as.integer, b->as.number) ? -1 : 1;
    }
    return integer_below(b->as.integer, a->as.number) ? 1 : -1;
}

static int compare_keys(const key *a, const key *b)
{
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    switch (a->rank) {
    case 0:
        return a->as.integer < b->as.integer ? -1 : a->as.integer > b->as.integer;
    case 1:
        return compare_numbers(a, b);
    default:
        return ri_bytes_compare(a->as.text, a->length, b->as.text, b->length);
    }
}

/* Merges two sorted runs of `from` into `to`. */
static void merge(const key *from, key *to, size_t begin, size_t middle, size_t end)
{
    size_t left = begin;
    size_t right = middle;
    for (size_t i = begin; i < end; i++) {
        bool take_left =
            left < middle && (right >= end || compare_keys(&from[left], &from[right]) <= 0);
        to[i] = take_left ? from[left++] : from[right++];
    }
}

/* Sorts; `spare` has room for as many. Gives where the result is. */
static key *sort_keys(key *keys, key *spare, size_t n)
{
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t begin = 0; begin < n; begin += 2 * width) {
            size_t middle = begin + width < n ? begin + width : n;
            size_t end = begin + 2 * width < n ? begin + 2 * width : n;
            merge(keys, spare, begin, middle, end);
        }
        key *other = keys;
        keys = spare;
        spare = other;
    }
    return keys;
}

/* ---- the walk ---- */

static void read_key(lua_State *L, int index, key *out)
{
    switch (lua_type(L, index)) {
    case LUA_TBOOLEAN:
        out->rank = 0;
        out->as.integer = lua_toboolean(L, index);
        break;
    case LUA_TNUMBER:
        out->rank = 1;
        out->is_integer = lua_isinteger(L, index);
        if (out->is_integer) {
            out->as.integer = lua_tointeger(L, index);
        } else {
            out->as.number = lua_tonumber(L, index);
        }
        break;
    case LUA_TSTRING:
        out->rank = 2;
        out->as.text = lua_tolstring(L, index, &out->length);
        break;
    default:
        ri_raise(L, 1, "pairs: a key is a %s; only texts, numbers and booleans have an order",
                 lua_typename(L, lua_type(L, index)));
        break;
    }
}

static size_t count_keys(lua_State *L, int table)
{
    size_t n = 0;
    for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
        n++;
    }
    return n;
}

static void push_key(lua_State *L, const key *k)
{
    if (k->rank == 0) {
        lua_pushboolean(L, k->as.integer != 0);
    } else if (k->rank == 2) {
        lua_pushlstring(L, k->as.text, k->length);
    } else if (k->is_integer) {
        lua_pushinteger(L, k->as.integer);
    } else {
        lua_pushnumber(L, k->as.number);
    }
}

/* Pushes a list of the table's keys in order. */
static lua_Integer push_sorted_keys(lua_State *L, int table)
{
    size_t n = count_keys(L, table);
    uint64_t rounds = 1;
    for (size_t width = 1; width < n; width *= 2) {
        rounds++;
    }
    ri_fuel_take(L, WALK_COST + n * rounds);
    /* The collector frees this when an error ends the walk. */
    key *keys = lua_newuserdatauv(L, (n + 1) * 2 * sizeof *keys, 0);
    memset(keys, 0, (n + 1) * sizeof *keys);
    size_t i = 0;
    for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
        read_key(L, -2, &keys[i++]);
    }
    keys = sort_keys(keys, keys + n + 1, n);
    lua_createtable(L, (int)n, 0);
    /* stack: … keys, list */
    for (i = 0; i < n; i++) {
        push_key(L, &keys[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_remove(L, -2);
    return (lua_Integer)n;
}

/* The place of a key in the list, or of the first one after it. */
static lua_Integer find_key(lua_State *L, int list, lua_Integer n, const key *wanted)
{
    lua_Integer low = 1;
    lua_Integer high = n + 1;
    while (low < high) {
        lua_Integer middle = low + (high - low) / 2;
        key found;
        lua_rawgeti(L, list, middle);
        read_key(L, -1, &found);
        lua_pop(L, 1);
        if (compare_keys(&found, wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static walk_state *walk_at(lua_State *L, int index)
{
    walk_state *walk = lua_type(L, index) == LUA_TUSERDATA ? lua_touserdata(L, index) : NULL;
    if (walk == NULL || !lua_getmetatable(L, index)) {
        return NULL;
    }
    ri_slot_push(L, RI_SLOT_WALK);
    bool same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same ? walk : NULL;
}

bool ri_pairs_is_walk(lua_State *L, int index)
{
    return walk_at(L, lua_absindex(L, index)) != NULL;
}

void ri_pairs_push_table(lua_State *L, int index)
{
    lua_getiuservalue(L, index, TABLE);
}

/* The number of the key after the one at index 2. */
static lua_Integer number_after(lua_State *L, int list, const walk_state *walk)
{
    if (lua_isnoneornil(L, 2)) {
        return 1;
    }
    lua_rawgeti(L, list, walk->hint);
    bool same = lua_rawequal(L, -1, 2);
    lua_pop(L, 1);
    if (same) {
        return walk->hint + 1;
    }
    key wanted;
    read_key(L, 2, &wanted);
    lua_Integer at = find_key(L, list, walk->n, &wanted);
    lua_rawgeti(L, list, at);
    same = lua_rawequal(L, -1, 2);
    lua_pop(L, 1);
    return same ? at + 1 : at;
}

/* step(walk, key) gives the next key and its value. */
static int step(lua_State *L)
{
    lua_settop(L, 2);
    ri_fuel_take(L, STEP_COST);
    walk_state *walk = walk_at(L, 1);
    if (walk == NULL) {
        return ri_raise(L, 1, "use pairs in a for loop");
    }
    lua_getiuservalue(L, 1, KEYS);
    lua_getiuservalue(L, 1, TABLE);
    /* stack: walk, key, keys, table */
    ri_contents(L, 4);
    lua_replace(L, 4);
    for (lua_Integer i = number_after(L, 3, walk); i <= walk->n; i++) {
        lua_rawgeti(L, 3, i);
        lua_pushvalue(L, -1);
        if (lua_rawget(L, 4) != LUA_TNIL) {
            walk->hint = i;
            return 2; /* key, value */
        }
        lua_pop(L, 2); /* it was removed meanwhile */
    }
    return 0;
}

/* pairs(table) */
int ri_library_pairs(lua_State *L)
{
    lua_settop(L, 1);
    if (ri_letters_spread(L, 1)) {
        lua_replace(L, 1);
    }
    if (lua_type(L, 1) != LUA_TTABLE) {
        return ri_argument_error(L, 1, "pairs", "a table");
    }
    ri_contents(L, 1);
    /* stack: table, contents */
    lua_Integer n = push_sorted_keys(L, 2);
    walk_state *walk = lua_newuserdatauv(L, sizeof *walk, 2);
    walk->n = n;
    walk->hint = 0;
    ri_slot_push(L, RI_SLOT_WALK);
    lua_setmetatable(L, -2);
    /* stack: table, contents, keys, walk */
    lua_pushvalue(L, 3);
    lua_setiuservalue(L, 4, KEYS);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, 4, TABLE);
    lua_pushcfunction(L, step);
    lua_insert(L, 4);
    lua_pushnil(L);
    return 3;
}

void ri_pairs_open(lua_State *L)
{
    lua_createtable(L, 0, 2);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushliteral(L, "keys");
    lua_setfield(L, -2, "__name");
    ri_slot_set(L, RI_SLOT_WALK);
}

/* ---- ipairs ---- */

static int step_list(lua_State *L)
{
    lua_settop(L, 2);
    lua_Integer i = 0;
    if (lua_type(L, 1) != LUA_TTABLE || !lua_isinteger(L, 2) ||
        (i = lua_tointeger(L, 2)) == LUA_MAXINTEGER) {
        return ri_raise(L, 1, "use ipairs in a for loop");
    }
    ri_contents(L, 1);
    lua_pushinteger(L, i + 1);
    return lua_rawgeti(L, 3, i + 1) == LUA_TNIL ? 1 : 2;
}

/* ipairs(list) */
int ri_library_ipairs(lua_State *L)
{
    lua_settop(L, 1);
    if (lua_type(L, 1) != LUA_TTABLE) {
        return ri_argument_error(L, 1, "ipairs", "a list");
    }
    lua_pushcfunction(L, step_list);
    lua_insert(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}
