/*
 * Findings as a forest: each stands below its cause, and the worst stand first.
 */
#ifndef RI_FOREST_H
#define RI_FOREST_H

#include "check/finding.h"

#define RI_FOREST_DEPTH 8 /* causes of causes are followed no further */

typedef struct ri_forest {
    const ri_finding *findings; /* borrowed */
    size_t n;
    uint32_t *by_key;        /* indexes of findings in the order of their keys */
    uint32_t *parent;        /* or RI_NONE */
    raci_severity *severity; /* the worst of a finding and all below it */
    uint32_t *order;         /* roots by severity and code; then children by parent */
    size_t n_roots;
} ri_forest;

/* Fills a zeroed forest. false: memory is exhausted; it is freed all the same. */
bool ri_forest_grow(ri_forest *f, const ri_finding *findings, size_t n);
void ri_forest_free(ri_forest *f);
/* Where the children of a finding begin in `order`. */
size_t ri_forest_first(const ri_forest *f, uint32_t parent);
/* Where the roots of the same severity and check end that begin at order[k]. */
size_t ri_forest_group_end(const ri_forest *f, size_t k);

#endif
