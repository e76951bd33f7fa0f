/* A process that is killed while it forgets somebody leaves the model as it was, or without them;
   and whoever writes the model next sweeps out what is left of their bytes. */
#define _POSIX_C_SOURCE 200809L

#include "forgotten_dan.h"
#include "killing.h"

#if defined(__SANITIZE_ADDRESS__)
enum { KILLS = 20 };
#else
enum { KILLS = 50 };
#endif

static int forget(const void *payload)
{
    const recording *r = payload;
    raci_model *model = NULL;
    raci_forgotten *forgotten = NULL;
    const bool done = raci_model_open(&model, r->path, 1, NULL) == RACI_OK &&
                      forgetting_do(model, "dan-ruiz", NULL, &forgotten, NULL) == RACI_OK;
    raci_forgotten_free(forgotten);
    raci_model_close(model);
    return done ? 0 : 1;
}

/* What one kill left: 0 as it was, 1 without them. */
static int look(recording *r, bool done)
{
    raci_error err = {0};
    if (raci_model_open(&r->model, r->path, 1, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    assert_true(recording_proved(r));
    killing_integrity(r->path);
    ri_text entries = recording_ask(r, "SELECT count(*) FROM entries");
    const bool forgotten = strcmp(ri_text_string(&entries), "4\n") == 0;
    assert_true(forgotten || strcmp(ri_text_string(&entries), "3\n") == 0);
    assert_true(forgotten || !done);
    raci_model_close(r->model);
    r->model = NULL;
    assert_int_equal(forgetting_left(&r->s), !forgotten);
    ri_text_free(&entries);
    return forgotten;
}

/* Puts the model back as it was, without what SQLite left beside it. */
static void restore(const recording *r, const char *bytes, size_t length)
{
    char path[SCRATCH_PATH];
    (void)unlink(scratch_path(&r->s, "raci.db-journal", path));
    scratch_write(&r->s, "raci.db", bytes, length);
}

static void survives_kills(void **state)
{
    recording r;
    size_t length = 0;
    const size_t kills = killing_times(KILLS);
    int changed = 0;
    int ended = 0;
    (void)state;
    forgetting_make(&r);
    raci_policy_free(r.policy);
    r.policy = NULL;
    raci_model_close(r.model);
    r.model = NULL;
    char *original = scratch_read(&r.s, "raci.db", &length);
    const uint64_t duration = killing_time(forget, &r);
    for (size_t i = 0; i < kills; i++) {
        /* Half of the moments lie anywhere, half where the file is not yet written anew. */
        const uint64_t moment = killing_random(i % 2 == 0 ? duration : duration / 3);
        restore(&r, original, length);
        const bool done = killing_run(forget, &r, moment);
        changed += look(&r, done);
        ended += done;
    }
    print_message("%zu kills within %llu microseconds: %d left them forgotten, %d of them had "
                  "ended\n",
                  kills, (unsigned long long)duration, changed, ended);
    free(original);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(survives_kills)};
    return cmocka_run_group_tests_name("forget killed", tests, NULL, NULL);
}
