/* The library in several threads, each with handles of its own, on a file of its own or on one that
   all use: everyone gets the same bytes. ./run soak has the sanitizer of threads look on. */
#define _POSIX_C_SOURCE 200809L

#include <raci.h>

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define ACME "tests/golden/acme"
#define DATE "2026-03-01"

enum { THREADS = 4, ROUNDS = 3 };

typedef struct at_work {
    pthread_t thread;
    const char *path; /* of the model */
    int writes;       /* makes it, and records */
    char *bytes;      /* what it printed */
    size_t length;
    raci_error err;
} at_work;

static int keep(const char *data, size_t length, void *payload)
{
    at_work *w = payload;
    char *longer = realloc(w->bytes, w->length + length + 1);
    if (longer == NULL) {
        return 1;
    }
    memcpy(longer + w->length, data, length);
    w->bytes = longer;
    w->length += length;
    w->bytes[w->length] = '\0';
    return 0;
}

static raci_status check(at_work *w, raci_model *model, raci_policy *policy)
{
    raci_result *result = NULL;
    int64_t run = 0;
    const raci_check_options how = {.date = DATE, .whole = w->writes};
    raci_status status = raci_check(&result, model, policy, &how, &w->err);
    if (status == RACI_OK) {
        status = raci_report_check(result, RACI_TEXT, NULL, keep, w, &w->err);
    }
    if (status == RACI_OK && w->writes) {
        status = raci_record(&run, result, "2026-03-02T08:00:00Z", &w->err);
    }
    raci_result_free(result);
    return status;
}

static raci_status ask(at_work *w, raci_model *model, raci_policy *policy)
{
    raci_answer *answer = NULL;
    raci_status status = raci_ask(&answer, model, policy, DATE, "refund", &w->err);
    if (status == RACI_OK) {
        status = raci_report_who(answer, NULL, RACI_TEXT, NULL, keep, w, &w->err);
    }
    raci_answer_free(answer);
    return status;
}

static raci_status go_round(at_work *w, int first)
{
    static const char *const paths[] = {ACME "/policy.lua"};
    raci_model *model = NULL;
    raci_policy *policy = NULL;
    raci_status status = w->writes && first ? raci_model_create(&model, w->path, &w->err)
                                            : raci_model_open(&model, w->path, w->writes, &w->err);
    if (status == RACI_OK && w->writes && first) {
        status = raci_model_import(model, ACME, 0, NULL, NULL, NULL, &w->err);
    }
    if (status == RACI_OK) {
        status = raci_policy_load(&policy, model, paths, 1, NULL, NULL, &w->err);
    }
    status = status == RACI_OK ? check(w, model, policy) : status;
    status = status == RACI_OK ? ask(w, model, policy) : status;
    raci_policy_free(policy);
    raci_model_close(model);
    return status;
}

static void *live(void *payload)
{
    at_work *w = payload;
    for (int i = 0; i < ROUNDS; i++) {
        if (go_round(w, i == 0) != RACI_OK) {
            return w->err.message;
        }
    }
    return NULL;
}

/* Lets all of them work at once; what they print is the same. */
static void work_at_once(at_work *all)
{
    void *failed[THREADS];
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&all[i].thread, NULL, live, &all[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(all[i].thread, &failed[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        if (failed[i] != NULL) {
            fail_msg("thread %d: %s", i, (const char *)failed[i]);
        }
        assert_true(all[i].length > 1000);
        assert_string_equal(all[i].bytes, all[0].bytes);
    }
    for (int i = 0; i < THREADS; i++) {
        free(all[i].bytes);
    }
}

static void make_path(char out[64], const char *folder, int number)
{
    (void)snprintf(out, 64, "%s/%d.db", folder, number);
}

static void each_with_its_own_model(void **state)
{
    char folder[] = "/tmp/raci-threads-XXXXXX";
    char paths[THREADS][64];
    at_work all[THREADS];
    (void)state;
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < THREADS; i++) {
        make_path(paths[i], folder, i);
        all[i] = (at_work){.path = paths[i], .writes = 1};
    }
    work_at_once(all);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(unlink(paths[i]), 0);
    }
    assert_int_equal(rmdir(folder), 0);
}

static void all_with_one_model(void **state)
{
    char folder[] = "/tmp/raci-threads-XXXXXX";
    char path[64];
    at_work all[THREADS];
    (void)state;
    assert_non_null(mkdtemp(folder));
    make_path(path, folder, 0);
    at_work maker = {.path = path, .writes = 1};
    assert_int_equal(go_round(&maker, 1), RACI_OK);
    free(maker.bytes);
    for (int i = 0; i < THREADS; i++) {
        all[i] = (at_work){.path = path};
    }
    work_at_once(all);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_with_its_own_model),
        cmocka_unit_test(all_with_one_model),
    };
    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
