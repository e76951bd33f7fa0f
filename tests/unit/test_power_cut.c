/* Whatever writes the model, and wherever it is killed or the power fails: the model is as it was
   or as it was to be, what was said to be done is done, and it can be done where it was not. */
#define _POSIX_C_SOURCE 200809L

#include "acts.h"
#include "forgotten_dan.h"
#include "power_cut.h"

/* Of each course and fate. */
#if defined(__SANITIZE_ADDRESS__)
enum { MOMENTS = 2 };
#else
enum { MOMENTS = 6 };
#endif

enum { THINGS = 120 };

typedef struct work {
    recording r;
    char in[SCRATCH_PATH]; /* files to import */
    char policy[SCRATCH_PATH];
    char *bytes; /* of the model */
    size_t length;
    ri_text before; /* all that it says */
    ri_text after;
    char moment[128]; /* which one is looked at */
} work;

/* ---- what there is to be done ---- */

static void prepare_acts(work *w)
{
    recording_make(&w->r, ACTS_ORGANIZATION, ACTS_POLICY);
    assert_int_equal(recording_run(&w->r, "2026-06-01"), 1);
}

static raci_status do_import(work *w, raci_error *err)
{
    raci_status status = raci_record_imports(w->r.model, RECORDED_AT, err);
    return status == RACI_OK ? raci_model_import(w->r.model, w->in, 0, NULL, NULL, NULL, err)
                             : status;
}

static void prepare_import(work *w)
{
    ri_text text = RI_TEXT_INIT;
    prepare_acts(w);
    ri_text_add(&text, "== rulings.csv\nsubject,letter,holder,by,reason\n"
                       "touchpoint:pay,A,position:coo,office:ceo,so\n"
                       "== units.csv\nkey,name,parent\n");
    for (int i = 0; i < THINGS; i++) {
        ri_text_format(&text, "u%d,Unit %d,ops\n", i, i);
    }
    ri_text_add(&text, "== touchpoints.csv\nkey,name,units\n");
    for (int i = 0; i < THINGS; i++) {
        ri_text_format(&text, "t%d,Touchpoint %d,u%d\n", i, i, i / 2);
    }
    folder_write(scratch_path(&w->r.s, "more", w->in), ri_text_string(&text));
    ri_text_free(&text);
}

static raci_status do_apply(work *w, raci_error *err)
{
    char path[SCRATCH_PATH];
    raci_scenario *scenario = NULL;
    raci_change *change = NULL;
    const raci_apply_options options = {.date = ACTS_DAY, .recorded_at = CHANGED_AT};
    static const char steps[] = "scenario 'other' { effective = '" ACTS_DAY "',\n"
                                "  rename_unit { unit = 'ops', name = 'Operation' },\n"
                                "  hand_over { from = 'marketing', to = 'ops' },\n"
                                "  leave { person = 'bob' } }\n";
    scratch_write(&w->r.s, "steps.lua", steps, sizeof steps - 1);
    raci_status status =
        raci_scenario_load(&scenario, scratch_path(&w->r.s, "steps.lua", path), NULL, NULL, err);
    if (status == RACI_OK) {
        const raci_scenario *const all[1] = {scenario};
        status = raci_apply(&change, w->r.model, all, 1, &options, NULL, NULL, err);
    }
    raci_change_free(change);
    raci_scenario_free(scenario);
    return status;
}

static raci_status do_undo(work *w, raci_error *err)
{
    raci_change *change = NULL;
    const raci_status status = raci_undo(&change, w->r.model, 0, CHANGED_AT, NULL, NULL, err);
    raci_change_free(change);
    return status;
}

static void prepare_undo(work *w)
{
    raci_error err = {0};
    prepare_acts(w);
    assert_int_equal(do_apply(w, &err), RACI_OK);
}

static raci_status with_policy(work *w, raci_error *err)
{
    const char *paths[1] = {w->policy};
    return raci_policy_load(&w->r.policy, w->r.model, paths, 1, NULL, NULL, err);
}

