#include "base/utf8.h"

#include "rows.h"

struct valid_row {
    const char *name;
    const char *bytes;
    size_t length;
    bool valid;
    size_t at;
};

static const struct valid_row valid_rows[] = {
    {"empty", "", 0, true, 0},
    {"ascii", "abc", 3, true, 0},
    {"two, three, four", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 9, true, 0},
    {"the last", "\xf4\x8f\xbf\xbf", 4, true, 0},
    {"NUL", "ab\0c", 4, false, 2},
    {"a stray continuation", "a\x80", 2, false, 1},
    {"overlong slash", "\xc0\xaf", 2, false, 0},
    {"overlong in three", "\xe0\x80\xaf", 3, false, 0},
    {"overlong in four", "\xf0\x80\x80\xaf", 4, false, 0},
    {"a surrogate", "ab\xed\xa0\x80", 5, false, 2},
    {"before the surrogates", "\xed\x9f\xbf", 3, true, 0},
    {"above the last", "\xf4\x90\x80\x80", 4, false, 0},
    {"five bytes", "\xf8\x88\x80\x80\x80", 5, false, 0},
    {"cut short", "abc\xe2\x82", 5, false, 3},
    {"latin-1", "caf\xe9!", 5, false, 3},
    {"no such byte", "\xff", 1, false, 0},
};

static void validates(void **state)
{
    const struct valid_row *row = *state;
    size_t at = 99;
    assert_int_equal(ri_utf8_valid(row->bytes, row->length, &at), row->valid);
    assert_int_equal(at, row->valid ? 99 : row->at);
    assert_int_equal(ri_utf8_valid(row->bytes, row->length, NULL), row->valid);
}

struct width_row {
    const char *name;
    const char *string;
    size_t columns;
    size_t two; /* bytes of the prefix of two columns */
};

static const struct width_row width_rows[] = {
    {"empty", "", 0, 0},
    {"ascii", "abc", 3, 2},
    {"accented", "\xc3\xa9\xc3\xa8\xc3\xaa", 3, 4},
    {"wide", "\xe6\x97\xa5\xe6\x9c\xac", 4, 3},
    {"wide does not fit", "a\xe6\x97\xa5", 3, 1},
    {"a mark goes with its letter", "ae\xcc\x81o", 3, 4},
    {"emoji", "\xf0\x9f\x98\x80!", 3, 4},
    {"bad bytes are one each", "\xff\xfe\xfd", 3, 2},
};

static void measures(void **state)
{
    const struct width_row *row = *state;
    assert_int_equal(ri_utf8_width(row->string), row->columns);
    assert_int_equal(ri_utf8_prefix(row->string, 2), row->two);
    assert_int_equal(ri_utf8_prefix(row->string, 1000), strlen(row->string));
    assert_int_equal(ri_utf8_prefix(row->string, 0), 0);
}

struct text_row {
    const char *name;
    const char *string;
    const char *expected;
};

static const struct text_row show_rows[] = {
    {"plain", "Head of Billing", "Head of Billing"},
    {"letters of the world", "\xc3\xa9 \xd0\x96 \xe6\x97\xa5 \xd8\xb9 \xf0\x9f\x98\x80",
     "\xc3\xa9 \xd0\x96 \xe6\x97\xa5 \xd8\xb9 \xf0\x9f\x98\x80"},
    {"an escape", "\x1b[31mred\x1b[0m", "\\u{001B}[31mred\\u{001B}[0m"},
    {"line breaks", "a\nb\r\tc", "a\\u{000A}b\\u{000D}\\u{0009}c"},
    {"delete and C1", "\x7f\xc2\x9b", "\\u{007F}\\u{009B}"},
    {"bidi override", "abc\xe2\x80\xaetxt.exe", "abc\\u{202E}txt.exe"},
    {"bidi isolate", "\xe2\x81\xa6x\xe2\x81\xa9", "\\u{2066}x\\u{2069}"},
    {"zero width",
     "a\xe2\x80\x8b"
     "b\xe2\x80\x8d"
     "c\xef\xbb\xbf",
     "a\\u{200B}b\\u{200D}c\\u{FEFF}"},
    {"line separator",
     "a\xe2\x80\xa8"
     "b",
     "a\\u{2028}b"},
    {"soft hyphen",
     "a\xc2\xad"
     "b",
     "a\\u{00AD}b"},
    {"a filler", "\xe3\x85\xa4", "\\u{3164}"},
    {"a variation selector", "\xe2\x9d\xa4\xef\xb8\x8f", "\xe2\x9d\xa4\\u{FE0F}"},
    {"a tag", "\xf3\xa0\x81\x81", "\\u{E0041}"},
    {"private use", "\xee\x80\x80", "\\u{E000}"},
    {"a combining accent stays", "e\xcc\x81", "e\xcc\x81"},
    {"bad bytes", "caf\xe9!", "caf\\x{E9}!"},
    {"empty", "", ""},
};

