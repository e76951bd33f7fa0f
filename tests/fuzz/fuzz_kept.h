/*
 * A model in which all sorts of things are recorded, as the bytes of its file, and what is done
 * with whatever such bytes have become: never more than a refusal.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef FUZZ_KEPT_H
#define FUZZ_KEPT_H

#include "fuzz_ground.h"

static const char kept_policy[] =
    "policy { name = \"kept\", version = \"1\" }\n"
    "rule \"heads answer\" { because = \"so\", assign = { A = head_of_delivering_unit(), "
    "R = delivering_units(), C = \"office:cxo\" } }\n";

static struct {
    char *bytes;
    size_t n;
} kept;

static inline void kept_forget(void)
{
    free(kept.bytes);
}

static inline raci_result *kept_evaluate(raci_model *model, raci_policy *policy, const char *date)
{
    raci_result *result = NULL;
    const raci_check_options options = {.date = date, .whole = 1};
    REQUIRE(raci_check(&result, model, policy, &options, NULL) == RACI_OK);
    return result;
}

static inline void kept_run(raci_model *model, raci_policy *policy, const char *date)
{
    int64_t run = 0;
    raci_result *result = kept_evaluate(model, policy, date);
    REQUIRE(raci_record(&run, result, GROUND_AT, NULL) == RACI_OK);
    raci_result_free(result);
}

static inline void kept_steps(raci_model *model)
{
    static const char *const steps[] = {
        "appoint { position = \"cxo\", person = { key = \"new\", name = \"New One\" } }",
        "create_unit { key = \"lab\", parent = \"acme\", head = \"cxo\" }",
        "rename_unit { unit = \"ops\", name = \"Operating\" }"};
    raci_scenario *scenario = NULL;
    raci_change *change = NULL;
    const raci_apply_options options = {.date = GROUND_DAY, .recorded_at = GROUND_AT};
    REQUIRE(raci_scenario_of_steps(&scenario, steps, COUNT(steps), NULL, NULL, NULL) == RACI_OK);
    REQUIRE(raci_apply(&change, model, (const raci_scenario *const *)&scenario, 1, &options, NULL,
                       NULL, NULL) == RACI_OK);
    raci_change_free(change);
    raci_scenario_free(scenario);
}

static inline void kept_acts(raci_model *model, raci_policy *policy)
{
    raci_error err = {0};
    raci_answer *answer = NULL;
    raci_change *change = NULL;
    raci_briefs *briefs = NULL;
    const raci_brief *brief = NULL;
    int64_t entry = 0;
    const raci_act_options options = {.recorded_at = GROUND_AT,
                                      .by = "position:coo",
                                      .because = "it is ours",
                                      .claims = "position:coo"};
    REQUIRE(raci_ask(&answer, model, policy, GROUND_DAY, "touchpoint:pay", &err) == RACI_OK);
    if (raci_contest(&change, answer, "A", &options, &err) != RACI_OK) {
        (void)fprintf(stderr, "%s\n", err.message);
        abort();
    }
    raci_change_free(change);
    raci_answer_free(answer);
    raci_result *result = kept_evaluate(model, policy, GROUND_DAY);
    REQUIRE(raci_briefs_new(&briefs, result, &err) == RACI_OK);
    REQUIRE(raci_brief_of(&brief, briefs, "position:coo", &err) == RACI_OK);
    REQUIRE(raci_acknowledge(&entry, brief, "bob", GROUND_AT, &err) == RACI_OK);
    raci_briefs_free(briefs);
    raci_result_free(result);
}

static inline void kept_make(void)
{
    ground *g = ground_get();
    raci_model *model = ground_copy(g->bytes, g->n);
    raci_policy *policy = ground_policy(model, kept_policy, strlen(kept_policy));
    REQUIRE(policy != NULL);
    kept_run(model, policy, "2026-07-01");
    kept_steps(model);
    kept_run(model, policy, "2026-08-01");
    kept_acts(model, policy);
    kept_run(model, policy, "2027-01-01");
    raci_policy_free(policy);
    raci_model_close(model);
    kept.bytes = scratch_read(&g->s, "copy.db", &kept.n);
    REQUIRE(kept.bytes != NULL && atexit(kept_forget) == 0);
}

/* The bytes, in kept.bytes; made when first asked for. */
static inline void kept_get(void)
{
    if (kept.bytes == NULL) {
        kept_make();
    }
}

