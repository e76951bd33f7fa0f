/*
 * What it would take until a policy finds less to complain of: people for empty seats, heads
 * for units, leads for journeys, mandates for those who answer without power. What is proposed
 * has been tried on a copy.
 */
#ifndef RI_REMEDY_H
#define RI_REMEDY_H

#include "check/result.h"

typedef enum ri_remedy_kind {
    RI_REMEDY_APPOINTMENT,
    RI_REMEDY_HEAD,
    RI_REMEDY_LEAD,
    RI_REMEDY_MANDATE,
    RI_REMEDY_KINDS
} ri_remedy_kind;

typedef struct ri_remedy_step {
    ri_remedy_kind kind;
    const char *position; /* a reference: who gets it, or is appointed to */
    const char *about;    /* the unit, the journey, a mandate's scope; NULL for an appointment */
    const char *step;     /* as a scenario has it */
} ri_remedy_step;

/* How many findings of a check are left. */
typedef struct ri_left {
    const char *code;
    size_t n;
    raci_severity severity; /* of the worst */
} ri_left;

typedef struct ri_remedy {
    ri_remedy_step *steps; /* in the order in which they were tried */
    size_t n;
    size_t kinds[RI_REMEDY_KINDS];
    size_t severities[RACI_ERROR + 1]; /* what is found once all are taken */
    ri_left *left; /* errors and warnings of it: errors first, then the most, then by code */
    size_t n_left;
} ri_remedy;

/* Tries steps for the errors and warnings of a whole result of the model, then for what they
   bring, a few times over. All texts are the arena's. */
raci_status ri_remedy_find(ri_remedy *out, raci_model *model, raci_policy *policy,
                           const raci_result *result, ri_arena *arena, raci_error *err);

/* "appointment", "head", "lead", "mandate". */
const char *ri_remedy_name(ri_remedy_kind kind);

/* ---- propose.c ---- */

/* Steps while they are gathered. */
typedef struct ri_proposals {
    ri_arena *arena;
    raci_model *model;
    ri_intern *met; /* texts of the steps there are: none is proposed twice */
    ri_remedy_step *steps;
    size_t n;
    size_t capacity;
    uint32_t appointed; /* people who were invented so far */
    bool again;         /* what is looked at has steps of this taken already */
    ri_text text;       /* scratch */
} ri_proposals;

/* Appends the steps that a result asks for and that are not there yet. Power over everything is
   proposed for what the organization was like before, and not for what a step brought. */
raci_status ri_propose(ri_proposals *p, const raci_result *result, raci_error *err);

#endif
