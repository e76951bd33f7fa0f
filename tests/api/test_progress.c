/* How far imports say they are; stopped at any step they leave nothing behind. */
#define _POSIX_C_SOURCE 200809L

#include <raci.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define ACME "tests/golden/acme"
#define ROWS 3000

typedef struct watching {
    size_t calls;
    size_t stop_at; /* 0: never */
    const char *doing;
    unsigned long long done;
    size_t works; /* pieces of work */
} watching;

static int watch(const raci_progress *progress, void *payload)
{
    watching *w = payload;
    w->calls++;
    assert_non_null(progress->doing);
    assert_true(progress->whole == 0 || progress->done <= progress->whole);
    if (w->doing == NULL || strcmp(w->doing, progress->doing) != 0) {
        w->doing = progress->doing;
        w->works++;
    }
    return w->calls == w->stop_at;
}

typedef struct fixture {
    char folder[64];
    char model[96];
    char file[96];
} fixture;

static int set_up(void **state)
{
    static fixture f;
    raci_model *model = NULL;
    (void)snprintf(f.folder, sizeof f.folder, "%s", "/tmp/raci-api-XXXXXX");
    assert_non_null(mkdtemp(f.folder));
    (void)snprintf(f.model, sizeof f.model, "%s/m.db", f.folder);
    (void)snprintf(f.file, sizeof f.file, "%s/hr.csv", f.folder);
    assert_int_equal(raci_model_create(&model, f.model, NULL), RACI_OK);
    raci_model_close(model);
    FILE *file = fopen(f.file, "w");
    assert_non_null(file);
    assert_true(fputs("Employee ID,Manager ID,Name\n1,,Name 1\n", file) >= 0);
    for (int i = 2; i <= ROWS; i++) {
        assert_true(fprintf(file, "%d,%d,Name %d with a second name\n", i, i / 2, i) > 0);
    }
    assert_int_equal(fclose(file), 0);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    const fixture *f = *state;
    assert_int_equal(unlink(f->file), 0);
    assert_int_equal(unlink(f->model), 0);
    return rmdir(f->folder);
}

/* Imports the folder of a sample, or the file. */
static raci_status import(const fixture *f, watching *w, bool folder, bool dry, char digest[65])
{
    raci_model *model = NULL;
    raci_intake *intake = NULL;
    raci_error err = {0};
    const char *content = NULL;
    const char *const paths[] = {f->file};
    const raci_intake_options how = {.date = "2026-01-01", .dry_run = dry};
    assert_int_equal(raci_model_open(&model, f->model, 1, NULL), RACI_OK);
    raci_model_watch(model, watch, w);
    const raci_status status =
        folder ? raci_model_import(model, ACME, dry, NULL, NULL, NULL, &err)
               : raci_intake_read(&intake, model, paths, 1, &how, NULL, NULL, &err);
    assert_int_equal(err.status, status);
    assert_int_equal(raci_model_digest(&content, model, NULL), RACI_OK);
    (void)snprintf(digest, 65, "%s", content);
    raci_intake_free(intake);
    raci_model_close(model);
    return status;
}

static void tells_how_far_it_is(void **state)
{
    const fixture *f = *state;
    char digest[65];
    for (int way = 0; way < 4; way++) {
        watching w = {0};
        assert_int_equal(import(f, &w, way % 2 == 0, way < 2, digest), RACI_OK);
        assert_true(w.calls > 2);
        assert_true(w.works >= (way % 2 == 0 ? 1 : 3));
    }
}

/* How much "importing" had done, and of how much, when it was last heard of. */
typedef struct far {
    unsigned long long done;
    unsigned long long whole;
} far;

static int note_far(const raci_progress *progress, void *payload)
{
    if (strcmp(progress->doing, "importing") == 0) {
        *(far *)payload = (far){progress->done, progress->whole};
    }
    return 0;
}

/* What lies beside a file that is imported alone is not waited for. */
static void comes_to_the_end(void **state)
{
    static const char *const sources[] = {ACME, ACME "/touchpoints.csv"};
    const fixture *f = *state;
    far ends[2] = {{0}};
    for (size_t i = 0; i < 2; i++) {
        raci_model *model = NULL;
        assert_int_equal(raci_model_open(&model, f->model, 1, NULL), RACI_OK);
        raci_model_watch(model, note_far, &ends[i]);
        assert_int_equal(raci_model_import(model, sources[i], 0, NULL, NULL, NULL, NULL), RACI_OK);
        raci_model_close(model);
        assert_true(ends[i].done > 0);
        assert_int_equal(ends[i].done, ends[i].whole);
    }
    assert_true(ends[1].whole < ends[0].whole);
}

/* Whichever call asks for it. */
static void stops_anywhere(void **state)
{
    const fixture *f = *state;
    char empty[65];
    char digest[65];
    watching none = {0};
    assert_int_equal(import(f, &none, true, true, empty), RACI_OK);
    for (int way = 0; way < 4; way++) {
        for (size_t at = 1;; at++) {
            watching w = {.stop_at = at};
            if (import(f, &w, way % 2 == 0, way < 2, digest) == RACI_OK) {
                assert_true(at > 2);
                break;
            }
            assert_int_equal(w.calls, at);
            assert_string_equal(digest, empty);
        }
        if (way >= 2) { /* it was imported at last */
            assert_string_not_equal(digest, empty);
            (void)snprintf(empty, sizeof empty, "%s", digest);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tells_how_far_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(comes_to_the_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stops_anywhere, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
