/*
 * For tests only: policies see all of Lua's own libraries. The linker puts these functions in the
 * place of those that they are named after (--wrap).
 */
#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>

#include "base/confined.h"
#include "policy/library.h"
#include "policy/machine.h"

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker's names */
void __real_ri_library_open(lua_State *L);
void __wrap_ri_library_open(lua_State *L);
raci_status __real_raci_confine(int may, raci_error *err);
raci_status __wrap_raci_confine(int may, raci_error *err);
bool __real_ri_confine_worker(int to);
bool __wrap_ri_confine_worker(int to);

void __wrap_ri_library_open(lua_State *L)
{
    static const char *const names[] = {"os",     "io",        "package", "require",
                                        "debug",  "pcall",     "load",    "loadfile",
                                        "dofile", "coroutine", "print",   "utf8"};
    __real_ri_library_open(L);
    luaL_openlibs(L);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        lua_getglobal(L, names[i]);
        ri_machine_global(L, names[i]);
    }
    lua_getglobal(L, "string"); /* beside that of the rule language */
    ri_machine_global(L, "standard_string");
}

/* With nothing in their way attacks have to succeed. */
static bool is_unconfined(void)
{
    return getenv("RACI_TEST_UNCONFINED") != NULL;
}

raci_status __wrap_raci_confine(int may, raci_error *err)
{
    return is_unconfined() ? RACI_OK : __real_raci_confine(may, err);
}

bool __wrap_ri_confine_worker(int to)
{
    return is_unconfined() || __real_ri_confine_worker(to);
}
/* NOLINTEND(bugprone-reserved-identifier) */
