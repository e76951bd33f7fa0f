/* A workbook of raci's that was edited: what is stated, what is told, and what it then answers. */
#define _POSIX_C_SOURCE 200809L

#include "evaluation.h"

#include "changing.h"
#include "resaved.h"

#include "model/adopted.h"
#include "raci/report.h"

#define DAY "2026-07-01"
#define ORGANIZATION                                                                               \
    EVALUATION_ORGANIZATION                                                                        \
    "== stated.csv\ntouchpoint,letter,holder,reason\n"                                             \
    "look,I,position:coo,\nlook,C,position:ceo,\"since 2020\"\n"
#define POLICY                                                                                     \
    "policy { name = 'small', version = '1' }\n"                                                   \
    "default 'whoever delivers' { because = 'somebody must',\n"                                    \
    "  assign = { A = head_of_delivering_unit(), R = delivering_units() } }\n"                     \
    "rule 'asked' { because = 'they know', match = { key = 'pay' },\n"                             \
    "  assign = { C = { 'position:cmo', 'position:coo' } } }\n"                                    \
    "law 'told' { because = 'the law', match = { key = 'pay' },\n"                                 \
    "  assign = { I = 'position:ceo' } }\n"

typedef struct edited_row {
    const char *name;
    resaved_edit edits[4];
    const char *expected; /* what is told, then rows that are new or others */
} edited_row;

