/*
 * Memory that is freed all at once: one arena for each result object.
 */
#ifndef RI_ARENA_H
#define RI_ARENA_H

#include <stddef.h>

#include "base/printf.h"

typedef struct ri_arena ri_arena;

/* NULL when memory is exhausted. */
ri_arena *ri_arena_new(void);
/* Frees everything taken from it; NULL is allowed. */
void ri_arena_free(ri_arena *arena);

/* Memory aligned for any type, zeroed, living as long as the arena; a size of 0
   gives a valid pointer. NULL when exhausted. */
void *ri_arena_take(ri_arena *arena, size_t size);
/* n items of `size` bytes; NULL also when the product overflows. */
void *ri_arena_array(ri_arena *arena, size_t n, size_t size);
/* A copy of n items of `size` bytes. NULL when exhausted. */
void *ri_arena_keep(ri_arena *arena, const void *items, size_t n, size_t size);
/* Copies: of `length` bytes and a closing NUL; of a string. NULL when exhausted. */
char *ri_arena_copy(ri_arena *arena, const char *bytes, size_t length);
char *ri_arena_string(ri_arena *arena, const char *string);
/* Bytes that are neither aligned nor zeroed, so that none are lost between them. NULL when
   exhausted. */
char *ri_arena_pack(ri_arena *arena, size_t size);
/* Formats as printf does. NULL when exhausted. */
char *ri_arena_format(ri_arena *arena, const char *format, ...) RI_PRINTF(2, 3);

/* Bytes taken from the system so far. */
size_t ri_arena_size(const ri_arena *arena);

#endif
