/*
 * Two whole results, side by side.
 */
#ifndef RI_TWO_RESULTS_H
#define RI_TWO_RESULTS_H

#include "check/result.h"
#include "record/difference.h"
#include "record/general.h"

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

/* A source with its place, in the arena. false: exhausted. */
bool ri_recorded_rule_of(ri_recorded_rule *out, const ri_resolver *resolver, ri_source source,
                         ri_arena *arena);
/* A finding with all that documents show of it, in the arena. false: exhausted. */
bool ri_recorded_of(ri_recorded_finding *out, const raci_result *result, const ri_finding *finding,
                    ri_arena *arena);

/* The letters of two schemes, by name: each is in the byte order of its letters. */
typedef struct ri_letter_walk {
    const ri_scheme *before;
    const ri_scheme *after;
    uint32_t next_before;
    uint32_t next_after;
    uint8_t was; /* the letter's number in the first scheme, RI_NO_LETTER where it has none; */
    uint8_t is;  /* in the second one */
    const char *letter;
} ri_letter_walk;
/* Goes on to the next letter of either; false at the end. */
bool ri_letter_walk_next(ri_letter_walk *walk);

/* Findings by key and fingerprint, and moves, of two results; accepted findings count as none.
   `more` findings, in order, are only in the second one. */
raci_status ri_compare_results(ri_difference *out, const raci_result *before,
                               const raci_result *after, const ri_recorded_finding *more,
                               size_t n_more, raci_error *err);
/* By which rules each move came: those that gave the letter, and those that took it away, before
   and after. Both sides are asked again about the subjects. */
raci_status ri_move_rules(ri_difference *out, const raci_result *before, const raci_result *after,
                          raci_error *err);
/* How the policies of two results on one organization compare in general; `d` is what differs
   between the results. In the arena. Fails as ri_relate. */
raci_status ri_compare_generally(ri_general **out, ri_arena *arena, const ri_difference *d,
                                 const raci_result *before, const raci_result *after,
                                 raci_error *err);
/* Who has more or fewer letters on touchpoints. */
raci_status ri_compare_loads(ri_loads *out, const raci_result *before, const raci_result *after,
                             ri_arena *arena, raci_error *err);

#endif
