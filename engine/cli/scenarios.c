#include "cli/scenarios.h"

#include <string.h>

#include "cli/confining.h"

raci_status scenarios_of_steps(scenarios *out, const options *o, problems *found, raci_error *err)
{
    *out = (scenarios){.n = 0};
    raci_status status = confine(o, err);
    if (status != RACI_OK) {
        return status;
    }
    status = raci_scenario_of_steps(&out->items[0], o->operands, o->n_operands, problems_note,
                                    found, err);
    out->n = status == RACI_OK;
    return status;
}

raci_status scenarios_load(scenarios *out, const options *o, const char *const *paths, size_t n,
                           problems *found, raci_error *err)
{
    *out = (scenarios){.n = 0};
    if (n > SCENARIOS_MAX) {
        return fail(err, RACI_INVALID, "more than %d scenarios", SCENARIOS_MAX);
    }
    raci_status status = confine(o, err);
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
