/* The index of names follows the names, and says the same as one made anew. */
#define _POSIX_C_SOURCE 200809L

#include "folders.h"

#include "model/known.h"
#include "model/search.h"
#include "store/sqlite.h"

/* Everything in the index, pair by pair. */
static void dump(ri_store *store, ri_text *out)
{
    ri_search_reader reader = {.store = store};
    for (int part = 0; part <= RI_HOLDER_DICTIONARY; part++) {
        ri_cursor cursor;
        ri_cursor_begin(&cursor, &reader, (uint8_t)part);
        assert_int_equal(ri_cursor_seek(&cursor, "", "", NULL), RACI_OK);
        while (cursor.there) {
            ri_text_format(out, "%d %s %s %d\n", part, cursor.pair.word, cursor.pair.ref,
                           cursor.pair.of_words);
            assert_int_equal(ri_cursor_next(&cursor, NULL), RACI_OK);
        }
        ri_cursor_end(&cursor);
    }
    ri_reader_end(&reader);
}

static void assert_as_made_anew(raci_model *model)
{
    ri_store *store = ri_model_store(model);
    ri_text kept = RI_TEXT_INIT;
    ri_text anew = RI_TEXT_INIT;
    dump(store, &kept);
    assert_int_equal(ri_store_begin(store, NULL), RACI_OK);
    assert_int_equal(ri_search_rebuild(store, NULL), RACI_OK);
    dump(store, &anew);
    ri_store_rollback(store);
    assert_string_equal(ri_text_string(&kept), ri_text_string(&anew));
    ri_text_free(&kept);
    ri_text_free(&anew);
}

static void has_names_and_keys(void **state)
{
    ri_text found = RI_TEXT_INIT;
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model,
                "== units.csv\nkey,name\nops,Op\xc3\xa9rations\n"
                "== positions.csv\nkey,title,unit\nhead-2,Head of Check-in,ops\n"
                "== touchpoints.csv\nkey,name,from,to\npay,Pay now,,2020-01-01\n"
                "pay,Payment,2021-01-01,\nunnamed,,,\n");
    dump(ri_model_store(model), &found);
    assert_string_equal(ri_text_string(&found),
                        "0 now kpay 0\n0 pay kpay 0\n0 payment kpay 0\n0 unnamed kunnamed 1\n"
                        "2 check ghead-2 4\n2 checkin ghead-2 4\n2 head ghead-2 4\n"
                        "2 in ghead-2 4\n2 of ghead-2 4\n2 operations lops 1\n2 ops lops 1\n"
                        "3 2 ghead-2 4\n"
                        "4 now  0\n4 pay  0\n4 payment  0\n4 unnamed  0\n"
                        "5 check  0\n5 checkin  0\n5 head  0\n5 in  0\n5 of  0\n5 operations  0\n"
                        "5 ops  0\n");
    ri_text_free(&found);
    raci_model_close(model);
    scratch_remove(&s);
}

/* ---- many imports ---- */

static uint64_t random_state = 7;

static uint32_t below(uint32_t n)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((random_state >> 33) % n);
}

static const char *const vocabulary[] = {"Pay",
                                         "check-in",
                                         "Checkout",
                                         "\xc3\x9c"
                                         "ber",
                                         "card",
                                         "Line 2",
                                         "refund's",
                                         "of",
                                         "delivery",
                                         "Home",
                                         "call",
                                         "B2B"};

static void add_name(ri_text *out)
{
    for (uint32_t n = below(4); n > 0; n--) {
        ri_text_format(out, "%s ", vocabulary[below(COUNT(vocabulary))]);
    }
}

static void add_rows(ri_text *out, char kind, uint32_t keys, uint32_t rows)
{
    bool met[64] = {false};
    for (uint32_t i = 0; i < rows; i++) {
        uint32_t key = below(keys);
        if (!met[key]) { /* rows of one key and one period would be duplicates */
            met[key] = true;
            ri_text_format(out, "%c-%u,", kind, key);
            add_name(out);
            ri_text_format(out, "\n");
        }
    }
}

