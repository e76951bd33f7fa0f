#define _POSIX_C_SOURCE 200809L

#include "folders.h"

#include <signal.h>
#include <sys/resource.h>

#include "model/known.h"
#include "model/sample_import.h"
#include "model/staged.h"
#include "store/sqlite.h"

static void counts_files_and_rows(void **state)
{
    scratch s;
    ri_text problems = RI_TEXT_INIT;
    raci_import_counts counts = {0};
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    assert_int_equal(folder_import(&s, model,
                                   "== units.csv\nkey\na\nb\n== people.csv\nkey\nc\n"
                                   "== readme.txt\nnothing\n",
                                   &counts, &problems),
                     RACI_OK);
    assert_int_equal(counts.files, 2);
    assert_int_equal(counts.added, 3);
    assert_int_equal(counts.updated + counts.unchanged, 0);
    ri_text_free(&problems);
    raci_model_close(model);
    scratch_remove(&s);
}

static void wants_a_folder(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    raci_error err = {0};
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    assert_int_equal(
        raci_model_import(model, scratch_path(&s, "none", path), 0, NULL, NULL, NULL, &err),
        RACI_NOTFOUND);
    assert_non_null(strstr(err.message, "cannot be read: No such file"));

    err = (raci_error){0};
    assert_int_equal(
        raci_model_import(model, scratch_path(&s, "m", path), 0, NULL, NULL, NULL, &err),
        RACI_NOTFOUND);
    assert_non_null(strstr(err.message, "is not a folder"));

    err = (raci_error){0};
    assert_int_equal(mkdir(scratch_path(&s, "empty", path), 0777), 0);
    assert_int_equal(raci_model_import(model, path, 0, NULL, NULL, NULL, &err), RACI_NOTFOUND);
    assert_non_null(strstr(err.message, "has none of the files that can be imported"));

    /* A folder where a file should be. */
    err = (raci_error){0};
    assert_int_equal(mkdir(scratch_path(&s, "empty/units.csv", path), 0777), 0);
    assert_int_equal(
        raci_model_import(model, scratch_path(&s, "empty", path), 0, NULL, NULL, NULL, &err),
        RACI_IO);
    assert_non_null(strstr(err.message, "units.csv' cannot be read: it is not a file"));
    raci_model_close(model);
    scratch_remove(&s);
}

/* The first problem is in the error too, with its place. */
static void fails_with_the_first_problem(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    char file[SCRATCH_PATH];
    raci_error err = {0};
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    scratch_path(&s, "in", path);
    folder_write(path, "== units.csv\nkey\nA\nB\n");
    assert_int_equal(raci_model_import(model, path, 0, NULL, NULL, NULL, &err), RACI_INPUT);
    assert_string_equal(err.file, scratch_path(&s, "in/units.csv", file));
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 1);
    assert_string_equal(err.message,
                        "expected a key of a-z, 0-9, '.', '_' and '-', found 'A'; did you mean "
                        "'a'? (the first of 2 errors; nothing was written)");
    raci_model_close(model);
    scratch_remove(&s);
}

