/* What the library offers and no command asks for. */
#define _POSIX_C_SOURCE 200809L

#include <raci.h>

#include "fault_calls.h"

#define DAY "2026-03-01"

typedef struct opened {
    raci_model *model;
    raci_policy *policy;
    raci_result *result;
    raci_error err;
} opened;

static raci_status begin(opened *o, bool evaluated)
{
    static const char *const paths[] = {"policy"};
    const raci_check_options options = {.date = DAY, .whole = 1};
    *o = (opened){.model = NULL};
    raci_status status = raci_model_open(&o->model, "raci.db", 0, &o->err);
    if (status == RACI_OK) {
        status = raci_policy_load(&o->policy, o->model, paths, 1, NULL, NULL, &o->err);
    }
    return status == RACI_OK && evaluated
               ? raci_check(&o->result, o->model, o->policy, &options, &o->err)
               : status;
}

/* Frees all of it; prints what was found or what went wrong, and gives the exit status. */
static int end(opened *o, raci_status status, const char *found)
{
    raci_result_free(o->result);
    raci_policy_free(o->policy);
    raci_model_close(o->model);
    if (status == RACI_OK) {
        (void)fputs(found, stdout);
        return 0;
    }
    (void)fprintf(stderr, "raci: %s: %s\n", raci_status_name(status), o->err.message);
    return status == o->err.status &&
                   (status == RACI_NOMEM || status == RACI_IO || status == RACI_BUSY)
               ? 4
               : 3;
}

int call_alternatives(void)
{
    const raci_scenario *scenarios[2] = {NULL, NULL};
    raci_scenario *loaded[2] = {NULL, NULL};
    raci_alternatives *all = NULL;
    char found[512] = "";
    opened o;
    raci_status status = begin(&o, false);
    for (size_t i = 0; status == RACI_OK && i < 2; i++) {
        static const char *const paths[] = {"care.lua", "merger.lua"};
        status = raci_scenario_load(&loaded[i], paths[i], NULL, NULL, &o.err);
        scenarios[i] = loaded[i];
    }
    if (status == RACI_OK) {
        status =
            raci_alternatives_new(&all, o.model, o.policy, DAY, scenarios, 2, NULL, NULL, &o.err);
    }
    for (size_t i = 0; status == RACI_OK && i < 2; i++) {
        raci_whatif *whatif = NULL;
        status = raci_alternatives_whatif(&whatif, all, i, 1, &o.err);
        const size_t n = strlen(found);
        (void)snprintf(found + n, sizeof found - n, "%s: %zu steps, %zu findings\n",
                       raci_scenario_name(scenarios[i]), raci_scenario_steps(scenarios[i]),
                       status == RACI_OK ? raci_whatif_count(whatif, RACI_INFO) : 0);
        raci_whatif_free(whatif);
    }
    raci_alternatives_free(all);
    raci_scenario_free(loaded[0]);
    raci_scenario_free(loaded[1]);
    return end(&o, status, found);
}

int call_results(void)
{
    raci_finding finding = {NULL};
    char found[256] = "";
    opened o;
    raci_status status = begin(&o, true);
    const size_t n = status == RACI_OK ? raci_result_findings(o.result) : 0;
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = raci_result_finding(&finding, o.result, i, &o.err);
        (void)snprintf(found, sizeof found, "%zu %s %s\n", n, finding.key, finding.code);
    }
    return end(&o, status, found);
}

int call_digests(void)
{
    const char *digest = NULL;
    raci_governance governance;
    size_t entries = 0;
    char found[512] = "";
    opened o;
    raci_status status = begin(&o, false);
    if (status == RACI_OK) {
        status = raci_model_digest(&digest, o.model, &o.err);
    }
    if (status == RACI_OK) {
        status = raci_governance_find(&governance, "strategic-guide", &o.err);
    }
    if (status == RACI_OK) {
        status = raci_record_verify(&entries, o.model, &o.err);
    }
    if (status == RACI_OK) {
        (void)snprintf(found, sizeof found, "%s %s %zu %zu %s\n", digest,
                       raci_policy_digest(o.policy), governance.length, entries,
                       raci_policy_version(o.policy));
    }
    return end(&o, status, found);
}

