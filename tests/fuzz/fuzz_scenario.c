/*
 * Any bytes as a scenario: it is refused with a reason, or played on paper, where what may have
 * become different and everything give the same; or done, and taken back, which leaves no trace.
 */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_played.h"

static const char plain[] =
    "policy { name = \"plain\" }\n"
    "rule \"a\" { assign = { A = head_of_delivering_unit(), R = delivering_units(),"
    " C = \"office:cxo\" } }\n"
    "rule \"h\" { on = \"handoff\", assign = { A = journey_lead() } }\n";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char path[SCRATCH_PATH];
    size_t told = 0;
    raci_error err = {0};
    raci_scenario *scenario = NULL;
    ground *g = ground_get();
    scratch_write(&g->s, "scenario.lua", bytes, n);
    scratch_path(&g->s, "scenario.lua", path);
    const raci_status status = raci_scenario_load(&scenario, path, ground_problem, &told, &err);
    if (status != RACI_OK) {
        ground_refused(status, &err);
        return 0;
    }
    played_both_ways(g->model, plain, scenario, GROUND_DAY);
    raci_model *model = ground_copy(g->bytes, g->n);
    played_and_undone(model, scenario, GROUND_DAY);
    raci_model_close(model);
    raci_scenario_free(scenario);
    return 0;
}
