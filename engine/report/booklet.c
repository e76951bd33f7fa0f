/* The frame of a report in Markdown: what it is of, how things stand, the matrix. */
#include "report/booklet.h"

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "report/markdown.h"
#include "report/report_matrix.h"
#include "report/report_power.h"
#include "report/sentences.h"
#include "report/stands.h"
#include "resolve/subjects.h"
#include "scenario/comparison.h"

/* ---- tables ---- */

/* Text without marks of page.h, as a cell. */
static void add_cell(ri_text *row, const char *text)
{
    ri_text plain = RI_TEXT_INIT;
    for (const char *at = text; *at != '\0'; at++) {
        if (!ri_page_is_mark(*at)) {
            ri_text_char(&plain, *at);
        }
    }
    ri_text_add(row, row->length == 0 ? "| " : " ");
    ri_markdown_cell(row, ri_text_string(&plain));
    ri_text_add(row, " |");
    row->failed = row->failed || plain.failed;
    ri_text_free(&plain);
}

static void put_line(ri_booklet *b)
{
    ri_sink_add(b->sink, ri_text_string(&b->row));
    b->view.failed = b->view.failed || b->row.failed;
    ri_text_clear(&b->row);
}

static void end_row(ri_booklet *b)
{
    ri_text_char(&b->row, '\n');
    put_line(b);
    b->cells = 0;
}

void ri_booklet_table(ri_booklet *b, const char *const *heads, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        add_cell(&b->row, heads[i]);
    }
    end_row(b);
    ri_markdown_rule(&b->row, n);
    put_line(b);
}

void ri_booklet_cell(ri_booklet *b, size_t n)
{
    add_cell(&b->row, ri_text_string(&b->line));
    b->view.failed = b->view.failed || b->line.failed;
    ri_text_clear(&b->line);
    if (++b->cells == n) {
        end_row(b);
    }
}

void ri_booklet_number(ri_booklet *b, size_t number, size_t n)
{
    ri_text_format(&b->line, "%zu", number);
    ri_booklet_cell(b, n);
}

void ri_booklet_table_end(ri_booklet *b)
{
    ri_sink_add(b->sink, "\n");
}

void ri_booklet_heading(ri_booklet *b)
{
    ri_text row = RI_TEXT_INIT;
    ri_sink_add(b->sink, b->outline.in_list ? "\n### " : "### ");
    b->outline.in_list = false;
    ri_markdown_cell(&row, ri_text_string(&b->line));
    ri_text_add(&row, "\n\n");
    ri_sink_add(b->sink, ri_text_string(&row));
    b->view.failed = b->view.failed || b->line.failed || row.failed;
    ri_text_clear(&b->line);
    ri_text_free(&row);
}

/* ---- how things stand ---- */

static void put_standings(ri_booklet *b, const ri_stands *all)
{
    ri_text_format(&b->line,
                   RI_BOLD "%zu" RI_PLAIN " of %zu touchpoints have exactly one accountable, who "
                           "commands those who do the work",
                   all->of[RI_STANDS_FINE], all->n);
    ri_say_share(&b->line, all->of[RI_STANDS_FINE], all->n);
    ri_text_char(&b->line, '.');
    ri_outline_paragraph(&b->outline, &b->line);
    for (int i = RI_STANDS_POWERLESS; i < RI_STANDINGS; i++) {
        ri_text_format(&b->line, "%s: %zu", ri_standing_name((ri_touchpoint_standing)i),
                       all->of[i]);
        ri_outline_item(&b->outline, 0, &b->line);
    }
    const ri_summary *summary = &b->result->summary;
    ri_text_format(&b->line, "Conflicts: %zu; gaps: %zu; risks: %zu",
                   summary->kinds[RI_KIND_CONFLICT], summary->kinds[RI_KIND_GAP],
                   summary->kinds[RI_KIND_RISK]);
    ri_outline_item(&b->outline, 0, &b->line);
}

static void put_waiting(ri_booklet *b, const char *office, const char *whom)
{
    const ri_waits waits = ri_waits_for(b->of->inbox, office);
    char day[11];
    ri_text_format(&b->line, "%s: %zu", whom, waits.n);
    if (waits.since != RI_DAY_MAX) {
        ri_text_format(&b->line, ", the oldest since %s", ri_day_format(waits.since, day));
    }
    if (waits.overdue > 0) {
        ri_text_format(&b->line, ", %zu overdue", waits.overdue);
    }
    ri_outline_item(&b->outline, 0, &b->line);
}

static void put_journeys(ri_booklet *b, const ri_stands *rows, size_t n)
{
    static const char *const heads[] = {"Journey", "Touchpoints", "One accountable, with power",
                                        "Errors", "Warnings"};
    enum { N = sizeof heads / sizeof heads[0] };
    ri_text_add(&b->line, "Journey by journey, the weakest first");
    ri_booklet_heading(b);
    ri_booklet_table(b, heads, N);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].journey != RI_NONE) {
            ri_say_name(&b->line, &b->view, rows[i].journey);
        } else {
            ri_text_add(&b->line, "On no journey");
        }
        ri_booklet_cell(b, N);
        ri_booklet_number(b, rows[i].n, N);
        ri_booklet_number(b, rows[i].of[RI_STANDS_FINE], N);
        ri_booklet_number(b, rows[i].counts[RACI_ERROR], N);
        ri_booklet_number(b, rows[i].counts[RACI_WARNING], N);
    }
    ri_booklet_table_end(b);
}

