#include "rows.h"

#include <stdio.h>

#include "base/text.h"
#include "intake/cell_letters.h"

/* What a cell says: "R A" and, as they come, "?X" for unknown letters, "(C)" for bracketed ones;
   then the note behind "|" ("|when " for a condition), and the doubts behind "!". */
static void describe(ri_text *out, const ri_cell_reading *cell)
{
    static const char *const kinds[] = {"empty", "none", "undecided", "", "parties", "words"};
    ri_text_add(out, kinds[cell->kind]);
    for (size_t i = 0; i < cell->n; i++) {
        const ri_cell_letter *letter = &cell->letters[i];
        ri_text_format(out, "%s%s%s%s%s", i > 0 ? " " : "", letter->known ? "" : "?",
                       letter->bracketed ? "(" : "", letter->name, letter->bracketed ? ")" : "");
    }
    for (size_t i = 0; cell->meaning != NULL && i < cell->meaning->n; i++) {
        ri_text_format(out, " @%s", cell->meaning->parts[i]);
    }
    if (cell->note.length > 0) {
        ri_text_format(out, " |%s%s", cell->condition ? "when " : "", ri_text_string(&cell->note));
    }
    for (size_t i = 0; i < cell->n_doubts; i++) {
        ri_text_format(out, " !%s", ri_doubt_name(cell->doubts[i].kind));
    }
}

static ri_letters *make_letters(const char *scheme, const char *dictionary)
{
    ri_letters *letters = NULL;
    raci_error err = {.status = RACI_OK};
    assert_int_equal(ri_letters_new(&letters, scheme, &err), RACI_OK);
    if (dictionary != NULL) {
        assert_int_equal(ri_letters_learn(letters, dictionary, &err), RACI_OK);
    }
    return letters;
}

struct cell {
    const char *name; /* also what is read */
    const char *expected;
    const char *scheme;
    const char *dictionary;
};

