/* The columns of a workbook's matrix: whoever has a letter on a touchpoint, by department. */
#include "base/memory.h"
#include "base/order.h"
#include "intake/own_workbook.h"
#include "report/holder_groups.h"
#include "report/sentences.h"
#include "report/workbook.h"

#define HOLDER_WIDTH 5.2 /* of a column, in characters */
#define FOLD_FROM 40     /* holders */

static int by_place(const void *a, const void *b, const void *context)
{
    return ri_holder_order(context, *(const ri_ref *)a, *(const ri_ref *)b);
}

static uint32_t letters_of(const ri_workbook *w, ri_ref holder)
{
    uint32_t n = 0;
    for (uint32_t letter = 0; letter < w->n_letters; letter++) {
        n += ri_tally_on(&w->result->tally, ri_ref_kind(holder), ri_ref_index(holder),
                         (uint8_t)letter);
    }
    return n;
}

static int by_letters(const void *a, const void *b, const void *context)
{
    const ri_ref x = *(const ri_ref *)a;
    const ri_ref y = *(const ri_ref *)b;
    const uint32_t left = letters_of(context, x);
    const uint32_t right = letters_of(context, y);
    return left != right ? (left < right ? 1 : -1) : (x > y) - (x < y);
}

bool ri_workbook_holders(ri_workbook *w)
{
    static const ri_kind kinds[] = {RI_PERSON, RI_POSITION, RI_TEAM, RI_UNIT};
    const ri_snapshot *s = w->view.snapshot;
    bool done = true;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        for (uint32_t i = 0; done && i < w->result->tally.n[kinds[k]]; i++) {
            const ri_ref holder = ri_ref_make(kinds[k], i);
            done = letters_of(w, holder) == 0 ||
                   RI_PUSH(w->holders, w->n_holders, w->holders_capacity, holder);
        }
    }
    if (done && w->n_holders > RI_WORKBOOK_HOLDERS) { /* those with most letters stay */
        done = ri_order(w->holders, w->n_holders, sizeof *w->holders, by_letters, w);
        w->cuts.holders = w->n_holders - RI_WORKBOOK_HOLDERS;
        w->n_holders = RI_WORKBOOK_HOLDERS;
    }
    done = done && ri_order(w->holders, w->n_holders, sizeof *w->holders, by_place, s);
    for (size_t i = 0; done && i < w->n_holders; i++) {
        done = ri_map_put(&w->columns, w->holders[i], (uint32_t)i);
    }
    return done;
}

/* How wide the columns of holders are; of many those of a department fold away behind its first. */
static void set_columns(ri_workbook *w, lxw_worksheet *sheet, lxw_col_t first, lxw_col_t last)
{
    lxw_row_col_options folding = {.level = 1};
    (void)worksheet_set_column(sheet, first, first, HOLDER_WIDTH, w->looks.cell);
    if (last > first) {
        (void)worksheet_set_column_opt(sheet, (lxw_col_t)(first + 1), last, HOLDER_WIDTH,
                                       w->looks.cell, w->n_holders > FOLD_FROM ? &folding : NULL);
    }
}

/* The departments, each above its holders. */
static void put_bands(ri_workbook *w, lxw_worksheet *sheet)
{
    const ri_snapshot *s = w->view.snapshot;
    bool other = false;
    for (size_t i = 0; i < w->n_holders;) {
        size_t end = i + 1;
        lxw_format *look = other ? w->looks.other_band : w->looks.band;
        while (end < w->n_holders &&
               ri_holder_group(s, w->holders[end]) == ri_holder_group(s, w->holders[i])) {
            end++;
        }
        ri_say_holder_group(&w->line, &w->view, w->holders[i]);
        const lxw_col_t first = (lxw_col_t)(RI_WORKBOOK_LABELS + i);
        set_columns(w, sheet, first, (lxw_col_t)(RI_WORKBOOK_LABELS + end - 1));
        if (end > i + 1) {
            (void)worksheet_merge_range(sheet, 2, first, 2,
                                        (lxw_col_t)(RI_WORKBOOK_LABELS + end - 1), "", look);
        }
        ri_workbook_take(w, sheet, 2, first, look);
        other = !other;
        i = end;
    }
}

