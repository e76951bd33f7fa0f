/* A process that is killed while it contests, accepts and decides loses nothing that it said was
   done, and breaks no chain. */
#define _POSIX_C_SOURCE 200809L

#include "acts.h"
#include "killing.h"

/* Sanitizers make processes slow to begin. */
#if defined(__SANITIZE_ADDRESS__)
enum { KILLS = 50 };
#else
enum { KILLS = 200 };
#endif

enum { AT_ONCE = 6, PLACES = 3 };

#define MORE                                                                                       \
    "== touchpoints.csv\nkey,name,units\npay,Pay,ops\npay-1,Pay once,ops\npay-2,Pay twice,ops\n"
#define TWO_EACH                                                                                   \
    RECORDING_POLICY "rule \"two answer\" { because = \"so\", "                                    \
                     "match = { key = { \"pay\", \"pay-1\", \"pay-2\" } }, "                       \
                     "assign = { A = \"position:cmo\" } }\n"

/* The acts, one after the other: they always can be done again, on a later day. */
static const acts_step round_of[] = {
    {.verb = CONTEST, .letter = "A", .by = "cmo", .claims = "cmo"},
    {.verb = WITHDRAW, .letter = "A", .by = "person:mia"},
    {.verb = ACCEPT, .by = "person:xia", .until = "2031-01-01"},
    {.verb = REOPEN, .by = "cxo"},
    {.verb = DECIDE, .by = "office:cxo", .option = 4, .until = "2031-01-01"},
    {.verb = REOPEN, .by = "ceo"},
};
enum { ROUND = COUNT(round_of) };

typedef struct acting {
    recording r;
    char policy[SCRATCH_PATH];
    int said; /* where the process says what is done */
    size_t first;
    size_t end;
} acting;

/* Does the act of a number. */
static bool do_one(recording *r, size_t number)
{
    static const char *const places[PLACES] = {"touchpoint:pay", "touchpoint:pay-1",
                                               "touchpoint:pay-2"};
    char finding[64];
    char day[64];
    acts_step step = round_of[number % ROUND];
    const size_t place = number / ROUND % PLACES;
    const size_t days = number / ROUND / PLACES;
    raci_change *change = NULL;
    raci_error err = {0};
    (void)snprintf(day, sizeof day, "%d-%02d-%02d", 2027 + (int)(days / 28 / 12),
                   (int)(days / 28 % 12) + 1, (int)(days % 28) + 1);
    (void)snprintf(finding, sizeof finding, "many-accountable %s", places[place]);
    step.date = day;
    step.what = step.verb == ACCEPT || step.verb == DECIDE ? finding : places[place];
    const raci_status status = acts_do(&change, r, &step, &err);
    if (status != RACI_OK) {
        (void)fprintf(stderr, "act %zu: %s\n", number, err.message);
    }
    raci_change_free(change);
    return status == RACI_OK;
}

/* What the process does: act after act, and after each says so. */
static int act(const void *payload)
{
    const acting *a = payload;
    recording r = {.s = a->r.s};
    const char *paths[1] = {a->policy};
    bool done = raci_model_open(&r.model, a->r.path, 1, NULL) == RACI_OK &&
                raci_policy_load(&r.policy, r.model, paths, 1, NULL, NULL, NULL) == RACI_OK;
    for (size_t i = a->first; done && i < a->end; i++) {
        done = do_one(&r, i) && write(a->said, "x", 1) == 1;
    }
    raci_policy_free(r.policy);
    raci_model_close(r.model);
    return done ? 0 : 1;
}

static void make(acting *a)
{
    *a = (acting){.said = -1};
    recording_make(&a->r, ACTS_ORGANIZATION, ACTS_POLICY);
    recording_import(&a->r, MORE);
    recording_policy(&a->r, TWO_EACH);
    scratch_path(&a->r.s, "policy.lua", a->policy);
}

/* How many acts the process said were done. */
static size_t heard(int from)
{
    char bytes[AT_ONCE + 1];
    size_t n = 0;
    ssize_t got = 0;
    while ((got = read(from, bytes, sizeof bytes)) > 0) {
        n += (size_t)got;
    }
    return n;
}

/* Starts it, kills it, and gives how much it said; *ended: it was not killed. */
static size_t kill_once(acting *a, uint64_t moment, bool *ended)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    a->said = ends[1];
    *ended = killing_run(act, a, moment);
    assert_int_equal(close(ends[1]), 0);
    const size_t said = heard(ends[0]);
    assert_int_equal(close(ends[0]), 0);
    return said;
}

/* The head of the record, which is proved; gives how many entries it has. */
static size_t prove(const acting *a, char head[RACI_KEY_SIZE])
{
    raci_model *model = NULL;
    raci_proof proof;
    raci_error err = {0};
    if (raci_model_open(&model, a->r.path, 0, &err) != RACI_OK ||
        raci_record_prove(&proof, model, NULL, NULL, &err) != RACI_OK || proof.broken) {
        fail_msg("%s%s", err.message, proof.broken_what);
    }
    (void)snprintf(head, RACI_KEY_SIZE, "%s", proof.head);
    raci_model_close(model);
    return proof.entries;
}

/* Times are given, so that the same acts give the same chain: the head after each of n. To be
   freed. */
static char (*foretell(size_t n))[RACI_KEY_SIZE]
{
    acting a;
    int64_t entry = 0;
    char(*heads)[RACI_KEY_SIZE] = calloc(n, sizeof *heads);
    assert_non_null(heads);
    make(&a);
    for (size_t i = 0; i < n; i++) {
        assert_true(do_one(&a.r, i));
        assert_int_equal(raci_record_head(&entry, heads[i], a.r.model, NULL), RACI_OK);
        assert_int_equal(entry, i + 1);
    }
    recording_remove(&a.r);
    return heads;
}

static void loses_nothing(void **state)
{
    const size_t kills = killing_times(KILLS);
    const size_t acts = kills * AT_ONCE;
    char head[RACI_KEY_SIZE];
    acting a;
    int ends[2];
    size_t unsaid = 0;
    size_t cut = 0;
    (void)state;
    char(*heads)[RACI_KEY_SIZE] = foretell(acts);
    make(&a);
    raci_model_close(a.r.model);
    a.r.model = NULL;
    a.end = AT_ONCE;
    assert_int_equal(pipe(ends), 0);
    a.said = ends[1];
    const uint64_t duration = killing_time(act, &a);
    assert_int_equal(close(ends[0]) + close(ends[1]), 0);
    a.first = AT_ONCE;
    for (size_t i = 0; i < kills && a.first + AT_ONCE <= acts; i++) {
        bool ended = false;
        a.end = a.first + AT_ONCE;
        const size_t said = kill_once(&a, killing_random(duration), &ended);
        const size_t entries = prove(&a, head);
        assert_in_range(entries, a.first + said, a.first + said + 1);
        assert_true(!ended || said == AT_ONCE);
        assert_string_equal(head, heads[entries - 1]);
        killing_integrity(a.r.path);
        unsaid += entries - a.first - said;
        cut += !ended;
        a.first = entries;
    }
    print_message("%zu of %zu processes were killed within %llu microseconds, after %zu acts in "
                  "all; %zu acts were done and not yet said\n",
                  cut, kills, (unsigned long long)duration, a.first, unsaid);
    free(heads);
    recording_remove(&a.r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(loses_nothing)};
    return cmocka_run_group_tests_name("acts killed", tests, NULL, NULL);
}
