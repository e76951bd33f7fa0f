#include "rows.h"

#include "base/text.h"
#include "intake/letters.h"
#include "intake/matrix_legend.h"

struct dictionary {
    const char *name; /* the entries */
    const char *scheme;
    raci_status status;
    const char *message; /* NULL: of no interest */
    const char *letters; /* known afterwards */
    const char *word;    /* is asked for */
    const char *meaning;
};

static const struct dictionary dictionaries[] = {
    {"", NULL, RACI_OK, NULL, "R, A, C, I", "X", "nothing"},
    {"R=A,A=R", NULL, RACI_OK, NULL, "R, A, C, I", "r", "A"},
    {" R = A ;\nA=R\n", NULL, RACI_OK, NULL, "R, A, C, I", "A", "R"},
    {"X=V", NULL, RACI_OK, NULL, "R, A, C, I, V", "x", "V"},
    {"X=RA", NULL, RACI_OK, NULL, "R, A, C, I", "X", "R A"},
    {"X=R/A", NULL, RACI_OK, NULL, "R, A, C, I", "X", "R A"},
    {"X=QR", NULL, RACI_OK, NULL, "R, A, C, I, QR", "X", "QR"},
    {"X=R,X=A", NULL, RACI_OK, NULL, "R, A, C, I", "X", "A"},
    {"X=-", NULL, RACI_OK, NULL, "R, A, C, I", "X", "nobody"},
    {"X=?", NULL, RACI_OK, NULL, "R, A, C, I", "X", "undecided"},
    {"C=@Customer", NULL, RACI_OK, NULL, "R, A, C, I", "c", "@Customer"},
    {"C=@A B + C", NULL, RACI_OK, NULL, "R, A, C, I", "C", "@A B @C"},
    {"M\xc3\xbcller=R", NULL, RACI_OK, NULL, "R, A, C, I", "MULLER", "R"},
    {"signs  off=A", NULL, RACI_OK, NULL, "R, A, C, I", " Signs off", "A"},
    {"", "D A", RACI_OK, NULL, "D, A", "D", "nothing"},
    {"", "d,a,qr", RACI_OK, NULL, "D, A, qr", "D", "nothing"},
    {"X", NULL, RACI_INVALID, "expected an entry such as R=A, found 'X'", NULL, NULL, NULL},
    {"=A", NULL, RACI_INVALID, "expected an entry such as R=A, found '=A'", NULL, NULL, NULL},
    {"X=", NULL, RACI_INVALID,
     "expected letters such as R+A, '-', '?' or '@Name' behind '=', found 'X='", NULL, NULL, NULL},
    {"X=@", NULL, RACI_INVALID, NULL, NULL, NULL, NULL},
    {"X=A+", NULL, RACI_OK, NULL, "R, A, C, I", "X", "A"},
    {"X=A++R", NULL, RACI_INVALID, NULL, NULL, NULL, NULL},
    {"X=\xc3\xa9", NULL, RACI_INVALID,
     "expected a letter such as A (1 to 16 letters or digits), found '\xc3\xa9'", NULL, NULL, NULL},
    {"\xff=A", NULL, RACI_INVALID, NULL, NULL, NULL, NULL},
    {"X=A+B+C+D+E+F+G+H+I", NULL, RACI_LIMIT, NULL, NULL, NULL, NULL},
    {"X=A2345678901234567", NULL, RACI_INVALID, NULL, NULL, NULL, NULL},
    {"", "A B C D E F G H I J K L M N O P Q", RACI_LIMIT, "a scheme has at most 16 letters", NULL,
     NULL, NULL},
    {"", " ,", RACI_INVALID, "a scheme has letters, such as 'R A C I'", NULL, NULL, NULL},
};

static void describe(ri_text *out, const ri_meaning *meaning)
{
    if (meaning == NULL) {
        ri_text_add(out, "nothing");
        return;
    }
    ri_text_add(out, meaning->kind == RI_MEANS_NOTHING     ? "nobody"
                     : meaning->kind == RI_MEANS_UNDECIDED ? "undecided"
                                                           : "");
    for (size_t i = 0; i < meaning->n; i++) {
        ri_text_format(out, "%s%s%s", i > 0 ? " " : "",
                       meaning->kind == RI_MEANS_PARTIES ? "@" : "", meaning->parts[i]);
    }
}

static void learns(void **state)
{
    const struct dictionary *row = *state;
    ri_letters *letters = NULL;
    ri_text out = RI_TEXT_INIT;
    raci_error err = {.status = RACI_OK};
    bool failed = false;
    raci_status status = ri_letters_new(&letters, row->scheme, &err);
    if (status == RACI_OK) {
        status = ri_letters_learn(letters, row->name, &err);
    }
    assert_int_equal(status, row->status);
    if (row->message != NULL) {
        assert_string_equal(err.message, row->message);
    }
    if (status == RACI_OK) {
        ri_letters_list(letters, &out);
        assert_string_equal(ri_text_string(&out), row->letters);
        ri_text_clear(&out);
        describe(&out, ri_letters_find(letters, row->word, strlen(row->word), &failed));
        assert_string_equal(ri_text_string(&out), row->meaning);
        assert_false(failed);
    }
    ri_text_free(&out);
    ri_letters_free(letters);
}

static void has_limits(void **state)
{
    (void)state;
    ri_letters *letters = NULL;
    ri_text many = RI_TEXT_INIT;
    raci_error err = {.status = RACI_OK};
    for (int i = 0; i <= RI_MEANINGS_MAX; i++) {
        ri_text_format(&many, "word %d=A,", i);
    }
    assert_int_equal(ri_letters_new(&letters, NULL, &err), RACI_OK);
    assert_int_equal(ri_letters_learn(letters, ri_text_string(&many), &err), RACI_LIMIT);
    ri_text_clear(&many);
    for (int i = 0; i <= RI_MEANING_BYTES; i++) {
        ri_text_char(&many, 'w');
    }
    ri_text_add(&many, "=A");
    assert_int_equal(ri_letters_learn(letters, ri_text_string(&many), NULL), RACI_LIMIT);
    ri_text_free(&many);
    ri_letters_free(letters);
}

/* What lies in memory behind a cell is none of it. */
static void reads_no_further(void **state)
{
    (void)state;
    static const char *const names[] = {"Key", "Stands for"};
    static const char *const cut[] = {"Key", "Stands\0for"};
    ri_letters *letters = NULL;
    ri_legend legend;
    bool failed = false;
    assert_int_equal(ri_letters_new(&letters, NULL, NULL), RACI_OK);
    assert_true(ri_legend_read(&legend, letters, names, 2, &failed));
    assert_false(ri_legend_read(&legend, letters, cut, 2, &failed));
    assert_false(failed);
    ri_letters_free(letters);
}

static bool attempt(void *payload)
{
    ri_letters *letters = NULL;
    bool failed = false;
    (void)payload;
    bool done = ri_letters_new(&letters, NULL, NULL) == RACI_OK &&
                ri_letters_learn(letters, "R=A, Lead=@Dana + @Eli, X=V", NULL) == RACI_OK;
    if (done) {
        const ri_meaning *meaning = ri_letters_find(letters, "lead", 4, &failed);
        assert_true(failed || meaning != NULL);
        done = !failed;
    }
    ri_letters_free(letters);
    return done;
}

static void survives_without_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(attempt, NULL) > 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_limits),
        cmocka_unit_test(reads_no_further),
        cmocka_unit_test(survives_without_memory),
    };
    int failed = RUN_ROWS("dictionaries", dictionaries, learns);
    return failed + cmocka_run_group_tests_name("dictionary", tests, NULL, NULL);
}