static const edited_row rows[] = {
    {"nothing", {{NULL, NULL, NULL}}, "rows 7: 2 used, 5 passed, 0 refused\n"},
    {"somebody else",
     {{"pay", "position:billing-lead", ""}, {"pay", "position:cmo", "A/C"}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "edited Matrix!H7: Chief Marketing Officer had C on 'Pay an invoice', and has A/C\n"
     "edited Matrix!K7: Head of Billing had A on 'Pay an invoice', and has nothing\n"
     "+ stated pay A position:cmo: reason=edited in e.xlsx\n"},
    {"one more, who leaves it to the others",
     {{"pay", "position:ceo", "I, C (if large)"}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "edited Matrix!F7: Chief Executive Officer had I on 'Pay an invoice', and has C/I\n"
     "noticed : 2 who keep C on 'Pay an invoice' are stated, too: what is stated takes a letter "
     "from all whom it does not name\n"
     "+ stated pay C position:ceo: reason=edited in e.xlsx: if large\n"
     "+ stated pay C position:cmo: reason=left as it was where e.xlsx was edited\n"
     "+ stated pay C position:coo: reason=left as it was where e.xlsx was edited\n"},
    {"one less, of two",
     {{"pay", "position:cmo", ""}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "edited Matrix!H7: Chief Marketing Officer had C on 'Pay an invoice', and has nothing\n"
     "noticed : 1 who keeps C on 'Pay an invoice' is stated, too: what is stated takes a letter "
     "from all whom it does not name\n"
     "+ stated pay C position:coo: reason=left as it was where e.xlsx was edited\n"},
    {"the only one less",
     {{"look", "position:cmo", "-"}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "edited Matrix!H6: Chief Marketing Officer had A on 'Look around', and has nothing\n"
     "refused Matrix!H6: Chief Marketing Officer keeps A on 'Look around': the default \"whoever "
     "delivers\" gives it, and what is stated can only give the letter to others, of whom there "
     "are none\n"},
    {"a stated row less",
     {{"look", "position:coo", ""}, {"look", "position:ceo", ""}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "edited Matrix!F6: Chief Executive Officer had C on 'Look around', and has nothing\n"
     "edited Matrix!I6: Chief Operations Officer had I on 'Look around', and has nothing\n"
     "refused Matrix!F6: Chief Executive Officer keeps C on 'Look around': the imported matrix "
     "(stated:look:C:position:ceo) gives it, and raci change 'unstate { touchpoint = \"look\", "
     "letter = \"C\", holder = \"position:ceo\" }' takes it back\n"
     "refused Matrix!I6: Chief Operations Officer keeps I on 'Look around': the imported matrix "
     "(stated:look:I:position:coo) gives it, and raci change 'unstate { touchpoint = \"look\", "
     "letter = \"I\", holder = \"position:coo\" }' takes it back\n"},
    {"beside an exception",
     {{"look", "position:coo", "C/I"}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "edited Matrix!I6: Chief Operations Officer had I on 'Look around', and has C/I\n"
     "+ stated look C position:coo: reason=edited in e.xlsx\n"},
    {"against a law",
     {{"pay", "position:ceo", ""}, {"pay", "unit:billing", "R/I"}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "edited Matrix!F7: Chief Executive Officer had I on 'Pay an invoice', and has nothing\n"
     "edited Matrix!J7: Billing had R on 'Pay an invoice', and has R/I\n"
     "refused Matrix!F7: Chief Executive Officer keeps I on 'Pay an invoice': the law \"told\" "
     "gives it, and what is stated does not go before it\n"
     "refused Matrix!J7: Billing does not get I on 'Pay an invoice': the law \"told\" gives it, and "
     "what is stated does not go before it\n"},
    {"what is no letter",
     {{"pay", "position:cmo", "X"},
      {"pay", "position:coo", "who knows"},
      {"look", "unit:billing", "TBD"}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "refused Matrix!J6: expected who has which letter, found that nobody knows yet, 'TBD': it "
     "stays as it was\n"
     "refused Matrix!H7: expected letters of the workbook's scheme, found 'X': it stays as it was\n"
     "refused Matrix!I7: expected letters, found 'who knows': it stays as it was\n"},
    {"in small letters, and again",
     {{"look", "position:billing-lead", "c i"}, {"E8", NULL, "look"}, {"F8", NULL, "R"}},
     "rows 8: 2 used, 5 passed, 1 refused\n"
     "edited Matrix!K6: Head of Billing had nothing on 'Look around', and has C/I\n"
     "refused Matrix!A8: the touchpoint 'look' stands in row 6 already: these letters are not "
     "taken\n"
     "noticed Matrix!K6: 'c' is taken as capital\n"
     "noticed Matrix!K6: 'i' is taken as capital\n"
     "noticed : 1 who keeps I on 'Look around' is stated, too: what is stated takes a letter from "
     "all whom it does not name\n"
     "- stated look I position:coo\n"
     "+ stated look C position:billing-lead: reason=edited in e.xlsx\n"
     "+ stated look I position:billing-lead: reason=edited in e.xlsx\n"
     "+ stated look I position:coo: reason=left as it was where e.xlsx was edited\n"},
    {"a row that is new",
     {{"C8", NULL, "Return it"}, {"F8", NULL, "R"}},
     "rows 8: 2 used, 5 passed, 1 refused\n"
     "refused Matrix!C8: there is no touchpoint 'Return it' on this day: its letters are not "
     "taken\n"},
    {"columns that are new",
     {{"L5", NULL, "chief EXPERIENCE officer"},
      {"L6", NULL, "R"},
      {"M5", NULL, "Nobody"},
      {"M6", NULL, "A"}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "edited Matrix!L6: Chief Experience Officer had nothing on 'Look around', and has R\n"
     "refused Matrix!M5: nobody is called 'Nobody': the letters below it are not taken\n"
     "noticed : 1 who keeps R on 'Look around' is stated, too: what is stated takes a letter from "
     "all whom it does not name\n"
     "+ stated look R position:cxo: reason=edited in e.xlsx\n"
     "+ stated look R unit:marketing: reason=left as it was where e.xlsx was edited\n"},
    {"a column whose reference is gone",
     {{"F5", NULL, ""}, {"look", "position:cmo", "A/R"}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "edited Matrix!H6: Chief Marketing Officer had A on 'Look around', and has A/R\n"
     "refused Matrix!F6: there is no holder above 'C': it stays as it was\n"
     "refused Matrix!F7: there is no holder above 'I': it stays as it was\n"
     "noticed : the column of position:ceo is gone: the letters in it stay as they were\n"
     "noticed : 1 who keeps R on 'Look around' is stated, too: what is stated takes a letter from "
     "all whom it does not name\n"
     "+ stated look R position:cmo: reason=edited in e.xlsx\n"
     "+ stated look R unit:marketing: reason=left as it was where e.xlsx was edited\n"},
    {"a column that is gone, whose holder keeps the letter",
     {{"G5", NULL, ""}, {"G6", NULL, ""}, {"look", "position:cmo", "A/R"}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "edited Matrix!H6: Chief Marketing Officer had A on 'Look around', and has A/R\n"
     "noticed : the column of unit:marketing is gone: the letters in it stay as they were\n"
     "noticed : 1 who keeps R on 'Look around' is stated, too: what is stated takes a letter from "
     "all whom it does not name\n"
     "+ stated look R position:cmo: reason=edited in e.xlsx\n"
     "+ stated look R unit:marketing: reason=left as it was where e.xlsx was edited\n"},
    {"a column that is there twice",
     {{"L5", NULL, "position:coo"}, {"L6", NULL, "A"}},
     "rows 7: 2 used, 5 passed, 0 refused\n"
     "refused Matrix!L5: position:coo has a column further left: the letters below this one are "
     "not taken\n"},
    {"no row of references",
     {{"E5", NULL, "K"}},
     "rows 7: 0 used, 7 passed, 0 refused\n"
     "refused : expected a row with 'Key' and the references of holders, found none: no letter is "
     "taken\n"},
};

/* ---- the workbook ---- */

static void save(const changing *c, const char *name)
{
    char path[SCRATCH_PATH];
    evaluation e = {.model = c->model, .policy = policy_of(c->model, POLICY)};
    e.result = evaluation_check(&e, 0);
    evaluation_save(e.result, scratch_path(&c->s, name, path));
    raci_result_free(e.result);
    raci_policy_free(e.policy);
}

static raci_status take(raci_intake **out, const changing *c, const char *name, bool dry,
                        raci_error *err)
{
    char path[SCRATCH_PATH];
    const raci_intake_options how = {.date = DAY, .dry_run = dry};
    const char *const paths[] = {scratch_path(&c->s, name, path)};
    return raci_intake_read(out, c->model, paths, 1, &how, NULL, NULL, err);
}

static void tell(ri_text *out, const char *what, const ri_told_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        ri_text_format(out, "%s %s: ", what, list->items[i].place);
        /* The folder of the policy is another one each time. */
        for (const char *at = list->items[i].text; *at != '\0'; at++) {
            const char *end = strncmp(at, " (/", 3) == 0 ? strchr(at, ')') : NULL;
            at = end != NULL ? end + 1 : at;
            ri_text_char(out, *at);
        }
        ri_text_char(out, '\n');
    }
}

static void describe(ri_text *out, const raci_intake *intake)
{
    const ri_read_sheet *matrix = &intake->sheets[0];
    ri_text_format(out, "rows %zu: %zu used, %zu passed, %zu refused\n", matrix->rows, matrix->used,
                   matrix->passed, matrix->refused);
    tell(out, "edited", &matrix->edits);
    tell(out, "refused", &matrix->refusals);
    tell(out, "noticed", &matrix->notes);
    for (size_t i = 0; i < intake->n_sheets; i++) {
        const ri_read_sheet *sheet = &intake->sheets[i];
        assert_string_equal(sheet->kind, i == 0 ? "matrix" : "own");
        assert_int_equal(sheet->rows, sheet->used + sheet->passed + sheet->refused);
    }
}

static size_t count_edits(const edited_row *x)
{
    size_t n = 0;
    while (n < COUNT(x->edits) && x->edits[n].at != NULL) {
        n++;
    }
    return n;
}

static void takes_edits(void **state)
{
    const edited_row *x = *state;
    char from[SCRATCH_PATH];
    char to[SCRATCH_PATH];
    raci_intake *intake = NULL;
    raci_error err = {0};
    ri_text told = RI_TEXT_INIT;
    ri_text dry = RI_TEXT_INIT;
    const changing c = changing_begin(ORGANIZATION);
    ri_text before = changing_rows(c.model);
    save(&c, "a.xlsx");
    assert_true(resave(scratch_path(&c.s, "a.xlsx", from), scratch_path(&c.s, "e.xlsx", to),
                       RI_OWN_MATRIX, x->edits, count_edits(x)));
    assert_int_equal(take(&intake, &c, "e.xlsx", true, &err), RACI_OK);
    describe(&dry, intake);
    raci_intake_free(intake);
    intake = NULL;
    assert_int_equal(take(&intake, &c, "e.xlsx", false, &err), RACI_OK);
    describe(&told, intake);
    assert_string_equal(ri_text_string(&told), ri_text_string(&dry));
    ri_text after = changing_rows(c.model);
    changing_compare(&told, &before, &after);
    assert_string_equal(ri_text_string(&told), x->expected);
    raci_intake_free(intake);
    ri_text_free(&told);
    ri_text_free(&dry);
    ri_text_free(&before);
    ri_text_free(&after);
    changing_end(&c);
}

/* ---- a hidden sheet that somebody changed ---- */

static const struct spoiled {
    const char *name;
    resaved_edit edit;
    const char *message;
} spoilt[] = {
    {"another version", {"B1", NULL, "2"}, "raci!B1: expected the version 1 of the workbook"},
    {"no date", {"B2", NULL, "soon"}, "raci!B2: expected a date as YYYY-MM-DD, found 'soon'"},
    {"a letter twice", {"C3", NULL, "A"}, "raci!C3: expected a letter, found 'A'"},
    {"rules out of turn", {"B4", NULL, "7"}, "raci!B4: expected the number of the next rule"},
    {"another tier", {"C7", NULL, "wish position:cmo=1"}, "raci!C7: expected default, rule"},
    {"an unknown rule", {"C7", NULL, "rule position:cmo=99"}, "expected holders as HOLDER=RULE"},
    {"no rule", {"C7", NULL, "rule position:cmo"}, "expected holders as HOLDER=RULE"},
    {"rows of another kind", {"A7", NULL, "person"}, "raci!A7: expected date, letters, rule or"},
    {"no key", {"B7", NULL, ""}, "raci!B7: expected a touchpoint with a cell for each letter"},
};

static void is_not_believed(void **state)
{
    const struct spoiled *x = *state;
    char from[SCRATCH_PATH];
    char to[SCRATCH_PATH];
    raci_intake *intake = NULL;
    raci_error err = {0};
    const changing c = changing_begin(ORGANIZATION);
    save(&c, "a.xlsx");
    assert_true(resave(scratch_path(&c.s, "a.xlsx", from), scratch_path(&c.s, "e.xlsx", to),
                       RI_OWN_KEPT, &x->edit, 1));
    assert_int_equal(take(&intake, &c, "e.xlsx", true, &err), RACI_INPUT);
    assert_null(intake);
    if (strstr(err.message, x->message) == NULL) {
        fail_msg("%s", err.message);
    }
    changing_end(&c);
}

/* ---- memory ---- */

static bool take_once(void *payload)
{
    raci_intake *intake = NULL;
    raci_error err = {0};
    const raci_status status = take(&intake, payload, "e.xlsx", true, &err);
    raci_intake_free(intake);
    return status == RACI_OK;
}

static void survives_without_memory(void **state)
{
    static const resaved_edit edits[] = {{"pay", "position:cmo", "A"}, {"M5", NULL, "Nobody"}};
    char from[SCRATCH_PATH];
    char to[SCRATCH_PATH];
    changing c = changing_begin(ORGANIZATION);
    (void)state;
    save(&c, "a.xlsx");
    assert_true(resave(scratch_path(&c.s, "a.xlsx", from), scratch_path(&c.s, "e.xlsx", to),
                       RI_OWN_MATRIX, edits, COUNT(edits)));
    assert_true(with_all_failures(take_once, &c) > 100);
    changing_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(survives_without_memory)};
    return RUN_ROWS("edits", rows, takes_edits) + RUN_ROWS("spoilt", spoilt, is_not_believed) +
           cmocka_run_group_tests(tests, NULL, NULL);
}
