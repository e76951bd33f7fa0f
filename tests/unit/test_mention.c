/* Who texts mention: names in all the ways in which they are written, and what is none. */
#include "rows.h"

#include <stdio.h>
#include <string.h>

#include "base/mention.h"
#include "base/utf8.h"

typedef struct row {
    const char *name;
    const char *text;
    const char *expected; /* with what is meant replaced, and [doubts] in brackets */
} row;

/* Dana Ruiz-O'Neil, dana.ruiz@acme.example, person:druiz; beside her Dana Ruiz-O'Neil Smith. */
static ri_mentions *make(void)
{
    ri_mentions *m = ri_mentions_new("person-1");
    assert_non_null(m);
    assert_true(ri_mentions_add(m, RI_MENTION_MEANT, "D\xc3\xa1na Ruiz-O'Neil", false));
    assert_true(ri_mentions_add(m, RI_MENTION_MEANT, "dana.ruiz@acme.example", false));
    assert_true(ri_mentions_add(m, RI_MENTION_ANOTHER, "Dana Ruiz-O'Neil Smith", false));
    assert_true(ri_mentions_add(m, RI_MENTION_MEANT, "Ann", true));
    assert_true(ri_mentions_add(m, RI_MENTION_DOUBT, "Ruiz", true));
    assert_true(ri_mentions_add(m, RI_MENTION_MEANT, "Bel \"B\" Quist    (of Rye)", false));
    assert_true(ri_mentions_add(m, RI_MENTION_MEANT, "Eve; Nye", false));
    assert_true(ri_mentions_add_exact(m, "desk-ann-lee", "desk-7"));
    assert_true(ri_mentions_add_key(m, "druiz"));
    assert_true(ri_mentions_add_digits(m, "0123456789abcdef", "fedcba9876543210"));
    return m;
}

static const row rows[] = {
    {"as it is", "D\xc3\xa1na Ruiz-O'Neil", "person-1"},
    {"within a sentence", "asked D\xc3\xa1na Ruiz-O'Neil, twice", "asked person-1, twice"},
    {"hers", "Dana Ruiz-O'Neil's desk", "person-1's desk"},
    {"without accents, in capitals", "DANA RUIZ-ONEIL", "person-1"},
    {"an accent of its own", "Da\xcc\x81na Ruiz O'Neil", "person-1"},
    {"another apostrophe", "Dana Ruiz-O\xe2\x80\x99Neil", "person-1"},
    {"an apostrophe that opens", "Dana Ruiz-O\xe2\x80\x98Neil", "person-1"},
    {"over two lines", "Dana\nRuiz-O'Neil", "person-1"},
    {"a line end as rows have it", "x\\nDana\\nRuiz-O'Neil", "x\\nperson-1"},
    {"as JSON has it", "{\"a\":\"D\\u00e1na Ruiz-O\\u2019Neil\"}", "{\"a\":\"person-1\"}"},
    {"as Lua has it", "\"D\\u{E1}na Ruiz-O'Neil\"", "\"person-1\""},
    {"a line end as Lua has it", "\"x\\010Dana\\010Ruiz-O'Neil\"", "\"x\\010person-1\""},
    {"a tab as Lua has it", "\"Dana\\9Ruiz-O'Neil\\009\"", "\"person-1\\009\""},
    {"bytes as Lua has them", "\"D\\195\\161na\\x20Ruiz-O\\xe2\\x80\\x99Neil\"", "\"person-1\""},
    {"Lua within Lua", "\"[[Dana\\\\010Ruiz-O\\\\'Neil]]\"", "\"[[person-1]]\""},
    {"JSON within Lua", "\"{\\\"a\\\":\\\"D\\\\u00e1na Ruiz-O'Neil\\\"}\"",
     "\"{\\\"a\\\":\\\"person-1\\\"}\""},
    {"a line that goes on", "\"Dana \\z\n        Ruiz-O'Neil\"", "\"person-1\""},
    {"bytes that are none", "\\400 \\xg0 \\255 \\x Dana\\", "\\400 \\xg0 \\255 \\x Dana\\"},
    {"a backslash before a name", "x\\Dana\\Ruiz-O'Neil", "x\\person-1"},
    {"a backslash before an n", "Eve;\\nye, Eve;\\nnye", "person-1, person-1"},
    {"signs of its own", "Bel \"B\" Quist    (of Rye)", "person-1)"},
    {"signs of its own in Lua", "\"Bel \\\"B\\\" Quist    (of Rye)\"", "\"person-1)\""},
    {"more signs than its own", "Bel \"B\" Quist ..... (of Rye)", "Bel \"B\" Quist ..... (of Rye)"},
    {"in a key", "position:dana-ruiz-oneil_desk", "position:person-1_desk"},
    {"a key of its own", "unit:desk-ann-lee, desk Ann Lee", "unit:desk-7, desk person-1 Lee"},
    {"in one word", "danaruizoneil", "person-1"},
    {"the address", "<DANA.Ruiz@acme.Example>", "<person-1>"},
    {"twice", "Dana Ruiz-O'Neil Dana Ruiz-O'Neil", "person-1 person-1"},
    {"more of a word", "Dana Ruiz-O'Neils", "Dana [Ruiz]-O'Neils"},
    {"less of a name", "Dana Ruiz", "Dana [Ruiz]"},
    {"somebody else", "Dana Ruiz-O'Neil Smith came", "Dana Ruiz-O'Neil Smith came"},
    {"far apart", "Dana ... Ruiz-O'Neil", "Dana ... [Ruiz]-O'Neil"},
    {"a list", "Dana;Ruiz-O'Neil", "Dana;[Ruiz]-O'Neil"},
    {"a short name", "Ann, ANN", "person-1, person-1"},
    {"part of a word", "Annabel, HannAnn, ann, Ann\xc3\xa9", "Annabel, HannAnn, ann, Ann\xc3\xa9"},
    {"a reference", "person:druiz", "person:person-1"},
    {"a row", "position=coo\nperson=druiz\nkind=holder",
     "position=coo\nperson=person-1\nkind=holder"},
    {"a step", "leave { person = \"druiz\" }", "leave { person = \"person-1\" }"},
    {"a step with a new person", "fill { person = { key = 'druiz' } }",
     "fill { person = { key = 'person-1' } }"},
    {"a call", "org.person(\"druiz\").name", "org.person(\"person-1\").name"},
    {"a longer key", "person:druiz-2 person:druiz.b person:druizz",
     "person:druiz-2 person:druiz.b person:druizz"},
    {"the end of a sentence", "It was person:druiz.", "It was person:person-1."},
    {"no reference", "unit:druiz person druiz", "unit:druiz person druiz"},
    {"digits", "key=0123456789abcdef\n0123456789abcdef0",
     "key=fedcba9876543210\n0123456789abcdef0"},
    {"no UTF-8", "\xff\xc3 Ann \xff", "\xff\xc3 person-1 \xff"},
    {"nothing", "", ""},
};

