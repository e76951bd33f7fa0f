/* One export of each system, as that system writes it (the people are invented), against what
   it is read as. UPDATE_GOLDEN=1 rewrites the expected files. */
#define _POSIX_C_SOURCE 200809L
#include "hr_reading.h"

#define FOLDER "tests/unit/hr_exports/"

struct export
{
    const char *name; /* of its file */
    ri_date_order dates;
};

static const struct export exports[] = {
    {"orgchart.csv", RI_DATES_OPEN},
    {"orgplus.csv", RI_DATES_OPEN},          /* UTF-8 with a byte order mark */
    {"visio.tsv", RI_DATES_OPEN},            /* tabs; superiors by name */
    {"functionly.csv", RI_DATES_OPEN},       /* semicolons */
    {"charthop_people.csv", RI_DATES_OPEN},  /* e-mail first; months first, as the data says */
    {"charthop_hiring.csv", RI_DATES_OPEN},  /* open jobs, by requisition */
    {"agentnoon.csv", RI_DATES_OPEN},        /* by position, with a job share */
    {"agentnoon_people.csv", RI_DATES_OPEN}, /* a circle; the top reports to itself */
    {"organimi.csv", RI_DATES_OPEN},         /* cp1252, semicolons */
    {"unaric.csv", RI_DATES_OPEN},           /* cp1252, semicolons, dots in dates */
    {"orgvue.csv", RI_DATES_OPEN},           /* positions without people */
    {"bamboohr.csv", RI_DATES_OPEN},         /* lines above the header, a total below */
    {"successfactors.csv", RI_DATES_OPEN},
    {"scim.csv", RI_DATES_OPEN},
    {"breezetree.csv", RI_DATES_OPEN},
};

static void read_file(const char *path, ri_text *out)
{
    char bytes[4096];
    size_t n = 0;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((n = fread(bytes, 1, sizeof bytes, file)) > 0) {
        ri_text_bytes(out, bytes, n);
    }
    assert_int_equal(fclose(file), 0);
}

static void write_file(const char *path, const ri_text *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text->bytes, 1, text->length, file), text->length);
    assert_int_equal(fclose(file), 0);
}

static void reads(void **state)
{
    const struct export *row = *state;
    char path[SCRATCH_PATH];
    hr_reading reading = {.headings = true, .accounts = true};
    ri_text expected = RI_TEXT_INIT;
    reading.options = (ri_hr_options){row->dates, RI_HR_LINES_KEEP};
    (void)snprintf(path, sizeof path, FOLDER "%s", row->name);
    assert_int_equal(hr_read_path(&reading, path), RACI_OK);
    hr_adds_up(&reading);
    (void)snprintf(path, sizeof path, FOLDER "%s.expected", row->name);
    if (getenv("UPDATE_GOLDEN") != NULL) {
        write_file(path, &reading.out);
    }
    read_file(path, &expected);
    assert_string_equal(ri_text_string(&reading.out), ri_text_string(&expected));
    ri_text_free(&expected);
    ri_text_free(&reading.out);
}

/* Every allocation of finding, gathering and giving fails, and all later ones. */
static bool attempt(void *payload)
{
    raci_error err = {0};
    hr_reading reading = {.options = {RI_DATES_OPEN, RI_HR_LINES_KEEP}};
    ri_book *book = NULL;
    raci_status status = ri_book_open(&book, payload, NULL, NULL, NULL, &err);
    if (status == RACI_OK) {
        status = hr_read_book(&reading, book, &err);
    }
    bool done = status == RACI_OK && !reading.out.failed;
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    ri_book_close(book);
    ri_text_free(&reading.out);
    return done;
}

static void survives_want_of_memory(void **state)
{
    static const char *const files[] = {
        FOLDER "agentnoon.csv", FOLDER "orgplus.csv",         FOLDER "bamboohr.csv",
        FOLDER "visio.tsv",     FOLDER "charthop_hiring.csv", "tests/fuzz/corpus/hr/badges.csv"};
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        char path[SCRATCH_PATH];
        (void)snprintf(path, sizeof path, "%s", files[i]);
        assert_true(with_all_failures(attempt, path) > 50);
    }
}

/* Wherever the sink stops, reading stops with its status, and nothing is lost. */
static void stops_with_the_sink(void **state)
{
    (void)state;
    for (size_t calls = 1;; calls++) {
        hr_reading reading = {.options = {RI_DATES_OPEN, RI_HR_LINES_KEEP}, .calls_left = calls};
        raci_error err = {0};
        ri_book *book = NULL;
        assert_int_equal(ri_book_open(&book, FOLDER "successfactors.csv", NULL, NULL, NULL, &err),
                         RACI_OK);
        raci_status status = hr_read_book(&reading, book, &err);
        ri_book_close(book);
        ri_text_free(&reading.out);
        if (status == RACI_OK) {
            assert_true(calls > 20);
            break;
        }
        assert_int_equal(status, RACI_STOPPED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survives_want_of_memory),
        cmocka_unit_test(stops_with_the_sink),
    };
    int failed = RUN_ROWS("exports", exports, reads);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