/* Of a file in which nothing is wrong there is nothing to give. */
int call_examination(void)
{
    raci_examination *found = NULL;
    raci_flaw flaw;
    char said[64] = "";
    opened o = {.model = NULL};
    raci_status status = raci_examine(&found, "raci.db", &o.err);
    if (status == RACI_OK) {
        (void)snprintf(said, sizeof said, "%zu flaws, %d beyond them\n",
                       raci_examination_flaws(found),
                       raci_examination_flaw(&flaw, found, 0, NULL) == RACI_OK);
    }
    raci_examination_free(found);
    return end(&o, status, said);
}

int call_recorded(void)
{
    raci_policy *recorded = NULL;
    raci_timeline *timeline = NULL;
    const raci_timeline_options options = {.date = DAY, .days = 200};
    char found[256] = "";
    opened o;
    raci_status status = begin(&o, false);
    if (status == RACI_OK) {
        status = raci_policy_recorded(&recorded, o.model, 1, NULL, NULL, &o.err);
    }
    if (status == RACI_OK) {
        status = raci_timeline_open(&timeline, o.model, recorded, &options, &o.err);
    }
    if (status == RACI_OK) {
        (void)snprintf(found, sizeof found, "%s %zu\n", raci_policy_name(recorded),
                       raci_timeline_count(timeline));
    }
    raci_timeline_free(timeline);
    raci_policy_free(recorded);
    return end(&o, status, found);
}

int call_brief(void)
{
    raci_briefs *briefs = NULL;
    const raci_brief *brief = NULL;
    char found[256] = "";
    opened o;
    raci_status status = begin(&o, true);
    if (status == RACI_OK) {
        status = raci_briefs_new(&briefs, o.result, &o.err);
    }
    if (status == RACI_OK) {
        status = raci_brief_of(&brief, briefs, "coo", &o.err);
    }
    if (status == RACI_OK) {
        (void)snprintf(found, sizeof found, "%s\n", raci_brief_digest(brief));
    }
    raci_briefs_free(briefs);
    return end(&o, status, found);
}

int call_names(void)
{
    static const char *const steps[] = {"vacate { position = \"cxo\" }"};
    static const char *const paths[] = {"tests"};
    static const char *const policies[] = {"policy"};
    const raci_apply_options options = {.date = DAY, .recorded_at = DAY "T08:00:00Z"};
    const raci_tests_options tested = {.policies = policies, .n_policies = 1};
    raci_scenario *scenario = NULL;
    raci_change *change = NULL;
    raci_tests *tests = NULL;
    raci_model *model = NULL;
    char found[256] = "";
    opened o;
    raci_status status = begin(&o, false);
    if (status == RACI_OK) {
        status = raci_tests_open(&tests, paths, 1, NULL, NULL, &o.err);
    }
    if (status == RACI_OK) {
        status = raci_tests_run(tests, &tested, NULL, NULL, &o.err);
    }
    if (status == RACI_OK) {
        status = raci_scenario_of_steps(&scenario, steps, 1, NULL, NULL, &o.err);
    }
    if (status == RACI_OK) {
        status = raci_model_open(&model, "raci.db", 1, &o.err);
    }
    if (status == RACI_OK) {
        const raci_scenario *const taken = scenario;
        status = raci_apply(&change, model, &taken, 1, &options, NULL, NULL, &o.err);
    }
    if (status == RACI_OK) {
        (void)snprintf(found, sizeof found, "%zu %zu\n", raci_change_keys(change),
                       raci_tests_count(tests));
    }
    raci_change_free(change);
    raci_scenario_free(scenario);
    raci_tests_free(tests);
    raci_model_close(model);
    return end(&o, status, found);
}
