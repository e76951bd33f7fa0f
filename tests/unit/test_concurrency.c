/* Processes that write, check and read one model at the same time: no update is lost, none is seen
   in part, and whoever waits is let in or told so after the time that is stated. */
#define _POSIX_C_SOURCE 200809L

#include "acts.h"
#include "killing.h"

enum { WRITERS = 2, CHECKERS = 1, READERS = 4, PROCESSES = WRITERS + CHECKERS + READERS };
enum { SECONDS = 3, STATED = 5, AT_MOST = 40 };

#define TOKEN 32

/* What a process did, for the one that started it. */
typedef struct account {
    size_t done;
    size_t busy;  /* told so after the stated time */
    size_t stale; /* the model was changed since it was evaluated */
    uint64_t longest;
    char last[TOKEN]; /* of a writer: what it wrote last */
} account;

typedef struct process {
    const recording *r;
    char policy[SCRATCH_PATH];
    uint64_t until;
    int number;
    account a;
} process;

static uint64_t now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

/* Notes how something went that began at a time; false when it may not go so. */
static bool went(process *p, raci_status status, uint64_t began, const raci_error *err)
{
    const uint64_t took = now() - began;
    p->a.longest = took > p->a.longest ? took : p->a.longest;
    if (status == RACI_OK) {
        return true;
    }
    if (status == RACI_BUSY && took >= STATED * 1000000 - 100000) {
        p->a.busy++;
        return true;
    }
    (void)fprintf(stderr, "process %d: after %llu microseconds: %s\n", p->number,
                  (unsigned long long)took, err->message);
    return false;
}

/* ---- writing: four tables say the same, always ---- */

static void write_files(const process *p, char dir[SCRATCH_PATH], const char *token)
{
    char name[32];
    ri_text text = RI_TEXT_INIT;
    (void)snprintf(name, sizeof name, "in-%d", p->number);
    ri_text_format(&text,
                   "== units.csv\nkey,name,parent,head,kind\nops,%s,acme,coo,department\n"
                   "== positions.csv\nkey,title,unit,reports_to,office\ncoo,%s,ops,ceo,coo\n"
                   "== touchpoints.csv\nkey,name,units\npay,%s,ops\n"
                   "== rulings.csv\nsubject,letter,holder,by,reason\n"
                   "touchpoint:pay,A,position:coo,office:ceo,%s\n",
                   token, token, token, token);
    folder_write(scratch_path(&p->r->s, name, dir), ri_text_string(&text));
    ri_text_free(&text);
}

static bool write_once(process *p)
{
    char dir[SCRATCH_PATH];
    char token[TOKEN];
    raci_model *model = NULL;
    raci_error err = {0};
    (void)snprintf(token, sizeof token, "w%dx%06zu", p->number, p->a.done + p->a.busy);
    write_files(p, dir, token);
    const uint64_t began = now();
    raci_status status = raci_model_open(&model, p->r->path, 1, &err);
    status = status == RACI_OK ? raci_record_imports(model, RECORDED_AT, &err) : status;
    status = status == RACI_OK ? raci_model_import(model, dir, 0, NULL, NULL, NULL, &err) : status;
    const bool fine = went(p, status, began, &err);
    raci_model_close(model);
    if (status == RACI_OK) {
        p->a.done++;
        (void)snprintf(p->a.last, sizeof p->a.last, "%s", token);
    }
    return fine;
}

/* ---- checking, and recording that ---- */

static bool check_once(process *p)
{
    int64_t run = 0;
    raci_model *model = NULL;
    raci_policy *policy = NULL;
    raci_result *result = NULL;
    raci_error err = {0};
    const char *paths[1] = {p->policy};
    const raci_check_options options = {.date = ACTS_DAY, .whole = 1};
    const uint64_t began = now();
    raci_status status = raci_model_open(&model, p->r->path, 1, &err);
    if (status == RACI_OK) {
        status = raci_policy_load(&policy, model, paths, 1, NULL, NULL, &err);
    }
    status = status == RACI_OK ? raci_check(&result, model, policy, &options, &err) : status;
    bool fine = went(p, status, began, &err);
    if (status == RACI_OK) {
        const uint64_t recording_began = now();
        status = raci_record(&run, result, RECORDED_AT, &err);
        p->a.done += status == RACI_OK;
        if (status == RACI_BUSY && strstr(err.message, "during the evaluation") != NULL) {
            p->a.stale++;
        } else {
            fine = went(p, status, recording_began, &err);
        }
    }
    raci_result_free(result);
    raci_policy_free(policy);
    raci_model_close(model);
    return fine;
}

/* ---- reading ---- */

/* What a writer put into a file of an export. */
static void find_token(const scratch *s, const char *folder, const char *file, char out[TOKEN])
{
    char name[64];
    (void)snprintf(name, sizeof name, "%s/%s", folder, file);
    char *bytes = scratch_read(s, name, NULL);
    assert_non_null(bytes);
    const char *at = bytes;
    while (*at != '\0' && !(at[0] == 'w' && at[1] >= '0' && at[1] <= '9' && at[2] == 'x')) {
        at++;
    }
    (void)snprintf(out, TOKEN, "%.*s", (int)(3 + strspn(at + (*at != '\0' ? 3 : 0), "0123456789")),
                   at);
    free(bytes);
}