/* What a holder is called, and who that is. */
static void put_holder(ri_workbook *w, lxw_worksheet *sheet, size_t i)
{
    const ri_ref holder = w->holders[i];
    const bool vacant = ri_ref_kind(holder) == RI_POSITION &&
                        ri_position_vacant(w->view.snapshot, ri_ref_index(holder));
    ri_say_name(&w->line, &w->view, holder);
    if (ri_ref_kind(holder) == RI_POSITION) {
        ri_text_char(&w->line, '\n');
        ri_say_people(&w->line, &w->view, holder);
    }
    ri_workbook_take(w, sheet, 3, RI_WORKBOOK_LABELS + i,
                     vacant ? w->looks.vacant_party : w->looks.party);
}

static void put_counts(ri_workbook *w, lxw_worksheet *sheet)
{
    const ri_summary *summary = &w->result->summary;
    ri_say_count(&w->line, summary->severities[RACI_ERROR], "error");
    ri_text_add(&w->line, ", ");
    ri_say_count(&w->line, summary->severities[RACI_WARNING], "warning");
    ri_text_add(&w->line, ", ");
    ri_say_count(&w->line, summary->severities[RACI_INFO], "info");
    ri_text_format(&w->line, ". Escalated: %zu to the CXO, %zu to the CEO. ",
                   summary->escalated_cxo, summary->escalated_ceo);
    if (w->cuts.holders > 0) {
        ri_text_format(&w->line, "%zu holders with fewer letters have no room here. ",
                       w->cuts.holders);
    }
    ri_text_add(&w->line,
                "What colours mean, and how to edit letters: the sheet " RI_OWN_LEGEND ".");
    ri_workbook_take(w, sheet, 1, 0, w->looks.text);
}

static void put_title(ri_workbook *w, lxw_worksheet *sheet)
{
    ri_text_add(&w->line, "Who answers for what, ");
    ri_say_basis(&w->line, w->result->date, w->result->policy);
    (void)worksheet_set_row(sheet, 0, 24, NULL);
    ri_workbook_take(w, sheet, 0, 0, w->looks.title);
}

void ri_workbook_put_head(ri_workbook *w, lxw_worksheet *sheet)
{
    static const ri_workbook_column labels[RI_WORKBOOK_LABELS] = {{RI_OWN_JOURNEY, 20},
                                                                  {RI_OWN_STAGE, 13},
                                                                  {RI_OWN_TOUCHPOINT, 34},
                                                                  {RI_OWN_MARKS, 21},
                                                                  {RI_OWN_KEY, 17}};
    put_title(w, sheet);
    put_counts(w, sheet);
    worksheet_outline_settings(sheet, 1, 1, 0, 0); /* the sign to fold stands at the first */
    put_bands(w, sheet);
    (void)worksheet_set_row(sheet, 3, 150, NULL);
    for (size_t i = 0; i < RI_WORKBOOK_LABELS; i++) {
        (void)worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, labels[i].width, NULL);
        ri_workbook_cell(w, sheet, 3, i, "", w->looks.head);
    }
    for (size_t i = 0; i < w->n_holders; i++) {
        put_holder(w, sheet, i);
    }
    (void)worksheet_set_row(sheet, 4, 24, NULL);
    for (size_t i = 0; i < RI_WORKBOOK_LABELS; i++) {
        ri_workbook_cell(w, sheet, 4, i, labels[i].heading, w->looks.head);
    }
    for (size_t i = 0; i < w->n_holders; i++) {
        ri_workbook_cell(w, sheet, 4, RI_WORKBOOK_LABELS + i,
                         ri_view_reference(&w->view, w->holders[i]), w->looks.reference);
    }
}