static raci_status do_decide(work *w, raci_error *err)
{
    static const acts_step step = {.verb = DECIDE,
                                   .what = "many-accountable touchpoint:pay",
                                   .by = "office:cxo",
                                   .option = 4,
                                   .until = "2031-01-01"};
    raci_change *change = NULL;
    raci_status status = with_policy(w, err);
    status = status == RACI_OK ? acts_do(&change, &w->r, &step, err) : status;
    raci_change_free(change);
    return status;
}

static raci_status do_record(work *w, raci_error *err)
{
    int64_t run = 0;
    raci_result *result = NULL;
    const raci_check_options options = {.date = ACTS_DAY, .whole = 1};
    raci_status status = with_policy(w, err);
    if (status == RACI_OK) {
        status = raci_check(&result, w->r.model, w->r.policy, &options, err);
    }
    status = status == RACI_OK ? raci_record(&run, result, RECORDED_AT, err) : status;
    raci_result_free(result);
    return status;
}

static raci_status do_forget(work *w, raci_error *err)
{
    raci_forgotten *forgotten = NULL;
    const raci_status status = forgetting_do(w->r.model, "dan-ruiz", NULL, &forgotten, err);
    raci_forgotten_free(forgotten);
    return status;
}

static void prepare_forget(work *w)
{
    forgetting_make(&w->r);
}

/* Opening it for writing is all there is to do. */
static raci_status do_nothing(work *w, raci_error *err)
{
    (void)w, (void)err;
    return RACI_OK;
}

/* The rows of every table, as a model of the first version had them. */
static void copy_to_first(sqlite3 *db)
{
    static const char copying[] =
        "SELECT 'INSERT INTO old.' || t.name || ' SELECT ' || "
        "group_concat('\"' || c.name || '\"') || ' FROM main.' || t.name "
        "FROM old.sqlite_schema AS t, pragma_table_info(t.name, 'old') AS c "
        "WHERE t.type = 'table' GROUP BY t.name ORDER BY t.rowid";
    sqlite3_stmt *stmt = NULL;
    int copied = 0;
    assert_int_equal(sqlite3_prepare_v2(db, copying, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        const char *sql = (const char *)sqlite3_column_text(stmt, 0);
        if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
            fail_msg("%s: %s", sql, sqlite3_errmsg(db));
        }
        copied += sqlite3_changes(db);
    }
    assert_true(copied > 100);
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
}

/* A model of the first version with an organization in it. */
static void prepare_migrate(work *w)
{
    const scratch schemas = {.dir = "tests/unit/schemas"};
    char path[SCRATCH_PATH];
    char sql[SCRATCH_PATH + 64];
    sqlite3 *db = NULL;
    recording_make(&w->r, CHANGING_ORGANIZATION, RECORDING_POLICY);
    raci_model_close(w->r.model);
    w->r.model = NULL;
    char *schema = scratch_read(&schemas, "version-1.sql", NULL);
    assert_non_null(schema);
    assert_int_equal(sqlite3_open(scratch_path(&w->r.s, "old.db", path), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, schema, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_int_equal(sqlite3_open(w->r.path, &db), SQLITE_OK);
    (void)snprintf(sql, sizeof sql, "ATTACH '%s' AS old", path);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    copy_to_first(db);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_int_equal(rename(path, w->r.path), 0);
    free(schema);
}

typedef struct course {
    const char *name;
    void (*prepare)(work *w);
    raci_status (*act)(work *w, raci_error *err); /* the model is open for writing */
    bool forgets;
} course;

static const course courses[] = {
    {"import", prepare_import, do_import, false},    {"apply", prepare_acts, do_apply, false},
    {"undo", prepare_undo, do_undo, false},          {"decide", prepare_acts, do_decide, false},
    {"record", prepare_acts, do_record, false},      {"forget", prepare_forget, do_forget, true},
    {"migrate", prepare_migrate, do_nothing, false},
};

/* ---- doing it ---- */

typedef struct task {
    work *w;
    const course *c;
} task;

static int do_all(const void *payload)
{
    const task *t = payload;
    raci_error err = {0};
    work *w = t->w;
    raci_status status = raci_model_open(&w->r.model, w->r.path, 1, &err);
    status = status == RACI_OK ? t->c->act(w, &err) : status;
    if (status != RACI_OK) {
        (void)fprintf(stderr, "%s: %s\n", t->c->name, err.message);
    }
    const bool said = status == RACI_OK && power_cut_say();
    raci_policy_free(w->r.policy);
    raci_model_close(w->r.model);
    w->r.policy = NULL;
    w->r.model = NULL;
    return said ? 0 : 1;
}

/* ---- what is left ---- */

static void add_rows(ri_text *out, sqlite3 *db, const char *columns, const char *table)
{
    char sql[128];
    sqlite3_stmt *stmt = NULL;
    (void)snprintf(sql, sizeof sql, "SELECT %s FROM %s", columns, table);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    ri_text_format(out, "== %s\n", table);
    int code = SQLITE_OK;
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
        /* Whether bytes are still to be swept out is looked at otherwise. */
        if (strcmp(table, "meta") == 0 &&
            strcmp((const char *)sqlite3_column_text(stmt, 0), "sweep") == 0) {
            continue;
        }
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const int type = sqlite3_column_type(stmt, i);
            const unsigned char *bytes = sqlite3_column_blob(stmt, i);
            const int n = sqlite3_column_bytes(stmt, i);
            ri_text_format(out, "|%d:%d:", type, n);
            for (int k = 0; k < n; k++) {
                const bool seen = type != SQLITE_BLOB && bytes[k] != '\n';
                ri_text_format(out, seen ? "%c" : "%02x", bytes[k]);
            }
        }
        ri_text_char(out, '\n');
    }
    assert_int_equal(code, SQLITE_DONE);
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
}

