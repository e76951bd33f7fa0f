/*
 * What a function is: its code, without names and lines, and what it holds, so that the same
 * function in two policies is known to be the same.
 */
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/memory.h"
#include "policy/bind.h"
#include "policy/function_code.h"
#include "policy/held.h"
#include "policy/machine.h"
#include "policy/state.h"

enum {
    DEPTH_MAX = 40, /* of what is held by what is held */
    NODES_MAX = 3000,
    LANES = 4
};

/* What is being read. */
typedef struct reading {
    int function;
    char out[65];
    const void *path[DEPTH_MAX]; /* what is being read, the outermost first */
    int depth;
    int nodes;
    bool known;
    bool out_of_memory;
} reading;

static void add_value(lua_State *L, reading *r, ri_digest *to);

static void add_text(ri_digest *to, char kind, const char *bytes, size_t length)
{
    char head[32];
    const int n = snprintf(head, sizeof head, "%c%zu:", kind, length);
    ri_digest_add(to, head, (size_t)n);
    ri_digest_add(to, bytes, length);
}

static void add_number(lua_State *L, ri_digest *to)
{
    if (lua_isinteger(L, -1)) {
        const lua_Integer value = lua_tointeger(L, -1);
        add_text(to, 'i', (const char *)&value, sizeof value);
    } else {
        const lua_Number value = lua_tonumber(L, -1);
        add_text(to, 'n', (const char *)&value, sizeof value);
    }
}

/* Functions of the library are the same in every machine. One that holds something is not. */
static void add_library(lua_State *L, reading *r, ri_digest *to)
{
    const lua_CFunction function = lua_tocfunction(L, -1);
    if (lua_getupvalue(L, -1, 1) != NULL) {
        lua_pop(L, 1);
        r->known = false;
    }
    add_text(to, 'c', (const char *)&function, sizeof function);
}

typedef struct code {
    unsigned char *bytes;
    size_t n;
    size_t capacity;
} code;

static int take_code(lua_State *L, const void *bytes, size_t length, void *payload)
{
    code *to = payload;
    (void)L;
    if (!ri_grow((void **)&to->bytes, &to->capacity, to->n + length, 1)) {
        return 1;
    }
    memcpy(to->bytes + to->n, bytes, length);
    to->n += length;
    return 0;
}

static void add_function(lua_State *L, reading *r, ri_digest *to)
{
    code dumped = {0};
    add_text(to, 'f', "", 0);
    r->out_of_memory = lua_dump(L, take_code, &dumped, 1) != 0; /* nothing else ends a dump */
    r->known = !r->out_of_memory && ri_function_code_add(to, dumped.bytes, dumped.n);
    ri_free(dumped.bytes); /* a dump raises nothing */
    for (int i = 1; r->known && lua_getupvalue(L, -1, i) != NULL; i++) {
        add_value(L, r, to);
        lua_pop(L, 1);
    }
}

/* Adds the digest of one entry to a sum, which is the same in whatever order they come. */
static void add_entry(lua_State *L, reading *r, uint64_t sum[LANES])
{
    /* stack: … key, value */
    ri_digest entry;
    char hex[65];
    const int kind = lua_type(L, -2);
    r->known = r->known && (kind == LUA_TSTRING || kind == LUA_TNUMBER || kind == LUA_TBOOLEAN);
    ri_digest_begin(&entry);
    lua_pushvalue(L, -2);
    add_value(L, r, &entry);
    lua_pop(L, 1);
    add_value(L, r, &entry);
    ri_digest_end(&entry, hex, 64);
    for (int lane = 0; lane < LANES; lane++) {
        uint64_t word = 0;
        for (int k = 0; k < 16; k++) {
            const char c = hex[lane * 16 + k];
            word = word * 16 + (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
        }
        sum[lane] += word;
    }
}

static void add_table(lua_State *L, reading *r, ri_digest *to)
{
    uint64_t sum[LANES] = {0};
    ri_held_contents(L, -1);
    const int contents = lua_gettop(L);
    for (lua_pushnil(L); r->known && lua_next(L, contents) != 0;) {
        add_entry(L, r, sum);
        lua_pop(L, 1);
    }
    lua_settop(L, contents - 1);
    add_text(to, 't', (const char *)sum, sizeof sum);
}

/* What holds itself is named by how far outside it is being read. */
static bool add_outer(reading *r, const void *what, ri_digest *to)
{
    for (int i = 0; i < r->depth; i++) {
        if (r->path[i] == what) {
            add_text(to, '^', (const char *)&i, sizeof i);
            return true;
        }
    }
    return false;
}

static void add_holding(lua_State *L, reading *r, ri_digest *to)
{
    const void *what = lua_topointer(L, -1);
    if (add_outer(r, what, to)) {
        return;
    }
    if (r->depth == DEPTH_MAX || !lua_checkstack(L, LUA_MINSTACK)) {
        r->known = false;
        return;
    }
    r->path[r->depth++] = what;
    if (lua_type(L, -1) == LUA_TTABLE) {
        add_table(L, r, to);
    } else {
        add_function(L, r, to);
    }
    r->depth--;
}

/* Adds the value on top, which stays there. */
static void add_value(lua_State *L, reading *r, ri_digest *to)
{
    size_t length = 0;
    const char *bytes = NULL;
    if (++r->nodes > NODES_MAX) {
        r->known = false;
    }
    if (!r->known) {
        return;
    }
    switch (lua_type(L, -1)) {
    case LUA_TNIL:
        add_text(to, '0', "", 0);
        break;
    case LUA_TBOOLEAN:
        add_text(to, lua_toboolean(L, -1) ? 'y' : 'x', "", 0);
        break;
    case LUA_TNUMBER:
        add_number(L, to);
        break;
    case LUA_TSTRING:
        bytes = lua_tolstring(L, -1, &length);
        add_text(to, 's', bytes, length);
        break;
    case LUA_TTABLE:
        add_holding(L, r, to);
        break;
    case LUA_TFUNCTION:
        if (lua_iscfunction(L, -1)) {
            add_library(L, r, to);
        } else {
            add_holding(L, r, to);
        }
        break;
    default:
        r->known = false;
        break;
    }
}

static int read_function(lua_State *L)
{
    reading *r = lua_touserdata(L, 1);
    ri_digest whole;
    ri_digest_begin(&whole);
    ri_machine_push_kept(L, r->function);
    add_value(L, r, &whole);
    ri_digest_end(&whole, r->out, 64);
    return 0;
}

raci_status ri_policy_function_digest(raci_policy *policy, int function, char digest[65])
{
    reading r = {.function = function, .known = true};
    ri_call_failure failure;
    raci_status status = RACI_OK;
    const bool done = ri_machine_enter(policy->machine, read_function, &r, &failure, &status);
    memcpy(digest, done && r.known ? r.out : "", done && r.known ? sizeof r.out : 1);
    return r.out_of_memory || (!done && status == RACI_NOMEM) ? RACI_NOMEM : RACI_OK;
}
