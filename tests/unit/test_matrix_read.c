#include "rows.h"

#include <stdio.h>

#include "intake/matrix_read.h"
#include "paper_book.h"

static int write_assignment(const ri_matrix_assignment *given, void *payload)
{
    ri_text *out = payload;
    if (given->group[0] != '\0') {
        ri_text_format(out, "[%s] ", given->group);
    }
    ri_text_format(out, "%s%s%s: %s ", given->key, given->key[0] != '\0' ? " " : "",
                   given->activity, given->party);
    for (size_t i = 0; i < given->n; i++) {
        ri_text_format(out, "%s%s", i > 0 ? "+" : "", given->letters[i].name);
    }
    if (given->note[0] != '\0') {
        ri_text_format(out, " (%s%s)", given->condition ? "when " : "", given->note);
    }
    if (given->channel[0] != '\0') {
        ri_text_format(out, " by %s", given->channel);
    }
    if (given->remark[0] != '\0') {
        ri_text_format(out, " # %s", given->remark);
    }
    ri_text_add(out, "\n");
    return 0;
}

static int write_row(const ri_matrix_row *row, void *payload)
{
    const ri_cell_counts *cells = &row->cells;
    assert_int_equal(cells->all,
                     cells->labels + cells->read + cells->none + cells->refused + cells->others);
    if (row->fate != RI_ROW_USED) {
        ri_text_format(payload, "%u %s%s%s\n", row->line, ri_row_fate_name(row->fate),
                       row->why != NULL ? ": " : "", row->why != NULL ? row->why : "");
    }
    return 0;
}

static int write_refused(const ri_book_cell *cell, const char *why, void *payload)
{
    ri_text_format(payload, "%u:%u refused: %s\n", cell->line, cell->column, why);
    return 0;
}

static int write_doubt(const ri_book_cell *cell, ri_doubt_kind kind, const char *message,
                       void *payload)
{
    ri_text_format(payload, "%u:%u %s: %s\n", cell->line, cell->column, ri_doubt_name(kind),
                   message);
    return 0;
}

struct sheet {
    const char *name;
    const char *text;
    const char *expected;
    const char *letters; /* dictionary */
    ri_matrix_options options;
};

/* What most rows that are no assignments are: headers. */
#define HEADER "1 header\n"

