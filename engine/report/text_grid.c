/* The text of `matrix --by …`: who as columns, letters in the cells, in pages of
   as many columns as fit. */
#include "base/memory.h"
#include "base/order.h"
#include "report/report_matrix.h"
#include "report/report_who.h"
#include "report/sentences.h"
#include "report/table.h"

#define SUBJECT_COLUMNS 28
#define COLUMN_COLUMNS 12 /* of one of the others, with its gap */

/* A letter in the cell of a row and a column. */
typedef struct mark {
    ri_ref column;
    uint32_t row; /* RI_NONE: the column alone */
    uint8_t letter;
} mark;

typedef struct grid {
    ri_page *page;
    ri_matrix_report *report;
    mark *marks; /* by column, row, letter */
    size_t n_marks;
    size_t capacity;
    uint8_t *held; /* for each row: whether any column has a letter there */
    bool ok;
    ri_text line;
} grid;

static void add(grid *g, ri_kind kind, uint32_t index, uint32_t row, uint8_t letter)
{
    if (index == RI_NONE) {
        return;
    }
    mark m = {ri_ref_make(kind, index), row, letter};
    g->ok = g->ok && RI_PUSH(g->marks, g->n_marks, g->capacity, m);
    g->held[row] = 1;
}

static void add_units(grid *g, ri_ref holder, uint32_t row, uint8_t letter)
{
    const ri_snapshot *s = g->report->view.snapshot;
    uint32_t i = ri_ref_index(holder);
    const ri_lists *lists = NULL;
    switch (ri_ref_kind(holder)) {
    case RI_UNIT:
        add(g, RI_UNIT, i, row, letter);
        return;
    case RI_POSITION:
        add(g, RI_UNIT, s->positions.unit[i], row, letter);
        return;
    case RI_TEAM:
        lists = &s->teams.members;
        break;
    case RI_PERSON:
        lists = &s->people.positions;
        break;
    default:
        return;
    }
    for (uint32_t k = lists->first[i]; k < lists->first[i + 1]; k++) {
        add(g, RI_UNIT, s->positions.unit[lists->items[k]], row, letter);
    }
}

static void add_position(grid *g, ri_ref holder, uint32_t row, uint8_t letter)
{
    uint32_t position = ri_holder_position(g->report->view.snapshot, holder);
    if (position != RI_NONE) {
        add(g, RI_POSITION, position, row, letter);
    } else { /* nobody stands for it: it has a column of its own */
        add(g, ri_ref_kind(holder), ri_ref_index(holder), row, letter);
    }
}

static void add_people(grid *g, ri_ref holder, uint32_t row, uint8_t letter)
{
    const ri_snapshot *s = g->report->view.snapshot;
    const ri_indexes *seats = ri_view_seats(&g->report->view, holder);
    for (size_t i = 0; i < seats->n; i++) {
        add(g, RI_PERSON, s->seats[seats->items[i]].person, row, letter);
    }
    if (ri_ref_kind(holder) == RI_PERSON) {
        add(g, RI_PERSON, ri_ref_index(holder), row, letter);
    }
}

static int compare_marks(const void *a, const void *b, const void *context)
{
    const mark *x = a;
    const mark *y = b;
    (void)context;
    if (x->column != y->column) {
        return x->column < y->column ? -1 : 1;
    }
    return x->row != y->row ? (x->row < y->row ? -1 : 1) : x->letter - y->letter;
}

static bool gather(grid *g)
{
    ri_matrix_report *report = g->report;
    g->held = ri_alloc(report->n_rows);
    if (g->held == NULL) {
        return false;
    }
    for (size_t i = 0; i < report->n_rows; i++) {
        g->held[i] = 0;
        for (uint32_t letter = 0; letter < report->view.scheme->n; letter++) {
            uint32_t n = 0;
            const ri_ref *holders =
                ri_matrix_cell(report, report->rows[i].subject, (uint8_t)letter, &n);
            for (uint32_t k = 0; k < n; k++) {
                void (*how)(grid *, ri_ref, uint32_t, uint8_t) =
                    report->by == RACI_BY_UNIT       ? add_units
                    : report->by == RACI_BY_POSITION ? add_position
                                                     : add_people;
                how(g, holders[k], (uint32_t)i, (uint8_t)letter);
            }
        }
    }
    return g->ok && ri_order(g->marks, g->n_marks, sizeof *g->marks, compare_marks, NULL);
}

