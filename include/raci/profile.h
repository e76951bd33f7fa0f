/*
 * Where an evaluation spends time and memory: by phase, by rule and by check.
 *
 * The library reads no clock; whoever wants a profile brings what it is measured with. Counts
 * depend on model, policy and date alone, times and memory on the machine.
 */
#ifndef RACI_PROFILE_H
#define RACI_PROFILE_H

#include <stdint.h>

#include "raci/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is measured with. None of the four may go back, but for `in_use`. */
typedef struct raci_gauge {
    uint64_t (*spent)(void *payload);  /* nanoseconds of processor time of this process */
    uint64_t (*clock)(void *payload);  /* nanoseconds that pass; it is read a few million times */
    uint64_t (*in_use)(void *payload); /* bytes that are allocated */
    uint64_t (*most)(void *payload);   /* bytes that were resident at most */
    void *payload;
} raci_gauge;

/* In the order in which a question walks through them. */
typedef enum raci_phase {
    RACI_PHASE_OPEN,   /* the model is opened */
    RACI_PHASE_POLICY, /* the policy is read */
    RACI_PHASE_LOAD,   /* the organization is read, as of the date */
    RACI_PHASE_MATCH,  /* for each subject the rules whose `match` holds are found */
    RACI_PHASE_WHEN,   /* their `when` is called */
    RACI_PHASE_SETTLE, /* who holds what follows from those that apply, and is kept */
    RACI_PHASE_CHECKS, /* what is wrong with it is looked for */
    RACI_PHASE_RECORD, /* a run is recorded or looked up */
    RACI_PHASE_REPORT, /* the document is written */
    RACI_PHASE_COUNT
} raci_phase;

/* One evaluation's profile. */
typedef struct raci_profile raci_profile;

/* Gives an owned, empty one, which keeps a copy of the gauge. Fails with RACI_NOMEM. */
raci_status raci_profile_new(raci_profile **out, const raci_gauge *gauge, raci_error *err);
void raci_profile_free(raci_profile *profile); /* NULL is allowed */

/* From here on what is spent goes to that phase, until the next begins; RACI_PHASE_COUNT:
   to none. raci_check enters its own. NULL is allowed: nothing is measured. */
void raci_profile_enter(raci_profile *profile, raci_phase phase);

#ifdef __cplusplus
}
#endif
#endif
