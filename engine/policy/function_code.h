/*
 * The code of a function, as Lua 5.4 dumps it.
 */
#ifndef RI_FUNCTION_CODE_H
#define RI_FUNCTION_CODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"

/* Adds a stripped dump to a digest, without the lines on which functions stand: what is elsewhere
   in a file does the same. false: it is no dump as Lua 5.4 writes it. */
bool ri_function_code_add(ri_digest *to, const unsigned char *bytes, size_t length);

#endif
