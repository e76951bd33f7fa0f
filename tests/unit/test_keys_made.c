#include "rows.h"

#include <stdio.h>

#include "intake/keys_made.h"

struct making {
    const char *name;
    const char *given;
    const char *expected;
};

static const struct making makings[] = {
    {"plain", "sales", "sales"},
    {"case and blanks", "Customer  Care", "customer-care"},
    {"accents", "Qualit\xc3\xa9 & S\xc3\xbbret\xc3\xa9", "qualite-surete"},
    {"strokes and ligatures",
     "\xc3\x98rsted Stra\xc3\x9f"
     "e",
     "orsted-strasse"},
    {"dots and underscores between letters", "dana.ruiz_2", "dana.ruiz_2"},
    {"and nowhere else", "_A. Ruiz.", "a-ruiz"},
    {"an e-mail address", "Dana.Ruiz@acme.example", "dana.ruiz-acme.example"},
    {"apostrophes vanish", "Manager's office", "managers-office"},
    {"other characters at the ends", "--(North)--", "north"},
    {"Greek", "\xce\xa0\xcf\x89\xce\xbb\xce\xae\xcf\x83\xce\xb5\xce\xb9\xcf\x82", "poliseis"},
    {"Cyrillic", "\xd0\x9e\xd1\x82\xd0\xb4\xd0\xb5\xd0\xbb \xd0\xa9\xd1\x8a\xd0\xb8",
     "otdel-shchi"},
    {"Ukrainian", "\xd0\x84\xd0\xb2\xd1\x96", "yevi"},
    {"no letters that can be written", "\xe5\x96\xb6\xe6\xa5\xad", ""},
    {"nothing", "", ""},
    {"only punctuation", "?!-.", ""},
    {"control characters", "a\tb\x1b[0m", "a-b-0m"},
    {"bytes that are no UTF-8",
     "a\xff"
     "b",
     "a-b"},
};

static void makes(void **state)
{
    const struct making *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_key_make(&out, row->given);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

static void numbers_clashes(void **state)
{
    static const struct {
        const char *name;
        const char *key;
        bool numbered;
    } takes[] = {
        {"HR", "hr", false},   {"hr", "hr-2", true},
        {"H R", "h-r", false}, {"HR 3", "hr-3", false},
        {"HR", "hr-4", true},  {"hr-2", "hr-2-2", true},
        {"?", "unit", false},  {"\xe5\x96\xb6", "unit-2", true},
    };
    ri_keys_made *made = ri_keys_made_new();
    (void)state;
    assert_non_null(made);
    for (size_t i = 0; i < COUNT(takes); i++) {
        bool numbered = !takes[i].numbered;
        assert_string_equal(ri_keys_made_take(made, takes[i].name, "unit", &numbered),
                            takes[i].key);
        assert_int_equal(numbered, takes[i].numbered);
    }
    ri_keys_made_free(made);
    ri_keys_made_free(NULL);
}

/* A long name is cut; equal names cost no more the more there are. */
static void bounds(void **state)
{
    char name[5000];
    char last[32];
    ri_keys_made *made = ri_keys_made_new();
    (void)state;
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(strlen(ri_keys_made_take(made, name, "unit", NULL)), RI_KEY_MADE_MAX);
    for (int i = 1; i <= 100000; i++) {
        const char *key = ri_keys_made_take(made, "Vacant", "unit", NULL);
        assert_non_null(key);
        if (i == 100000) {
            (void)snprintf(last, sizeof last, "vacant-%d", i);
            assert_string_equal(key, last);
        }
    }
    ri_keys_made_free(made);
}

/* Keys that lie among other strings are those that lie alone, and take no room twice. */
static void shares_strings(void **state)
{
    ri_intern *texts = ri_intern_new();
    (void)state;
    assert_int_equal(ri_intern_string(texts, "hr"), 0);
    assert_int_equal(ri_intern_string(texts, "hr-2"), 1);
    ri_keys_made *made = ri_keys_made_among(texts);
    ri_keys_made *others = ri_keys_made_among(texts);
    bool numbered = true;
    assert_int_equal(ri_keys_made_number(made, "HR", "unit", &numbered), 0);
    assert_false(numbered);
    assert_int_equal(ri_keys_made_number(made, "hr", "unit", &numbered), 1);
    assert_true(numbered);
    assert_int_equal(ri_keys_made_number(others, "hr", "unit", &numbered), 0);
    assert_false(numbered);
    assert_string_equal(ri_keys_made_take(made, "hr", "unit", NULL), "hr-3");
    assert_int_equal(ri_intern_count(texts), 3);
    ri_keys_made_free(made);
    ri_keys_made_free(others);
    assert_string_equal(ri_intern_get(texts, 2), "hr-3");
    ri_intern_free(texts);
}

static bool attempt(void *payload)
{
    ri_keys_made *made = ri_keys_made_new();
    const char *key = NULL;
    (void)payload;
    for (int i = 0; made != NULL && i < 40; i++) {
        key = ri_keys_made_take(made, i % 2 == 0 ? "\xc3\x89quipe" : "Sales", "unit", NULL);
        if (key == NULL) {
            break;
        }
    }
    bool done = key != NULL && strcmp(key, "sales-20") == 0;
    ri_keys_made_free(made);
    return done;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(attempt, NULL) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_clashes),
        cmocka_unit_test(bounds),
        cmocka_unit_test(shares_strings),
        cmocka_unit_test(survives_want_of_memory),
    };
    int failed = RUN_ROWS("keys", makings, makes);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
