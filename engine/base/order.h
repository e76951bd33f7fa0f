/*
 * Stable merge sort with a context, since C11's qsort has neither; and finding in what
 * stands in order, since its bsearch gives any of equal items.
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
/* The same of texts, by their bytes. */
bool ri_order_texts(const char **texts, size_t n);
/* Sorts numbers ascending in place, without memory; gives how many remain
   after equal ones are dropped. */
size_t ri_order_unique(uint32_t *numbers, size_t n);

/* Where `key` belongs among n items that stand in order: the first that is not before
   it, or n. `compare` gets an item and the key. */
size_t ri_order_place(const void *items, size_t n, size_t size, ri_compare_fn compare,
                      const void *key, const void *context);
/* The same among numbers, and whether a number is one of them. */
size_t ri_order_number(const uint32_t *numbers, size_t n, uint32_t number);
bool ri_order_has(const uint32_t *numbers, size_t n, uint32_t number);

#endif
