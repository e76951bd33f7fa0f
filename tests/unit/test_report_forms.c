/* What a report is written as: that each form says the same, and that no name does harm in it. */
#define _POSIX_C_SOURCE 200809L

#include "appended.h"
#include "changing.h"
#include "evaluation.h"
#include "html_reading.h"

#include "books.h"

#include "intake/own_workbook.h"

#define SCRIPT "<script>alert(1)</script>"

/* Two who answer for one thing, passages, and names that would act if they could. */
static const char hostile[] =
    "== units.csv\nkey,name,parent,head,kind\n"
    "acme,\"'=1+1\",,ceo,company\n"
    "ops,\"" SCRIPT "\",acme,coo,department\n"
    "sales,\"'-2+3 | `x` **y**\",acme,cso,department\n"
    "== positions.csv\nkey,title,unit,reports_to,office\n"
    "ceo,Chief,acme,,ceo\ncoo,\"'+cmd|' /C calc'!A0\",ops,ceo,coo\ncso,\"'@SUM(A1)\",sales,ceo,\n"
    "cxo,\"\u202eexperience\",acme,ceo,cxo\n"
    "== people.csv\nkey,name\nann,\"[a](javascript:x)\"\nbo,Bo\n"
    "== seats.csv\nposition,person,kind\nceo,ann,holder\ncoo,bo,holder\n"
    "== journeys.csv\nkey,name,lead\nbuy,\"'=buy\",coo\n"
    "== touchpoints.csv\nkey,name,journey,order,units\n"
    "look,\"'=HYPERLINK(\"\"x\"\")\",buy,1,sales\npay,\"--><b>pay\",buy,2,ops\n"
    "== links.csv\nfrom,to,kind\nlook,pay,handoff\n";

static const char policy[] =
    "policy { name = '=evil', version = '-1' }\n"
    "rule '=rule' { because = '@because', assign = { A = head_of_delivering_unit(),\n"
    "  R = delivering_units() } }\n"
    "rule '<i>too' { match = { key = 'pay' }, assign = { A = 'position:cso' } }\n";

#define STEPS                                                                                      \
    "move_position { position = 'coo', reports_to = 'cso' }\n"                                     \
    "leave { person = 'bo' }\n"                                                                    \
    "set_head { unit = 'ops', position = 'cso' }"

/* A mark of direction that acts. */
static const char overrides[] = {(char)0xe2, (char)0x80, (char)0xae, '\0'};

typedef struct told {
    evaluation e;
    raci_inbox *inbox;
    raci_scenario *scenario;
    raci_whatif *whatif;
    raci_comparison *comparison;
    raci_report_content content;
} told;

