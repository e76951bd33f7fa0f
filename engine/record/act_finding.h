/*
 * The finding that an act is about, and whose it is.
 */
#ifndef RI_ACT_FINDING_H
#define RI_ACT_FINDING_H

#include "check/result.h"
#include "record/acting.h"

/* To whom a finding went. */
typedef struct ri_addressees {
    const char **refs; /* positions as references, each once, in the arena */
    size_t n;
    bool any; /* whether it, or what follows from it, goes to somebody at all */
    const char *reason;
} ri_addressees;

/* The finding of a whole result that a text means (ri_seek_finding). Fails with RACI_INVALID
   listing several, or when the result is not whole; RACI_POLICY when a rule failed. */
raci_status ri_finding_meant(const ri_finding **out, const raci_result *result, const char *text,
                             ri_arena *arena, raci_error *err);
/* The same of the findings that are accepted: until when, and by whom, or NULL. */
const ri_acceptance *ri_finding_acceptance(const raci_result *result, const ri_finding *finding);

/* Those whom the finding escalates to; where it does not, those of what follows from it. */
raci_status ri_finding_addressees(ri_addressees *out, const raci_result *result,
                                  const ri_finding *finding, ri_arena *arena, raci_error *err);
/* Whether the actor, who was found beside the addressees, stands for all of them. Fails with
   RACI_INVALID; `what` says what they may not do: "decide". */
raci_status ri_addressees_allow(const ri_addressees *to, const ri_actor *actor, const char *what,
                                raci_error *err);

#endif
