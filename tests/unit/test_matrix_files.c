/* One matrix in every layout and format that people keep it in: each gives the same. */
#define _POSIX_C_SOURCE 200809L
#include "scratch.h"

#include "base/order.h"
#include "base/text.h"
#include "intake/matrix_read.h"

struct file {
    const char *name;
    const char *file;
    const char *text;
    const char *letters; /* dictionary, or NULL */
};

static const char same[] = "Build|Dev team|A\nBuild|Dev team|R\nBuild|Ops team|I\n"
                           "Run|Dev team|C\nRun|Ops team|A\n";

static const struct file files[] = {
    {"commas", "m.csv", "Task,Dev team,Ops team\nBuild,A/R,I\nRun,C,A\n", NULL},
    {"semicolons", "m.csv", "Task;Dev team;Ops team\r\nBuild;R, A;I\r\nRun;C;A\r\n", NULL},
    {"tabs", "m.tsv", "Task\tDev team\tOps team\nBuild\tRA\tI\nRun\tC\tA\n", NULL},
    {"swapped", "m.csv", "Task,Dev team,Ops team\nBuild,R/A,I\nRun,C,R\n", "R=A,A=R"},
    {"words", "m.csv",
     "Task,Dev team,Ops team\nBuild,Accountable and Responsible,Informed\nRun,Consulted,accountable\n",
     NULL},
    {"teams as rows", "m.csv", ",Build,Run\nDev team,A/R,C\nOps team,I,A\n", NULL},
    {"column per letter", "m.csv",
     "Task,R,A,C,I\nBuild,Dev team,Dev team,,Ops team\nRun,,Ops team,Dev team,\n", NULL},
    {"ticks", "m.csv",
     "Task,Team,R,A,C,I\nBuild,Dev team,x,x,,\n,Ops team,,,,x\nRun,Dev team,,,x,\n,Ops team,,x,,\n",
     NULL},
    {"pairs", "m.csv",
     "Task,RACI\nBuild,\"A/R: Dev team; I: Ops team\"\nRun,\"A: Ops team; C: Dev team\"\n", NULL},
    {"long list", "m.csv",
     "action_name,role_name,raci\nBuild,Dev team,R\nBuild,Dev team,A\nBuild,Ops team,I\n"
     "Run,Dev team,C\nRun,Ops team,A\n",
     NULL},
    {"markdown", "m.md",
     "# Title\n\n| **Task** | Dev team | Ops team |\n| --- | :-: | --- |\n| Build | **A**/R | I |\n"
     "| Run | C | A |\n",
     NULL},
    {"tables of a document", "m.md",
     "## One\n\n| Task | Dev team | Ops team |\n|---|---|---|\n| Build | A/R | I |\n\n"
     "## Two\n\n| Task | Dev team | Ops team |\n|---|---|---|\n| Run | C | A |\n",
     NULL},
    {"asciidoc", "m.adoc", "|===\n|Task |Dev team |Ops team\n\n|Build |A/R |I\n|Run |C |A\n|===\n",
     NULL},
    {"yaml", "m.yaml",
     "activity_groups:\n  - group_title: One\n    activities:\n      - name: Build\n"
     "        assignments:\n          Dev team: [A, R]\n          Ops team: [I]\n"
     "      - name: Run\n        assignments:\n          Dev team: [C]\n"
     "          Ops team: [A]\n",
     NULL},
    {"json", "m.json",
     "[{\"action_name\":\"Build\",\"role_name\":\"Dev team\",\"raci\":\"R\"},"
     "{\"action_name\":\"Build\",\"role_name\":\"Dev team\",\"raci\":\"A\"},"
     "{\"action_name\":\"Build\",\"role_name\":\"Ops team\",\"raci\":\"I\"},"
     "{\"action_name\":\"Run\",\"role_name\":\"Dev team\",\"raci\":\"C\"},"
     "{\"action_name\":\"Run\",\"role_name\":\"Ops team\",\"raci\":\"A\"}]",
     NULL},
};

/* A line for each letter. */
static int write_letters(const ri_matrix_assignment *given, void *payload)
{
    for (size_t i = 0; i < given->n; i++) {
        ri_text_format(payload, "%s|%s|%s\n", given->activity, given->party,
                       given->letters[i].name);
    }
    return 0;
}

