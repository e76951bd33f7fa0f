/*
 * What holds of a scenario, whatever its steps and the organization. On paper, an evaluation of
 * what may have become different says the same as one of everything. Done, it is refused without
 * a trace, or one change of the record, which, taken back, leaves the organization as it was.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef FUZZ_PLAYED_H
#define FUZZ_PLAYED_H

#include "fuzz_ground.h"

/* What a scenario would do, as JSON; or why that is not said. */
static inline ri_text played_on_paper(raci_model *model, const char *text,
                                      const raci_scenario *scenario, const char *date, int in_full)
{
    ri_text json = RI_TEXT_INIT;
    ri_text told = RI_TEXT_INIT;
    size_t problems = 0;
    raci_whatif *w = NULL;
    raci_error err = {0};
    const raci_whatif_options options = {
        .date = date, .scenarios = &scenario, .n_scenarios = 1, .in_full = in_full};
    const raci_look look = {.columns = 80};
    const raci_status status =
        raci_whatif_begin(&w, model, &options, ground_problem, &problems, &err);
    if (status != RACI_OK) {
        ground_refused(status, &err);
        ri_text_add(&json, err.message);
        return json;
    }
    raci_policy *policy = ground_policy(model, text, strlen(text));
    if (policy != NULL) {
        REQUIRE(raci_whatif_run(w, policy, 1, &err) == RACI_OK);
        REQUIRE(raci_report_whatif(w, RACI_JSON, &look, ground_add, &json, &err) == RACI_OK);
        REQUIRE(raci_report_whatif(w, RACI_TEXT, &look, ground_add, &told, &err) == RACI_OK);
        ground_json(&json);
        ground_harmless(ri_text_string(&told));
    }
    raci_whatif_free(w);
    raci_policy_free(policy);
    ri_text_free(&told);
    return json;
}

static inline void played_both_ways(raci_model *model, const char *policy,
                                    const raci_scenario *scenario, const char *date)
{
    ri_text quick = played_on_paper(model, policy, scenario, date, 0);
    ri_text full = played_on_paper(model, policy, scenario, date, 1);
    REQUIRE(strcmp(ri_text_string(&quick), ri_text_string(&full)) == 0);
    ri_text_free(&quick);
    ri_text_free(&full);
}

/* Applies it to the model and takes it back. */
static inline void played_and_undone(raci_model *model, const raci_scenario *scenario,
                                     const char *date)
{
    char before[65];
    char after[65];
    size_t problems = 0;
    size_t entries = 0;
    raci_error err = {0};
    raci_change *change = NULL;
    raci_change *back = NULL;
    const raci_apply_options options = {.date = date, .recorded_at = GROUND_AT};
    folder_digest(model, before);
    const raci_status status =
        raci_apply(&change, model, &scenario, 1, &options, ground_problem, &problems, &err);
    if (status != RACI_OK) {
        ground_refused(status, &err);
    } else {
        const int64_t entry = raci_change_entry(change);
        REQUIRE(raci_undo(&back, model, entry, GROUND_AT, ground_problem, &problems, &err) ==
                RACI_OK);
        REQUIRE(raci_record_verify(&entries, model, &err) == RACI_OK);
        REQUIRE(entries > 0);
    }
    folder_digest(model, after);
    REQUIRE(strcmp(before, after) == 0);
    raci_change_free(change);
    raci_change_free(back);
}

#endif
