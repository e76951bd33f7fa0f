/*
 * Sets that many rows share, each stored once and known by a number.
 */
#ifndef RI_SETS_H
#define RI_SETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/snapshot.h"

/* Begins zeroed. Set 0 is the empty one, whether or not it was ever put. */
typedef struct ri_set_table {
    uint32_t *items;
    size_t n_items;
    size_t items_capacity;
    uint32_t *ends; /* set n + 1 ends where items[ends[n]] begins the next one */
    size_t n_ends;
    size_t ends_capacity;
    uint32_t *slots; /* set numbers by hash of their items; 0: empty */
    size_t n_slots;
} ri_set_table;

/* Drops repetitions from a list, in place, keeping the first of each. false: exhausted. */
bool ri_set_unrepeat(uint32_t *items, size_t *n);
/* The number of the set with these items in this order, without repetitions, which
   are dropped from `items` in place. RI_NONE: exhausted. */
uint32_t ri_set_put(ri_set_table *table, uint32_t *items, size_t *n);
/* A set's items; *n counts them. Borrowed until the next put. */
const uint32_t *ri_set_get(const ri_set_table *table, uint32_t set, size_t *n);
uint32_t ri_set_count(const ri_set_table *table);
/* Copies all sets into the arena. false: exhausted. */
bool ri_set_finish(const ri_set_table *table, ri_arena *arena, ri_sets *out);
/* Sets of a table as rows that may become more: those that were published stay where they
   are, and new ones stand behind them. Begins zeroed; the arrays are the arena's. */
typedef struct ri_set_rows {
    uint32_t *first;
    size_t first_room;
    uint32_t *items;
    size_t items_room;
    uint32_t n; /* sets that are there */
} ri_set_rows;
/* Gives all sets that the table has by now. false: exhausted. */
bool ri_set_publish(ri_set_rows *rows, const ri_set_table *table, ri_arena *arena, ri_sets *out);
void ri_set_free(ri_set_table *table);

#endif
