/*
 * run_faults memory|files|output: what becomes of every call when the system fails it, at every
 * point at which it can.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <sys/wait.h>

#include "base/memory.h"
#include "fault_calls.h"

/* Takes the place of the program's main, which trials call (see CMakeLists.txt). */
int __wrap_main(int argc, char **argv); /* NOLINT(bugprone-reserved-identifier) */

enum { TOLD_OF_A_CALL = 5, SHIFTS = 97 };

/* Sanitizers make processes slow to begin. */
#if defined(__SANITIZE_ADDRESS__)
enum { MEMORY_POINTS = 1, SINGLY = 0 };
#else
enum { MEMORY_POINTS = 3, SINGLY = 1 };
#endif

static workshop shop;

/* How many points of each kind a call is failed at; more than that are sampled evenly. */
static size_t points_at_most;
static bool thorough; /* every way, rather than each of two or three in turn */

static struct counts {
    size_t points;
    size_t refused; /* the call failed, and said so */
    size_t wrong;
} counts;

/* ---- one call ---- */

static void run_as_expected(outcome *expected, const call *c)
{
    const circumstances fine = {.fault = {.kind = FAULT_KINDS}};
    trial_run(expected, &shop, c, &fine, false);
    const char *wrong = trial_judge(&shop, c, expected, expected, &fine);
    if (wrong != NULL || WEXITSTATUS(expected->state) != c->status) {
        fail_msg("when nothing fails: %s", wrong != NULL ? wrong : expected->err);
    }
}

static void try_point(const call *c, const outcome *expected, const circumstances *under,
                      const char *kind)
{
    outcome found;
    trial_run(&found, &shop, c, under, false);
    const char *wrong = trial_judge(&shop, c, expected, &found, under);
    counts.points++;
    counts.refused += WIFEXITED(found.state) && WEXITSTATUS(found.state) != c->status;
    if (wrong != NULL && counts.wrong++ < TOLD_OF_A_CALL) {
        print_error("%s: %s %zu%s: %s\n", c->name, kind, under->fault.first,
                    under->fault.once ? ", once" : "", wrong);
    }
    outcome_empty(&found);
}

/* Fails it at each of so many points, or at some of them: others for each call and kind, the same
   in every run. Where all are tried one lies beyond them, where it must be as ever. */
static void try_points(const call *c, const outcome *expected, const circumstances *at,
                       const char *kind, size_t asked)
{
    static size_t turn;
    const bool all = asked <= points_at_most;
    const size_t points = all ? asked : points_at_most;
    const size_t shift = all ? 0 : turn++ % SHIFTS;
    circumstances under = *at;
    for (size_t i = 0; i < points + all && asked > 0; i++) {
        under.fault.first = all ? i : (i * SHIFTS + shift) * asked / (points * SHIFTS);
        try_point(c, expected, &under, kind);
        if (i == points && shop.shared->failed > 0 && counts.wrong++ < TOLD_OF_A_CALL) {
            print_error("%s: %s: it asks for more than it did\n", c->name, kind);
        }
    }
}

static void say_counts(const call *c, struct counts before)
{
    print_message("%s: %zu points, refused at %zu\n", c->name, counts.points - before.points,
                  counts.refused - before.refused);
    assert_int_equal(counts.wrong, 0);
}

/* ---- memory ---- */

/* How raci's own memory fails. */
static const struct own {
    const char *name;
    size_t (*fail)(size_t which);
} owns[] = {
    {"raci's memory from", ri_alloc_fail_from},
    {"raci's memory, once", ri_alloc_fail_only},
    {"a piece of an arena", ri_alloc_fail_piece},
};

/* Fails it in raci's own memory, of which it counts first how much there is. */
static void try_own(const call *c, const outcome *expected, const char *kind,
                    size_t (*own)(size_t which))
{
    const circumstances under = {.own = own, .fault = {.kind = FAULT_KINDS, .first = SIZE_MAX}};
    outcome again;
    trial_run(&again, &shop, c, &under, false);
    outcome_empty(&again);
    try_points(c, expected, &under, kind, shop.shared->asked[FAULT_MEMORY]);
}

static void fails_for_want_of_memory(void **state)
{
    const call *c = *state;
    const struct counts before = counts;
    circumstances under = {.fault = {.kind = FAULT_MEMORY, .reason = ENOMEM}};
    outcome expected;
    counts.wrong = 0;
    run_as_expected(&expected, c);
    const size_t asked = c->exact == BOOK ? 0 : shop.shared->asked[FAULT_MEMORY];
    try_points(c, &expected, &under, "all memory from", asked);
    under.fault.once = true;
    try_points(c, &expected, &under, "memory", SINGLY ? asked : 0);
    for (size_t i = 0; i < COUNT(owns); i++) {
        if (thorough || (size_t)(c - calls) % COUNT(owns) == i) {
            try_own(c, &expected, owns[i].name, owns[i].fail);
        }
    }
    outcome_empty(&expected);
    say_counts(c, before);
}

/* ---- files ---- */

