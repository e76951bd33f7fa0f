/*
 * Whether the Lua library at hand compiles two correct forms wrongly, as the
 * releases of 5.4 up to 5.4.7 do. The gate refuses these forms either way, so that
 * a policy means the same wherever it runs. What it lets pass instead has to be
 * compiled rightly, or no machine is made.
 */
#ifndef RI_SELFTEST_H
#define RI_SELFTEST_H

#include <stdbool.h>

#include "raci/error.h"

/* Tries both; true also when memory is exhausted. */
bool ri_lua_miscompiles(void);

/* Tries, once in a process, what is near these forms and the gate lets pass. Fails with
   RACI_INTERNAL where Lua compiles it wrongly, RACI_NOMEM. */
raci_status ri_selftest(raci_error *err);
/* Runs a source that says true where it is compiled rightly. Fails likewise. */
raci_status ri_lua_try(const char *source, raci_error *err);

#endif
