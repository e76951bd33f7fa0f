/*
 * The findings of one status of a difference, as people are told them: the worst first, check by
 * check, and each below its cause.
 */
#ifndef RI_DIFF_GROUP_H
#define RI_DIFF_GROUP_H

#include "record/difference.h"

typedef struct ri_diff_group {
    const ri_difference *d;
    uint32_t *order; /* roots by severity, code and place; then those below, by root */
    size_t n;
    size_t n_roots;
    uint32_t *root; /* by place in the difference: the root that it is below, or itself; */
    uint8_t *worst; /* of a root the worst severity in it and below it */
} ri_diff_group;

/* Gathers those of a status. false: memory is exhausted. Freed either way. */
bool ri_diff_group_make(ri_diff_group *group, const ri_difference *d, ri_change change);
void ri_diff_group_free(ri_diff_group *group);

/* The i-th finding of the difference. */
const ri_finding_row *ri_diff_row(const ri_diff_group *group, uint32_t i);
/* Where those of the same check end that begin at order[k], within `end`. */
size_t ri_diff_code_end(const ri_diff_group *group, size_t k, size_t end);
/* What is below a root: from order[the result] up to *end. */
size_t ri_diff_effects(const ri_diff_group *group, uint32_t root, size_t *end);

#endif