/* Writes the letters of one cell, in the order in which people are told. */
static void say_letters(grid *g, uint32_t mask)
{
    const ri_scheme *scheme = g->report->view.scheme;
    bool any = false;
    for (uint32_t i = 0; i < scheme->n; i++) {
        uint8_t letter = ri_letter_in_order(scheme, i);
        if ((mask >> letter & 1U) != 0) {
            ri_text_add(&g->line, any ? "/" : "");
            ri_say(&g->line, scheme->letters[letter].letter);
            any = true;
        }
    }
}

static void add_heading(grid *g, ri_table *table, uint32_t group)
{
    ri_text_add(&g->line, RI_BOLD);
    ri_say_group(&g->line, g->report, group);
    ri_text_add(&g->line, RI_PLAIN);
    ri_table_span(table, &g->line);
}

/* The rows that have a letter in one of the page's columns; on the first page also
   those that have none anywhere. `masks` has n letters' masks for each row. */
static void add_rows(grid *g, ri_table *table, const uint32_t *masks, size_t n, bool first)
{
    ri_matrix_report *report = g->report;
    uint32_t group = RI_NONE;
    for (size_t i = 0; i < report->n_rows; i++) {
        bool any = first && g->held[i] == 0;
        for (size_t k = 0; k < n; k++) {
            any = any || masks[i * n + k] != 0;
        }
        if (!any) {
            continue;
        }
        if (report->rows[i].group != group) {
            group = report->rows[i].group;
            add_heading(g, table, group);
        }
        ri_text_add(&g->line, "  ");
        ri_say_name(&g->line, &report->view, report->rows[i].subject);
        ri_table_take(table, &g->line);
        for (size_t k = 0; k < n; k++) {
            say_letters(g, masks[i * n + k]);
            ri_table_take(table, &g->line);
        }
    }
}

/* One page: the marks from `at` on, for n columns. Gives where the next begins. */
static size_t put_page(grid *g, size_t at, size_t n, bool first)
{
    size_t n_rows = g->report->n_rows;
    uint32_t *masks = ri_alloc(n_rows * n * sizeof *masks);
    ri_table table = {0};
    ri_table_begin(&table, n + 1);
    ri_table_add(&table, "");
    if (masks == NULL) {
        g->ok = false;
        ri_table_free(&table);
        return g->n_marks;
    }
    for (size_t i = 0; i < n_rows * n; i++) {
        masks[i] = 0;
    }
    ri_ref column = RI_NONE;
    size_t k = 0; /* columns begun */
    while (at < g->n_marks && (g->marks[at].column == column || k < n)) {
        if (g->marks[at].column != column) {
            column = g->marks[at].column;
            k++;
            ri_text_add(&g->line, RI_BOLD);
            ri_say_name(&g->line, &g->report->view, column);
            ri_text_add(&g->line, RI_PLAIN);
            ri_table_take(&table, &g->line);
        }
        masks[g->marks[at].row * n + k - 1] |= UINT32_C(1) << g->marks[at].letter;
        at++;
    }
    add_rows(g, &table, masks, n, first);
    ri_table_write(&table, g->page, 0);
    ri_table_free(&table);
    ri_free(masks);
    return at;
}

static size_t count_columns(const grid *g, size_t at)
{
    size_t n = 0;
    for (size_t i = at; i < g->n_marks; i++) {
        n += i == at || g->marks[i].column != g->marks[i - 1].column;
    }
    return n;
}

void ri_matrix_grid(ri_page *page, ri_matrix_report *report)
{
    grid g = {.page = page, .report = report, .ok = true, .line = RI_TEXT_INIT};
    size_t room = page->columns > SUBJECT_COLUMNS ? page->columns - SUBJECT_COLUMNS : 0;
    size_t fit = room / COLUMN_COLUMNS;
    fit = fit < 1 ? 1 : fit > RI_TABLE_COLUMNS - 1 ? RI_TABLE_COLUMNS - 1 : fit;
    size_t at = 0;
    bool first = true;
    g.ok = gather(&g);
    size_t left = count_columns(&g, 0);
    if (g.ok && left == 0) {
        ri_page_put(page, "", "", "Nobody holds a letter on anything here.");
    }
    while (g.ok && left > 0) {
        size_t n = left < fit ? left : fit;
        if (!first) {
            ri_page_gap(page);
        }
        at = put_page(&g, at, n, first);
        left -= n;
        first = false;
    }
    page->failed = page->failed || !g.ok || g.line.failed;
    ri_free(g.marks);
    ri_free(g.held);
    ri_text_free(&g.line);
}
