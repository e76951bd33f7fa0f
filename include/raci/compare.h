/*
 * Several policies on one organization, side by side. Nothing is written.
 */
#ifndef RACI_COMPARE_H
#define RACI_COMPARE_H

#include "raci/scenario.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct raci_comparison raci_comparison;

/* Gets ready to compare policies on the organization as of a date (ISO) or, with n scenarios,
   on what it would be once their steps are taken, on the latest of their days. The model and
   the scenarios must outlive it. Gives an owned comparison. Fails as raci_whatif_begin. */
raci_status raci_comparison_new(raci_comparison **out, raci_model *model, const char *date,
                                const raci_scenario *const *scenarios, size_t n,
                                raci_problem_fn problem, void *payload, raci_error *err);
/* The model for which the policies are to be loaded; borrowed. */
raci_model *raci_comparison_model(raci_comparison *comparison);

/* Evaluates a policy, which must outlive the comparison: what it finds, who would be
   accountable and whether they have power, and what it would take until less is found, tried
   on a copy. Fails with the model's statuses and RACI_NOMEM. */
raci_status raci_comparison_add(raci_comparison *comparison, const char *name, raci_policy *policy,
                                raci_error *err);
/* Asks a policy about one subject instead, as raci_ask does and with its failures. */
raci_status raci_comparison_ask(raci_comparison *comparison, const char *name, raci_policy *policy,
                                const char *subject, raci_error *err);
/* The reference of the subject that was asked about last; NULL when the text fits several, or
   nothing was asked. Borrowed. */
const char *raci_comparison_subject(const raci_comparison *comparison);

/* As raci_result_failed, of any of them. */
int raci_comparison_failed(const raci_comparison *comparison, raci_error *err);
void raci_comparison_free(raci_comparison *comparison); /* NULL is allowed */

#ifdef __cplusplus
}
#endif
#endif