static const struct cell cells[] = {
    {"", "empty", NULL, NULL},
    {" \xc2\xa0\n\t", "empty", NULL, NULL},
    {"R", "R", NULL, NULL},
    {"RA", "R A", NULL, NULL},
    {"AI", "A I", NULL, NULL},
    {"A/R", "R A", NULL, NULL},
    {"R/A", "R A", NULL, NULL},
    {"A,R", "R A", NULL, NULL},
    {"R, A", "R A", NULL, NULL},
    {"R & A", "R A", NULL, NULL},
    {"R and A", "R A", NULL, NULL},
    {"R + A", "R A", NULL, NULL},
    {"R+A", "R A", NULL, NULL},
    {"R; A", "R A", NULL, NULL},
    {"R|A", "R A", NULL, NULL},
    {"R A", "R A", NULL, NULL},
    {"R\nA", "R A", NULL, NULL},
    {"R<br>A", "R A", NULL, NULL},
    {"R,", "R", NULL, NULL},
    {"R.", "R", NULL, NULL},
    {"A;", "A", NULL, NULL},
    {"RACI", "R A C I", NULL, NULL},
    {"R\xc2\xb7"
     "A",
     "R A", NULL, NULL},
    {"R \xe2\x80\xa2 A", "R A", NULL, NULL},
    {"R\xc2\xb7", "R |\xc2\xb7 !mark", NULL, NULL},
    {"R.A", "R A !odd separator", NULL, NULL},
    {"R-A", "R A !odd separator", NULL, NULL},
    {"R or A", "R A !odd separator", NULL, NULL},
    {"A, A", "A !repeated", NULL, NULL},
    {"AA", "A !repeated", NULL, NULL},
    {"r", "R !small letter", NULL, NULL},
    {"a/r", "R A !small letter !small letter", NULL, NULL},
    {"Ra", "R A !small letter", NULL, NULL},
    {"A*", "A |* !mark", NULL, NULL},
    {"R/A*", "R A |* !mark", NULL, NULL},
    {"R?", "R |? !mark", NULL, NULL},
    {"C1", "C |1 !mark", NULL, NULL},
    {"C\xc2\xb9", "C |\xc2\xb9 !mark", NULL, NULL},
    {"R+", "R |+ !mark", NULL, NULL},
    {"R\xc2\xb1", "R |\xc2\xb1 !mark", NULL, NULL},
    {"I'", "I |' !mark", NULL, NULL},
    {"(C)", "(C) !brackets", NULL, NULL},
    {"[C]", "(C) !brackets", NULL, NULL},
    {"A(C)", "A (C) !brackets", NULL, NULL},
    {"R/A(C)", "R A (C) !brackets", NULL, NULL},
    {"C(R/A)", "(R) (A) C !brackets", NULL, NULL},
    {"((C))", "(C) !brackets !brackets", NULL, NULL},
    {"(C", "(C) !brackets", NULL, NULL},
    {"C (if security)", "C |when if security", NULL, NULL},
    {"A (P0/P1)", "A |P0/P1", NULL, NULL},
    {"R (build)", "R |build", NULL, NULL},
    {"I (override right, rare)", "I |override right, rare", NULL, NULL},
    {"A (P)", "A |P", NULL, NULL},
    {"C (owner)", "C |owner", NULL, NULL},
    {"A (P0/P1), R (rest)", "R A |P0/P1; rest", NULL, NULL},
    {"C if security", "C |when if security", NULL, NULL},
    {"A - final sign-off", "A |final sign-off", NULL, NULL},
    {"A: final", "A |final", NULL, NULL},
    {"R if urgent, A otherwise", "R |when if urgent, A otherwise !text", NULL, NULL},
    {"R: Dana\nA: Eli", "R A |Dana; Eli", NULL, NULL},
    {"A Smith", "A |Smith !text", NULL, NULL},
    {"R (Dana) and I", "R I |Dana", NULL, NULL},
    {"Accountable", "A", NULL, NULL},
    {"accountable", "A", NULL, NULL},
    {"RESPONSIBLE", "R", NULL, NULL},
    {"Accountable, Responsible", "R A", NULL, NULL},
    {"Responsible and Accountable", "R A", NULL, NULL},
    {"Accountable:", "A", NULL, NULL},
    {"R - Responsible", "R !repeated !odd separator", NULL, NULL},
    {"Approver", "A !word", NULL, NULL},
    {"Owner", "A !word", NULL, NULL},
    {"Resp.", "R !word", NULL, NULL},
    {"Acc", "A !word", NULL, NULL},
    {"Cons./Inf.", "C I !word !word !odd separator", NULL, NULL},
    {"Supportive", "?S !unknown letter !word", NULL, NULL},
    {"Supportive", "S !word", "R A S C I", NULL},
    {"**R**", "R", NULL, NULL},
    {"**A** ", "A", NULL, NULL},
    {"`C`", "C", NULL, NULL},
    {"__R/A__", "R A", NULL, NULL},
    {"\xd0\x90,C", "A C !look-alike", NULL, NULL},
    {"\xd0\xa1,I", "C I !look-alike", NULL, NULL},
    {"\xd0\x86", "I !look-alike", NULL, NULL},
    {"\xce\x91", "A !look-alike", NULL, NULL},
    {"\xef\xbc\xa1", "A !look-alike", NULL, NULL},
    {"\xd0\x90\xd1\x81\xd1\x8f", "words", NULL, NULL},
    {"R,A,C,Q", "R A C ?Q !unknown letter", NULL, NULL},
    {"X", "?X !unknown letter", NULL, NULL},
    {"x", "?X !unknown letter", NULL, NULL},
    {"\xe2\x9c\x93", "?\xe2\x9c\x93 !unknown letter", NULL, NULL},
    {"\xc2\xb1", "?\xc2\xb1 !unknown letter", NULL, NULL},
    {"-", "none", NULL, NULL},
    {"\xe2\x80\x93", "none", NULL, NULL},
    {"\xe2\x80\x94", "none", NULL, NULL},
    {"- -", "none", NULL, NULL},
    {"/", "none", NULL, NULL},
    {"n/a", "none", NULL, NULL},
    {"N.A.", "none", NULL, NULL},
    {"None", "none", NULL, NULL},
    {"TBD", "undecided !undecided", NULL, NULL},
    {"?", "undecided !undecided", NULL, NULL},
    {"#N/A", "undecided !undecided", NULL, NULL},
    {"#REF!", "undecided !undecided", NULL, NULL},
    {"NaN", "none", NULL, NULL},
    {"Nan", "words", NULL, NULL},
    {"R (TBD)", "R |TBD", NULL, NULL},
    {"Dana Ruiz", "words", NULL, NULL},
    {"Customer", "words", NULL, NULL},
    {"CIO", "words", NULL, NULL},
    {"PM", "words", NULL, NULL},
    {"Air", "words", NULL, NULL},
    {"car", "words", NULL, NULL},
    {"a team", "words", NULL, NULL},
    {"B Smith", "words", NULL, NULL},
    {"12", "words", NULL, NULL},
    {"P0", "words", NULL, NULL},
    {"I'm not sure", "words", NULL, NULL},
    {"(see below)", "words", NULL, NULL},
    {"AZ900, TOGAF, PMBOK", "words", NULL, NULL},
    /* What a dictionary changes. */
    {"R", "A", NULL, "R=A,A=R"},
    {"RA", "R A", NULL, "R=A,A=R"},
    {"A/R (x)", "R A |x", NULL, "R=A,A=R"},
    {"Responsible", "R", NULL, "R=A,A=R"},
    {"responsible ", "A", NULL, "Responsible=A"},
    {"X", "R", NULL, "X=R"},
    {"X", "R C", NULL, "X=R+C"},
    {"X", "undecided !undecided", NULL, "X=?"},
    {"R, X", "R !undecided", NULL, "X=?"},
    {"X", "none", NULL, "X=-"},
    {"R/X", "R", NULL, "X=-"},
    {"\xe2\x9c\x93", "C", NULL, "\xe2\x9c\x93=C"},
    {"\xc2\xb1", "C", NULL, "\xc2\xb1=C"},
    {"S", "S", NULL, "S=S"},
    {"A*", "R A", NULL, "A*=A+R"},
    {"Signs  Off", "A", NULL, "signs off=A"},
    {"Shared", "parties @Customer @Microsoft", NULL, "Shared=@Customer+@Microsoft"},
    {"CU", "parties @Customer Care", NULL, "CU = @Customer Care"},
    {"QR", "QR", "R A QR", NULL},
    {"qr/A", "A QR", "R A QR", NULL},
    {"V/S", "V S", "R A C I V S", NULL},
};