/* ---- what is done with a file that may say anything ---- */

/* A refusal is one of what stands in the file. */
static inline bool kept_went(raci_status status, const raci_error *err)
{
    if (status != RACI_OK) {
        ground_refused(status, err);
    }
    return status == RACI_OK;
}

static inline void kept_say(ri_text *told)
{
    ground_harmless(ri_text_string(told));
    ri_text_free(told);
}

static inline void kept_log(raci_model *model)
{
    ri_text told = RI_TEXT_INIT;
    raci_log *log = NULL;
    raci_diff *diff = NULL;
    raci_error err = {0};
    const raci_look look = {.columns = 80};
    if (kept_went(raci_log_open(&log, model, &err), &err)) {
        REQUIRE(raci_report_log(log, RACI_TEXT, &look, ground_add, &told, &err) == RACI_OK);
    }
    raci_log_free(log);
    err = (raci_error){0};
    if (kept_went(raci_diff_runs(&diff, model, 1, 2, 1, &err), &err)) {
        REQUIRE(raci_report_diff(diff, RACI_TEXT, &look, ground_add, &told, &err) == RACI_OK);
    }
    raci_diff_free(diff);
    kept_say(&told);
}

static inline void kept_recollect(raci_model *model)
{
    ri_text told = RI_TEXT_INIT;
    size_t problems = 0;
    raci_recollection *recollection = NULL;
    raci_error err = {0};
    const raci_look look = {.columns = 80};
    if (kept_went(raci_ask_recorded(&recollection, model, "2026-09-01", "touchpoint:pay",
                                    ground_problem, &problems, &err),
                  &err) &&
        kept_went(
            raci_report_recollection(recollection, NULL, RACI_TEXT, &look, ground_add, &told, &err),
            &err)) {
        kept_say(&told);
    }
    ri_text_free(&told);
    raci_recollection_free(recollection);
}

/* Whether the record is proved. */
static inline bool kept_proved(raci_model *model)
{
    ri_text told = RI_TEXT_INIT;
    raci_proof proof;
    size_t entries = 0;
    raci_error err = {0};
    const raci_look look = {.columns = 80};
    const raci_status status = raci_record_verify(&entries, model, &err);
    if (status != RACI_OK && status != RACI_FORMAT) {
        (void)fprintf(stderr, "%s: %s\n", raci_status_name(status), err.message);
        abort();
    }
    const raci_error first = err;
    err = (raci_error){0};
    if (kept_went(raci_record_prove(&proof, model, NULL, NULL, &err), &err)) {
        if ((proof.broken != 0) != (status != RACI_OK)) {
            (void)fprintf(stderr, "%s: %s; proved: %s %s\n", raci_status_name(status),
                          first.message, proof.broken_table, proof.broken_what);
            abort();
        }
        const raci_proof_question question = {0};
        REQUIRE(raci_report_proof(&proof, &question, RACI_TEXT, &look, ground_add, &told, &err) ==
                RACI_OK);
        kept_say(&told);
    }
    return status == RACI_OK;
}

static inline void kept_check(raci_model *model)
{
    ri_text told = RI_TEXT_INIT;
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {.date = GROUND_DAY, .whole = 1};
    const raci_look look = {.columns = 80};
    raci_policy *policy = ground_policy(model, kept_policy, strlen(kept_policy));
    if (policy != NULL && kept_went(raci_check(&result, model, policy, &options, &err), &err)) {
        REQUIRE(raci_report_check(result, RACI_TEXT, &look, ground_add, &told, &err) == RACI_OK);
        kept_say(&told);
    }
    raci_result_free(result);
    raci_policy_free(policy);
}

#endif
