/*
 * Pairs of a row and an item, gathered in any order, to lists of rows.
 */
#ifndef RI_LISTS_H
#define RI_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/snapshot.h"

typedef struct ri_pair {
    uint32_t row;
    uint32_t item;
} ri_pair;

typedef struct ri_pairs { /* begins zeroed */
    ri_pair *items;
    size_t n;
    size_t capacity;
} ri_pairs;

bool ri_pairs_add(ri_pairs *pairs, uint32_t row, uint32_t item); /* false: exhausted */
void ri_pairs_free(ri_pairs *pairs);

/* The lists of n rows, in the arena; items keep the order in which they were added.
   false: exhausted. */
bool ri_lists_build(ri_lists *out, ri_arena *arena, uint32_t n, const ri_pairs *pairs);
/* Sorts the items of each row and drops repetitions; the lists move together. */
void ri_lists_sort(ri_lists *lists, uint32_t n);
/* Drops repetitions in each row, keeping the first of each. false: exhausted. */
bool ri_lists_unrepeat(ri_lists *lists, uint32_t n);

#endif