/* Whether all files of an export have the same; that is left in `token`. */
static bool is_whole(const scratch *s, const char *folder, char token[TOKEN])
{
    static const char *const files[] = {"units.csv", "positions.csv", "touchpoints.csv",
                                        "rulings.csv"};
    bool whole = true;
    for (size_t i = 0; i < COUNT(files); i++) {
        char found[TOKEN];
        find_token(s, folder, files[i], found);
        if (i == 0) {
            memcpy(token, found, TOKEN);
        }
        if (strcmp(found, token) != 0) {
            (void)fprintf(stderr, "%s has %s, but %s has %s\n", files[0], token, files[i], found);
            whole = false;
        }
    }
    return whole && *token != '\0';
}

static bool read_once(process *p)
{
    char folder[32];
    char path[SCRATCH_PATH];
    char token[TOKEN];
    raci_model *model = NULL;
    raci_error err = {0};
    (void)snprintf(folder, sizeof folder, "out-%d", p->number);
    const uint64_t began = now();
    raci_status status = raci_model_open(&model, p->r->path, 0, &err);
    if (status == RACI_OK) {
        status = raci_model_export(model, scratch_path(&p->r->s, folder, path), &err);
    }
    bool fine = went(p, status, began, &err);
    raci_model_close(model);
    if (status == RACI_OK) {
        fine = is_whole(&p->r->s, folder, token) && fine;
        p->a.done++;
    }
    return fine;
}

/* ---- all of them ---- */

static bool live(process *p)
{
    bool fine = true;
    while (fine && now() < p->until) {
        fine = p->number < WRITERS              ? write_once(p)
               : p->number < WRITERS + CHECKERS ? check_once(p)
                                                : read_once(p);
    }
    return fine;
}

static void start(process *p, pid_t *child, int *from)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    *child = fork();
    assert_true(*child >= 0);
    if (*child == 0) {
        const bool fine = live(p);
        const bool told = write(ends[1], &p->a, sizeof p->a) == (ssize_t)sizeof p->a;
        _exit(fine && told ? 0 : 1);
    }
    assert_int_equal(close(ends[1]), 0);
    *from = ends[0];
}

/* All are waited for before any of them is judged, so that none outlives the test. */
static void run_all(process *all)
{
    pid_t children[PROCESSES];
    int from[PROCESSES];
    bool fine = true;
    for (int i = 0; i < PROCESSES; i++) {
        start(&all[i], &children[i], &from[i]);
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status = 0;
        fine = read(from[i], &all[i].a, sizeof all[i].a) == (ssize_t)sizeof all[i].a && fine;
        assert_int_equal(close(from[i]), 0);
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        fine = WIFEXITED(status) && WEXITSTATUS(status) == 0 && fine;
    }
    assert_true(fine);
}

static void begin(recording *r, process *all, const char *journal)
{
    char sql[64];
    const char *asked = getenv("RACI_SECONDS");
    const uint64_t seconds = asked != NULL ? strtoul(asked, NULL, 10) : SECONDS;
    recording_make(r, ACTS_ORGANIZATION, ACTS_POLICY);
    raci_model_close(r->model);
    r->model = NULL;
    (void)snprintf(sql, sizeof sql, "PRAGMA journal_mode = %s", journal);
    recording_sql(r, sql);
    const uint64_t until = now() + seconds * 1000000;
    for (int i = 0; i < PROCESSES; i++) {
        all[i] = (process){.r = r, .until = until, .number = i};
        scratch_path(&r->s, "policy.lua", all[i].policy);
    }
    assert_true(write_once(&all[0])); /* there is something to read from the beginning */
    assert_int_equal(all[0].a.done, 1);
}

static void loses_no_update(void **state)
{
    recording r;
    process all[PROCESSES];
    char path[SCRATCH_PATH];
    char token[TOKEN];
    size_t entries = 0;
    size_t recorded = 0;
    bool last = false;
    begin(&r, all, *state);
    run_all(all);
    for (int i = 0; i < PROCESSES; i++) {
        const account *a = &all[i].a;
        print_message("process %d: %zu done, %zu told that it is busy, %zu stale; at most %llu "
                      "microseconds\n",
                      i, a->done, a->busy, a->stale, (unsigned long long)a->longest);
        assert_true(a->longest < (uint64_t)AT_MOST * 1000000);
        recorded += i < WRITERS + CHECKERS ? a->done : 0;
    }
    assert_true(recorded > 1);
    assert_int_equal(raci_model_open(&r.model, r.path, 0, NULL), RACI_OK);
    assert_int_equal(raci_record_verify(&entries, r.model, NULL), RACI_OK);
    assert_int_equal(entries, recorded);
    assert_int_equal(raci_model_export(r.model, scratch_path(&r.s, "out", path), NULL), RACI_OK);
    assert_true(is_whole(&r.s, "out", token));
    for (int i = 0; i < WRITERS; i++) {
        last = last || strcmp(token, all[i].a.last) == 0;
    }
    assert_true(last);
    killing_integrity(r.path);
    recording_remove(&r);
}

int main(void)
{
    /* Models have a rollback journal, unless another program has set a write-ahead log. */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(loses_no_update, "DELETE"),
        cmocka_unit_test_prestate(loses_no_update, "WAL"),
    };
    return cmocka_run_group_tests_name("concurrency", tests, NULL, NULL);
}