/* Every value of every table, and what makes these. */
static ri_text say_all(const char *path)
{
    static const char tables[] =
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    ri_text out = RI_TEXT_INIT;
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    add_rows(&out, db, "type, name, tbl_name, sql", "sqlite_schema ORDER BY type, name");
    assert_int_equal(sqlite3_prepare_v2(db, tables, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        add_rows(&out, db, "*", (const char *)sqlite3_column_text(stmt, 0));
    }
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_false(out.failed);
    return out;
}

/* raci reads it first, so that it is raci that takes back what was not completed. */
static ri_text read_all(work *w)
{
    raci_error err = {0};
    if (raci_model_open(&w->r.model, w->r.path, 0, &err) != RACI_OK || !recording_proved(&w->r)) {
        fail_msg("%s: it cannot be read, or its record is broken: %s", w->moment, err.message);
    }
    raci_model_close(w->r.model);
    w->r.model = NULL;
    killing_integrity(w->r.path);
    return say_all(w->r.path);
}

/* Whether it opens for writing. */
static bool opens(work *w)
{
    const raci_status status = raci_model_open(&w->r.model, w->r.path, 1, NULL);
    raci_model_close(w->r.model);
    w->r.model = NULL;
    return status == RACI_OK;
}

static void restore(const work *w)
{
    static const char *const beside[] = {"raci.db-journal", "raci.db-wal", "raci.db-shm"};
    char path[SCRATCH_PATH];
    for (size_t i = 0; i < COUNT(beside); i++) {
        (void)unlink(scratch_path(&w->r.s, beside[i], path));
    }
    scratch_write(&w->r.s, "raci.db", w->bytes, w->length);
}

static void compare(const work *w, const char *found, const char *expected)
{
    const char *end = NULL;
    while (*found != '\0' && (end = strchr(found, '\n')) != NULL &&
           strncmp(found, expected, (size_t)(end - found) + 1) == 0) {
        expected += end - found + 1;
        found = end + 1;
    }
    if (*found != '\0' || *expected != '\0') {
        fail_msg("%s: it says\n%.*s\nand should say\n%.*s", w->moment, (int)strcspn(found, "\n"),
                 found, (int)strcspn(expected, "\n"), expected);
    }
}

/* What one end left: whether it is done. Where it is not, it can be. */
static bool look(const task *t, power_cut_end_of end)
{
    work *w = t->w;
    const bool left = t->c->forgets && forgetting_left(&w->r.s);
    ri_text found = read_all(w);
    const bool done = strcmp(ri_text_string(&found), ri_text_string(&w->before)) != 0;
    compare(w, ri_text_string(&found), ri_text_string(done ? &w->after : &w->before));
    ri_text_free(&found);
    if (end.said && (!done || left)) {
        fail_msg("%s: what was said to be done is not", w->moment);
    }
    /* Whoever comes next for writing finishes it. */
    if (done ? !opens(w) : do_all(t) != 0) {
        fail_msg("%s: it cannot be done any more", w->moment);
    }
    found = read_all(w);
    compare(w, ri_text_string(&found), ri_text_string(&w->after));
    ri_text_free(&found);
    assert_false(t->c->forgets && forgetting_left(&w->r.s));
    return done;
}

/* ---- the moments ---- */

static void end_at_moments(const task *t, power_cut_fate fate, size_t ops, const char *journal)
{
    static const char *const fates[] = {"killed", "killed within", "power cut", "power cut, torn"};
    const size_t asked = killing_times(MOMENTS);
    /* What stays of each moment may differ where that is a matter of chance. */
    const size_t moments = asked <= ops || fate == CUT_SOME ? asked : ops + 1;
    size_t done = 0;
    size_t said = 0;
    for (size_t i = 0; i < moments; i++) {
        /* All of them, or the last one and some others. */
        const size_t at = asked > ops ? i % (ops + 1) : i == 0 ? ops : killing_random(ops);
        const power_cut plan = {fate, at, killing_random(UINT64_MAX - 1) + 1};
        (void)snprintf(t->w->moment, sizeof t->w->moment, "%s, %s, %s before operation %zu of %zu",
                       t->c->name, journal, fates[fate], at, ops);
        restore(t->w);
        const power_cut_end_of end = power_cut_run(do_all, t, &plan);
        assert_int_equal(end.ended, at >= ops && fate < CUT_ALL);
        done += look(t, end);
        said += end.said;
    }
    print_message("%s, %s, %s: %zu of %zu moments, %zu left it done, %zu of them had said so\n",
                  t->c->name, journal, fates[fate], moments, ops + 1, done, said);
}

static void run_course(const course *c, const char *journal)
{
    char sql[64];
    work w = {.length = 0};
    const task t = {&w, c};
    c->prepare(&w);
    scratch_path(&w.r.s, "policy.lua", w.policy);
    raci_policy_free(w.r.policy);
    raci_model_close(w.r.model);
    w.r.policy = NULL;
    w.r.model = NULL;
    (void)snprintf(sql, sizeof sql, "PRAGMA journal_mode = %s", journal);
    recording_sql(&w.r, sql);
    w.bytes = scratch_read(&w.r.s, "raci.db", &w.length);
    w.before = read_all(&w);
    const power_cut whole = {KILLED, SIZE_MAX, 1};
    const power_cut_end_of end = power_cut_run(do_all, &t, &whole);
    assert_true(end.ended && end.said && end.ops > 5);
    w.after = read_all(&w);
    assert_string_not_equal(ri_text_string(&w.after), ri_text_string(&w.before));
    for (power_cut_fate fate = KILLED; fate < POWER_CUT_FATES; fate++) {
        end_at_moments(&t, fate, end.ops, journal);
    }
    free(w.bytes);
    ri_text_free(&w.before);
    ri_text_free(&w.after);
    recording_remove(&w.r);
}

/* Models have a rollback journal; where another program has set it, a write-ahead log. */
static void keeps_what_was_said(void **state)
{
    run_course(*state, "DELETE");
}

static void keeps_it_in_a_log(void **state)
{
    run_course(*state, "WAL");
}

int main(void)
{
    struct CMUnitTest tests[2 * COUNT(courses)];
    for (size_t i = 0; i < COUNT(courses); i++) {
        void *given = (void *)(uintptr_t)&courses[i];
        tests[2 * i] = (struct CMUnitTest){courses[i].name, keeps_what_was_said, NULL, NULL, given};
        tests[2 * i + 1] =
            (struct CMUnitTest){courses[i].name, keeps_it_in_a_log, NULL, NULL, given};
    }
    /* What a disk loses is not asked of a real one, which would take its time. */
    if (access("/dev/shm", W_OK | X_OK) == 0) {
        (void)setenv("TMPDIR", "/dev/shm", 0);
    }
    return cmocka_run_group_tests_name("power cut", tests, NULL, NULL);
}
