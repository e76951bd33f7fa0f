/*
 * An evaluated day of a timeline. Where nothing but seats begins or ends since an earlier day
 * that was evaluated in full, only what that can reach is evaluated again.
 */
#ifndef RI_DAY_SIDE_H
#define RI_DAY_SIDE_H

#include "check/outlook.h"

typedef struct ri_day_finding {
    const ri_finding *it;
} ri_day_finding;

typedef struct ri_day_side {
    ri_outlook *outlook;      /* of the day that was evaluated in full */
    raci_result *later;       /* NULL: it is that day itself */
    bool owns;                /* the outlook */
    ri_day_finding *findings; /* all of the day, in order */
    size_t n;
    size_t capacity;
} ri_day_side;

/* The day's own result: its findings are those that were looked for again. */
const raci_result *ri_day_result(const ri_day_side *side);
/* Evaluates a day in full. */
raci_status ri_day_in_full(ri_day_side *out, raci_model *model, raci_policy *policy, int32_t day,
                           raci_error *err);
/* The same of a later day, up to which only seats begin or end. The earlier one must outlive
   it, unless it gives its outlook away: ri_day_pass. */
raci_status ri_day_later(ri_day_side *out, const ri_day_side *earlier, int32_t day,
                         raci_error *err);
/* The later one owns the outlook that both use, from now on. */
void ri_day_pass(ri_day_side *later, ri_day_side *earlier);
void ri_day_free(ri_day_side *side);

#endif
