#include "policy/selftest.h"

#include <lauxlib.h>
#include <lua.h>
#include <stddef.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"

/* Known once tried; other threads may try at the same time and find the same. */
static _Atomic int known;  /* of what the gate refuses: 0 unknown, 1 right, 2 wrong */
static _Atomic bool sound; /* of what it lets pass: right */

static void *allocate(void *payload, void *block, size_t old, size_t size)
{
    (void)payload;
    (void)old;
    if (size == 0) {
        ri_free(block);
        return NULL;
    }
    return ri_realloc(block, size);
}

/* Each says true where it is compiled rightly. */
static const char comparison_as_index[] =
    "local t = { [true] = 1, [false] = 2 }\n"
    "local a, b = 1, 2\n"
    "return (function() return t[a < b] == 1 and t[b < a] == 2 end)()\n";
static const char constant_operand[] = "return (1 ~ (2 or 3)) == 3 and (6 & (nil or 3)) == 2\n";

/* What the gate lets pass, and is near those. */
static const char indexes[] =
    "local t = { [true] = 1, [false] = 2 }\n"
    "local a, b = 1, 2\n"
    "local function same(x) return x end\n"
    "g = t\n"
    "return (function()\n"
    "  local less, more = a < b, b < a\n"
    "  return t[less] == 1 and t[more] == 2 and g[less] == 1 and g[more] == 2\n"
    "    and t[same(a < b)] == 1 and g[same(b < a)] == 2 and t[same(a == b)] == 2\n"
    "    and ({ [a < b] = 5 })[true] == 5 and ({ [a ~= a] = 6 })[false] == 6\n"
    "end)()\n";
static const char operands[] =
    "return (1 + (2 or 3)) == 3 and (6 - (nil or 3)) == 3 and (2 * (3 or 1)) == 6\n"
    "  and (7 // (2 or 1)) == 3 and (7 % (nil or 4)) == 3 and (2 ^ (3 or 1)) == 8\n"
    "  and (1 == (1 or 2)) and (1 < (2 or 0)) and (3 >= (false or 3))\n"
    "  and (\"a\" .. (\"b\" or 1)) == \"ab\" and -(4 or 5) == -4\n";

/* Constants and operands need a function with more than 256 constants. */
static bool write_source(ri_text *out, const char *expression)
{
    ri_text_add(out, "local many = {");
    for (int i = 0; i < 300; i++) {
        ri_text_format(out, "%d.5,", i);
    }
    ri_text_add(out, "}\n");
    ri_text_add(out, expression);
    return !out->failed;
}

struct trial {
    const char *source;
    size_t length;
    bool right;
    bool nomem;
};

static int run(lua_State *L)
{
    struct trial *trial = lua_touserdata(L, 1);
    const int loaded = luaL_loadbufferx(L, trial->source, trial->length, "=selftest", "t");
    trial->nomem = loaded == LUA_ERRMEM;
    if (loaded == LUA_OK) {
        lua_call(L, 0, 1);
        trial->right = lua_toboolean(L, -1);
    }
    return 0;
}

raci_status ri_lua_try(const char *source, raci_error *err)
{
    struct trial trial = {.source = source, .length = strlen(source)};
    lua_State *L = lua_newstate(allocate, NULL);
    if (L == NULL) {
        return ri_fail_nomem(err);
    }
    lua_pushcfunction(L, run);
    lua_pushlightuserdata(L, &trial);
    const int result = lua_pcall(L, 1, 0, 0);
    lua_close(L);
    if (result == LUA_ERRMEM || trial.nomem) {
        return ri_fail_nomem(err);
    }
    return trial.right ? RACI_OK
                       : ri_fail(err, RACI_INTERNAL,
                                 "the Lua library that raci runs with compiles programs wrongly; "
                                 "policies cannot be relied on with it");
}

static raci_status try_with_constants(const char *expression, raci_error *err)
{
    ri_text source = RI_TEXT_INIT;
    raci_status status = write_source(&source, expression)
                             ? ri_lua_try(ri_text_string(&source), err)
                             : ri_fail_nomem(err);
    ri_text_free(&source);
    return status;
}

raci_status ri_selftest(raci_error *err)
{
    if (sound) {
        return RACI_OK;
    }
    raci_status status = ri_lua_try(indexes, err);
    if (status == RACI_OK) {
        status = try_with_constants(operands, err);
    }
    sound = status == RACI_OK;
    return status;
}

bool ri_lua_miscompiles(void)
{
    if (known != 0) {
        return known == 2;
    }
    raci_status status = try_with_constants(constant_operand, NULL);
    if (status == RACI_OK) {
        status = ri_lua_try(comparison_as_index, NULL);
    }
    if (status != RACI_NOMEM) {
        known = status == RACI_OK ? 1 : 2;
    }
    return status != RACI_OK;
}
