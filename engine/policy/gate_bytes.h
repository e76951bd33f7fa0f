/*
 * What a source text may not hold, whatever it means: bytes that are not UTF-8,
 * and characters that make it look other than it is.
 */
#ifndef RI_GATE_BYTES_H
#define RI_GATE_BYTES_H

#include <lua.h>
#include <stddef.h>
#include <stdint.h>

/* MAY RAISE: with file and line of the first such byte. */
void ri_gate_bytes(lua_State *L, const char *file, const char *bytes, size_t length);

/* The code point of a bidirectional control at the beginning of some bytes, or 0: they make a
   text look as if it did something else (CVE-2021-42574). */
uint32_t ri_bidi_control(const unsigned char *at, const unsigned char *end);

#endif
