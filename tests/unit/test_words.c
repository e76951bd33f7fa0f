#include "rows.h"

#include "base/words.h"

static const struct row {
    const char *name;
    const char *text;
    const char *words; /* each with a blank after it; after a bar what hyphens join */
} rows[] = {
    {"words", "Pay an  invoice", "pay an invoice |"},
    {"case and accents",
     "W\xc3\xb3jcik GR\xc3\x96SSE Stra\xc3\x9f"
     "e",
     "wojcik grosse strasse |"},
    {"letters with strokes",
     "\xc5\x81ukasz K\xc3\xb8"
     "benhavn \xc3\x86r\xc3\xb8",
     "lukasz kobenhavn aero |"},
    {"punctuation", "Terms (of use), v2.1/beta", "terms of use v2 1 beta |"},
    {"an apostrophe", "customer's customers\xe2\x80\x99 O'Brien", "customers customers obrien |"},
    {"a hyphen", "Self-service check-in", "self service check in |selfservice checkin "},
    {"another hyphen", "e\xe2\x80\x91mail", "e mail |email "},
    {"a dash is none", "a - b -c d-", "a b c d |"},
    {"a soft hyphen is nothing",
     "on\xc2\xad"
     "boarding",
     "onboarding |"},
    {"a script without blanks", "\xe9\xa1\xa7\xe5\xae\xa2\xe5\xaf\xbe\xe5\xbf\x9c",
     "\xe9\xa1\xa7\xe5\xae\xa2\xe5\xaf\xbe\xe5\xbf\x9c |"},
    {"signs only", " ?! ", "?! |"},
    {"signs beside words", "Gift! \xe2\x86\x92", "gift |"},
    {"nothing", "", "|"},
    {"blanks", "  \t ", "|"},
    {"bad bytes", "Caf\xe9 Noir", "Caf Noir |"},
};

static void splits(void **state)
{
    const struct row *row = *state;
    ri_words words = {.n = 0};
    ri_text found = RI_TEXT_INIT;
    size_t n = ri_words_add(&words, row->text);
    assert_int_equal(n, words.n);
    ri_words_join(&words, row->text);
    for (size_t i = 0; i < words.n; i++) {
        ri_text_add(&found, i == n ? "|" : "");
        ri_text_format(&found, "%s ", ri_words_get(&words, i));
    }
    ri_text_add(&found, words.n == n ? "|" : "");
    assert_string_equal(ri_text_string(&found), row->words);
    ri_text_free(&found);
    ri_words_free(&words);
}

static void sorts_once(void **state)
{
    ri_words words = {.n = 0};
    (void)state;
    (void)ri_words_add(&words, "to be or not to be");
    ri_words_sort(&words);
    assert_int_equal(words.n, 4);
    assert_string_equal(ri_words_get(&words, 0), "be");
    assert_string_equal(ri_words_get(&words, 3), "to");
    ri_words_clear(&words);
    assert_int_equal(words.n, 0);
    ri_words_free(&words);
}

/* However long a name is, only its beginning counts. */
static void cuts(void **state)
{
    static char name[3 * RI_WORDS_BYTES];
    ri_words words = {.n = 0};
    (void)state;
    memset(name, 'x', sizeof name - 1);
    assert_int_equal(ri_words_add(&words, name), 1);
    assert_int_equal(strlen(ri_words_get(&words, 0)), RI_WORD_MAX);
    for (size_t i = 1; i < sizeof name - 1; i += 2) {
        name[i] = ' ';
    }
    assert_int_equal(ri_words_add(&words, name), RI_WORDS_MAX);
    for (size_t i = 0; i + 1 < sizeof name - 1; i += 2) { /* characters of two bytes */
        name[i] = '\xc5';
        name[i + 1] = '\x81';
    }
    ri_words_clear(&words);
    assert_int_equal(ri_words_add(&words, name), 1);
    assert_int_equal(strlen(ri_words_get(&words, 0)), RI_WORD_MAX);
    assert_int_equal(ri_words_get(&words, 0)[RI_WORD_MAX - 1], 'l');
    ri_words_free(&words);
}

static void tells_codes(void **state)
{
    (void)state;
    assert_true(ri_word_is_code("t0047"));
    assert_true(ri_word_is_code("\xd9\xa3")); /* a digit of another script */
    assert_false(ri_word_is_code("touchpoint"));
    assert_false(ri_word_is_code("\xc3\xbc"));
    assert_false(ri_word_is_code(""));
}

static bool try_words(void *payload)
{
    ri_words words = {.n = 0};
    (void)payload;
    (void)ri_words_add(&words, "Self-service f\xc3\xbcr alle");
    ri_words_join(&words, "Self-service f\xc3\xbcr alle");
    ri_words_sort(&words);
    bool done = !words.failed;
    ri_words_free(&words);
    return done;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(try_words, NULL) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorts_once),
        cmocka_unit_test(cuts),
        cmocka_unit_test(tells_codes),
        cmocka_unit_test(survives_want_of_memory),
    };
    int failed = RUN_ROWS("words", rows, splits);
    return failed + cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