static int compare_lines(const void *a, const void *b, const void *context)
{
    (void)context;
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorts the lines of a text. */
static void sort_lines(ri_text *text)
{
    const char *each[64];
    size_t n = 0;
    ri_text sorted = RI_TEXT_INIT;
    for (char *at = text->bytes; at != NULL && *at != '\0' && n < COUNT(each);) {
        char *end = strchr(at, '\n');
        each[n++] = at;
        *end = '\0';
        at = end + 1;
    }
    assert_true(ri_order(each, n, sizeof each[0], compare_lines, NULL));
    for (size_t i = 0; i < n; i++) {
        ri_text_format(&sorted, "%s\n", each[i]);
    }
    ri_text_free(text);
    *text = sorted;
}

static ri_matrix_counts read_path(const char *path, const char *dictionary, ri_text *out)
{
    ri_book *book = NULL;
    ri_letters *letters = NULL;
    ri_matrix_counts counts = {.rows = 0};
    raci_error err = {.status = RACI_OK};
    const ri_matrix_calls calls = {.assignment = out != NULL ? write_letters : NULL,
                                   .payload = out};
    assert_int_equal(ri_book_open(&book, path, NULL, NULL, NULL, &err), RACI_OK);
    assert_int_equal(ri_letters_new(&letters, NULL, &err), RACI_OK);
    assert_int_equal(ri_letters_learn(letters, dictionary, &err), RACI_OK);
    for (size_t sheet = 0; sheet < ri_book_sheets(book); sheet++) {
        ri_matrix_layout *layout = NULL;
        assert_int_equal(ri_matrix_recognize(&layout, book, sheet, letters, NULL, &err), RACI_OK);
        for (size_t i = 0; i < layout->n_questions; i++) {
            assert_non_null(layout->questions[i].fallback); /* nothing has to be asked */
        }
        assert_int_equal(ri_matrix_read(book, sheet, layout, letters, &calls, &counts, &err),
                         RACI_OK);
        assert_int_equal(counts.fates[RI_ROW_REFUSED], 0);
        ri_matrix_layout_free(layout);
    }
    ri_letters_free(letters);
    ri_book_close(book);
    return counts;
}

static void gives_the_same(void **state)
{
    const struct file *row = *state;
    scratch folder;
    char path[SCRATCH_PATH];
    ri_text out = RI_TEXT_INIT;
    scratch_make_small(&folder);
    scratch_path(&folder, row->file, path);
    scratch_write(&folder, row->file, row->text, strlen(row->text));
    (void)read_path(path, row->letters != NULL ? row->letters : "", &out);
    sort_lines(&out);
    assert_string_equal(ri_text_string(&out), same);
    ri_text_free(&out);
    scratch_remove(&folder);
}

/* As many columns as a sheet may have, and more: those that are read are counted, to the last. */
static void reads_very_wide_sheets(void **state)
{
    scratch folder;
    char path[SCRATCH_PATH];
    (void)state;
    scratch_make_small(&folder);
    scratch_path(&folder, "wide.csv", path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (int row = 0; row < 20; row++) {
        (void)fprintf(file, row == 0 ? "Task" : "Task %d", row);
        for (int column = 0; column < 16384; column++) {
            (void)fprintf(file, row == 0 ? ",P%d" : column % 3 == 0 ? ",A" : ",", column);
        }
        (void)fputc('\n', file);
    }
    assert_int_equal(fclose(file), 0);
    ri_matrix_counts counts = read_path(path, "", NULL);
    assert_int_equal(counts.rows, 20);
    assert_int_equal(counts.fates[RI_ROW_USED], 19);
    assert_int_equal(counts.cells.read, counts.assignments);
    assert_int_equal(counts.assignments, 19 * ((RI_BOOK_COLUMNS_MAX - 1 + 2) / 3));
    scratch_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_very_wide_sheets),
    };
    int failed = RUN_ROWS("one matrix", files, gives_the_same);
    return failed + cmocka_run_group_tests_name("wide", tests, NULL, NULL);
}
