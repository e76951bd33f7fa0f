/*
 * Two whole results, side by side.
 */
#ifndef RI_TWO_RESULTS_H
#define RI_TWO_RESULTS_H

#include "check/result.h"
#include "record/difference.h"

/* Which things of one snapshot are which of another: by kind and place, RI_NONE for those
   that the other one has no place for. */
typedef struct ri_matching {
    uint32_t *other[RI_KIND_COUNT];
} ri_matching;

/* For the places of `s`, their places in `other`; in the arena. false: exhausted. */
bool ri_matching_make(ri_matching *out, const ri_snapshot *s, const ri_snapshot *other,
                      ri_arena *arena);

/* By subject, code, key: the order in which results have them. */
int ri_findings_order(const ri_finding *a, const ri_finding *b);
/* Whether a touchpoint is a moment of truth, or of criticality 4 or 5. */
bool ri_is_critical(const ri_touchpoints *touchpoints, uint32_t touchpoint);

/* A finding with all that documents show of it, in the arena. false: exhausted. */
bool ri_recorded_of(ri_recorded_finding *out, const raci_result *result, const ri_finding *finding,
                    ri_arena *arena);

/* Findings by key and fingerprint, and moves, of two results of one policy; accepted findings
   count as none. `more` findings, in order, are only in the second one. */
raci_status ri_compare_results(ri_difference *out, const raci_result *before,
                               const raci_result *after, const ri_recorded_finding *more,
                               size_t n_more, raci_error *err);
/* Who has more or fewer letters on touchpoints. */
raci_status ri_compare_loads(ri_loads *out, const raci_result *before, const raci_result *after,
                             ri_arena *arena, raci_error *err);

#endif
