/*
 * A parent for each row, numbered so that "below" is one comparison.
 */
#ifndef RI_LINES_H
#define RI_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct ri_lines {
    uint32_t *up;    /* the parent, or RI_NONE; cycles are cut at their smallest row */
    uint32_t *loop;  /* the smallest row of the cycle a row is on, or RI_NONE; NULL when
                        there is no cycle at all */
    uint32_t *enter; /* preorder over `up`, rows in ascending order among siblings: */
    uint32_t *leave; /* v is at or below u when enter[u] <= enter[v] < leave[u] */
} ri_lines;

/* Takes the parents (rows or RI_NONE) of n rows. Arrays are the arena's. Time and
   memory are linear, whatever the shape. false: exhausted. */
bool ri_lines_build(ri_lines *out, ri_arena *arena, uint32_t n, const uint32_t *parent);

/* How many rows are above each over `up`, and one far above it (a root's is itself): going
   up by these takes a number of steps that grows as the logarithm of how many there are. */
bool ri_lines_climb(uint32_t **depth, uint32_t **jump, ri_arena *arena, uint32_t n,
                    const ri_lines *lines);

/* Whether v is at or below u; on a cycle every row is at and below every other. */
bool ri_lines_within(const ri_lines *lines, uint32_t v, uint32_t u);

#endif