static void finds(void **state)
{
    const row *c = *state;
    ri_mentions *m = make();
    ri_text out = RI_TEXT_INIT;
    ri_text replaced = RI_TEXT_INIT;
    ri_mention at;
    size_t from = 0;
    size_t done = 0;
    size_t n = 0;
    while (ri_mentions_next(&at, m, c->text, strlen(c->text), &from)) {
        if (at.kind == RI_MENTION_ANOTHER) {
            continue;
        }
        ri_text_bytes(&out, c->text + done, at.at - done);
        done = at.at + at.length;
        if (at.kind == RI_MENTION_MEANT) {
            ri_text_add(&out, at.instead);
            n++;
        } else {
            ri_text_format(&out, "[%.*s]", (int)at.length, c->text + at.at);
        }
    }
    ri_text_add(&out, c->text + done);
    assert_string_equal(ri_text_string(&out), c->expected);
    assert_int_equal(ri_mentions_replace(&replaced, m, c->text, strlen(c->text), NULL, NULL), n);
    ri_text_free(&out);
    ri_text_free(&replaced);
    ri_mentions_free(m);
}

/* Fields of a row touch each other in a file, and words run together. */
static void finds_in_bytes(void **state)
{
    static const char bytes[] = "\x04\x17"
                                "d1Dana Ruiz-O'Neildana.ruiz@acme.example\0Ann\x01";
    ri_mentions *m = make();
    ri_mention at;
    size_t from = 0;
    size_t n = 0;
    (void)state;
    while (ri_mentions_next_bytes(&at, m, bytes, sizeof bytes - 1, &from)) {
        n += at.kind == RI_MENTION_MEANT;
    }
    assert_int_equal(n, 2); /* words alone, such as Ann, are everywhere */
    ri_mentions_free(m);
}

static void compares(void **state)
{
    (void)state;
    assert_int_equal(ri_mention_words("Dana Ruiz-O'Neil"), 3);
    assert_int_equal(ri_mention_words(" -- "), 0);
    ri_mentions *dana = ri_mentions_of("dana ruiz");
    assert_non_null(dana);
    assert_true(ri_mentions_within(dana, "the desk of D\xc3\x81NA, Ruiz"));
    assert_false(ri_mentions_within(dana, "dana ruizz"));
    ri_mentions_free(dana);
}

/* Others may be many, and are not compared one by one: this would take minutes. */
static void finds_among_many(void **state)
{
    enum { OTHERS = 50000 };
    char name[64];
    ri_text text = RI_TEXT_INIT;
    ri_mention at;
    size_t from = 0;
    size_t n[3] = {0};
    ri_mentions *m = make();
    (void)state;
    for (int i = 0; i < OTHERS; i++) {
        (void)snprintf(name, sizeof name, "Dana%d Ruiz", i);
        assert_true(ri_mentions_add(m, RI_MENTION_ANOTHER, name, false));
        ri_text_format(&text, "D\xc3\xa1na%d Ruiz and Ann; ", i);
    }
    while (ri_mentions_next(&at, m, ri_text_string(&text), text.length, &from)) {
        n[at.kind]++;
    }
    assert_int_equal(n[RI_MENTION_MEANT], OTHERS);
    assert_int_equal(n[RI_MENTION_ANOTHER], OTHERS);
    assert_int_equal(n[RI_MENTION_DOUBT], 0);
    ri_text_free(&text);
    ri_mentions_free(m);
}

/* Every character folds alike, whether it stands alone or not. */
static void folds_each_character(void **state)
{
    (void)state;
    for (uint32_t code = 1; code < 0x20000; code++) {
        char one[RI_UTF8_FOLDED];
        ri_text character = RI_TEXT_INIT;
        ri_text folded = RI_TEXT_INIT;
        if (code >= 0xd800 && code <= 0xdfff) {
            continue;
        }
        ri_utf8_add(&character, code);
        ri_utf8_fold(&folded, ri_text_string(&character));
        ri_utf8_fold_one(one, code);
        assert_string_equal(one, ri_text_string(&folded));
        ri_text_free(&character);
        ri_text_free(&folded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_in_bytes),
        cmocka_unit_test(compares),
        cmocka_unit_test(finds_among_many),
        cmocka_unit_test(folds_each_character),
    };
    int failed = RUN_ROWS("mention", rows, finds);
    return failed + cmocka_run_group_tests_name("mentions", tests, NULL, NULL);
}
