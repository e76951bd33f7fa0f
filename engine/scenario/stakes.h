/*
 * What hangs on findings: the touchpoints that they are about, whatever they are about, and
 * the journeys of these.
 */
#ifndef RI_STAKES_H
#define RI_STAKES_H

#include "check/seek_finding.h"

/* Indexes, ascending, in the arena. */
typedef struct ri_stakes {
    uint32_t *touchpoints;
    uint32_t n_touchpoints;
    uint32_t *truths; /* those of them that are moments of truth */
    uint32_t n_truths;
    uint32_t *journeys;
    uint32_t n_journeys;
} ri_stakes;

/* Of a handoff both its sides hang on a finding; of a journey all its touchpoints; of a
   position those that it is accountable for, of a unit those that it or a unit below it
   delivers; of a stage, a channel those that have it; of the enterprise all. The result has
   its matrix. false: memory is exhausted. */
bool ri_stakes_find(ri_stakes *out, const raci_result *result, const ri_finding_at *findings,
                    size_t n, ri_arena *arena);

#endif
