/*
 * Facts of an organization that a model may lack altogether, and the checks that then have nothing
 * to go by: what a matrix alone does not say.
 */
#ifndef RI_FACTS_H
#define RI_FACTS_H

#include "check/finding.h"
#include "model/snapshot.h"

#define RI_FACT_CODES_MAX 10
#define RI_FACTS_MAX 16

typedef struct ri_fact {
    const char *name; /* "seats" */
    const char *fill; /* where it would stand: "seats.csv" */
    bool (*known)(const ri_snapshot *s);
    size_t n;
    ri_code codes[RI_FACT_CODES_MAX]; /* that say nothing, or nothing else, without it */
} ri_fact;

/* The facts that a snapshot, loaded whole, lacks; gives how many. */
size_t ri_facts_lacking(const ri_fact *out[RI_FACTS_MAX], const ri_snapshot *s);
/* Whether a check has nothing to go by without one of these facts. */
bool ri_facts_needed(const ri_fact *const *lacking, size_t n, ri_code code);

#endif
