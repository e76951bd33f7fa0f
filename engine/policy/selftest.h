/*
 * Whether the Lua library at hand compiles two correct forms wrongly, as the
 * releases of 5.4 up to 5.4.7 do. The gate refuses these forms either way, so that
 * a policy means the same wherever it runs.
 */
#ifndef RI_SELFTEST_H
#define RI_SELFTEST_H

#include <stdbool.h>

/* Tries both; true also when memory is exhausted. */
bool ri_lua_miscompiles(void);

#endif
