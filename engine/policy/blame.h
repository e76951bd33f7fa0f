/*
 * Who is to blame: the policy's file and line of an error, and what it says.
 * Nothing here allocates in the state, so a failure can always be told.
 */
#ifndef RI_BLAME_H
#define RI_BLAME_H

#include <lua.h>

#include "base/printf.h"
#include "policy/fuel.h"
#include "policy/machine.h"

/* Forgets the last entry's failure. */
void ri_blame_clear(ri_machine *machine);

/* The message handler of the protected entry: keeps what the error value says. */
int ri_blame_handler(lua_State *L);

/* Raises the failure of a limit. */
int ri_blame_limit(lua_State *L, ri_limit limit);
/* Notes where the allocator said no: Lua tells no handler of that. Never raises. */
void ri_blame_refusal(ri_machine *machine);

/* Raises an error at a place that is known. `format` is printf's. */
int ri_blame_at(lua_State *L, raci_status status, const char *file, int line, const char *format,
                ...) RI_PRINTF(5, 6);

/* Makes the failure of an entry that ended with this status of Lua's. */
void ri_blame_tell(ri_machine *machine, int result, ri_call_failure *failure, raci_status *status);

#endif
