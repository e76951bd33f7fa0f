/*
 * The subjects that are there, by which matches hold on them: those on which the same ones
 * hold are one class.
 */
#ifndef RI_STANDING_H
#define RI_STANDING_H

#include "resolve/space.h"

typedef struct ri_standing {
    uint32_t n; /* classes */
    uint32_t words;
    uint64_t **matching; /* by class: rules of the space whose match holds, whatever the day */
    ri_ref *first;       /* by class: its first subject, */
    ri_ref *next;        /* by subject's row: the next of its class, or RI_NONE */
    uint64_t **classes;  /* by rule: classes on which its match holds; a NULL row for none */
    bool *matches;       /* by rule: whether it holds on any subject, */
    bool all;            /* also where there were too many classes to keep all of them */
} ri_standing;

/* In the arena of the space; without a model there are no subjects. Fails with RACI_NOMEM. */
raci_status ri_standing_build(ri_standing *out, const ri_space *space, raci_error *err);

/* The next class, from `from` on, on which both rules' matches hold; n for none. */
uint32_t ri_standing_both(const ri_standing *standing, uint32_t a, uint32_t b, uint32_t from);

#endif