static const struct text_row printed_rows[] = {
    {"a workflow's command", "::error::x", "\\u{003A}:error::x"},
    {"behind a sign, where a line may be broken", "a/::error", "a/\\u{003A}:error"},
    {"in a word that may be broken", "abcdefghijklmnopqrstuvwxyz::error",
     "abcdefghijklmnopqrstuvwxyz\\u{003A}:error"},
    {"in a name", "Sales::EMEA Vertrieb::Süd", "Sales::EMEA Vertrieb::Süd"},
    {"its older forms", "##[error]x ##vso[y", "\\u{0023}#[error]x \\u{0023}#vso[y"},
    {"single colons and hashes stay", "12:30, # 1 ## 2", "12:30, # 1 ## 2"},
    {"an escape", "\x1b[31mred", "\\u{001B}[31mred"},
};

static void shows_printed(void **state)
{
    const struct text_row *row = *state;
    ri_text text = RI_TEXT_INIT;
    ri_utf8_show_printed(&text, row->string);
    assert_string_equal(ri_text_string(&text), row->expected);
    ri_text_free(&text);
}

static void shows(void **state)
{
    const struct text_row *row = *state;
    ri_text text = RI_TEXT_INIT;
    ri_utf8_show(&text, row->string);
    assert_string_equal(ri_text_string(&text), row->expected);
    ri_text_free(&text);
}

static const struct text_row fold_rows[] = {
    {"ascii", "Head Of BILLING", "head of billing"},
    {"accents", "\xc3\x89t\xc3\xa9 \xc3\x85ngstr\xc3\xb6m", "ete angstrom"},
    {"composed and not", "e\xcc\x81", "e"},
    {"sharp s",
     "Stra\xc3\x9f"
     "e",
     "strasse"},
    {"ligature", "\xef\xac\x81nance", "finance"},
    {"full width", "\xef\xbc\xa1\xef\xbc\xa2", "ab"},
    {"greek", "\xce\xa3\xce\xaf\xcf\x83\xcf\x85\xcf\x86\xce\xbf\xcf\x82",
     "\xcf\x83\xce\xb9\xcf\x83\xcf\x85\xcf\x86\xce\xbf\xcf\x83"},
    {"cyrillic", "\xd0\x99\xd0\x9e", "\xd0\xb8\xd0\xbe"},
    {"a vowel sign stays", "\xe0\xa4\x95\xe0\xa4\xbf", "\xe0\xa4\x95\xe0\xa4\xbf"},
    {"soft hyphens go",
     "on\xc2\xad"
     "boarding",
     "onboarding"},
    {"bad bytes stay", "Caf\xe9", "Caf\xe9"},
    {"empty", "", ""},
};

static void folds(void **state)
{
    const struct text_row *row = *state;
    ri_text text = RI_TEXT_INIT;
    ri_utf8_fold(&text, row->string);
    assert_string_equal(ri_text_string(&text), row->expected);
    ri_text_free(&text);
}

static void adds_code_points(void **state)
{
    (void)state;
    ri_text text = RI_TEXT_INIT;
    const uint32_t points[] = {'a', 0xe9, 0x20ac, 0x1f600, 0xd800, 0x110000};
    for (size_t i = 0; i < COUNT(points); i++) {
        ri_utf8_add(&text, points[i]);
    }
    assert_string_equal(ri_text_string(&text), "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"
                                               "\xef\xbf\xbd\xef\xbf\xbd");
    ri_text_free(&text);
}

static bool fold_something(void *payload)
{
    (void)payload;
    ri_text text = RI_TEXT_INIT;
    ri_utf8_fold(&text, "\xc3\x89t\xc3\xa9 and a longer text of more than one piece");
    ri_utf8_show(&text, "\x1b[31mred");
    bool done = !text.failed;
    ri_text_free(&text);
    return done;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(fold_something, NULL) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_code_points),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("valid", valid_rows, validates) +
           RUN_ROWS("width", width_rows, measures) + RUN_ROWS("show", show_rows, shows) +
           RUN_ROWS("show printed", printed_rows, shows_printed) +
           RUN_ROWS("fold", fold_rows, folds);
}