static void reads(void **state)
{
    const struct cell *row = *state;
    ri_letters *letters = make_letters(row->scheme, row->dictionary);
    ri_cell_reading cell = {.n = 0};
    ri_text out = RI_TEXT_INIT;
    /* Twice: nothing is left of what was read before. */
    for (int i = 0; i < 2; i++) {
        ri_text_clear(&out);
        assert_true(ri_cell_read(&cell, letters, row->name, strlen(row->name)));
        describe(&out, &cell);
        assert_string_equal(ri_text_string(&out), row->expected);
    }
    ri_cell_reading_free(&cell);
    ri_letters_free(letters);
    ri_text_free(&out);
}

/* Each of these is told in full, or left out; nothing is torn. */
static void stays_within_limits(void **state)
{
    (void)state;
    ri_letters *letters = make_letters("A B C D E F G H J K L M N O P Q", "1=A");
    ri_cell_reading cell = {.n = 0};
    ri_text long_cell = RI_TEXT_INIT;
    const char *many = "A,B,C,D,E,F,G,H,J,K,L,M,N,O,P,Q,X";
    assert_true(ri_cell_read(&cell, letters, many, strlen(many)));
    assert_int_equal(cell.n, RI_CELL_LETTERS_MAX);
    assert_int_equal(cell.doubts[0].kind, RI_DOUBT_MANY);
    const char *doubtful = "a*,b*,c*,d*,e*,f*,g*,h*";
    assert_true(ri_cell_read(&cell, letters, doubtful, strlen(doubtful)));
    assert_int_equal(cell.n_doubts, RI_CELL_DOUBTS_MAX);
    ri_text_add(&long_cell, "A ");
    for (int i = 0; i < 4000; i++) {
        ri_text_add(&long_cell, "\xc3\xa9");
    }
    assert_true(ri_cell_read(&cell, letters, long_cell.bytes, 2001));
    assert_int_equal(cell.n, 1);
    assert_true(ri_cell_read(&cell, letters, long_cell.bytes, long_cell.length));
    assert_int_equal(cell.kind, RI_READS_WORDS);
    ri_text_clear(&long_cell);
    for (int i = 0; i < 2000; i++) {
        ri_text_add(&long_cell, "(");
    }
    ri_text_add(&long_cell, "A");
    assert_true(ri_cell_read(&cell, letters, long_cell.bytes, long_cell.length));
    assert_int_equal(cell.kind, RI_READS_WORDS);
    ri_text_free(&long_cell);
    ri_cell_reading_free(&cell);
    ri_letters_free(letters);
}

/* Bytes that are no UTF-8, NUL bytes, and every byte alone and between letters. */
static void takes_any_bytes(void **state)
{
    (void)state;
    ri_letters *letters = make_letters(NULL, "R=A,A=R");
    ri_cell_reading cell = {.n = 0};
    for (int byte = 0; byte < 256; byte++) {
        const char around[] = {'A', (char)byte, 'R', (char)byte, '\0'};
        assert_true(ri_cell_read(&cell, letters, around + 1, 1));
        assert_true(ri_cell_read(&cell, letters, around, 4));
        assert_true(ri_cell_read(&cell, letters, around, 2));
        assert_true(cell.kind == RI_READS_WORDS || cell.n > 0);
    }
    ri_cell_reading_free(&cell);
    ri_letters_free(letters);
}

static bool attempt(void *payload)
{
    ri_letters *letters = NULL;
    ri_cell_reading cell = {.n = 0};
    const char *text = payload;
    bool done = ri_letters_new(&letters, NULL, NULL) == RACI_OK &&
                ri_letters_learn(letters, "Lead=@Dana+@Eli;V=V", NULL) == RACI_OK &&
                ri_cell_read(&cell, letters, text, strlen(text));
    if (done) {
        assert_int_equal(cell.n, 5);
        assert_string_equal(ri_text_string(&cell.note), "if urgent; *");
    }
    ri_cell_reading_free(&cell);
    ri_letters_free(letters);
    return done;
}

static void survives_without_memory(void **state)
{
    (void)state;
    static char text[] = "R, Accountable (C) (if urgent) V* / Q";
    assert_true(with_all_failures(attempt, text) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stays_within_limits),
        cmocka_unit_test(takes_any_bytes),
        cmocka_unit_test(survives_without_memory),
    };
    int failed = RUN_ROWS("cells", cells, reads);
    return failed + cmocka_run_group_tests_name("any cell", tests, NULL, NULL);
}
