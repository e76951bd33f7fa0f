#define _POSIX_C_SOURCE 200809L

#include "scratch.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "store/sqlite.h"

static ri_store *open_store(const char *path, ri_store_mode mode)
{
    ri_store *store = NULL;
    raci_error err = {0};
    if (ri_store_open(&store, path, mode, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return store;
}

static raci_status set(ri_store *store, const char *name, const char *value, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, STMT_META_SET, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, name);
        ri_bind_text(stmt, 2, value);
        status = ri_run(stmt, err);
    }
    return status;
}

static bool has(ri_store *store, const char *name)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    assert_int_equal(ri_store_stmt(&stmt, store, STMT_META_GET, NULL), RACI_OK);
    ri_bind_text(stmt, 1, name);
    assert_int_equal(ri_step(stmt, &row, NULL), RACI_OK);
    ri_reset(stmt);
    return row;
}

/* What rests on a text that was misread is not kept; it is told once, and does not stay. */
static void keeps_nothing_misread(void **state)
{
    static const struct {
        ri_misread why;
        raci_status status;
    } rows[] = {{RI_MISREAD_UNSET, RACI_FORMAT},
                {RI_MISREAD_NUL, RACI_FORMAT},
                {RI_MISREAD_MEMORY, RACI_NOMEM}};
    scratch s;
    char path[SCRATCH_PATH];
    (void)state;
    scratch_make(&s);
    ri_store *store = open_store(scratch_path(&s, "m", path), RI_STORE_CREATE);
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(ri_store_begin(store, NULL), RACI_OK);
        assert_int_equal(set(store, "misread", "x", NULL), RACI_OK);
        store->misread = rows[i].why;
        assert_int_equal(ri_store_commit(store, NULL), rows[i].status);
        assert_false(has(store, "misread"));
    }
    assert_int_equal(ri_store_begin(store, NULL), RACI_OK);
    assert_int_equal(set(store, "kept", "x", NULL), RACI_OK);
    assert_int_equal(ri_store_commit(store, NULL), RACI_OK);
    assert_true(has(store, "kept"));
    ri_store_close(store);
    scratch_remove(&s);
}

static void commits_and_undoes(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    (void)state;
    scratch_make(&s);
    ri_store *store = open_store(scratch_path(&s, "m", path), RI_STORE_CREATE);
    assert_int_equal(ri_store_begin(store, NULL), RACI_OK);
    assert_int_equal(set(store, "undone", "x", NULL), RACI_OK);
    ri_store_rollback(store);
    ri_store_rollback(store); /* safe at any time */
    assert_false(has(store, "undone"));

    assert_int_equal(ri_store_begin(store, NULL), RACI_OK);
    assert_int_equal(set(store, "kept", "x", NULL), RACI_OK);
    assert_int_equal(ri_store_commit(store, NULL), RACI_OK);
    ri_store_rollback(store);
    assert_true(has(store, "kept"));

    assert_int_equal(ri_store_begin(store, NULL), RACI_OK);
    assert_int_equal(set(store, "closed", "x", NULL), RACI_OK);
    ri_store_close(store);
    store = open_store(path, RI_STORE_READ);
    assert_true(has(store, "kept"));
    assert_false(has(store, "closed"));
    ri_store_close(store);
    scratch_remove(&s);
}

static void refuses_nonsense(void **state)
{
    ri_store *store = open_store(NULL, RI_STORE_MEMORY);
    (void)state;
    assert_int_equal(ri_store_commit(store, NULL), RACI_INTERNAL);
    assert_int_equal(ri_store_hold(store, NULL), RACI_OK);
    assert_int_equal(ri_store_begin(store, NULL), RACI_INTERNAL);
    ri_store_close(store);
}

/* A reader sees one state, whatever others write meanwhile. */
static void reads_one_state(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    (void)state;
    scratch_make(&s);
    ri_store *writer = open_store(scratch_path(&s, "m", path), RI_STORE_CREATE);
    ri_store *reader = open_store(path, RI_STORE_READ);
    ri_store_wait(writer, 50);
    assert_int_equal(ri_store_hold(reader, NULL), RACI_OK);
    assert_false(has(reader, "n"));
    assert_int_equal(ri_store_hold(reader, NULL), RACI_OK); /* of somebody who is asked meanwhile */
    ri_store_release(reader);
    raci_error err = {0};
    assert_int_equal(ri_store_begin(writer, NULL), RACI_OK);
    assert_int_equal(set(writer, "n", "x", NULL), RACI_OK);
    assert_int_equal(ri_store_commit(writer, &err), RACI_BUSY);
    assert_false(has(reader, "n"));
    ri_store_release(reader);
    assert_int_equal(set(writer, "n", "x", NULL), RACI_OK);
    assert_true(has(reader, "n"));
    ri_store_close(reader);
    ri_store_close(writer);
    scratch_remove(&s);
}

/* Within a transaction that writes, a hold sees what was written, and ends nothing. */
static void holds_within_a_write(void **state)
{
    ri_store *store = open_store(NULL, RI_STORE_MEMORY);
    (void)state;
    assert_int_equal(ri_store_begin(store, NULL), RACI_OK);
    assert_int_equal(set(store, "n", "x", NULL), RACI_OK);
    assert_int_equal(ri_store_hold(store, NULL), RACI_OK);
    assert_true(has(store, "n"));
    ri_store_release(store);
    assert_true(ri_store_within(store));
    assert_int_equal(ri_store_commit(store, NULL), RACI_OK);
    assert_true(has(store, "n"));
    assert_int_equal(ri_store_hold(store, NULL), RACI_OK);
    ri_store_release(store);
    assert_false(ri_store_within(store));
    ri_store_close(store);
}