static void put_summary(ri_booklet *b)
{
    ri_stands all;
    ri_stands *rows = NULL;
    size_t n = 0;
    ri_outline_heading(&b->outline, "Summary");
    if (!ri_stands_of(&all, &rows, &n, b->result, b->marks)) {
        b->view.failed = true;
    } else {
        put_standings(b, &all);
        if (b->of->inbox != NULL) {
            put_waiting(b, "cxo", "For the CXO to decide");
            put_waiting(b, "ceo", "For the CEO to decide");
            put_waiting(b, "", "For others to decide");
            put_waiting(b, NULL, "With nobody left to decide");
        }
        put_journeys(b, rows, n);
    }
    ri_free(rows);
}

/* ---- the matrix ---- */

static void begin_group(ri_booklet *b, ri_matrix_report *report, uint32_t group,
                        const uint8_t *letters, uint32_t n)
{
    const char *heads[RI_LETTERS_MAX + 2] = {"Subject"};
    for (uint32_t i = 0; i < n; i++) {
        heads[i + 1] = report->view.scheme->letters[letters[i]].name;
    }
    heads[n + 1] = "Findings";
    ri_say_group(&b->line, report, group);
    ri_booklet_heading(b);
    ri_booklet_table(b, heads, n + 2);
}

static void put_row(ri_booklet *b, ri_matrix_report *report, ri_ref subject, const uint8_t *letters,
                    uint32_t n)
{
    ri_say_name(&b->line, &b->view, subject);
    ri_booklet_cell(b, n + 2);
    for (uint32_t i = 0; i < n; i++) {
        ri_say_matrix_cell(&b->line, report, subject, letters[i]);
        ri_booklet_cell(b, n + 2);
    }
    ri_say_finding_marks(&b->line, &b->marks[ri_subject_number(b->view.snapshot, subject)]);
    ri_booklet_cell(b, n + 2);
}

static void put_matrix(ri_booklet *b)
{
    ri_matrix_report report;
    uint8_t letters[RI_LETTERS_MAX];
    b->status = ri_matrix_begin(&report, b->result, NULL, NULL, b->err);
    if (b->status == RACI_OK && ri_matrix_rows(&report)) {
        const uint32_t n = ri_matrix_letters(&report, letters);
        ri_outline_heading(&b->outline, "Matrix");
        for (size_t i = 0; i < report.n_rows; i++) {
            const ri_matrix_row *row = &report.rows[i];
            if (i == 0 || row[-1].group != row->group) {
                begin_group(b, &report, row->group, letters, n);
            }
            put_row(b, &report, row->subject, letters, n);
            if (i + 1 == report.n_rows || row[1].group != row->group) {
                ri_booklet_table_end(b);
            }
        }
        b->view.failed = b->view.failed || ri_view_failed(&report.view);
    } else if (b->status == RACI_OK) {
        b->view.failed = true;
    }
    ri_matrix_end(&report);
}

/* ---- the whole ---- */

static void put_title(ri_booklet *b)
{
    raci_error failure = {0};
    ri_text_add(&b->line, "Who answers for what");
    ri_outline_title(&b->outline, &b->line);
    ri_outline_basis(&b->outline, b->result->date, b->result->policy);
    if (raci_result_failed(b->result, &failure)) {
        ri_text_add(&b->line, RI_BOLD "This is not to be relied on: a rule failed." RI_PLAIN " ");
        ri_say(&b->line, failure.message);
        ri_outline_warning(&b->outline, &b->line);
    }
}

static void put_all(ri_booklet *b)
{
    put_title(b);
    put_summary(b);
    put_matrix(b);
    ri_booklet_findings(b);
    ri_booklet_inbox(b);
    ri_booklet_load(b);
    ri_booklet_seams(b);
    if (b->of->whatif != NULL) {
        ri_booklet_whatif(b);
    }
    if (b->of->comparison != NULL && b->of->comparison->n > 0) {
        ri_booklet_models(b);
    }
}

raci_status raci_report_booklet(const raci_report_content *content, raci_write_fn write,
                                void *payload, raci_error *err)
{
    ri_sink sink;
    ri_booklet b = {.of = content, .result = content->result, .sink = &sink, .err = err};
    if (content->result->counts_only || content->result->narrowed) {
        return ri_fail(err, RACI_INVALID, "a report is of an evaluation with all its findings");
    }
    ri_view_init(&b.view, b.result->resolver);
    ri_sink_init(&sink, write, payload);
    b.outline = ri_outline_markdown(&sink);
    b.marks = ri_finding_marks_of(b.result);
    if (b.marks != NULL) {
        put_all(&b);
    }
    b.status = ri_report_status(
        b.status, b.marks == NULL || ri_view_failed(&b.view) || b.outline.failed || b.line.failed,
        err);
    if (b.status == RACI_OK) {
        b.status = ri_sink_flush(&sink, err);
    }
    ri_outline_free(&b.outline);
    ri_view_free(&b.view);
    ri_text_free(&b.line);
    ri_text_free(&b.row);
    ri_free(b.marks);
    return b.status;
}
