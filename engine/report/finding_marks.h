/*
 * Which findings are about which subject.
 */
#ifndef RI_FINDING_MARKS_H
#define RI_FINDING_MARKS_H

#include "check/result.h"

/* Findings stand by subject, so that those of one are a run of them. */
typedef struct ri_finding_marks {
    uint32_t first; /* in the result's findings */
    uint32_t n;
    uint32_t counts[RACI_ERROR + 1]; /* by severity */
} ri_finding_marks;

/* Those of every subject, by its number; owned, to be freed with ri_free. NULL: memory is
   exhausted. */
ri_finding_marks *ri_finding_marks_of(const raci_result *result);
/* The worst severity among them; 0: there is none. */
unsigned ri_finding_marks_worst(const ri_finding_marks *marks);
/* "2 errors, 1 info"; nothing where there is none. */
void ri_say_finding_marks(ri_text *out, const ri_finding_marks *marks);
/* Whether a finding is about a holder's letter on its subject. */
bool ri_finding_means(const ri_snapshot *s, const ri_finding *finding, uint8_t letter,
                      ri_ref holder);

#endif
