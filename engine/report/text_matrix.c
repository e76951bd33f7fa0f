/* The text of `matrix`: touchpoints journey by journey, letters as columns. */
#include "base/memory.h"
#include "report/report_matrix.h"
#include "report/report_who.h"
#include "report/sentences.h"
#include "report/table.h"
#include "resolve/subjects.h"

#define COLUMN_LEAST 13 /* a scheme with more letters than fit so is told in parts */

static bool push(ri_matrix_report *report, uint32_t group, ri_ref subject)
{
    ri_matrix_row row = {group, subject};
    return RI_PUSH(report->rows, report->n_rows, report->rows_capacity, row);
}

static bool push_journey(ri_matrix_report *report, uint32_t journey)
{
    const ri_lists *touchpoints = &report->view.snapshot->journeys.touchpoints;
    bool ok = true;
    for (uint32_t i = touchpoints->first[journey]; i < touchpoints->first[journey + 1]; i++) {
        ok = ok && push(report, journey, ri_ref_make(RI_TOUCHPOINT, touchpoints->items[i]));
    }
    return ok;
}

static bool in_group(const ri_snapshot *s, ri_ref subject, int group)
{
    switch (ri_ref_kind(subject)) {
    case RI_TOUCHPOINT:
        return group == RI_GROUP_NO_JOURNEY &&
               s->touchpoints.journey_set[ri_ref_index(subject)] == 0;
    case RI_HANDOFF:
        return group == RI_GROUP_HANDOFFS;
    case RI_JOURNEY:
        return group == RI_GROUP_JOURNEYS;
    default:
        return group == RI_GROUP_ENTERPRISE;
    }
}

bool ri_matrix_rows(ri_matrix_report *report)
{
    const ri_snapshot *s = report->view.snapshot;
    bool ok = true;
    for (uint32_t j = 0; j < s->journeys.rows.n; j++) {
        if (report->journey == RI_NONE || report->journey == j) {
            ok = ok && push_journey(report, j);
        }
    }
    for (int group = RI_GROUP_NO_JOURNEY; group <= RI_GROUP_ENTERPRISE; group++) {
        for (size_t i = 0; i < report->n_subjects; i++) {
            ri_ref subject = ri_subject_at(s, report->subjects[i]);
            if (in_group(s, subject, group)) {
                ok = ok && push(report, s->journeys.rows.n + (uint32_t)group, subject);
            }
        }
    }
    return ok;
}

void ri_say_group(ri_text *out, ri_matrix_report *report, uint32_t group)
{
    static const char *const titles[] = {
        [RI_GROUP_NO_JOURNEY] = "On no journey",
        [RI_GROUP_HANDOFFS] = "Handoffs",
        [RI_GROUP_JOURNEYS] = "Journeys as a whole",
        [RI_GROUP_ENTERPRISE] = "The enterprise",
    };
    uint32_t n = report->view.snapshot->journeys.rows.n;
    if (group < n) {
        ri_text_add(out, "Journey ");
        ri_say_name(out, &report->view, ri_ref_make(RI_JOURNEY, group));
    } else {
        ri_text_add(out, titles[group - n]);
    }
}

void ri_say_matrix_cell(ri_text *line, ri_matrix_report *report, ri_ref subject, uint8_t letter)
{
    const ri_snapshot *s = report->view.snapshot;
    uint32_t n = 0;
    const ri_ref *holders = ri_matrix_cell(report, subject, letter, &n);
    if (n == 0 && letter == report->view.scheme->accountable) {
        ri_text_add(line, RI_RED "nobody" RI_PLAIN);
    }
    for (uint32_t i = 0; i < n; i++) {
        bool position = ri_ref_kind(holders[i]) == RI_POSITION;
        ri_text_add(line, i > 0 ? ", " : "");
        ri_say_name(line, &report->view, holders[i]);
        if (position && ri_position_vacant(s, ri_ref_index(holders[i]))) {
            ri_text_add(line, RI_YELLOW " (vacant)" RI_PLAIN);
        }
    }
}

uint32_t ri_matrix_letters(const ri_matrix_report *report, uint8_t *letters)
{
    const ri_scheme *scheme = report->view.scheme;
    const ri_matrix *matrix = &report->result->matrix;
    uint32_t mask = UINT32_C(1) << scheme->accountable;
    uint32_t n = 0;
    for (size_t i = 0; i < matrix->n_holdings; i++) {
        mask |= UINT32_C(1) << matrix->letter[i];
    }
    for (uint32_t i = 0; i < scheme->n; i++) {
        uint8_t letter = ri_letter_in_order(scheme, i);
        if ((mask >> letter & 1U) != 0) {
            letters[n++] = letter;
        }
    }
    return n;
}

static void add_head(ri_table *table, ri_matrix_report *report, const uint8_t *letters, uint32_t n,
                     ri_text *line)
{
    ri_table_add(table, "");
    for (uint32_t i = 0; i < n; i++) {
        const ri_letter *letter = &report->view.scheme->letters[letters[i]];
        ri_text_add(line, RI_BOLD);
        ri_say(line, letter->letter);
        ri_text_char(line, ' ');
        ri_say(line, letter->name);
        ri_text_add(line, RI_PLAIN);
        ri_table_take(table, line);
    }
}

/* All rows, with n of the letters. */
static void put_letters(ri_page *page, ri_matrix_report *report, const uint8_t *letters, uint32_t n)
{
    ri_table table = {0};
    ri_text line = RI_TEXT_INIT;
    for (size_t i = 0; i < report->n_rows; i++) {
        const ri_matrix_row *row = &report->rows[i];
        if (i == 0 || row[-1].group != row->group) {
            if (i > 0) {
                ri_page_gap(page);
            }
            ri_text_add(&line, RI_BOLD);
            ri_say_group(&line, report, row->group);
            ri_text_add(&line, RI_PLAIN);
            ri_page_take(page, "", "", &line);
            ri_table_begin(&table, n + 1);
            add_head(&table, report, letters, n, &line);
        }
        ri_say_name(&line, &report->view, row->subject);
        ri_table_take(&table, &line);
        for (uint32_t k = 0; k < n; k++) {
            ri_say_matrix_cell(&line, report, row->subject, letters[k]);
            ri_table_take(&table, &line);
        }
        if (i + 1 == report->n_rows || row[1].group != row->group) {
            ri_table_write(&table, page, 0);
        }
    }
    ri_table_free(&table);
    ri_text_free(&line);
}

void ri_matrix_text(ri_page *page, ri_matrix_report *report)
{
    uint8_t letters[RI_LETTERS_MAX];
    uint32_t n = ri_matrix_letters(report, letters);
    uint32_t fit = (uint32_t)(page->columns / COLUMN_LEAST) - 1;
    for (uint32_t first = 0; first < n; first += fit) {
        if (first > 0) {
            ri_page_gap(page);
        }
        put_letters(page, report, letters + first, n - first < fit ? n - first : fit);
    }
}