static const struct sheet sheets[] = {
    {"wide grid",
     "Activity|Dev|Ops\nBuild|A/R|I\nRun|C (if late)|-\n",
     HEADER "Build: Dev R+A\nBuild: Ops I\nRun: Dev C (when if late)\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"phases in a column",
     "Phase|Task|Dev|Ops\nOne|Build|A/R|I\n|Run|C|A\nTwo|Mend|A|\n",
     HEADER "[One] Build: Dev R+A\n[One] Build: Ops I\n[One] Run: Dev C\n[One] Run: Ops A\n"
            "[Two] Mend: Dev A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"phases as rows",
     "Task|Dev|Ops\nOne||\nBuild|A/R|I\nTwo|<|<\nRun|C|A\nPhase 3\nMend|A|\n",
     HEADER "2 heading: it has nothing but a name: it is taken for a heading\n"
            "[One] Build: Dev R+A\n[One] Build: Ops I\n4 heading\n[Two] Run: Dev C\n"
            "[Two] Run: Ops A\n6 heading\n[Phase 3] Mend: Dev A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"nobody",
     "Task|Dev|Ops\nBuild|A|I\nLost\nGone|-|TBD\nRun|C|A\n",
     HEADER "Build: Dev A\nBuild: Ops I\n"
            "3 nobody: it has nothing but a name: it is taken for an activity that nobody has\n"
            "4:3 undecided: 'TBD' says that it is still to be decided\n4 nobody\n"
            "Run: Dev C\nRun: Ops A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"continuation",
     "Task|Dev|Ops\nBuild|A|I\n|R|\n||-\nRun|C|A\n",
     HEADER "Build: Dev A\nBuild: Ops I\nBuild: Dev R\n4 nobody\nRun: Dev C\nRun: Ops A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"letters about nothing",
     "Task|Dev|Ops\n|A|I\nRun|C|A\n",
     HEADER "2 refused: nothing says what these letters are about\nRun: Dev C\nRun: Ops A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"words where letters are",
     "Task|Dev|Ops\nBuild|A|see Run\nRun|C|A\nMend|R|A\nWhere|here|\n",
     HEADER "Build: Dev A\n2:3 refused: expected letters, found words\nRun: Dev C\nRun: Ops A\n"
            "Mend: Dev R\nMend: Ops A\n5 refused: none of its cells has letters\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"counts",
     "Task|Dev|Ops|Check\nBuild|A|I|1\nRun|C|A|1\nTotal|2|2|\n",
     HEADER "Build: Dev A\nBuild: Ops I\nRun: Dev C\nRun: Ops A\n4 check\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"repeated header",
     "Task|Dev|Ops\nBuild|A|I\nTask|Dev|Ops\nRun|C|A\nTask|Legal|Sales\nSell|A|R\n",
     HEADER "Build: Dev A\nBuild: Ops I\n3 repeated header\nRun: Dev C\nRun: Ops A\n"
            "5 repeated header\nSell: Legal A\nSell: Sales R\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"title and legend",
     "The matrix\nTask|Dev|Ops\nBuild|A|I\nRun|C|A\nLegend\nR|Responsible\n"
     "A|Accountable\nC|Consulted\nI|Informed\n",
     "1 title\n2 header\nBuild: Dev A\nBuild: Ops I\nRun: Dev C\nRun: Ops A\n5 legend\n6 legend\n"
     "7 legend\n8 legend\n9 legend\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"notes below a table",
     "Task|Dev|Ops\nBuild|A*|I\nRun|C|A\n* only in Berlin\n\xe2\x80\xa0 until May\nSource: us\n",
     HEADER "Build: Dev A (*)\n2:2 mark: the mark * is kept as a note\nBuild: Ops I\nRun: Dev C\n"
            "Run: Ops A\n4 legend\n"
            "5 legend\n6 legend\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"a heading beside a legend",
     "Task|Dev|Ops|||\nBuild|A|I||R|Doer|does it all day\nPhase 2|<|<||A|Approver|says yes\n"
     "Run|C|A||C|Consulted|is asked first\n",
     HEADER "Build: Dev A\nBuild: Ops I\n3 heading\n[Phase 2] Run: Dev C\n[Phase 2] Run: Ops A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"a legend with a heading",
     "Task|Dev|Ops\nBuild|A|I\nRun|C|A\nSymbol|Meaning\nR|Responsible\nA|Accountable\n"
     "C|Consulted\n",
     HEADER "Build: Dev A\nBuild: Ops I\nRun: Dev C\nRun: Ops A\n4 legend\n5 legend\n6 legend\n"
            "7 legend\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"merged header",
     "Task|Business|<|IT\n^|Lead|Analyst|Lead\nBuild|A|C|R\nRun|I|C|A\n",
     "1 header\n2 header\nBuild: Business / Lead A\nBuild: Analyst C\nBuild: IT / Lead R\n"
     "Run: Business / Lead I\nRun: Analyst C\nRun: IT / Lead A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"beyond the header",
     "Task|Dev|Ops|\nBuild|A|I|C\nRun|C|A|see\n",
     HEADER "2:4 refused: there is no name above these letters\nBuild: Dev A\nBuild: Ops I\n"
            "Run: Dev C\nRun: Ops A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"turned",
     "|Build|Run\nDev team|A/R|C\nOps team|I|A\nSkills|reading|writing\n",
     HEADER "Build: Dev team R+A\nRun: Dev team C\nBuild: Ops team I\nRun: Ops team A\n"
            "4 refused: none of its cells has letters\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"turned, in groups",
     "|One|<|Two\n|Build|Run|Mend\nDev team|A|C|R\nOps team|I|A|A\n",
     "1 header\n2 header\n[One] Build: Dev team A\n[One] Run: Dev team C\n[Two] Mend: Dev team R\n"
     "[One] Build: Ops team I\n[One] Run: Ops team A\n[Two] Mend: Ops team A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"names with conditions",
     "Task|R|A|C\nBuild|Dana|Eli|Ops (if it is large), Legal (Berlin)\nRun|Finn|Eli (until May)|"
     "Dana (Interim)\n",
     HEADER
     "Build: Dana R\nBuild: Eli A\nBuild: Ops C (when if it is large)\n"
     "Build: Legal (Berlin) C\nRun: Finn R\nRun: Eli A (when until May)\nRun: Dana C (when Interim)\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"column per letter",
     "Task|R|A|C|I\nBuild|Dana|Eli|Ops, Legal|-\n|Finn|||TBD\n"
     "Run|- Ops\\n- UX/UI|Sales & Marketing||\n",
     HEADER "Build: Dana R\nBuild: Eli A\nBuild: Ops C\nBuild: Legal C\nBuild: Finn R\n"
            "3:5 undecided: it says that it is still to be decided\n"
            "Run: Ops R\nRun: UX/UI R\n4:2 names: 'UX/UI' is taken for one name\n"
            "Run: Sales & Marketing A\n4:3 names: 'Sales & Marketing' is taken for one name\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"column per letter, swapped",
     "Task|R|A\nBuild|Dana|Eli\n",
     HEADER "Build: Dana A\nBuild: Eli R\n",
     "R=A,A=R",
     {.shape = RI_SHAPE_NONE}},
    {"without activities",
     "== Billing\nResponsible|Accountable\nDev (all)|Eli\n",
     HEADER "[Billing] Billing: Dev (all) R\n[Billing] Billing: Eli A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"ticks",
     "Task|Role|R|A|C\nBuild|Dev|X|yes|no\n|Ops||x|?!\nRun||X||\n|Law|R|A|\n",
     HEADER
     "Build: Dev R\nBuild: Dev A\nBuild: Ops A\n3:5 refused: expected a tick, found something "
     "else\n4:3 refused: nothing says whose tick this is\n"
     "4 refused: none of its cells could be read\nRun: Law R\nRun: Law A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"list",
     "group_title|action_id|action_name|role_name|raci\nOne|1.1|Build|Dev|R\n"
     "One|1.1|Build|Ops|a\n||Run||C\nOne|1.2|Run|Ops|maybe\n",
     HEADER "[One] 1.1 Build: Dev R\n[One] 1.1 Build: Ops A\n"
            "3:5 small letter: 'a' is taken as capital\n"
            "4:5 refused: nothing says whose these letters are\n"
            "4 refused: none of its cells could be read\n"
            "5 refused: none of its cells has letters\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"owners",
     "Stage|Touchpoint|Channel|Owner|Notes\n**One**|Call|Phone|AE + CSM|often\n"
     "**One**|Mail|Mail|CSM|\n|Post||none|\n",
     HEADER "[One] Call: AE A by Phone # often\n[One] Call: CSM A by Phone # often\n"
            "[One] Mail: CSM A by Mail\n4 nobody\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"codes of parties",
     "Control|ID|Responsibility\nGuard|1|Customer\nWatch|2|Shared\n",
     HEADER "1 Guard: The Customer R\n2 Watch: The Customer R\n2 Watch: Provider R\n",
     "Customer=@The Customer,Shared=@The Customer+@Provider",
     {.shape = RI_SHAPE_NONE}},
    {"unknown letters stay",
     "Function|Sales|Legal\nOffer|X|A\nSign|R|X\n",
     HEADER
     "Offer: Sales X\n2:2 unknown letter: 'X' is none of the letters R, A, C, "
     "I: say what it means\nOffer: Legal A\nSign: Sales R\nSign: Legal X\n3:3 unknown letter: 'X' is none of "
     "the letters R, A, C, I: say what it means\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"numbered",
     "No|Task|Dev|Ops\n1|Begin||\n1.1|Build|A|I\n2|Go on||\n2.1|Run|C|A\n2.2|Lost||\n",
     HEADER "2 heading\n[Begin] 1.1 Build: Dev A\n[Begin] 1.1 Build: Ops I\n4 heading\n"
            "[Go on] 2.1 Run: Dev C\n[Go on] 2.1 Run: Ops A\n6 nobody\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"two letters above a column",
     "Task|A/R|C|I\nBuild|Dana|Eli|Finn\n",
     HEADER "Build: Dana R+A\nBuild: Eli C\nBuild: Finn I\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"the first of two tables",
     "Task|Dev|Ops||Task|Law|Tax\nBuild|A|I||Sell|A|C\nRun|C|A||Buy|I|A\n",
     HEADER "Build: Dev A\nBuild: Ops I\nRun: Dev C\nRun: Ops A\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"the second of two tables",
     "Task|Dev|Ops||Task|Law|Tax\nBuild|A|I||Sell|A|C\nRun|C|A||Buy|I|A\nMend|R|A\n"
     "|||| Task|Law|Tax\n",
     HEADER "Sell: Law A\nSell: Tax C\nBuy: Law I\nBuy: Tax A\n4 empty\n5 repeated header\n",
     NULL,
     {.first_column = 5}},
    {"a wider table below",
     "Task|Dev|Ops\nBuild|A|I\nRun|C|A\nTask|Law|Tax|Audit\nSell|A|R|C\n",
     HEADER "Build: Dev A\nBuild: Ops I\nRun: Dev C\nRun: Ops A\n4 repeated header\n"
            "Sell: Law A\nSell: Tax R\nSell: Audit C\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"letters with names",
     "Task|RACI\nBuild|R: Dana, Eli; A: Finn\\nC: -\nRun|A/R = Ops, C: Law\nMend|somebody\n"
     "Tell|TBD\nLast|I: n/a\n",
     HEADER "Build: Dana R\nBuild: Eli R\nBuild: Finn A\nRun: Ops R+A\nRun: Law C\n"
            "4 refused: none of its cells has letters\n5 nobody\n6 nobody\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"legend in one row",
     "Task|Dev|Ops|Law\nBuild|A|I|C\nR = Responsible|A = Accountable|C = Consulted|I = "
     "Informed\n",
     HEADER "Build: Dev A\nBuild: Ops I\nBuild: Law C\n3 legend\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"tasks and parts of them",
     "Task|Subtask|Dev|Ops\nBuild|Draw|A|I\n|Glue|C|A\n||R|\nRun||A|R\nMend|Look|A|R\n",
     HEADER "[Build] Draw: Dev A\n[Build] Draw: Ops I\n[Build] Glue: Dev C\n[Build] Glue: Ops A\n"
            "[Build] Glue: Dev R\n[Run] Run: Dev A\n[Run] Run: Ops R\n[Mend] Look: Dev A\n"
            "[Mend] Look: Ops R\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"no matrix",
     "Name|Mail\nDana|dana@example.org\n",
     "1 refused: no column has letters below a name, and none names owners\n"
     "2 refused: no column has letters below a name, and none names owners\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"only a legend",
     "Roles\nR: Is in charge of it\nA: Is Accountable for it\nC: Is Consulted on it\n",
     "1 title\n2 legend\n3 legend\n4 legend\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
    {"bare signs",
     "Task|Dev|Ops\nBuild|A|**\nRun|C|A\nMend|A|I\n",
     HEADER "Build: Dev A\n2:3 refused: expected letters, found words\nRun: Dev C\nRun: Ops A\n"
            "Mend: Dev A\nMend: Ops I\n",
     NULL,
     {.shape = RI_SHAPE_NONE}},
};

static raci_status read_sheet(const struct sheet *row, ri_text *out, ri_matrix_counts *counts,
                              raci_error *err)
{
    ri_letters *letters = NULL;
    ri_matrix_layout *layout = NULL;
    ri_book book = paper(row->text);
    const ri_matrix_calls calls = {write_assignment, write_row, write_refused, write_doubt, out};
    raci_status status = ri_letters_new(&letters, NULL, err);
    if (status == RACI_OK && row->letters != NULL) {
        status = ri_letters_learn(letters, row->letters, err);
    }
    if (status == RACI_OK) {
        status = ri_matrix_recognize(&layout, &book, 0, letters, &row->options, err);
    }
    if (status == RACI_OK) {
        status = ri_matrix_read(&book, 0, layout, letters, &calls, counts, err);
    }
    ri_matrix_layout_free(layout);
    ri_letters_free(letters);
    paper_free(&book);
    return status == RACI_OK && out->failed ? RACI_NOMEM : status;
}

/* How many rows and cells with text there are, counted from the text itself. */
static void count_text(const struct sheet *row, size_t *rows, size_t *cells)
{
    ri_book book = paper(row->text);
    ri_book_row next;
    bool more = true;
    assert_int_equal(ri_book_begin(&book, 0, NULL), RACI_OK);
    while (ri_book_next(&book, &next, &more, NULL) == RACI_OK && more) {
        ++*rows;
        for (size_t c = 0; c < next.n; c++) {
            *cells += next.cells[c].length > 0 ? 1 : 0;
        }
    }
    paper_free(&book);
}

static void reads(void **state)
{
    const struct sheet *row = *state;
    ri_matrix_counts counts;
    ri_text out = RI_TEXT_INIT;
    raci_error err = {.status = RACI_OK};
    size_t rows = 0;
    size_t cells = 0;
    size_t fates = 0;
    assert_int_equal(read_sheet(row, &out, &counts, &err), RACI_OK);
    assert_string_equal(ri_text_string(&out), row->expected);
    count_text(row, &rows, &cells);
    for (size_t i = 0; i < RI_ROW_FATES; i++) {
        fates += counts.fates[i];
    }
    assert_int_equal(counts.rows, rows);
    assert_int_equal(fates, rows);
    assert_int_equal(counts.cells.all, cells);
    assert_int_equal(cells, counts.cells.labels + counts.cells.read + counts.cells.none +
                                counts.cells.refused + counts.cells.others);
    ri_text_free(&out);
}

static bool attempt(void *payload)
{
    ri_text out = RI_TEXT_INIT;
    ri_matrix_counts counts;
    raci_status status = read_sheet(payload, &out, &counts, NULL);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    ri_text_free(&out);
    return status == RACI_OK;
}

static void survives_without_memory(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sheets); i++) {
        (void)with_every_failure(attempt, (void *)&sheets[i]);
        (void)with_each_failure(attempt, (void *)&sheets[i]);
    }
}

