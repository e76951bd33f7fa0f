/*
 * Bytes as the choices that make an organization, a policy for it, and steps: what holds of every
 * scenario (fuzz_played.h) holds of these.
 */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_played.h"
#include "random_policy.h"

#include "policy/steps.h"

#define STEPS_MAX 8

static raci_scenario *make_scenario(void)
{
    ri_text texts[STEPS_MAX];
    const char *steps[STEPS_MAX];
    raci_scenario *scenario = NULL;
    raci_error err = {0};
    const uint32_t n = 1 + random_below(STEPS_MAX);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t verb = random_below(RI_STEP_COUNT);
        texts[i] = (ri_text)RI_TEXT_INIT;
        say_step(&texts[i], ri_step_kinds[verb].word, verb);
        steps[i] = ri_text_string(&texts[i]);
    }
    const raci_status status = raci_scenario_of_steps(&scenario, steps, n, NULL, NULL, &err);
    if (status != RACI_OK) {
        ground_refused(status, &err);
    }
    for (uint32_t i = 0; i < n; i++) {
        ri_text_free(&texts[i]);
    }
    return scenario;
}

/* NULL when it is refused, for a cycle within one period. */
static raci_model *make_organization(void)
{
    ri_text files = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    raci_model *model = ground_new();
    random_files(&files);
    if (folder_import(&fuzz_ground.s, model, ri_text_string(&files), NULL, &problems) != RACI_OK) {
        raci_model_close(model);
        model = NULL;
    }
    ri_text_free(&files);
    ri_text_free(&problems);
    return model;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    ri_text policy = RI_TEXT_INIT;
    (void)ground_get();
    random_bytes = bytes;
    random_bytes_left = n;
    random_state = n;
    /* The steps first: an organization takes many choices. */
    raci_scenario *scenario = make_scenario();
    random_policy(&policy);
    const char *date = dates[random_below(COUNT(dates))];
    raci_model *model = make_organization();
    if (model != NULL && scenario != NULL) {
        played_both_ways(model, ri_text_string(&policy), scenario, date);
        played_and_undone(model, scenario, date);
    }
    raci_model_close(model);
    raci_scenario_free(scenario);
    ri_text_free(&policy);
    return 0;
}
