/*
 * The scenarios that a command line names.
 */
#ifndef CLI_SCENARIOS_H
#define CLI_SCENARIOS_H

#include "cli/failure.h"

#define SCENARIOS_MAX 256

typedef struct scenarios {
    raci_scenario *items[SCENARIOS_MAX];
    size_t n;
} scenarios;

/* Loads n files, each a scenario, in a program that is confined by then. To be freed either way. */
raci_status scenarios_load(scenarios *out, const options *o, const char *const *paths, size_t n,
                           problems *found, raci_error *err);
/* One of the steps that the operands are. */
raci_status scenarios_of_steps(scenarios *out, const options *o, problems *found, raci_error *err);
void scenarios_free(scenarios *all);

#endif
