/*
 * Letters with other holders, in words: who gains and who loses, and by which rules.
 */
#ifndef RI_MOVE_WAYS_H
#define RI_MOVE_WAYS_H

#include "base/arena.h"
#include "record/difference.h"
#include "report/thing_names.h"

/* A move, and what is said of it: shown text with marks of page.h. */
typedef struct ri_move_way {
    uint32_t move;
    const char *said; /* "Head of Service instead of Head of Sales" */
    const char *by;   /* the rules; "" where they are not known */
} ri_move_way;

/* All moves, in the arena: by letter and way; those of one way in the order of their subjects.
   NULL: memory is exhausted. */
ri_move_way *ri_move_ways_of(const ri_difference *d, ri_names *names, ri_arena *arena);
/* Where those end that go the same way as the k-th. */
size_t ri_move_way_end(const ri_move_way *ways, size_t k, const ri_difference *d);
/* Whether a reference is one of the holders of a move's side. */
bool ri_move_has(const char **list, size_t n, const char *wanted);

#endif
