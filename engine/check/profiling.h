/*
 * What an evaluation took: the inside of a raci_profile.
 *
 * Phases that follow each other are measured whole. Match, when, settle and the checks of one
 * subject take turns a million times: together they are measured whole, too; calls of
 * functions are each timed, and how the rest divides is seen on some thousands of subjects that
 * are looked at closely.
 */
#ifndef RI_PROFILING_H
#define RI_PROFILING_H

#include "base/arena.h"
#include "check/checking.h"
#include "resolve/costs.h"

typedef struct ri_phase_cost {
    bool entered;
    int64_t spent; /* nanoseconds */
    int64_t grown; /* bytes by which what is in use grew */
} ri_phase_cost;

struct raci_profile {
    ri_costs costs; /* its watch is the profile's */
    ri_phase_cost phases[RACI_PHASE_COUNT];
    raci_phase at;  /* RACI_PHASE_COUNT: none */
    uint64_t spent; /* when it began, */
    uint64_t in_use;
    ri_arena *arena;
    int64_t *checks;   /* by code: nanoseconds */
    uint32_t n_checks; /* codes */
    int64_t *closely;  /* by code: of the things that were looked at closely since it was last
                           divided */
    uint32_t every;    /* of so many subjects one is */
    uint64_t readings; /* of the clock, before the subjects */
    size_t held;       /* bytes that the policy's functions held before them */
};

/* Makes room for a policy's rules and checks, which is done once. */
raci_status ri_profile_begin(raci_profile *profile, const ri_policy_data *policy, uint32_t subjects,
                             raci_error *err);

/* Around all subjects, and of each before it is answered. The first enters the phases from match
   to checks at once, the last divides between them what was spent since. */
void ri_profile_subjects(raci_profile *profile, raci_policy *policy);
void ri_profile_subject(raci_profile *profile, uint32_t number);
/* `kept` and `found`: bytes that the matrix and the findings hold. */
void ri_profile_divide(raci_profile *profile, raci_policy *policy, size_t kept, size_t found);
/* The answer stands and is kept; the checks are next. */
void ri_profile_settled(raci_profile *profile, const ri_policy_data *policy,
                        const ri_settlement *t);
/* Whether the thing at hand is looked at closely. */
bool ri_profile_is_close(const raci_profile *profile);
/* A check has looked at a thing that is looked at closely. */
void ri_profile_looked(raci_profile *profile, ri_code code);

/* Around what one check does on its own; and around a list of things at which several look.
   NULL is allowed. */
uint64_t ri_profile_moment(const raci_profile *profile);
void ri_profile_checked(raci_profile *profile, ri_code code, uint64_t since);
void ri_profile_shared(raci_profile *profile, uint64_t since);

#endif
