/*
 * What a source text may not hold, whatever it means: bytes that are not UTF-8,
 * and characters that make it look other than it is.
 */
#ifndef RI_GATE_BYTES_H
#define RI_GATE_BYTES_H

#include <lua.h>
#include <stddef.h>

/* MAY RAISE: with file and line of the first such byte. */
void ri_gate_bytes(lua_State *L, const char *file, const char *bytes, size_t length);

#endif
