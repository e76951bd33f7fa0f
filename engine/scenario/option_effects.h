/*
 * What each option of a decision would do, found by trying it on a copy: what `raci whatif`
 * tells of it.
 */
#ifndef RI_OPTION_EFFECTS_H
#define RI_OPTION_EFFECTS_H

#include "check/result.h"
#include "record/difference.h"
#include "scenario/decision_options.h"

typedef struct ri_option_effect {
    ri_option option;
    const char *by;           /* of a ruling, who would give it, and the reason with which it was */
    const char *reason;       /* tried, which has no end; NULL for a step */
    ri_difference difference; /* to be freed; its texts lie in the arena */
    bool settles;             /* the finding is not there any more */
    bool fits;                /* its step applies; a ruling always does */
} ri_option_effect;

typedef struct ri_option_effects {
    ri_option_effect *items; /* in the order of the options */
    size_t n;
} ri_option_effects;

/* Tries all options of a finding of a result that has its matrix; the model stays as it is.
   A ruling is tried as one of `by` (a reference) that has no end. To be freed, also when it
   fails. */
raci_status ri_option_effects_find(ri_option_effects *out, const raci_result *result,
                                   const ri_finding *finding, const char *by, ri_arena *arena,
                                   raci_error *err);
void ri_option_effects_free(ri_option_effects *effects);

#endif
