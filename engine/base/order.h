/*
 * Stable merge sort with a context, since C11's qsort has neither.
 */
#ifndef RI_ORDER_H
#define RI_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int (*ri_compare_fn)(const void *a, const void *b, const void *context);

/* Sorts n items of `size` bytes. false when memory is exhausted (items are
   then a permutation, in no particular order). */
bool ri_order(void *items, size_t n, size_t size, ri_compare_fn compare, const void *context);
/* Sorts numbers ascending in place, without memory; gives how many remain
   after equal ones are dropped. */
size_t ri_order_unique(uint32_t *numbers, size_t n);

#endif
