/*
 * Analysing a policy: what its rules say of each other, without asking any subject.
 */
#ifndef RACI_LINT_H
#define RACI_LINT_H

#include "raci/check.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The findings of an analysis. */
typedef struct raci_lint raci_lint;

typedef struct raci_lint_options {
    const char *date;         /* ISO; rules that have ended by then are only found to be so */
    const char *const *codes; /* only these checks' findings; NULL: all */
    size_t n_codes;
} raci_lint_options;

/* Gives the name of the i-th check of the analysis, in byte order, such as
   "conflicting-rules"; NULL beyond the last. Borrowed, static. */
const char *raci_lint_code(size_t i);

/* Analyses the rules. `model` has the values that there are, or is NULL: then those that the
   rules mention. Both must outlive the analysis and are not changed. Gives an owned one.
   Fails with RACI_INVALID (date, code), RACI_LIMIT (matches over more than 2,000
   attributes), RACI_NOMEM and the model's statuses. */
raci_status raci_lint_run(raci_lint **out, raci_model *model, raci_policy *policy,
                          const raci_lint_options *options, raci_error *err);
void raci_lint_free(raci_lint *lint); /* NULL is allowed */

/* How many findings have at least that severity. */
size_t raci_lint_count(const raci_lint *lint, raci_severity at_least);

#ifdef __cplusplus
}
#endif
#endif
