/*
 * What people type, and what they mean by it: on the sample organization, and on random
 * names, where the index of names must find what a look at every name finds.
 */
#define _POSIX_C_SOURCE 200809L

#include "folders.h"

#include "base/day.h"
#include "check/seeking.h"
#include "model/known.h"
#include "raci/sample.h"

static int32_t the_date(void)
{
    int32_t day = 0;
    assert_true(ri_day_parse("2026-07-01", 10, &day));
    return day;
}

/* All that was found, by reference; of many the first three. */
static void describe(const ri_named_fits *fits, ri_text *out)
{
    for (size_t i = 0; i < fits->n && (i < 3 || fits->n < 5); i++) {
        ri_text_format(out, "%s%s:%s", i > 0 ? " " : "", ri_kind_name(fits->items[i].kind),
                       fits->items[i].key);
    }
    if (fits->n >= 5) {
        ri_text_format(out, " of %zu", fits->n);
    }
}

static void seek(raci_model *model, const char *text, bool holders, ri_text *out)
{
    raci_error err = {0};
    ri_named_fits fits;
    ri_arena *arena = ri_arena_new();
    assert_non_null(arena);
    raci_status status = holders
                             ? ri_seek_holders(&fits, arena, model, the_date(), text, &err)
                             : ri_seek_names(&fits, arena, model, the_date(), text, false, &err);
    if (status == RACI_OK) {
        describe(&fits, out);
    } else {
        ri_text_add(out, err.message);
    }
    ri_arena_free(arena);
}

/* By name only. */
static void seek_name(raci_model *model, const char *text, bool holders, ri_text *out)
{
    ri_named_fits fits;
    ri_arena *arena = ri_arena_new();
    assert_non_null(arena);
    assert_int_equal(ri_seek_names(&fits, arena, model, the_date(), text, holders, NULL), RACI_OK);
    describe(&fits, out);
    ri_text_format(out, " (%d, %u)", (int)fits.fit, fits.errors);
    ri_arena_free(arena);
}

/* ---- the sample ---- */

