/*
 * Several policies on one organization, for the renderers: what each finds, who would answer
 * and with what power, and what it would take.
 */
#ifndef RI_COMPARISON_H
#define RI_COMPARISON_H

#include "model/known.h"
#include "raci/compare.h"
#include "scenario/remedy.h"
#include "scenario/stack.h"

#define RI_BUSIEST 5

/* On how many touchpoints a position is accountable. */
typedef struct ri_busy {
    const char *holder; /* a reference */
    const char *title;
    size_t touchpoints;
} ri_busy;

typedef struct ri_compared {
    const char *name;   /* as it was asked for */
    const char *policy; /* what it calls itself; "" for nothing */
    const char *version;
    const char *digest;
    ri_summary summary; /* without counts by code */
    ri_left *own;       /* what its own checks find, by code */
    size_t n_own;
    size_t empowered; /* touchpoints whose accountable command those who do the work */
    size_t owned;     /* passages between departments that somebody is accountable for, */
    size_t passages;  /* of so many */
    ri_busy busiest[RI_BUSIEST];
    size_t n_busiest;
    ri_remedy remedy;
    uint32_t *accountable; /* by touchpoint: the set of who is, a number of `sets` */
    raci_answer *answer;   /* where one touchpoint is explained, and nothing else; else NULL */
    const char *subject;   /* its reference; NULL: the text fits several */
} ri_compared;

struct raci_comparison {
    ri_arena *arena;
    raci_model *model; /* borrowed */
    raci_model *copy;  /* with the scenarios' steps taken, or NULL */
    const char *label; /* the scenarios' names, or NULL */
    int32_t date;
    ri_stack stack;
    ri_unfits unfits;
    bool reading;
    ri_snapshot *snapshot; /* of the touchpoints that are compared; NULL until one was added */
    ri_intern *sets;       /* "position:a;position:b": who is accountable; "" for nobody */
    ri_compared *items;
    size_t n;
    size_t capacity;
    bool failed; /* a rule failed: */
    raci_error failure;
};

/* How a touchpoint is answered for under all of them. */
typedef enum ri_agreement { RI_AGREED, RI_PARTED, RI_NOBODYS, RI_AGREEMENTS } ri_agreement;

/* Whether all name the same positions, some name others, or nobody names any; *answers is
   how many different ones there are. */
ri_agreement ri_comparison_agreement(const raci_comparison *comparison, uint32_t touchpoint,
                                     size_t *answers);

#endif
