/*
 * How things stand, in figures that a board looks at: of how many touchpoints exactly one
 * position is accountable and commands those who do the work, and what waits for a decision.
 */
#ifndef RI_STANDS_H
#define RI_STANDS_H

#include "report/finding_marks.h"
#include "scenario/inbox.h"

/* How a touchpoint stands, the best first. Power is over all who do the work, as `power` has it. */
typedef enum ri_touchpoint_standing {
    RI_STANDS_FINE,
    RI_STANDS_POWERLESS,
    RI_STANDS_SEVERAL,
    RI_STANDS_NOBODY,
    RI_STANDINGS
} ri_touchpoint_standing;

/* "one accountable, with power". */
const char *ri_standing_name(ri_touchpoint_standing standing);

/* How many touchpoints stand how. */
typedef struct ri_stands {
    ri_ref journey; /* RI_NONE: those on no journey, or all */
    size_t n;
    size_t of[RI_STANDINGS];
    size_t counts[RACI_ERROR + 1]; /* findings about them, by severity */
} ri_stands;

/* Of all; and owned rows, one for each journey that has touchpoints and one for those on none, the
   weakest first. `marks` by number of subject. false: memory is exhausted. */
bool ri_stands_of(ri_stands *all, ri_stands **rows, size_t *n, const raci_result *result,
                  const ri_finding_marks *marks);

/* What waits for those who have an office, for others (""), or for nobody (NULL). */
typedef struct ri_waits {
    size_t n;
    size_t overdue;
    int32_t since; /* the oldest; RI_DAY_MAX: no recorded run tells */
} ri_waits;

ri_waits ri_waits_for(const raci_inbox *inbox, const char *office);

#endif
