/* Recorded runs through <raci.h> alone. */
#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <raci.h>

#define ORGANIZATION "tests/golden/acme"
#define POLICY "tests/golden/acme/policy.lua"

static char dir[64];
static char path[96];

static int make_model(void **state)
{
    static const char *const policies[] = {POLICY};
    raci_model *model = NULL;
    raci_policy *policy = NULL;
    raci_result *result = NULL;
    int64_t run = 0;
    (void)state;
    (void)snprintf(dir, sizeof dir, "/tmp/raci-test-XXXXXX");
    assert_non_null(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/raci.db", dir);
    assert_int_equal(raci_model_create(&model, path, NULL), RACI_OK);
    assert_int_equal(raci_model_import(model, ORGANIZATION, 0, NULL, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_policy_load(&policy, model, policies, 1, NULL, NULL, NULL), RACI_OK);
    for (int64_t i = 1; i <= 2; i++) {
        const raci_check_options how = {.date = "2026-07-01", .whole = 1};
        assert_int_equal(raci_check(&result, model, policy, &how, NULL), RACI_OK);
        assert_int_equal(raci_record(&run, result, "2026-07-01T10:30:00Z", NULL), RACI_OK);
        assert_int_equal(run, i);
        raci_result_free(result);
    }
    raci_policy_free(policy);
    raci_model_close(model);
    return 0;
}

static int remove_model(void **state)
{
    (void)state;
    return unlink(path) | rmdir(dir);
}

static void reads_the_log(void **state)
{
    raci_model *model = NULL;
    raci_log *log = NULL;
    raci_run run;
    size_t entries = 0;
    (void)state;
    assert_int_equal(raci_model_open(&model, path, 0, NULL), RACI_OK);
    assert_int_equal(raci_record_verify(&entries, model, NULL), RACI_OK);
    assert_int_equal(entries, 2);
    assert_int_equal(raci_log_open(&log, model, NULL), RACI_OK);
    assert_int_equal(raci_log_runs(log), 2);
    assert_int_equal(raci_log_run(&run, log, 0, NULL), RACI_OK);
    assert_int_equal(run.number, 2);
    assert_int_equal(run.added, 0);
    assert_int_equal(strlen(run.entry_digest), 64);
    raci_log_free(log);
    raci_model_close(model);
}

static void reports(void **state)
{
    raci_model *model = NULL;
    raci_log *log = NULL;
    raci_diff *diff = NULL;
    raci_recollection *recalled = NULL;
    raci_buffer *buffer = NULL;
    (void)state;
    assert_int_equal(raci_model_open(&model, path, 0, NULL), RACI_OK);
    assert_int_equal(raci_buffer_new(&buffer, NULL), RACI_OK);
    assert_int_equal(raci_log_open(&log, model, NULL), RACI_OK);
    assert_int_equal(raci_diff_runs(&diff, model, 1, 2, 1, NULL), RACI_OK);
    assert_int_equal(raci_diff_count(diff, RACI_INFO), 0);
    assert_int_equal(raci_ask_recorded(&recalled, model, "2026-08-01", "refund", NULL, NULL, NULL),
                     RACI_OK);
    assert_int_equal(raci_answer_candidates(raci_recollection_answer(recalled)), 0);
    for (int format = RACI_TEXT; format <= RACI_MD; format++) {
        const raci_format f = (raci_format)format;
        assert_int_equal(raci_report_log(log, f, NULL, raci_buffer_write, buffer, NULL), RACI_OK);
        assert_int_equal(raci_report_diff(diff, f, NULL, raci_buffer_write, buffer, NULL), RACI_OK);
        assert_int_equal(
            raci_report_recollection(recalled, "A", f, NULL, raci_buffer_write, buffer, NULL),
            RACI_OK);
    }
    assert_int_equal(
        raci_report_recollection(recalled, "Q", RACI_TEXT, NULL, raci_buffer_write, buffer, NULL),
        RACI_INVALID);
    raci_recollection_free(recalled);
    raci_diff_free(diff);
    raci_log_free(log);
    raci_buffer_free(buffer);
    raci_model_close(model);
}

/* What is asked of nothing. */
static void forgives(void **state)
{
    (void)state;
    raci_log_free(NULL);
    raci_diff_free(NULL);
    raci_recollection_free(NULL);
}

static void will_not_write(void **state)
{
    static const char *const policies[] = {POLICY};
    raci_model *model = NULL;
    raci_policy *policy = NULL;
    raci_result *result = NULL;
    int64_t run = 0;
    const raci_check_options how = {.date = "2026-07-01", .whole = 1};
    (void)state;
    assert_int_equal(raci_model_open(&model, path, 0, NULL), RACI_OK);
    assert_int_equal(raci_policy_load(&policy, model, policies, 1, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(raci_check(&result, model, policy, &how, NULL), RACI_OK);
    assert_int_not_equal(raci_record(&run, result, "2026-07-01T10:30:00Z", NULL), RACI_OK);
    assert_int_equal(run, 0);
    raci_result_free(result);
    raci_policy_free(policy);
    raci_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_log),
        cmocka_unit_test(reports),
        cmocka_unit_test(forgives),
        cmocka_unit_test(will_not_write),
    };
    return cmocka_run_group_tests_name("recorded runs", tests, make_model, remove_model);
}