static void follows_random_imports(void **state)
{
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    for (int round = 0; round < 60; round++) {
        ri_text files = RI_TEXT_INIT;
        uint32_t size = round % 3 == 0 ? 60 : 4;
        ri_text_add(&files, "== units.csv\nkey,name\n");
        add_rows(&files, 'u', 5, size / 4);
        ri_text_add(&files, "== positions.csv\nkey,title\n");
        add_rows(&files, 'p', 9, size / 4);
        ri_text_add(&files, "== people.csv\nkey,name\n");
        add_rows(&files, 'q', 20, size / 2);
        ri_text_add(&files, "== teams.csv\nkey,name\n");
        add_rows(&files, 'g', 3, size / 4);
        ri_text_add(&files, "== journeys.csv\nkey,name\n");
        add_rows(&files, 'j', 6, size / 4);
        ri_text_add(&files, "== touchpoints.csv\nkey,name\n");
        add_rows(&files, 't', 60, size);
        folder_take(&s, model, ri_text_string(&files));
        ri_text_free(&files);
        assert_as_made_anew(model);
    }
    raci_model_close(model);
    scratch_remove(&s);
}

/* Runs are split as they grow, and go when nothing is left in them. */
static void follows_what_many_share(void **state)
{
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    for (int round = 0; round < 6; round++) {
        ri_text files = RI_TEXT_INIT;
        ri_text_add(&files, "== touchpoints.csv\nkey,name\n");
        for (int i = round; i < 3000; i += 1 + round * 2) {
            ri_text_format(&files, "t%d,%s %d\n", i, round % 2 == 0 ? "Shared word" : "Other",
                           i / 7);
        }
        folder_take(&s, model, ri_text_string(&files));
        ri_text_free(&files);
        assert_as_made_anew(model);
    }
    raci_model_close(model);
    scratch_remove(&s);
}

/* Most of a large model at once: the index is made anew. */
static void follows_a_large_import(void **state)
{
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    for (int round = 0; round < 2; round++) {
        ri_text files = RI_TEXT_INIT;
        ri_text_add(&files, "== touchpoints.csv\nkey,name\n");
        for (int i = 0; i < 6000; i++) {
            ri_text_format(&files, "t%d,Name %d of round %d\n", i, i, round);
        }
        folder_take(&s, model, ri_text_string(&files));
        ri_text_free(&files);
        assert_as_made_anew(model);
    }
    raci_model_close(model);
    scratch_remove(&s);
}

/* What an import that failed has noted is forgotten. */
static void forgets_what_was_undone(void **state)
{
    ri_text problems = RI_TEXT_INIT;
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, "== touchpoints.csv\nkey,name\na,First\n");
    assert_int_equal(folder_import(&s, model,
                                   "== touchpoints.csv\nkey,name,journey\n"
                                   "a,Second,none\nb,New,none\n",
                                   NULL, &problems),
                     RACI_INPUT);
    assert_as_made_anew(model);
    folder_take(&s, model, "== touchpoints.csv\nkey,name\na,Third\n");
    assert_as_made_anew(model);
    ri_text_free(&problems);
    raci_model_close(model);
    scratch_remove(&s);
}

/* ---- what is not usable ---- */

static void run(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *message = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s", message);
    }
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static bool usable(raci_model *model)
{
    bool is = false;
    assert_int_equal(ri_search_usable(&is, ri_model_store(model), NULL), RACI_OK);
    return is;
}

/* Made by other rules: not used for reading, made anew for writing. */
static void is_made_anew_for_writing(void **state)
{
    char path[SCRATCH_PATH];
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    assert_false(usable(model)); /* nothing was written yet */
    folder_take(&s, model, "== touchpoints.csv\nkey,name\na,First\n");
    assert_true(usable(model));
    raci_model_close(model);
    run(scratch_path(&s, "m", path), "UPDATE meta SET value = 'x' WHERE name = 'search';"
                                     "DELETE FROM search;");
    assert_int_equal(raci_model_open(&model, path, 0, NULL), RACI_OK);
    assert_false(usable(model));
    raci_model_close(model);
    assert_int_equal(raci_model_open(&model, path, 1, NULL), RACI_OK);
    assert_true(usable(model));
    assert_as_made_anew(model);
    raci_model_close(model);
    scratch_remove(&s);
}

/* A model that a raci without an index made: it is read without one, and whoever opens it
   for writing brings it up to date, the index too. */
