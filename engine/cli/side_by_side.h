/*
 * Policies side by side on one organization, each loaded for the comparison's own model.
 */
#ifndef CLI_SIDE_BY_SIDE_H
#define CLI_SIDE_BY_SIDE_H

#include "cli/failure.h"
#include "cli/scenarios.h"

#define COMPARED_MAX 64

typedef struct side_by_side {
    scenarios scenarios;
    raci_comparison *comparison;
    raci_policy *policies[COMPARED_MAX];
    size_t n;
    problems found;
    stage at;
    raci_error err;
} side_by_side;

/* Begins one of a model, which must outlive it, on what it would be after the scenarios of n
   files. To be closed either way. */
raci_status side_by_side_begin(side_by_side *s, raci_model *model, const options *o,
                               const char *const *paths, size_t n);
/* Adds the policy of n paths (0: the default one) under a name, whole or asked about `explain`. */
raci_status side_by_side_add(side_by_side *s, const char *name, const char *const *paths, size_t n,
                             const char *explain);
/* Adds all that are named, by --policy if `given` or as operands, else all that the program
   carries. */
raci_status side_by_side_add_all(side_by_side *s, const options *o, bool given);
void side_by_side_close(side_by_side *s);

#endif
