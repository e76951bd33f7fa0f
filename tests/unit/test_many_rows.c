/* Files of many rows: what is kept of each of them. */
#define _POSIX_C_SOURCE 200809L

#include "hr_reading.h"

#include <malloc.h>
#include <time.h>

#include "raci.h"

#define ROWS 80000
#define KNOWN 20000

/* Only glibc counts, and only where nothing stands in for its allocator. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
static size_t in_use(void)
{
    const struct mallinfo2 now = mallinfo2();
    return now.uordblks + now.hblkhd;
}
#else
static size_t in_use(void)
{
    return 0;
}
#endif

static void add_number(ri_text *out, const char *before, size_t number, const char *after)
{
    ri_text_format(out, "%s%zu%s", before, number, after);
}

/* Everybody has an id, a name, a title and an address that nobody else has. */
static void export_people(ri_text *out, size_t n, size_t first)
{
    ri_text_add(out, "Employee ID,Manager ID,First Name,Last Name,Job Title,Department,Work Email,"
                     "Start Date,Notes\n");
    for (size_t i = first; i <= n; i++) {
        add_number(out, "", i, ",");
        if (i > first) {
            add_number(out, "", first + (i - first) / 8, "");
        }
        add_number(out, ",First", i, "");
        add_number(out, ",Last", i, "");
        add_number(out, ",Title ", i, "");
        add_number(out, ",Department ", i % 300, "");
        add_number(out, ",p", i, "@company.example,2020-01-02,some text that fills the row\n");
    }
    assert_false(out->failed);
}

/* Of somebody are kept an id, which is a key, and some numbers; of names and titles nothing. */
static void keeps_little_of_people(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_text text = RI_TEXT_INIT;
    ri_book *book = NULL;
    ri_hr_columns *columns = NULL;
    ri_hr *hr = NULL;
    (void)state;
    export_people(&text, ROWS, 1);
    scratch_make(&s);
    scratch_write(&s, "a.csv", text.bytes, text.length);
    ri_text_free(&text);
    assert_int_equal(ri_book_open(&book, scratch_path(&s, "a.csv", path), NULL, NULL, NULL, NULL),
                     RACI_OK);
    assert_int_equal(ri_hr_columns_find(&columns, book, 0, NULL, NULL), RACI_OK);
    const size_t before = in_use();
    assert_int_equal(ri_hr_gather(&hr, book, columns, NULL, NULL), RACI_OK);
    assert_int_equal(ri_hr_summary_of(hr)->people, ROWS);
    assert_int_equal(ri_hr_summary_of(hr)->lines, ROWS - 1);
    const size_t each = (in_use() - before) / ROWS;
    /* Room for half as many again is a part of it: lists and maps double. */
    assert_true(each < 250);
    ri_hr_free(hr);
    ri_hr_columns_free(columns);
    ri_book_close(book);
    scratch_remove(&s);
}

/* How often memory is asked for while a file is tried. */
static size_t count_allocations(const char *bytes, size_t length)
{
    scratch s;
    char path[SCRATCH_PATH];
    char model_path[SCRATCH_PATH];
    raci_model *model = NULL;
    raci_intake *intake = NULL;
    raci_error err = {0};
    const raci_intake_options how = {.date = "2026-01-01", .dry_run = 1};
    scratch_make(&s);
    scratch_write(&s, "a.csv", bytes, length);
    const char *const paths[] = {scratch_path(&s, "a.csv", path)};
    assert_int_equal(raci_model_create(&model, scratch_path(&s, "m.db", model_path), NULL),
                     RACI_OK);
    (void)ri_alloc_fail_from(SIZE_MAX);
    assert_int_equal(raci_intake_read(&intake, model, paths, 1, &how, NULL, NULL, &err), RACI_OK);
    const size_t asked = ri_alloc_fail_from(SIZE_MAX);
    assert_int_equal(raci_intake_open(intake), 0);
    assert_true(raci_intake_known(intake));
    raci_intake_free(intake);
    raci_model_close(model);
    scratch_remove(&s);
    return asked;
}

/* A list of who has which letter where, in which nothing is new by name from some row on. */
static void list_letters(ri_text *out, size_t n)
{
    ri_text_add(out, "Activity,Role,RACI\n");
    for (size_t i = 0; i < n; i++) {
        add_number(out, "Activity ", i % 400, ",");
        add_number(out, "Role ", i / 400 % 25, ",");
        ri_text_format(out, "%c\n", "RACI"[i / 10000]);
    }
    assert_false(out->failed);
}

/* Rows that bring no new name bring no new memory, but for the fingerprints of what they state. */
static void keeps_nothing_of_letters(void **state)
{
    size_t asked[2];
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        ri_text text = RI_TEXT_INIT;
        list_letters(&text, (size_t)20000 << i);
        asked[i] = count_allocations(text.bytes, text.length);
        ri_text_free(&text);
    }
    /* The map of fingerprints doubles; a string of each row would be a dozen blocks. */
    assert_true(asked[1] <= asked[0] + 6);
}

/* People whom nobody knows, with names that are near to many which the model has. */
static void takes_little_time_for_new_people(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    char export[SCRATCH_PATH];
    ri_text known = RI_TEXT_INIT;
    ri_text new = RI_TEXT_INIT;
    raci_model *model = NULL;
    raci_intake *intake = NULL;
    raci_import_counts counts;
    const raci_intake_options how = {.date = "2026-01-01"};
    (void)state;
    ri_text_add(&known, "key,name,email\n");
    for (size_t i = 1; i <= KNOWN; i++) {
        ri_text_format(&known, "p%zu,First%zu Last%zu,p%zu@company.example\n", i, i, i, i);
    }
    export_people(&new, KNOWN + KNOWN / 10, KNOWN + 1);
    scratch_make(&s);
    scratch_write(&s, "people.csv", known.bytes, known.length);
    scratch_write(&s, "export.csv", new.bytes, new.length);
    assert_int_equal(raci_model_create(&model, scratch_path(&s, "m.db", path), NULL), RACI_OK);
    const clock_t begun = clock();
    assert_int_equal(raci_model_import(model, s.dir, 0, &counts, NULL, NULL, NULL), RACI_OK);
    const clock_t between = clock();
    const char *const paths[] = {scratch_path(&s, "export.csv", export)};
    assert_int_equal(raci_intake_read(&intake, model, paths, 1, &how, NULL, NULL, NULL), RACI_OK);
    const clock_t ended = clock();
    assert_int_equal(raci_intake_rows(intake, "people"), KNOWN / 10);
    /* Comparing each with all who are known takes hundreds of times as long. */
    assert_true(ended - between < 10 * (between - begun));
    raci_intake_free(intake);
    raci_model_close(model);
    ri_text_free(&known);
    ri_text_free(&new);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_little_of_people),
        cmocka_unit_test(keeps_nothing_of_letters),
        cmocka_unit_test(takes_little_time_for_new_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