static raci_model *sample(const scratch *s)
{
    char dir[SCRATCH_PATH];
    const char *path = NULL;
    const char *bytes = NULL;
    size_t length = 0;
    raci_error err = {0};
    raci_model *model = folder_model(s, "m");
    assert_int_equal(mkdir(scratch_path(s, "in", dir), 0777), 0);
    for (size_t i = 0; raci_sample_file(&path, &bytes, &length, "halvenny", i, NULL) == RACI_OK;
         i++) {
        char name[SCRATCH_PATH];
        if (strchr(path, '/') == NULL) {
            (void)snprintf(name, sizeof name, "in/%s", path);
            scratch_write(s, name, bytes, length);
        }
    }
    if (raci_model_import(model, dir, 0, NULL, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return model;
}

typedef struct row {
    const char *name;
    const char *text;
    const char *gives; /* "" for nothing */
} row;

static const row subjects[] = {
    {"Welcome pack", "Welcome pack", "touchpoint:welcome-pack"},
    {"WELCOME PACK", "WELCOME PACK", "touchpoint:welcome-pack"},
    {"pack welcome", "pack welcome", "touchpoint:welcome-pack"},
    {"welcom pack", "welcom pack", "touchpoint:welcome-pack"},
    {"wellcome pack", "wellcome pack", "touchpoint:welcome-pack"},
    {"wlecome pack", "wlecome pack", "touchpoint:welcome-pack"},
    {"welcome-pack", "welcome-pack", "touchpoint:welcome-pack"},
    {"Welcome  pack!", "Welcome  pack!", "touchpoint:welcome-pack"},
    {"adverts radio", "adverts radio", "touchpoint:tv-and-radio-adverts"},
    {"TV adverst", "TV adverst", "touchpoint:tv-and-radio-adverts"},
    {"quote", "quote", "journey:quote"},
    {"quote reminder", "quote reminder", "touchpoint:quote-reminder"},
    {"reminder quote open", "reminder quote open", "touchpoint:quote-reminder"},
    {"qoute", "qoute", "journey:quote touchpoint:partner-quote touchpoint:quote-reminder of 5"},
    {"meter reading", "meter reading", "touchpoint:final-reading touchpoint:opening-reading"},
    {"meter raeding", "meter raeding", "touchpoint:final-reading touchpoint:opening-reading"},
    {"opening meter", "opening meter", "touchpoint:opening-reading"},
    {"mtr", "mtr", ""},
    {"tv", "tv", "touchpoint:tv-and-radio-adverts"},
    {"ct", "ct",
     "touchpoint:contract-signing touchpoint:direct-debit-change touchpoint:direct-debit-set-up of 6"},
    {"tarifs", "tarifs", "touchpoint:tariff-page"},
    {"tarif", "tarif", "touchpoint:tariff-page"},
    {"stallation", "stallation",
     "touchpoint:heat-pump-survey touchpoint:installation-date touchpoint:installation-day of 5"},
    {"credit chek", "credit chek", "touchpoint:credit-check"},
    {"check in", "check in", "touchpoint:first-winter-check touchpoint:identity-check"},
    {"customers' stories", "customers' stories", "touchpoint:customer-stories"},
    {"customers stories", "customers stories", "touchpoint:customer-stories"},
    {"customer stories", "customer stories", "touchpoint:customer-stories"},
    {"adviser's visit", "adviser's visit", "touchpoint:home-visit"},
    {"advisers visit at home", "advisers visit at home", "touchpoint:home-visit"},
    {"bill", "bill", "journey:bill"},
    {"Bills", "Bills", "touchpoint:phone-menu"},
    {"heat pump", "heat pump", "journey:heat-pump"},
    {"hate pump", "hate pump", ""},
    {"heatpump", "heatpump", ""},
    {"move", "move", "touchpoint:move-notice"},
    {"moving home", "moving home", "journey:moving-home"},
    {"doctor", "doctor", ""},
    {"xyzzy", "xyzzy", ""},
    {"direct debit", "direct debit",
     "touchpoint:direct-debit-change touchpoint:direct-debit-set-up"},
    {"derict debit", "derict debit", ""},
    {"paying", "paying", "journey:bill"},
    {"instalments pay", "instalments pay", "touchpoint:instalment-offer"},
};
static const row holders[] = {
    {"sales", "sales", "unit:sales"},
    {"Sales", "Sales", "unit:sales"},
    {"CXO", "CXO", "position:cxo"},
    {"cco", "cco", "position:cxo"},
    {"office:cxo", "office:cxo", "position:cxo"},
    {"head", "head",
     "position:head-account-access position:head-app position:head-campaigns of 25"},
    {"head of", "head of",
     "position:head-account-access position:head-app position:head-campaigns of 25"},
    {"Head of the App", "Head of the App", "position:head-app"},
    {"head app", "head app", "position:head-app"},
    {"heda of the app", "heda of the app", "position:head-app"},
    {"Wojcik", "Wojcik", "person:agnieszka-wojcik"},
    {"W\xc3\xb3jcik", "W\xc3\xb3jcik", "person:agnieszka-wojcik"},
    {"W\xc3\x93JCIK AGNIESZKA", "W\xc3\x93JCIK AGNIESZKA", "person:agnieszka-wojcik"},
    {"agnieszka", "agnieszka", "person:agnieszka-wojcik"},
    {"agnieska wojcik", "agnieska wojcik", "person:agnieszka-wojcik"},
    {"Lukasz", "Lukasz", "person:lukasz-krawczyk"},
    {"Krawczyk \xc5\x81ukasz", "Krawczyk \xc5\x81ukasz", "person:lukasz-krawczyk"},
    {"lukaz krawzyk", "lukaz krawzyk", "person:lukasz-krawczyk"},
    {"Noemie", "Noemie", "person:noemie-girard"},
    {"Francoise Delacroix", "Francoise Delacroix", "person:francoise-delacroix"},
    {"person:agnieszka-wojcik", "person:agnieszka-wojcik", "person:agnieszka-wojcik"},
    {"installtions", "installtions", "position:head-installations unit:installations"},
    {"billing", "billing", "unit:billing"},
    {"directer of billing", "directer of billing", "position:director-billing"},
    {"home adviser", "home adviser", "position:home-adviser-north position:home-adviser-south"},
    {"council", "council", "team:experience-council"},
    {"board", "board", "team:board"},
    {"zz", "zz", "there is no position, unit, team or person 'zz' on the date"},
    {"it", "it", "person:chloe-whitfield person:margit-odegaard person:tevita-fonua of 17"},
    {"nobody like that", "nobody like that",
     "there is no position, unit, team or person 'nobody like that' on the date"},
    {"Delacroy", "Delacroy", "person:francoise-delacroix"},
};

static raci_model *the_sample;

static void finds_subjects(void **state)
{
    const row *each = *state;
    ri_text found = RI_TEXT_INIT;
    seek(the_sample, each->text, false, &found);
    assert_string_equal(ri_text_string(&found), each->gives);
    ri_text_free(&found);
}

static void finds_holders(void **state)
{
    const row *each = *state;
    ri_text found = RI_TEXT_INIT;
    seek(the_sample, each->text, true, &found);
    assert_string_equal(ri_text_string(&found), each->gives);
    ri_text_free(&found);
}

/* ---- with the index and without ---- */

static void make_unusable(raci_model *model)
{
    ri_stmt *stmt = NULL;
    assert_int_equal(ri_store_stmt(&stmt, ri_model_store(model), STMT_META_SET, NULL), RACI_OK);
    ri_bind_text(stmt, 1, "search");
    ri_bind_text(stmt, 2, "of other rules");
    assert_int_equal(ri_run(stmt, NULL), RACI_OK);
}

static uint64_t random_state = 11;

static uint32_t below(uint32_t n)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((random_state >> 33) % n);
}

/* Few letters, so that much is nearly the same. */
static void add_word(ri_text *out)
{
    static const char *const letters[] = {"a", "b", "e", "r", "\xc3\xa9", "1", "-", "R", "st", "'"};
    for (uint32_t n = 1 + below(7); n > 0; n--) {
        ri_text_add(out, letters[below(COUNT(letters))]);
    }
}

static void add_words(ri_text *out, uint32_t most)
{
    for (uint32_t n = 1 + below(most); n > 0; n--) {
        add_word(out);
        ri_text_add(out, n > 1 ? " " : "");
    }
}

static void add_file(ri_text *out, const char *header, char kind, uint32_t n)
{
    ri_text_format(out, "== %s,from,to\n", header);
    for (uint32_t i = 0; i < n; i++) {
        bool twice = below(4) == 0;
        ri_text_format(out, "%c%u-a,", kind, i % 7 * 10 + i);
        add_words(out, 3);
        ri_text_format(out, below(6) == 0 ? ",2026-08-01,2026-09-01\n" : ",,2026-08-01\n");
        if (twice) {
            ri_text_format(out, "%c%u-a,", kind, i % 7 * 10 + i);
            add_words(out, 3);
            ri_text_add(out, ",2026-10-01,\n");
        }
    }
}

static void finds_the_same_either_way(void **state)
{
    scratch s;
    (void)state;
    for (int round = 0; round < 20; round++) {
        ri_text files = RI_TEXT_INIT;
        ri_text with[2][60] = {{RI_TEXT_INIT}};
        ri_text asked[60] = {RI_TEXT_INIT};
        scratch_make(&s);
        raci_model *model = folder_model(&s, "m");
        add_file(&files, "touchpoints.csv\nkey,name", 't', 20);
        add_file(&files, "journeys.csv\nkey,name", 'j', 5);
        add_file(&files, "positions.csv\nkey,title", 'p', 10);
        add_file(&files, "people.csv\nkey,name", 'q', 15);
        add_file(&files, "units.csv\nkey,name", 'u', 5);
        folder_take(&s, model, ri_text_string(&files));
        for (size_t i = 0; i < COUNT(asked); i++) {
            add_words(&asked[i], 2);
        }
        for (int way = 0; way < 2; way++) {
            for (size_t i = 0; i < COUNT(asked); i++) {
                seek_name(model, ri_text_string(&asked[i]), i % 2 == 0, &with[way][i]);
            }
            make_unusable(model);
        }
        for (size_t i = 0; i < COUNT(asked); i++) {
            if (strcmp(ri_text_string(&with[0][i]), ri_text_string(&with[1][i])) != 0) {
                fail_msg("'%s': '%s' with the index, '%s' without", asked[i].bytes,
                         ri_text_string(&with[0][i]), ri_text_string(&with[1][i]));
            }
            ri_text_free(&with[0][i]);
            ri_text_free(&with[1][i]);
            ri_text_free(&asked[i]);
        }
        ri_text_free(&files);
        raci_model_close(model);
        scratch_remove(&s);
    }
}

static void finds_in_the_sample_without(void **state)
{
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = sample(&s);
    make_unusable(model);
    for (size_t i = 0; i < COUNT(subjects) + COUNT(holders); i++) {
        bool subject = i < COUNT(subjects);
        const row *each = subject ? &subjects[i] : &holders[i - COUNT(subjects)];
        ri_text found = RI_TEXT_INIT;
        seek(model, each->text, !subject, &found);
        assert_string_equal(ri_text_string(&found), each->gives);
        ri_text_free(&found);
    }
    raci_model_close(model);
    scratch_remove(&s);
}

/* ---- many ---- */

/* Words that very many things share, and keys that come before and after. */
static void lists_the_first_of_many(void **state)
{
    static const row rows[] = {
        {"", "shared", "touchpoint:t0000 touchpoint:t0001 touchpoint:t0002 of 50"},
        {"", "SHARED odd", "touchpoint:t0001 touchpoint:t0003 touchpoint:t0005 of 50"},
        {"", "sharde", "touchpoint:t0000 touchpoint:t0001 touchpoint:t0002 of 50"},
        {"", "hare", "touchpoint:t0000 touchpoint:t0001 touchpoint:t0002 of 50"},
        {"", "t3999", "touchpoint:t3999"},
        {"", "shared 3998", "touchpoint:t3998"},
        {"", "shraed 3998", "touchpoint:t3998"},
        {"", "odd even", ""},
        {"", "even alone", "touchpoint:zz"},
        {"", "even", "touchpoint:zzz"}, /* called just so, though last of two thousand */
        {"", "t", "touchpoint:t0000 touchpoint:t0001 touchpoint:t0002 of 50"},
    };
    scratch s;
    ri_text files = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    ri_text_add(&files, "== touchpoints.csv\nkey,name\nzzz,Even\nzz,Even alone\n");
    for (int i = 3999; i >= 0; i--) {
        ri_text_format(&files, "t%04d,Shared %s %d\n", i, i % 2 == 0 ? "even" : "odd", i);
    }
    folder_take(&s, model, ri_text_string(&files));
    for (size_t i = 0; i < COUNT(rows); i++) {
        ri_text found = RI_TEXT_INIT;
        seek(model, rows[i].text, false, &found);
        assert_string_equal(ri_text_string(&found), rows[i].gives);
        ri_text_free(&found);
    }
    ri_text_free(&files);
    raci_model_close(model);
    scratch_remove(&s);
}

/* ---- what is hostile ---- */

static void answers_whatever_is_asked(void **state)
{
    static char longest[RI_QUESTION_MAX + 1];
    static const char *const asked[] = {
        " ",           "'",
        "%",           "_",
        "\"",          "*",
        "\\",          "a' OR 1=1--",
        "\x1b[31mred", "\xe2\x80\xae",
        "\xff\xfe",    "\xc3",
        "->",          "::",
        "unit:",       "\n\n",
        "\xcc\x81",    "\xe2\x82\xac",
        "-.-",         "0",
        longest,
    };
    (void)state;
    for (int filled = 0; filled < 2; filled++) {
        memset(longest, filled == 0 ? 'a' : '\xcc', sizeof longest - 1);
        for (size_t i = 1; filled == 1 && i < sizeof longest - 1; i += 2) {
            longest[i] = '\x81';
        }
        for (size_t i = 0; i < COUNT(asked) * 2; i++) {
            ri_text found = RI_TEXT_INIT;
            seek(the_sample, asked[i / 2], i % 2 == 0, &found);
            assert_false(found.failed);
            ri_text_free(&found);
        }
    }
}

static void refuses_what_is_too_long(void **state)
{
    const size_t length = 10 * 1024 * 1024;
    char *text = test_malloc(length + 1);
    raci_error err = {0};
    ri_named_fits *fits = test_malloc(sizeof *fits);
    (void)state;
    memset(text, 'a', length);
    text[length] = '\0';
    assert_int_equal(ri_seek_holders(fits, NULL, the_sample, the_date(), text, &err), RACI_INVALID);
    assert_string_equal(err.message, "the question has 10485760 bytes, of at most 1000: ask by "
                                     "the key, or by a part of the name");
    test_free(text);
    test_free(fits);
}

/* ---- what is near ---- */

static const row near_rows[] = {
    {"a word too far gone", "derict debit",
     "; did you mean 'touchpoint:direct-debit-change' (Change of the direct debit), "
     "'touchpoint:direct-debit-set-up' (Setting up the direct debit) or "
     "'touchpoint:direct-message' (Direct message)?"},
    {"words written as one", "heatpump",
     "; did you mean 'journey:heat-pump' (Getting a heat pump)?"},
    {"one word of two", "pay spaceship", ""},
    {"nothing", "xyzzy", ""},
};

static void tells_what_is_near(void **state)
{
    const row *each = *state;
    ri_text found = RI_TEXT_INIT;
    assert_int_equal(
        ri_seek_near(&found, the_sample, the_date(), each->text, false, RI_KIND_COUNT, NULL),
        RACI_OK);
    assert_string_equal(ri_text_string(&found), each->gives);
    ri_text_free(&found);
}

/* ---- without memory ---- */

static const char *const attempts[] = {"welcome pack", "WELCOME",      "welc",
                                       "elcom",        "wlecome pakc", "no such thing"};

typedef struct attempt {
    const char *text;
    bool near;
} attempt;

static bool try_to_seek(void *payload)
{
    const attempt *a = payload;
    raci_error err = {0};
    ri_text near = RI_TEXT_INIT;
    ri_arena *arena = ri_arena_new();
    ri_named_fits *fits = arena != NULL ? ri_arena_take(arena, sizeof *fits) : NULL;
    raci_status status = RACI_NOMEM;
    if (fits != NULL) {
        status = a->near ? ri_seek_near(&near, the_sample, the_date(), a->text, false,
                                        RI_KIND_COUNT, &err)
                         : ri_seek_names(fits, arena, the_sample, the_date(), a->text, false, &err);
    }
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    ri_text_free(&near);
    ri_arena_free(arena);
    return status == RACI_OK;
}

static bool try_to_find(void *payload)
{
    raci_error err = {0};
    raci_holders *found = NULL;
    raci_status status = raci_holders_find(&found, the_sample, "2026-07-01", payload, &err);
    assert_true(status == RACI_OK ? found != NULL : status == RACI_NOMEM && found == NULL);
    raci_holders_free(found);
    return status == RACI_OK;
}

static void gives_holders(void **state)
{
    raci_error err = {0};
    raci_holders *found = NULL;
    (void)state;
    assert_int_equal(raci_holders_find(&found, the_sample, "2026-07-01", "installtions", &err),
                     RACI_OK);
    assert_int_equal(raci_holders_count(found), 2);
    assert_string_equal(raci_holders_reference(found, 0), "position:head-installations");
    assert_string_equal(raci_holders_reference(found, 1), "unit:installations");
    assert_null(raci_holders_reference(found, 2));
    assert_string_equal(ri_holders_items(found)[0].unit, "installations");
    raci_holders_free(found);
    found = NULL;
    assert_int_equal(raci_holders_find(&found, the_sample, "now", "coo", &err), RACI_INVALID);
    assert_int_equal(raci_holders_find(&found, the_sample, "2026-07-01", "", NULL), RACI_INVALID);
    assert_null(found);
    assert_true(with_all_failures(try_to_find, (void *)"installtions") > 4);
    assert_true(with_all_failures(try_to_find, (void *)"office:cxo") > 0);
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(attempts) * 2; i++) {
        attempt a = {attempts[i / 2], i % 2 == 0};
        assert_true(with_all_failures(try_to_seek, &a) > 2);
    }
}

int main(void)
{
    scratch s;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_same_either_way),
        cmocka_unit_test(finds_in_the_sample_without),
        cmocka_unit_test(lists_the_first_of_many),
        cmocka_unit_test(answers_whatever_is_asked),
        cmocka_unit_test(refuses_what_is_too_long),
        cmocka_unit_test(survives_want_of_memory),
        cmocka_unit_test(gives_holders),
    };
    scratch_make(&s);
    the_sample = sample(&s);
    int failed = RUN_ROWS("subjects", subjects, finds_subjects) +
                 RUN_ROWS("holders", holders, finds_holders) +
                 RUN_ROWS("near", near_rows, tells_what_is_near) +
                 cmocka_run_group_tests_name("seeking", tests, NULL, NULL);
    raci_model_close(the_sample);
    scratch_remove(&s);
    return failed;
}
