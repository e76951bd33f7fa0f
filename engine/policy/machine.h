/*
 * The Lua machine a policy runs in: one fresh state with an allow-list for a
 * library, a gate before the compiler, and a budget nothing can escape.
 *
 * Everything that touches the state runs inside ri_machine_enter, the one
 * protected entry: a C function called with fresh fuel. Functions marked
 * MAY RAISE leave by a Lua error and must only be called inside it.
 */
#ifndef RI_MACHINE_H
#define RI_MACHINE_H

#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/printf.h"
#include "policy/declared.h"
#include "raci/error.h"

typedef struct ri_machine ri_machine;

#define RI_FUEL 5000000u             /* instructions and work, for each entry */
#define RI_MACHINE_MEMORY (1u << 29) /* bytes a state may hold */
#define RI_MACHINE_STRING (1u << 20) /* bytes one string may have while evaluating */
#define RI_SOURCE_MAX (16u << 20)    /* bytes of one source file */

/* Gives an owned machine. */
raci_status ri_machine_new(ri_machine **out, raci_error *err);
void ri_machine_free(ri_machine *machine); /* NULL is allowed */

/* Calls body(L) protected, with `payload` as a light userdata at index 1 and
   fresh fuel. Results are dropped: a body hands results out through `payload`.
   false when it raised, ran out of fuel or of memory: *failure says where (the
   policy's file and line) and what; RACI_LIMIT, RACI_NOMEM or RACI_POLICY in
   *status (may be NULL). Entries do not nest. */
bool ri_machine_enter(ri_machine *machine, lua_CFunction body, void *payload,
                      ri_call_failure *failure, raci_status *status);

/* Bytes that its state holds. */
size_t ri_machine_held(const ri_machine *machine);

/* Free for the binding's use: one pointer. */
void ri_machine_set_owner(ri_machine *machine, void *owner);
void *ri_machine_owner(lua_State *L);

/* Takes fuel for work done in C. MAY RAISE. */
void ri_fuel_spend(lua_State *L, uint64_t work);

/* Gates and compiles a source text; leaves its main function on the stack, with
   the environment at stack index `env` as its _ENV. `file` is what messages and
   ri_where call it. MAY RAISE (with file and line of the refusal). */
void ri_machine_compile(lua_State *L, const char *file, const char *bytes, size_t length, int env);

/* Pushes a new environment: an empty table through which the allow-list library
   (fresh and read-only) and the binding's names are seen. While loading, a policy
   may add names of its own; once frozen it may not. MAY RAISE. */
void ri_machine_environment(lua_State *L);
/* Makes the value on top a name of every environment made later; pops it. */
void ri_machine_global(lua_State *L, const char *name);

/* Raises an error that blames the file and line of the policy code calling at
   `level` (1: the function that called the C function). MAY RAISE: always does. */
int ri_raise(lua_State *L, int level, const char *format, ...) RI_PRINTF(3, 4);
/* Where that code is; gives false when it is no policy code. */
bool ri_where(lua_State *L, int level, const char **file, int *line);

/* Ends loading: makes every table read-only that the environments or a function
   in the registry's function list can reach, and remembers what every reachable
   function holds in its upvalues. MAY RAISE. */
void ri_machine_freeze(lua_State *L);

/* Keeps the function on top (pops it); gives its handle. MAY RAISE. */
int ri_machine_keep(lua_State *L);
/* Pushes a kept function. */
void ri_machine_push_kept(lua_State *L, int handle);
/* The name of an upvalue, reachable from that kept function, that has changed
   since the freeze; NULL when none has. Borrowed from the state. */
const char *ri_machine_changed(lua_State *L, int handle);

#endif