static void forgets_a_dry_run(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    char before[65];
    char after[65];
    raci_import_counts counts = {0};
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_digest(model, before);
    folder_write(scratch_path(&s, "in", path), "== units.csv\nkey\na\n");
    assert_int_equal(raci_model_import(model, path, 1, &counts, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(counts.added, 1);
    folder_digest(model, after);
    assert_string_equal(after, before);
    assert_int_equal(raci_model_import(model, path, 0, &counts, NULL, NULL, NULL), RACI_OK);
    assert_int_equal(counts.added, 1);
    folder_digest(model, after);
    assert_string_not_equal(after, before);
    raci_model_close(model);
    scratch_remove(&s);
}

/* All are counted, the first hundred are told, in the order of the canonical
   files whatever order they were found in. */
static void tells_a_hundred(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    raci_error err = {0};
    ri_text files = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    ri_text expected = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    /* Heads are looked up at the end, offices while reading. */
    ri_text_add(&files, "== units.csv\nkey,head,from\n");
    for (int i = 10; i < 70; i++) {
        ri_text_format(&files, "u%d,nobody%d,x\n", i, i);
    }
    for (int i = 10; i < 60; i++) {
        ri_text_format(&expected,
                       "units.csv:%d:5: unknown position 'nobody%d'\n"
                       "units.csv:%d:14: expected a date such as 2026-03-31, found 'x'\n",
                       i - 8, i, i - 8);
    }
    ri_text_add(&files, "== stages.csv\nkey\nS\n");
    scratch_path(&s, "in", path);
    folder_write(path, ri_text_string(&files));
    assert_int_equal(raci_model_import(model, path, 0, NULL, folder_problem, &problems, &err),
                     RACI_INPUT);
    assert_string_equal(ri_text_string(&problems), ri_text_string(&expected));
    assert_non_null(strstr(err.message, "(the first of 121 errors; nothing was written)"));
    ri_text_free(&files);
    ri_text_free(&problems);
    ri_text_free(&expected);
    raci_model_close(model);
    scratch_remove(&s);
}

/* A file cut off in the middle of the transaction leaves the model as it was. */
static void survives_failing_writes(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    char before[65];
    char after[65];
    struct rlimit old;
    struct rlimit small;
    raci_error err = {0};
    ri_text files = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, "== units.csv\nkey\nbefore\n");
    folder_digest(model, before);
    ri_text_add(&files, "== units.csv\nkey,name\n");
    for (int i = 0; i < 5000; i++) {
        ri_text_format(&files, "unit-number-%d,A name that is rather long to fill the file %d\n", i,
                       i);
    }
    scratch_path(&s, "in", path);
    folder_write(path, ri_text_string(&files));
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 300000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    raci_status status = raci_model_import(model, path, 0, NULL, NULL, NULL, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_int_equal(status, RACI_IO);
    assert_non_null(strstr(err.message, "what was stored before is intact"));
    folder_digest(model, after);
    assert_string_equal(after, before);

    /* And the same model takes the same files once there is room. */
    assert_int_equal(raci_model_import(model, path, 0, NULL, NULL, NULL, NULL), RACI_OK);
    ri_text_free(&files);
    raci_model_close(model);
    scratch_remove(&s);
}

static raci_status import_sample(raci_model *model, void *payload, raci_error *err)
{
    (void)payload;
    return ri_sample_import(model, "halvenny", err);
}

static raci_status import_staged(raci_model *model, void *payload, raci_error *err)
{
    const ri_import_way way = {.dry_run = false};
    return ri_staged_import(payload, model, &way, NULL, NULL, NULL, err);
}

/* What stands in no folder is not taken for nothing where it cannot be opened. */
static void fails_without_descriptors(raci_status (*import)(raci_model *, void *, raci_error *),
                                      void *payload)
{
    char empty[65];
    char after[65];
    struct rlimit old;
    raci_error err = {0};
    raci_model *model = NULL;
    assert_int_equal(ri_model_in_memory(&model, NULL), RACI_OK);
    folder_digest(model, empty);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
    const struct rlimit none = {0, old.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    const raci_status status = import(model, payload, &err);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
    assert_int_equal(status, RACI_IO);
    assert_non_null(strstr(err.message, "Too many open files"));
    folder_digest(model, after);
    assert_string_equal(after, empty);
    raci_model_close(model);
}

static void tells_what_cannot_be_opened(void **state)
{
    static const char *const columns[] = {"key"};
    static const char *const cells[] = {"sales"};
    ri_staged *staged = NULL;
    (void)state;
    fails_without_descriptors(import_sample, NULL);
    assert_int_equal(ri_staged_new(&staged, true, NULL), RACI_OK);
    assert_int_equal(ri_staged_source(staged, "rows", NULL), RACI_OK);
    assert_int_equal(ri_staged_columns(staged, RI_TABLE_UNITS, columns, 1, NULL), RACI_OK);
    assert_int_equal(ri_staged_row(staged, RI_TABLE_UNITS, cells, 1, NULL), RACI_OK);
    fails_without_descriptors(import_staged, staged);
    ri_staged_free(staged);
}

static void tells_of_other_writers(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    char in[SCRATCH_PATH];
    raci_model *other = NULL;
    raci_error err = {0};
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    assert_int_equal(raci_model_open(&other, scratch_path(&s, "m", path), 1, NULL), RACI_OK);
    folder_write(scratch_path(&s, "in", in), "== units.csv\nkey\na\n");
    ri_store_wait(ri_model_store(model), 20);
    assert_int_equal(ri_store_begin(ri_model_store(other), NULL), RACI_OK);
    assert_int_equal(raci_model_import(model, in, 0, NULL, NULL, NULL, &err), RACI_BUSY);
    assert_non_null(strstr(err.message, path));
    ri_store_rollback(ri_model_store(other));
    assert_int_equal(raci_model_import(model, in, 0, NULL, NULL, NULL, NULL), RACI_OK);
    raci_model_close(other);
    raci_model_close(model);
    scratch_remove(&s);
}

struct shrinking {
    raci_model *model;
    const char *dir;
};

static bool attempt(void *payload)
{
    const struct shrinking *with = payload;
    raci_error err = {0};
    raci_status status = raci_model_import(with->model, with->dir, 1, NULL, NULL, NULL, &err);
    assert_true(status == RACI_INPUT || status == RACI_NOMEM);
    return status == RACI_INPUT;
}

/* Out of memory anywhere is told, and the model can still be used. */
static void survives_exhaustion(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_write(scratch_path(&s, "in", path),
                 "== units.csv\nkey,head,tags,z\na,b,x;y,1\nB,b,,\nc,c,,2\n"
                 "== positions.csv\nkey,reports_to\nbb,b\nc,d\nd,c\n");
    struct shrinking with = {model, path};
    assert_true(with_all_failures(attempt, &with) > 20);
    scratch_empty(path);
    folder_take(&s, model, "== units.csv\nkey\na\n");
    raci_model_close(model);
    scratch_remove(&s);
}

/* The same for the memory that SQLite takes for itself. */
static void survives_exhausted_sqlite(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    int refused = 0;
    raci_status status = RACI_NOMEM;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_write(scratch_path(&s, "in", path), "== units.csv\nkey,name,z\na,A,1\nb,B,2\n");
    sqlite3_int64 used = sqlite3_memory_used();
    for (sqlite3_int64 more = 0; status != RACI_OK; more += 1500) {
        raci_error err = {0};
        (void)sqlite3_hard_heap_limit64(used + more);
        status = raci_model_import(model, path, 0, NULL, NULL, NULL, &err);
        (void)sqlite3_hard_heap_limit64(0);
        if (status != RACI_OK && status != RACI_NOMEM) {
            fail_msg("%s: %s", raci_status_name(status), err.message);
        }
        refused += status == RACI_NOMEM ? 1 : 0;
    }
    assert_true(refused > 10);
    char *units = folder_export(&s, model, "units.csv");
    assert_string_equal(strchr(units, '\n') + 1, "a,A,,,,,,,,1\nb,B,,,,,,,,2\n");
    free(units);
    raci_model_close(model);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_files_and_rows),
        cmocka_unit_test(wants_a_folder),
        cmocka_unit_test(fails_with_the_first_problem),
        cmocka_unit_test(forgets_a_dry_run),
        cmocka_unit_test(tells_a_hundred),
        cmocka_unit_test(survives_failing_writes),
        cmocka_unit_test(tells_what_cannot_be_opened),
        cmocka_unit_test(tells_of_other_writers),
        cmocka_unit_test(survives_exhaustion),
        cmocka_unit_test(survives_exhausted_sqlite),
    };
    return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