/* Another process: begins to write, says so, and commits when told to or after a
   while. Only async-signal-safe things would be sure after a fork; the parent has
   no other thread, so SQLite is safe too, as nothing is open across the fork. */
static pid_t start_writer(const char *path, int begun, int go)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child > 0) {
        return child;
    }
    ri_store *store = NULL;
    char byte = 0;
    bool good = ri_store_open(&store, path, RI_STORE_WRITE, NULL) == RACI_OK &&
                ri_store_begin(store, NULL) == RACI_OK &&
                set(store, "child", "x", NULL) == RACI_OK && write(begun, "b", 1) == 1 &&
                read(go, &byte, 1) == 1;
    const struct timespec moment = {.tv_nsec = 200000000};
    (void)nanosleep(&moment, NULL);
    good = good && ri_store_commit(store, NULL) == RACI_OK;
    ri_store_close(store);
    _exit(good ? 0 : 1);
}

static void waits_for_others(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    int begun[2];
    int go[2];
    int result = -1;
    char byte = 0;
    (void)state;
    scratch_make(&s);
    ri_store_close(open_store(scratch_path(&s, "m", path), RI_STORE_CREATE));
    assert_int_equal(pipe(begun), 0);
    assert_int_equal(pipe(go), 0);
    pid_t child = start_writer(path, begun[1], go[0]);
    assert_int_equal(read(begun[0], &byte, 1), 1);

    /* While the other writes, a writer waits as long as it may and then says why. */
    ri_store *store = open_store(path, RI_STORE_WRITE);
    raci_error err = {0};
    ri_store_wait(store, 300);
    assert_int_equal(ri_store_begin(store, &err), RACI_BUSY);
    assert_non_null(strstr(err.message, path));
    assert_non_null(strstr(err.message, "(waited 0.3 seconds)"));

    /* Readers need not wait. */
    assert_false(has(store, "child"));

    /* When the other is done in time, nobody notices. */
    ri_store_wait(store, 20000);
    assert_int_equal(write(go[1], "g", 1), 1);
    assert_int_equal(ri_store_begin(store, NULL), RACI_OK);
    assert_true(has(store, "child"));
    assert_int_equal(ri_store_commit(store, NULL), RACI_OK);
    ri_store_close(store);
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFEXITED(result) && WEXITSTATUS(result) == 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(close(begun[i]), 0);
        assert_int_equal(close(go[i]), 0);
    }
    scratch_remove(&s);
}

/* Writes a megabyte in one transaction. */
static raci_status write_much(ri_store *store, raci_error *err)
{
    static char value[60001];
    raci_status status = ri_store_begin(store, err);
    memset(value, 'x', sizeof value - 1);
    for (int i = 0; i < 20 && status == RACI_OK; i++) {
        char name[16];
        (void)snprintf(name, sizeof name, "n%d", i);
        status = set(store, name, value, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(store, err);
    }
    ri_store_rollback(store);
    return status;
}

static void check_intact(const char *path)
{
    ri_store *store = open_store(path, RI_STORE_READ);
    assert_true(has(store, "before"));
    assert_false(has(store, "n0"));
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_prepare_v2(store->db, "PRAGMA integrity_check", -1, &stmt, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(stmt, 0), "ok");
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
    ri_store_close(store);
}

static void survives_full_disk(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    (void)state;
    scratch_make(&s);
    ri_store *store = open_store(scratch_path(&s, "m", path), RI_STORE_CREATE);
    assert_int_equal(set(store, "before", "x", NULL), RACI_OK);
    assert_int_equal(sqlite3_exec(store->db, "PRAGMA max_page_count = 100", NULL, NULL, NULL),
                     SQLITE_OK);
    raci_error err = {0};
    assert_int_equal(write_much(store, &err), RACI_IO);
    assert_non_null(strstr(err.message, "no space is left for '"));
    ri_store_close(store);
    check_intact(path);
    scratch_remove(&s);
}

static void survives_failing_writes(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    struct rlimit old;
    struct rlimit small;
    raci_error err = {0};
    (void)state;
    scratch_make(&s);
    ri_store *store = open_store(scratch_path(&s, "m", path), RI_STORE_CREATE);
    assert_int_equal(set(store, "before", "x", NULL), RACI_OK);
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 400000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    raci_status status = write_much(store, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_int_equal(status, RACI_IO);
    assert_non_null(strstr(err.message, "writing '"));
    assert_non_null(strstr(err.message, "what was stored before is intact"));
    ri_store_close(store);
    check_intact(path);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_nothing_misread), cmocka_unit_test(commits_and_undoes),
        cmocka_unit_test(refuses_nonsense),      cmocka_unit_test(reads_one_state),
        cmocka_unit_test(holds_within_a_write),  cmocka_unit_test(waits_for_others),
        cmocka_unit_test(survives_full_disk),    cmocka_unit_test(survives_failing_writes),
    };
    return cmocka_run_group_tests_name("transaction", tests, NULL, NULL);
}
