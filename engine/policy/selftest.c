#include "policy/selftest.h"

#include <lauxlib.h>
#include <lua.h>
#include <stddef.h>

#include "base/memory.h"
#include "base/text.h"

/* Known once tried; other threads may try at the same time and find the same. */
static _Atomic int known; /* 0 unknown, 1 right, 2 wrong */

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

/* The second one needs a function with more than 256 constants. */
static void write_source(ri_text *out)
{
    ri_text_add(out, "local many = {");
    for (int i = 0; i < 300; i++) {
        ri_text_format(out, "%d.5,", i);
    }
    ri_text_add(out, "}\n");
    ri_text_add(out, constant_operand);
}

struct trial {
    const char *source;
    size_t length;
    bool right;
};

static int run(lua_State *L)
{
    struct trial *trial = lua_touserdata(L, 1);
    if (luaL_loadbufferx(L, trial->source, trial->length, "=selftest", "t") == LUA_OK) {
        lua_call(L, 0, 1);
        trial->right = lua_toboolean(L, -1);
    }
    return 0;
}

/* false: it gave a wrong result or an error; *failed when memory ran out. */
static bool is_right(const char *source, size_t length, bool *failed)
{
    struct trial trial = {source, length, false};
    lua_State *L = lua_newstate(allocate, NULL);
    if (L == NULL) {
        *failed = true;
        return false;
    }
    lua_pushcfunction(L, run);
    lua_pushlightuserdata(L, &trial);
    if (lua_pcall(L, 1, 0, 0) == LUA_ERRMEM) {
        *failed = true;
    }
    lua_close(L);
    return trial.right;
}

bool ri_lua_miscompiles(void)
{
    if (known != 0) {
        return known == 2;
    }
    bool failed = false;
    ri_text many = RI_TEXT_INIT;
    write_source(&many);
    bool right = !many.failed && is_right(ri_text_string(&many), many.length, &failed);
    right = right && is_right(comparison_as_index, sizeof comparison_as_index - 1, &failed);
    failed = failed || many.failed;
    ri_text_free(&many);
    if (!failed) {
        known = right ? 1 : 2;
    }
    return !right;
}
