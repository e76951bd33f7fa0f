/*
 * Why somebody does not have a letter on a subject: every source that could have
 * given it, and what stands in its way.
 */
#ifndef RI_WHY_NOT_H
#define RI_WHY_NOT_H

#include "check/result.h"
#include "model/idle_rulings.h"
#include "resolve/explain.h"

/* What became of a source that could have given the letter, the nearest first. */
typedef enum ri_obstacle {
    RI_OBSTACLE_NONE,      /* it gives it */
    RI_OBSTACLE_CONTESTED, /* what it gives is contested, */
    RI_OBSTACLE_REMOVED,   /* or taken away, by `by` */
    RI_OBSTACLE_BEATEN,    /* `by` precedes it */
    RI_OBSTACLE_OTHERS,    /* it applies, and names others here, */
    RI_OBSTACLE_NOBODY,    /* or nobody */
    RI_OBSTACLE_HURDLE     /* it does not apply */
} ri_obstacle;

typedef struct ri_refusal {
    ri_source source;             /* RI_NO_SOURCE for a ruling */
    const ri_idle_ruling *ruling; /* that is not in force; else NULL */
    ri_obstacle obstacle;
    ri_hurdle hurdle;
    ri_would_give gives; /* on this subject, whether it applies or not */
    bool meant;          /* among whom it gives the letter is the holder asked about */
    const ri_source *by;
    uint32_t n_by;
} ri_refusal;

typedef struct ri_why_not {
    ri_kind kind; /* the holder asked about */
    const char *key;
    uint8_t letter;
    ri_ref holder;
    ri_ref *meant; /* who would have to hold the letter for the holder to have it: for the
                      accountable letter positions */
    uint32_t n_meant;
    bool held;
    ri_refusal *items; /* the nearest first, then by name */
    size_t n_items;
    uint32_t others; /* sources that assign the letter, and never to the holder here */
} ri_why_not;

/* The source's name, or the ruling's. */
const char *ri_refusal_name(const ri_resolver *resolver, const ri_refusal *item);

/* Looks at every source, before the subject is resolved. */
raci_status ri_why_not_gather(raci_answer *answer, raci_error *err);
/* Tells what became of each, once it is. */
raci_status ri_why_not_settle(raci_answer *answer, raci_error *err);

/* Begins the answer: which letter, and whom the text names. The answer's model, policy
   and date are there already. Fails with RACI_INVALID for an unknown letter, with
   RACI_NOTFOUND for nobody and for several. */
raci_status ri_why_not_begin(raci_answer *answer, const char *letter, const char *holder,
                             raci_error *err);

#endif
