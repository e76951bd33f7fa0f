/*
 * A reorganization on paper: what it breaks, heals and moves. Nothing is written.
 */
#ifndef RACI_WHATIF_H
#define RACI_WHATIF_H

#include "raci/scenario.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is asked. Exactly one of `n_scenarios`, `organization` and `leaving` says so. */
typedef struct raci_whatif_options {
    const char *date;                      /* ISO: the day from which steps' days count */
    const raci_scenario *const *scenarios; /* taken one after the other */
    size_t n_scenarios;
    const char *organization; /* a folder of canonical files: the organization as it is to be */
    int full;                 /* with it: what its files do not have ends */
    const char *leaving;      /* a reference: a person, or all who sit in a position, a unit and
                                 below it, a team */
    const char *leaving_on;   /* ISO, with it; NULL: the date */
    int in_full; /* evaluates both sides in full, rather than what may have become different:
                    the answer is the same, later */
} raci_whatif_options;

typedef struct raci_whatif raci_whatif;

/* Gets ready: takes the steps on paper. From then on, until it is freed, policies for the
   model may name what only the reorganization creates. The model must outlive it; so must
   the scenarios. Gives an owned what-if. Fails with RACI_POLICY when a step is before the
   date, RACI_INPUT when files of the organization have errors (each is told to `problem`,
   which may be NULL), RACI_INVALID (dates, options), RACI_NOTFOUND. */
raci_status raci_whatif_begin(raci_whatif **out, raci_model *model,
                              const raci_whatif_options *options, raci_problem_fn problem,
                              void *payload, raci_error *err);
/* Evaluates before and after, both on the latest of the date and the steps' days; with `all`
   findings that are as before are kept too. The policy must outlive the what-if. */
raci_status raci_whatif_run(raci_whatif *whatif, raci_policy *policy, int all, raci_error *err);
void raci_whatif_free(raci_whatif *whatif); /* NULL is allowed */

/* How many findings that are new or changed have at least that severity. */
size_t raci_whatif_count(const raci_whatif *whatif, raci_severity at_least);
/* As raci_result_failed, of either side. */
int raci_whatif_failed(const raci_whatif *whatif, raci_error *err);

/* ---- several reorganizations of one organization ---- */

typedef struct raci_alternatives raci_alternatives;

/* Gets ready to try each of n scenarios by itself. Steps' days count from the date; what the
   organization is without them is evaluated once for each day on which they end, and each
   scenario then costs what it changes. Policies may name only what there is without them. The
   model, which must not be changed meanwhile, the policy and the scenarios must outlive it.
   Gives owned alternatives. Fails as raci_whatif_begin. */
raci_status raci_alternatives_new(raci_alternatives **out, raci_model *model, raci_policy *policy,
                                  const char *date, const raci_scenario *const *scenarios, size_t n,
                                  raci_problem_fn problem, void *payload, raci_error *err);
/* What the i-th scenario does; `all` as of raci_whatif_run. The alternatives must outlive it.
   Gives an owned what-if. */
raci_status raci_alternatives_whatif(raci_whatif **out, raci_alternatives *alternatives, size_t i,
                                     int all, raci_error *err);
void raci_alternatives_free(raci_alternatives *alternatives); /* NULL is allowed */

#ifdef __cplusplus
}
#endif
#endif