static void tell(told *t)
{
    raci_error err = {0};
    t->e = evaluate(hostile, policy);
    t->scenario = changing_scenario(STEPS);
    const raci_scenario *all[1] = {t->scenario};
    const raci_whatif_options how = {.date = CHANGING_DAY, .scenarios = all, .n_scenarios = 1};
    if (raci_inbox_new(&t->inbox, t->e.result, NULL, RACI_INBOX_ALL, &err) != RACI_OK ||
        raci_whatif_begin(&t->whatif, t->e.model, &how, NULL, NULL, &err) != RACI_OK ||
        raci_whatif_run(t->whatif, t->e.policy, 0, &err) != RACI_OK ||
        raci_comparison_new(&t->comparison, t->e.model, CHANGING_DAY, NULL, 0, NULL, NULL, &err) !=
            RACI_OK ||
        raci_comparison_add(t->comparison, "=one", t->e.policy, &err) != RACI_OK ||
        raci_comparison_add(t->comparison, "<u>two", t->e.policy, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    t->content = (raci_report_content){
        .result = t->e.result, .inbox = t->inbox, .whatif = t->whatif, .comparison = t->comparison};
}

static void untell(told *t)
{
    raci_comparison_free(t->comparison);
    raci_whatif_free(t->whatif);
    raci_scenario_free(t->scenario);
    raci_inbox_free(t->inbox);
    evaluation_free(&t->e);
}

static void has(const ri_text *text, const char *part)
{
    if (strstr(ri_text_string(text), part) == NULL) {
        fail_msg("it has no: %s", part);
    }
}

static void has_not(const ri_text *text, const char *part)
{
    if (strstr(ri_text_string(text), part) != NULL) {
        fail_msg("it has: %s", part);
    }
}

static void page_is_harmless(void **state)
{
    (void)state;
    told t = {0};
    raci_error err = {0};
    ri_text text = RI_TEXT_INIT;
    tell(&t);
    assert_int_equal(raci_report_page(&t.content, append_text, &text, &err), RACI_OK);
    html_is_fine(ri_text_string(&text));
    has(&text, "<section class=\"section\" id=\"whatif\"");
    has(&text, "<section class=\"section\" id=\"compare\"");
    has(&text, "&lt;u&gt;two");
    has_not(&text, SCRIPT);
    has_not(&text, overrides);
    ri_text_free(&text);
    untell(&t);
}

/* How many cells a row of a table has. */
static size_t cells_of(const char *line, size_t length)
{
    size_t n = 0;
    for (size_t i = 1; i < length; i++) {
        n += line[i] == '|' && line[i - 1] != '\\';
    }
    return n;
}

static void tables_are_whole(const char *text)
{
    size_t n = 0;
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
        const size_t length = strcspn(line, "\n");
        const size_t here = *line == '|' ? cells_of(line, length) : 0;
        if (n > 0 && here > 0 && here != n) {
            fail_msg("%zu cells, expected %zu: %.*s", here, n, (int)length, line);
        }
        n = here;
    }
}

static void document_is_harmless(void **state)
{
    (void)state;
    told t = {0};
    raci_error err = {0};
    ri_text text = RI_TEXT_INIT;
    tell(&t);
    assert_int_equal(raci_report_booklet(&t.content, append_text, &text, &err), RACI_OK);
    static const char *const chapters[] = {"# Who answers for what\n",
                                           "\n## Summary\n",
                                           "\n## Matrix\n",
                                           "\n## Findings\n",
                                           "\n## Load\n",
                                           "\n## To be decided\n",
                                           "\n## Passages between departments\n",
                                           "\n## Before and after\n",
                                           "\n## Models side by side\n"};
    for (size_t i = 0; i < COUNT(chapters); i++) {
        has(&text, chapters[i]);
    }
    has(&text, "**1** of 2 touchpoints");
    has(&text, "&lt;script&gt;alert(1)&lt;/script&gt;");
    has_not(&text, "<");
    has(&text, "\\[a\\](javascript:x)");
    has_not(&text, overrides);
    tables_are_whole(ri_text_string(&text));
    ri_text_free(&text);
    untell(&t);
}

/* Its sheets, one a line; no cell is a formula, or begins as one. */
static void read_book(ri_text *out, const char *path)
{
    ri_book *book = NULL;
    raci_error err = {0};
    ri_book_row row;
    bool more = false;
    assert_int_equal(ri_book_open(&book, path, &(ri_book_options){0}, books_tell, out, &err),
                     RACI_OK);
    for (size_t i = 0; i < ri_book_sheets(book); i++) {
        size_t rows = 0;
        assert_int_equal(ri_book_begin(book, i, &err), RACI_OK);
        while (ri_book_next(book, &row, &more, &err) == RACI_OK && more) {
            rows++;
            for (size_t k = 0; k < row.n; k++) {
                assert_false(row.cells[k].formula);
                assert_true(row.cells[k].length == 0 ||
                            strchr("=+@-", row.cells[k].bytes[0]) == NULL);
            }
        }
        ri_text_format(out, "%s%s\n", ri_book_sheet_name(book, i), rows > 2 ? "" : ", empty");
    }
    assert_int_equal(err.status, RACI_OK);
    ri_book_close(book);
}

static void workbook_is_harmless(void **state)
{
    (void)state;
    told t = {0};
    char path[SCRATCH_PATH];
    raci_error err = {0};
    scratch s;
    ri_text text = RI_TEXT_INIT;
    tell(&t);
    scratch_make_small(&s);
    FILE *file = fopen(scratch_path(&s, "a.xlsx", path), "wb");
    assert_non_null(file);
    assert_int_equal(raci_report_book(&t.content, evaluation_to_file, file, &err), RACI_OK);
    assert_int_equal(fclose(file), 0);
    read_book(&text, path);
    assert_string_equal(ri_text_string(&text),
                        "Summary\nMatrix\nFindings\nInbox\nLoad\nSeams\nBefore and after\nMoves\n"
                        "Load before and after\nModels\nAnswers\nLegend\nraci\n");
    ri_text_free(&text);
    scratch_remove(&s);
    untell(&t);
}

static void only_of_everything(void **state)
{
    (void)state;
    ri_text text = RI_TEXT_INIT;
    raci_error err = {0};
    evaluation e = evaluate(hostile, policy);
    raci_result *counts = evaluation_check(&e, 1);
    const raci_report_content content = {.result = counts};
    assert_int_equal(raci_report_booklet(&content, append_text, &text, &err), RACI_INVALID);
    assert_int_equal(raci_report_book(&content, append_text, &text, &err), RACI_INVALID);
    assert_int_equal(text.length, 0);
    const raci_report_content alone = {.result = e.result};
    assert_int_equal(raci_report_booklet(&alone, append_text, &text, &err), RACI_OK);
    has_not(&text, "## To be decided");
    ri_text_free(&text);
    raci_result_free(counts);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_is_harmless),
        cmocka_unit_test(document_is_harmless),
        cmocka_unit_test(workbook_is_harmless),
        cmocka_unit_test(only_of_everything),
    };
    return cmocka_run_group_tests_name("report forms", tests, NULL, NULL);
}
