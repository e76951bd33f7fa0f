/*
 * What could be decided about a finding: whom its letter could go to, and who could stand in
 * where nobody sits. Whether an option helps, and what else it brings, is for whoever tries it.
 */
#ifndef RI_DECISION_OPTIONS_H
#define RI_DECISION_OPTIONS_H

#include "check/result.h"

typedef enum ri_option_kind {
    RI_OPTION_CLAIMANT, /* one of those in contention has the letter alone */
    RI_OPTION_SUPERIOR, /* the lowest filled position above all of them has it */
    RI_OPTION_JOINT,    /* all of them have it, on purpose; only of the accountable letter */
    RI_OPTION_ACTING    /* somebody from above acts in a seat that is vacant */
} ri_option_kind;

/* Either a ruling on a subject and letter, or a step. Texts lie in the arena. */
typedef struct ri_option {
    ri_option_kind kind;
    const char *subject;        /* of the ruling: a reference; NULL for a step */
    const char *letter;         /* "A" */
    const char *const *holders; /* who gets it, as references: several only when joint */
    uint32_t n_holders;
    const char *step;     /* appoint { … }, as a scenario has it; NULL for a ruling */
    const char *position; /* the seat it fills, and */
    const char *person;   /* who would sit in it, as references */
} ri_option;

/* The options of a finding among those of a result that has its matrix: numbered from 1 in
   this order, the same on every evaluation that gives the same finding. None where no
   decision of this kind settles it. */
raci_status ri_options_of(ri_option **out, size_t *n, const raci_result *result,
                          const ri_finding *finding, ri_arena *arena, raci_error *err);

/* "claimant", "superior", "joint", "acting". */
const char *ri_option_name(ri_option_kind kind);

#endif
