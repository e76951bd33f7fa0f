/* The sheets of a workbook that tell how much everybody has, and who has what is no touchpoint. */
#include "base/memory.h"
#include "intake/own_workbook.h"
#include "report/holder_groups.h"
#include "report/loaded_holders.h"
#include "report/sentences.h"
#include "report/workbook.h"
#include "resolve/subjects.h"

#define LOAD_FIXED 4 /* columns before the letters */
#define OTHERS_FIXED 3

/* ---- load ---- */

static void put_load(ri_workbook *w, lxw_worksheet *sheet, size_t row, ri_ref holder)
{
    const ri_tally *tally = &w->result->tally;
    const ri_kind kind = ri_ref_kind(holder);
    const uint32_t index = ri_ref_index(holder);
    uint32_t on_touchpoints = 0;
    ri_say(&w->line, ri_view_name(&w->view, holder));
    ri_workbook_take(w, sheet, row, 0, w->looks.label);
    if (kind == RI_POSITION) {
        ri_say_people(&w->line, &w->view, holder);
    }
    ri_workbook_take(w, sheet, row, 1, w->looks.label);
    ri_say_holder_group(&w->line, &w->view, holder);
    ri_workbook_take(w, sheet, row, 2, w->looks.label);
    ri_workbook_cell(w, sheet, row, 3, ri_view_reference(&w->view, holder), w->looks.key);
    for (uint32_t i = 0; i < w->n_letters; i++) {
        const uint32_t n = ri_tally_on(tally, kind, index, w->letters[i]);
        on_touchpoints += n;
        ri_workbook_number(w, sheet, row, LOAD_FIXED + i, n, w->looks.number);
    }
    ri_workbook_number(w, sheet, row, LOAD_FIXED + w->n_letters,
                       tally->all[kind][index] - on_touchpoints, w->looks.number);
}

/* Bars show at a glance who has much. */
static void put_bars(ri_workbook *w, lxw_worksheet *sheet, size_t end)
{
    for (uint32_t i = 0; end > RI_WORKBOOK_LIST && i < w->n_letters; i++) {
        lxw_conditional_format how = {.type = LXW_CONDITIONAL_DATA_BAR, .bar_color = 0x9dc3e6};
        (void)worksheet_conditional_format_range(sheet, RI_WORKBOOK_LIST,
                                                 (lxw_col_t)(LOAD_FIXED + i), (lxw_row_t)(end - 1),
                                                 (lxw_col_t)(LOAD_FIXED + i), &how);
    }
}

void ri_workbook_put_load(ri_workbook *w, lxw_worksheet *sheet)
{
    ri_workbook_column columns[LOAD_FIXED + RI_LETTERS_MAX + 1] = {
        {"Holder", 40}, {"Who sits there", 34}, {"Department", 28}, {RI_OWN_KEY, 28}};
    ri_indexes those = {0};
    const size_t n = LOAD_FIXED + w->n_letters + 1;
    size_t row = RI_WORKBOOK_LIST;
    for (uint32_t i = 0; i < w->n_letters; i++) {
        columns[LOAD_FIXED + i] =
            (ri_workbook_column){w->view.scheme->letters[w->letters[i]].name, 14};
    }
    columns[n - 1] = (ri_workbook_column){"On handoffs and journeys", 16};
    w->failed = !ri_loaded_holders(&those, &w->view, &w->result->tally) || w->failed;
    ri_workbook_list(w, sheet, "How many touchpoints everybody has", columns, n);
    for (size_t i = 0; i < those.n && !w->failed; i++) {
        w->cuts.loads += row >= RI_WORKBOOK_ROWS;
        put_load(w, sheet, row++, those.items[i]);
    }
    ri_workbook_list_end(w, sheet, row, n);
    if (sheet != NULL) {
        put_bars(w, sheet, row);
    }
    ri_free(those.items);
}

/* ---- handoffs, journeys, the enterprise ---- */

static bool is_other(const ri_workbook *w, uint32_t number)
{
    const ri_matrix *matrix = &w->result->matrix;
    return ri_ref_kind(ri_subject_at(w->view.snapshot, number)) != RI_TOUCHPOINT &&
           matrix->first[number] < matrix->first[number + 1];
}

/* The letters that somebody has on them, in the order in which people are told; gives how many. */
static uint32_t letters_of_others(const ri_workbook *w, uint8_t *letters)
{
    const ri_matrix *matrix = &w->result->matrix;
    uint32_t mask = UINT32_C(1) << w->view.scheme->accountable;
    uint32_t n = 0;
    for (uint32_t number = 0; number < matrix->n; number++) {
        for (size_t i = matrix->first[number]; is_other(w, number) && i < matrix->first[number + 1];
             i++) {
            mask |= UINT32_C(1) << matrix->letter[i];
        }
    }
    for (uint32_t i = 0; i < w->n_letters; i++) {
        if ((mask >> w->letters[i] & 1U) != 0) {
            letters[n++] = w->letters[i];
        }
    }
    return n;
}

static void put_other(ri_workbook *w, lxw_worksheet *sheet, size_t row, uint32_t number,
                      const uint8_t *letters, uint32_t n_letters)
{
    const ri_ref subject = ri_subject_at(w->view.snapshot, number);
    ri_say(&w->line, ri_view_name(&w->view, subject));
    ri_workbook_take(w, sheet, row, 0, w->looks.wrapped);
    ri_workbook_put_marks(w, sheet, row, 1, subject, w->looks.label);
    ri_workbook_cell(w, sheet, row, 2, ri_view_reference(&w->view, subject), w->looks.key);
    for (uint32_t i = 0; i < n_letters; i++) {
        uint32_t n = 0;
        const ri_ref *holders = ri_matrix_holders(&w->result->matrix, number, letters[i], &n);
        for (uint32_t k = 0; k < n; k++) {
            ri_text_add(&w->line, k > 0 ? "\n" : "");
            ri_say_holder(&w->line, &w->view, holders[k]);
        }
        ri_workbook_take(w, sheet, row, OTHERS_FIXED + i, w->looks.wrapped);
    }
    ri_workbook_fit(w, sheet, row);
}

bool ri_workbook_has_others(const ri_workbook *w)
{
    for (uint32_t number = 0; number < w->result->matrix.n; number++) {
        if (is_other(w, number)) {
            return true;
        }
    }
    return false;
}

void ri_workbook_put_others(ri_workbook *w, lxw_worksheet *sheet)
{
    ri_workbook_column columns[OTHERS_FIXED + RI_LETTERS_MAX] = {
        {"Handoff, journey or enterprise", 52}, {RI_OWN_MARKS, 18}, {"Reference", 36}};
    uint8_t letters[RI_LETTERS_MAX];
    const uint32_t n_letters = letters_of_others(w, letters);
    const size_t n = OTHERS_FIXED + n_letters;
    size_t row = RI_WORKBOOK_LIST;
    for (uint32_t i = 0; i < n_letters; i++) {
        columns[OTHERS_FIXED + i] =
            (ri_workbook_column){w->view.scheme->letters[letters[i]].name, 46};
    }
    ri_workbook_list(w, sheet, "Who answers between touchpoints, and for journeys", columns, n);
    for (uint32_t number = 0; number < w->result->matrix.n; number++) {
        if (is_other(w, number)) {
            w->cuts.others += row >= RI_WORKBOOK_ROWS;
            put_other(w, sheet, row++, number, letters, n_letters);
        }
    }
    ri_workbook_list_end(w, sheet, row, n);
}
