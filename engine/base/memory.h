/*
 * The one door to the allocator. Nothing else calls malloc, so that tests can
 * make the N-th allocation and all later ones fail.
 */
#ifndef RI_MEMORY_H
#define RI_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* As malloc, realloc and free; a size of 0 is taken as 1. NULL when exhausted. */
void *ri_alloc(size_t size);
/* The same, zeroed: of a large block the system gives zeroes anyway, untouched. */
void *ri_alloc_zeroed(size_t size);
void *ri_realloc(void *old, size_t size);
void ri_free(void *block);

/* Makes room for at least `need` items of `size` bytes in *items, doubling.
   false when exhausted or the size would overflow; *items is then unchanged. */
bool ri_grow(void **items, size_t *capacity, size_t need, size_t size);

/* RI_PUSH(array, count, capacity, value): appends, as an expression that is
   false when memory is exhausted. Arguments are evaluated more than once. */
#define RI_PUSH(array, count, capacity, ...)                                                       \
    ((count) < (capacity) || ri_grow((void **)&(array), &(capacity), (count) + 1, sizeof *(array)) \
         ? ((array)[(count)++] = (__VA_ARGS__), true)                                              \
         : false)

/* The items from place `at` on. Of no items at all, which may be NULL, there are none from place 0
   on, while to add even 0 to NULL is undefined. Arguments are evaluated more than once. */
#define RI_FROM(items, at) ((at) == 0 ? (items) : (items) + (at))

/* For tests: the allocation numbered `first` (counting from 0) and all later
   ones fail, until switched off with SIZE_MAX. Gives how many were asked for
   since the last call. */
size_t ri_alloc_fail_from(size_t first);
/* The same of one allocation alone. */
size_t ri_alloc_fail_only(size_t which);
/* The same of one piece of an arena alone, whether or not the arena has room for it: code sees
   where an arena ends at few of its pieces, and at others in each run. */
size_t ri_alloc_fail_piece(size_t which);
/* For arenas: whether the next piece is to fail. */
bool ri_piece_fails(void);

#endif
