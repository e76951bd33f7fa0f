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

/* Loads the files that the operands name, or, with `steps`, one scenario of steps that the
   operands are. To be freed either way. */
raci_status scenarios_load(scenarios *out, const options *o, bool steps, problems *found,
                           raci_error *err);
void scenarios_free(scenarios *all);

#endif
