/*
 * Which of many `match` tables hold on a touchpoint or a journey, all at once.
 *
 * A matcher is compiled once. Each dimension that any match names becomes a
 * facet: for each value that matters there, a row of bits, one for each match,
 * telling whether the match allows that value. A question is then the AND of one
 * row for each facet, whatever the number of values and nearly whatever the
 * number of matches. Only key globs with wildcards are tried one by one, and
 * only on what the other facets left.
 */
#ifndef RI_MATCHER_H
#define RI_MATCHER_H

#include "base/arena.h"
#include "model/snapshot.h"
#include "policy/declared.h"

typedef struct ri_matcher ri_matcher;

/* Compiles n matches over things of one kind (RI_TOUCHPOINT, or RI_JOURNEY whose
   matches have only keys). The matches and the snapshot must outlive it. Gives a
   matcher owned by the arena, except for tables that ri_matcher_free frees. */
raci_status ri_matcher_new(ri_matcher **out, ri_arena *arena, const ri_snapshot *snapshot,
                           ri_kind kind, const ri_match *const *matches, uint32_t n,
                           raci_error *err);
/* The same matches over another snapshot of the same places, derived from the first one's:
   what is known of values is shared, so that the first one must outlive it. */
raci_status ri_matcher_beside(ri_matcher **out, ri_arena *arena, const ri_matcher *of,
                              const ri_snapshot *snapshot, raci_error *err);
void ri_matcher_free(ri_matcher *matcher); /* NULL is allowed */

/* ANDs into `bits` (n / 64 + 1 words for n matches) which matches hold on the row. false
   when memory is exhausted: rows of bits are made when they are first needed. */
bool ri_matcher_and(ri_matcher *matcher, uint32_t row, uint64_t *bits);

/* Which conditions of one match fail on the row, by the same rows of bits: the first
   (NULL: the match holds) and how many. false when memory is exhausted. */
bool ri_matcher_failing(ri_matcher *matcher, uint32_t match, uint32_t row,
                        const ri_condition **first, uint32_t *failing);

#endif