static int stop(const ri_matrix_row *row, void *payload)
{
    int *left = payload;
    (void)row;
    return --*left == 0;
}

/* A call that says so ends it; without calls and counts it goes through. */
static void stops(void **state)
{
    (void)state;
    ri_letters *letters = NULL;
    ri_matrix_layout *layout = NULL;
    int left = 2;
    ri_book book = paper("Activity|Dev|Ops\nBuild|A/R|I\nRun|C|-\n");
    const ri_matrix_calls calls = {.row = stop, .payload = &left};
    const ri_matrix_calls none = {.row = NULL};
    assert_int_equal(ri_letters_new(&letters, NULL, NULL), RACI_OK);
    assert_int_equal(ri_matrix_recognize(&layout, &book, 0, letters, NULL, NULL), RACI_OK);
    assert_int_equal(ri_matrix_read(&book, 0, layout, letters, &calls, NULL, NULL), RACI_STOPPED);
    assert_int_equal(left, 0);
    assert_int_equal(ri_matrix_read(&book, 0, layout, letters, &none, NULL, NULL), RACI_OK);
    ri_matrix_layout_free(layout);
    ri_letters_free(letters);
    paper_free(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops),
        cmocka_unit_test(survives_without_memory),
    };
    int failed = RUN_ROWS("matrices", sheets, reads);
    return failed + cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
