/*
 * The names a policy file sees: its own first, then the library's and the
 * language's. A name nobody made is an error that tells the nearest one.
 */
#ifndef RI_ENVIRONMENT_H
#define RI_ENVIRONMENT_H

#include <lua.h>

/* Makes the tables behind all environments. MAY RAISE. */
void ri_environment_open(lua_State *L);

/* What to write instead of a name of standard Lua ("next", "table.sort") that
   policies have not; NULL for others. */
const char *ri_absent(const char *name);

#endif
