/*
 * Scenarios: lists of changes to an organization, played on paper or for good.
 */
#ifndef RACI_SCENARIO_H
#define RACI_SCENARIO_H

#include "raci/check.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct raci_scenario raci_scenario;

/* Loads one scenario file, and what it includes. Errors are given to `problem` (may be
   NULL), the first also to `err`. Nothing of an organization is looked at. Gives an owned
   scenario. Fails with RACI_POLICY, RACI_NOTFOUND (no such file), RACI_LIMIT, RACI_NOMEM. */
raci_status raci_scenario_load(raci_scenario **out, const char *path, raci_problem_fn problem,
                               void *payload, raci_error *err);
/* Makes a scenario of n steps as they would stand in a file, such as
   "appoint { position = \"coo\", person = \"dana-ruiz\" }"; messages call them "step 1" …
   Otherwise as raci_scenario_load. */
raci_status raci_scenario_of_steps(raci_scenario **out, const char *const *steps, size_t n,
                                   raci_problem_fn problem, void *payload, raci_error *err);
void raci_scenario_free(raci_scenario *scenario); /* NULL is allowed */

/* Its name, borrowed, and how many steps it has, included ones counted. */
const char *raci_scenario_name(const raci_scenario *scenario);
size_t raci_scenario_steps(const raci_scenario *scenario);

#ifdef __cplusplus
}
#endif
#endif