static void comes_from_the_first_version(void **state)
{
    char path[SCRATCH_PATH];
    scratch s;
    raci_model *model = NULL;
    ri_text found = RI_TEXT_INIT;
    scratch schemas = {"tests/unit/schemas"};
    (void)state;
    char *schema = scratch_read(&schemas, "version-1.sql", NULL);
    assert_non_null(schema);
    scratch_make(&s);
    run(scratch_path(&s, "m", path), schema);
    free(schema);
    run(path, "INSERT INTO touchpoints VALUES (7, 'pay');"
              "INSERT INTO touchpoint_periods (touchpoint_id, name) VALUES (7, 'Bezahlen');"
              "INSERT INTO people VALUES (3, 'q1');"
              "INSERT INTO person_periods (person_id, name) VALUES (3, 'Ann');");
    assert_int_equal(raci_model_open(&model, path, 0, NULL), RACI_OK);
    assert_false(usable(model));
    raci_model_close(model);
    assert_int_equal(raci_model_open(&model, path, 1, NULL), RACI_OK);
    raci_model_close(model);
    assert_int_equal(raci_model_open(&model, path, 0, NULL), RACI_OK);
    assert_true(usable(model));
    dump(ri_model_store(model), &found);
    assert_string_equal(ri_text_string(&found), "0 bezahlen kpay 1\n0 pay kpay 1\n2 ann fq1 1\n"
                                                "3 q1 fq1 1\n4 bezahlen  0\n4 pay  0\n5 ann  0\n");
    ri_text_free(&found);
    raci_model_close(model);
    scratch_remove(&s);
}

/* It is no part of the content: neither the digest nor an export knows of it. */
static void is_not_content(void **state)
{
    char path[SCRATCH_PATH];
    char before[65];
    char after[65];
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, "== touchpoints.csv\nkey,name\na,First\n");
    folder_digest(model, before);
    raci_model_close(model);
    run(scratch_path(&s, "m", path), "DELETE FROM search");
    assert_int_equal(raci_model_open(&model, path, 0, NULL), RACI_OK);
    folder_digest(model, after);
    assert_string_equal(before, after);
    raci_model_close(model);
    scratch_remove(&s);
}

static void refuses_a_damaged_one(void **state)
{
    static const char *const runs[] = {
        "x''", "x'01'", "x'0001'", "x'05016100016b01'", "x'000161ff016b01'", "x'000161000261'"};
    char path[SCRATCH_PATH];
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, "== touchpoints.csv\nkey,name\na,First\n");
    raci_model_close(model);
    for (size_t i = 0; i < COUNT(runs); i++) {
        char sql[128];
        raci_error err = {0};
        ri_cursor cursor;
        (void)snprintf(sql, sizeof sql, "UPDATE search SET run = %s", runs[i]);
        run(scratch_path(&s, "m", path), sql);
        assert_int_equal(raci_model_open(&model, path, 0, NULL), RACI_OK);
        ri_search_reader reader = {.store = ri_model_store(model)};
        ri_cursor_begin(&cursor, &reader, RI_SUBJECT_WORDS);
        assert_int_equal(ri_cursor_seek(&cursor, "a", "", &err), RACI_FORMAT);
        assert_non_null(strstr(err.message, "its index of names cannot be read"));
        ri_cursor_end(&cursor);
        ri_reader_end(&reader);
        raci_model_close(model);
    }
    scratch_remove(&s);
}

/* ---- without memory ---- */

typedef struct attempt {
    scratch s;
    raci_model *model;
} attempt;

static bool try_import(void *payload)
{
    attempt *a = payload;
    char path[SCRATCH_PATH];
    raci_error err = {0};
    scratch_path(&a->s, "in", path);
    if (raci_model_import(a->model, path, 0, NULL, NULL, NULL, &err) == RACI_OK) {
        return true;
    }
    assert_int_equal(err.status, RACI_NOMEM);
    return false;
}

static void survives_want_of_memory(void **state)
{
    char path[SCRATCH_PATH];
    attempt a;
    (void)state;
    scratch_make(&a.s);
    a.model = folder_model(&a.s, "m");
    folder_take(&a.s, a.model, "== touchpoints.csv\nkey,name\na,First of all\nb,Second\n");
    scratch_path(&a.s, "in", path);
    folder_write(path, "== touchpoints.csv\nkey,name\na,Not the first\nc,Thi\xc3\xa9rd check-in\n");
    assert_true(with_all_failures(try_import, &a) > 10);
    assert_as_made_anew(a.model);
    scratch_empty(path);
    raci_model_close(a.model);
    scratch_remove(&a.s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_names_and_keys),           cmocka_unit_test(follows_random_imports),
        cmocka_unit_test(follows_what_many_share),      cmocka_unit_test(follows_a_large_import),
        cmocka_unit_test(forgets_what_was_undone),      cmocka_unit_test(is_made_anew_for_writing),
        cmocka_unit_test(comes_from_the_first_version), cmocka_unit_test(is_not_content),
        cmocka_unit_test(refuses_a_damaged_one),        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