static const struct trouble {
    const char *name;
    fault_kind kind;
    int reason;
    bool half;
    bool once_only;
} troubles[] = {
    {"open", FAULT_OPEN, EMFILE, false, false},
    {"open interrupted", FAULT_OPEN, EINTR, false, true},
    {"open to write", FAULT_OPEN_OUT, EROFS, false, false},
    {"list", FAULT_LIST, EIO, false, false},
    {"read", FAULT_READ, EIO, false, false},
    {"read interrupted", FAULT_READ, EINTR, false, true},
    {"write", FAULT_WRITE, EIO, false, false},
    {"write interrupted", FAULT_WRITE, EINTR, false, true},
    {"write of half", FAULT_WRITE, ENOSPC, true, false},
    {"sync", FAULT_SYNC, EIO, false, false},
    {"truncate", FAULT_TRUNCATE, EIO, false, false},
    {"close", FAULT_CLOSE, EIO, false, false},
    {"delete", FAULT_DELETE, EACCES, false, false},
    {"rename", FAULT_RENAME, EACCES, false, false},
    {"folder", FAULT_FOLDER, ENOSPC, false, false},
    {"lock", FAULT_LOCK, EAGAIN, false, false},
    {"shared memory", FAULT_MAP, ENOMEM, false, false},
};

static void fails_for_want_of_files(void **state)
{
    const call *c = *state;
    const struct counts before = counts;
    size_t asked[FAULT_KINDS];
    outcome expected;
    counts.wrong = 0;
    run_as_expected(&expected, c);
    memcpy(asked, shop.shared->asked, sizeof asked);
    for (size_t i = 0; i < COUNT(troubles); i++) {
        const struct trouble *t = &troubles[i];
        circumstances under = {.fault = {.kind = t->kind, .half = t->half, .reason = t->reason}};
        const bool lasting = ((size_t)(c - calls) + i) % 2 == 0; /* where only one is tried */
        if (!t->once_only && (thorough || lasting)) {
            try_points(c, &expected, &under, t->name, asked[t->kind]);
        }
        under.fault.once = true;
        if ((thorough || t->once_only || !lasting) &&
            (c->exact != BOOK || (t->kind != FAULT_READ && t->kind != FAULT_WRITE))) {
            try_points(c, &expected, &under, t->name, asked[t->kind]);
        }
    }
    outcome_empty(&expected);
    say_counts(c, before);
}

/* ---- output ---- */

static void fails_for_want_of_an_outlet(void **state)
{
    const call *c = *state;
    const struct counts before = counts;
    outcome expected;
    counts.wrong = 0;
    run_as_expected(&expected, c);
    static const struct {
        const char *name;
        outlet out, err;
    } outlets[] = {
        {"closed pipe", OUTLET_CLOSED_PIPE, OUTLET_FILE},
        {"full device", OUTLET_FULL, OUTLET_FILE},
        {"no standard output", OUTLET_NONE, OUTLET_FILE},
        {"standard error is a closed pipe", OUTLET_FILE, OUTLET_CLOSED_PIPE},
        {"standard error is full", OUTLET_FILE, OUTLET_FULL},
        {"nothing to write to", OUTLET_NONE, OUTLET_NONE},
    };
    for (size_t i = 0; i < COUNT(outlets); i++) {
        if (!thorough && ((size_t)(c - calls) + i) % 2 != 0) {
            continue;
        }
        const circumstances under = {
            .fault = {.kind = FAULT_KINDS}, .out = outlets[i].out, .err = outlets[i].err};
        try_point(c, &expected, &under, outlets[i].name);
    }
    for (size_t largest = 1; largest < (size_t)1 << 20; largest *= thorough ? 8 : 64) {
        const circumstances under = {.fault = {.kind = FAULT_KINDS, .first = largest},
                                     .largest_file = largest};
        try_point(c, &expected, &under, "files end at");
    }
    const circumstances nobody = {.fault = {.kind = FAULT_KINDS}, .as_user = "nobody"};
    assert_int_equal(chmod(shop.folder, 0555), 0);
    try_point(c, &expected, &nobody, "nobody may write");
    outcome_empty(&expected);
    say_counts(c, before);
}

/* ---- all of them ---- */

static int open_shop(void **state)
{
    (void)state;
    workshop_open(&shop);
    calls_fill(&shop);
    return 0;
}

static int close_shop(void **state)
{
    (void)state;
    workshop_close(&shop);
    return 0;
}

static int run_calls(const char *group, CMUnitTestFunction test, const char *only)
{
    static struct CMUnitTest tests[256];
    size_t n = 0;
    for (const call *c = calls; c->name != NULL; c++) {
        const call *initial = c;
        if ((only != NULL && strcmp(only, c->name) != 0) ||
            (test == fails_for_want_of_an_outlet && c->function != NULL)) {
            continue; /* they print, which is not the library's doing */
        }
        tests[n] = (struct CMUnitTest){.name = c->name, .test_func = test};
        memcpy(&tests[n++].initial_state, &initial, sizeof initial);
    }
    const int failed = _cmocka_run_group_tests(group, tests, n, open_shop, close_shop);
    print_message("%s: %zu points of %zu calls, refused at %zu\n", group, counts.points, n,
                  counts.refused);
    return failed > 0 || counts.points == 0;
}

int __wrap_main(int argc, char **argv)
{
    const char *asked = getenv("RACI_FAULTS");
    const char *group = argc > 1 ? argv[1] : "";
    const char *only = argc > 2 ? argv[2] : NULL;
    thorough = asked != NULL;
    points_at_most = asked != NULL                  ? strtoul(asked, NULL, 10)
                     : strcmp(group, "memory") == 0 ? MEMORY_POINTS
                                                    : 1;
    if (strcmp(group, "memory") == 0) {
        return run_calls(group, fails_for_want_of_memory, only);
    }
    if (strcmp(group, "files") == 0) {
        return run_calls(group, fails_for_want_of_files, only);
    }
    if (strcmp(group, "output") == 0) {
        return run_calls(group, fails_for_want_of_an_outlet, only);
    }
    (void)fprintf(stderr, "usage: run_faults memory|files|output [CALL]\n");
    return 2;
}
