/*
 * The gate before the compiler: refuses what Lua 5.4 is known to compile wrongly
 * or to choke on, what would show a reader something else than it does, and what it would drop
 * without a word.
 */
#ifndef RI_GATE_H
#define RI_GATE_H

#include <lua.h>
#include <stddef.h>

/* Checks a source text and skips what precedes its code (a byte order mark, a
   first line that begins with #). MAY RAISE: with file and line of what is
   refused and the way to write it instead. */
void ri_gate_check(lua_State *L, const char *file, const char **bytes, size_t *length);

#endif
