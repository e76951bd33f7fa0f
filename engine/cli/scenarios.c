#include "cli/scenarios.h"

#include <string.h>

raci_status scenarios_of_steps(scenarios *out, const char *const *steps, size_t n, problems *found,
                               raci_error *err)
{
    *out = (scenarios){.n = 0};
    raci_status status =
        raci_scenario_of_steps(&out->items[0], steps, n, problems_note, found, err);
    out->n = status == RACI_OK;
    return status;
}

raci_status scenarios_load(scenarios *out, const char *const *paths, size_t n, problems *found,
                           raci_error *err)
{
    raci_status status = RACI_OK;
    *out = (scenarios){.n = 0};
    if (n > SCENARIOS_MAX) {
        return fail(err, RACI_INVALID, "more than %d scenarios", SCENARIOS_MAX);
    }
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        if (strcmp(paths[i], "-") == 0) {
            return fail(err, RACI_INVALID,
                        "'-' is standard input, and a scenario is a file: name one");
        }
        status = raci_scenario_load(&out->items[i], paths[i], problems_note, found, err);
        out->n += status == RACI_OK;
    }
    return status;
}

void scenarios_free(scenarios *all)
{
    for (size_t i = 0; i < all->n; i++) {
        raci_scenario_free(all->items[i]);
    }
    all->n = 0;
}
