/* The matrix of a workbook: touchpoints down, holders across, letters in the cells. */
#include "base/memory.h"
#include "base/order.h"
#include "intake/own_workbook.h"
#include "report/sentences.h"
#include "report/workbook.h"

#define HOLDERS_ON_PAGE 40 /* of which letters can still be read */
#define KEPT_ROOM 65536    /* rows that the hidden sheet may need for one touchpoint */

typedef struct matrix_sheet {
    ri_workbook *w;
    lxw_worksheet *sheet;
    ri_workbook_kept kept;
    size_t row;
    uint32_t journey; /* of the row before */
    bool shaded;
    uint32_t *masks;  /* by holder: letters on the touchpoint at hand */
    ri_indexes those; /* the holders that have some */
    raci_error *err;
    raci_status status;
} matrix_sheet;

/* ---- the order of rows ---- */

static int by_stage(const void *a, const void *b, const void *context)
{
    const ri_snapshot *s = context;
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;
    const uint32_t left = s->touchpoints.stage[x];
    const uint32_t right = s->touchpoints.stage[y];
    const int64_t first = left != RI_NONE ? s->stages.order[left] : INT64_MAX;
    const int64_t second = right != RI_NONE ? s->stages.order[right] : INT64_MAX;
    if (first != second) {
        return first < second ? -1 : 1;
    }
    return left != right ? (left < right ? -1 : 1) : (x > y) - (x < y);
}

/* The order of the first stage that a journey has; beyond all where it has none. */
static int64_t beginning_of(const ri_snapshot *s, uint32_t journey)
{
    const ri_lists *on = &s->journeys.touchpoints;
    int64_t least = INT64_MAX;
    for (uint32_t i = on->first[journey]; i < on->first[journey + 1]; i++) {
        const uint32_t stage = s->touchpoints.stage[on->items[i]];
        const int64_t order = stage != RI_NONE ? s->stages.order[stage] : INT64_MAX;
        least = order < least ? order : least;
    }
    return least;
}

typedef struct begun_journey {
    int64_t begins;
    uint32_t journey;
} begun_journey;

static int by_beginning(const void *a, const void *b, const void *context)
{
    const int64_t x = ((const begun_journey *)a)->begins;
    const int64_t y = ((const begun_journey *)b)->begins;
    (void)context;
    return (x > y) - (x < y);
}

/* Appends the touchpoints of which each journey is the first one; journeys that begin earlier in
   the life of a customer go before others. */
static bool gather_journeys(ri_indexes *out, const ri_snapshot *s)
{
    const uint32_t n = s->journeys.rows.n;
    const ri_lists *on = &s->journeys.touchpoints;
    begun_journey *journeys = ri_alloc(n * sizeof *journeys);
    bool done = journeys != NULL;
    for (uint32_t j = 0; done && j < n; j++) {
        journeys[j] = (begun_journey){beginning_of(s, j), j};
    }
    done = done && ri_order(journeys, n, sizeof *journeys, by_beginning, NULL);
    for (uint32_t k = 0; done && k < n; k++) {
        const uint32_t j = journeys[k].journey;
        for (uint32_t i = on->first[j]; done && i < on->first[j + 1]; i++) {
            done = s->touchpoints.journey[on->items[i]] != j ||
                   RI_PUSH(out->items, out->n, out->capacity, on->items[i]);
        }
    }
    ri_free(journeys);
    return done;
}

/* All touchpoints: journey by journey, then the others stage by stage. */
static bool gather(ri_indexes *out, const ri_snapshot *s)
{
    const uint32_t *first = s->touchpoints.journey;
    bool done = gather_journeys(out, s);
    const size_t before = out->n;
    for (uint32_t t = 0; done && t < s->touchpoints.rows.n; t++) {
        done = first[t] != RI_NONE || RI_PUSH(out->items, out->n, out->capacity, t);
    }
    return done && ri_order(out->items + before, out->n - before, sizeof *out->items, by_stage, s);
}

/* ---- a row ---- */

static void put_labels(matrix_sheet *m, uint32_t touchpoint)
{
    ri_workbook *w = m->w;
    const ri_snapshot *s = w->view.snapshot;
    const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, touchpoint);
    const uint32_t journey = s->touchpoints.journey[touchpoint];
    const uint32_t stage = s->touchpoints.stage[touchpoint];
    if (m->row > RI_WORKBOOK_HEAD && journey != m->journey) {
        m->shaded = !m->shaded;
    }
    m->journey = journey;
    lxw_format *look = m->shaded ? w->looks.shaded : w->looks.label;
    if (journey != RI_NONE) {
        ri_say_name(&w->line, &w->view, ri_ref_make(RI_JOURNEY, journey));
    }
    ri_workbook_take(w, m->sheet, m->row, 0, look);
    if (stage != RI_NONE) {
        ri_say_name(&w->line, &w->view, ri_ref_make(RI_STAGE, stage));
    }
    ri_workbook_take(w, m->sheet, m->row, 1, look);
    ri_say(&w->line, ri_view_name(&w->view, subject));
    ri_workbook_take(w, m->sheet, m->row, 2, look);
    ri_workbook_put_marks(w, m->sheet, m->row, 3, subject, look);
    ri_workbook_cell(w, m->sheet, m->row, 4, ri_snapshot_key(s, subject), w->looks.key);
}

/* Why a holder has a letter: every rule that gives it, and its reason. */
static void say_reasons(ri_workbook *w, const ri_settlement *settlement, uint8_t letter,
                        ri_ref holder)
{
    const ri_indexes *reasons = ri_view_reasons(&w->view, &settlement->letters[letter], holder);
    const ri_letter *named = &w->view.scheme->letters[letter];
    ri_text_add(&w->line, w->line.length > 0 ? "\n" : "");
    ri_text_format(&w->line, "%s ", named->letter);
    ri_say(&w->line, named->name);
    for (size_t i = 0; i < reasons->n; i++) {
        const char *because = ri_source_because(w->resolver, reasons->items[i]);
        ri_text_add(&w->line, i == 0 ? ", by " : "; and by ");
        ri_say_the_source(&w->line, &w->view, reasons->items[i], 't');
        if (because != NULL) {
            ri_text_add(&w->line, ": ");
            ri_say(&w->line, because);
        }
    }
}

static void put_letters(matrix_sheet *m, const ri_settlement *settlement, uint32_t place)
{
    ri_workbook *w = m->w;
    const ri_ref holder = w->holders[place];
    const size_t column = RI_WORKBOOK_LABELS + place;
    uint8_t first = RI_NO_LETTER;
    unsigned worst = 0;
    for (uint32_t i = 0; i < w->n_letters; i++) {
        const uint8_t letter = w->letters[i];
        if ((m->masks[place] >> letter & 1U) != 0) {
            ri_text_add(&w->line, first != RI_NO_LETTER ? RI_OWN_BETWEEN : "");
            ri_text_add(&w->line, w->view.scheme->letters[letter].letter);
            first = first != RI_NO_LETTER ? first : letter;
        }
    }
    ri_text wrong = RI_TEXT_INIT;
    for (uint32_t i = 0; i < w->n_letters; i++) {
        if ((m->masks[place] >> w->letters[i] & 1U) != 0) {
            const unsigned now =
                ri_workbook_wrong(w, settlement->subject, w->letters[i], holder, &wrong);
            worst = now > worst ? now : worst;
        }
    }
    ri_workbook_take(w, m->sheet, m->row, column, w->looks.letter[first][worst]);
    for (uint32_t i = 0; i < w->n_letters; i++) {
        if ((m->masks[place] >> w->letters[i] & 1U) != 0) {
            say_reasons(w, settlement, w->letters[i], holder);
        }
    }
    if (wrong.length > 0) {
        ri_text_char(&w->line, '\n');
        ri_text_add(&w->line, ri_text_string(&wrong));
    }
    w->failed = w->failed || wrong.failed;
    ri_text_free(&wrong);
    ri_workbook_comment(w, m->sheet, m->row, column);
    m->masks[place] = 0;
}

static void put_touchpoint(matrix_sheet *m, uint32_t touchpoint)
{
    ri_workbook *w = m->w;
    const ri_settlement *settlement = NULL;
    m->status =
        ri_resolve(&settlement, w->resolver, ri_ref_make(RI_TOUCHPOINT, touchpoint), m->err);
    if (m->status != RACI_OK) {
        return;
    }
    m->those.n = 0;
    for (uint32_t i = 0; i < w->n_letters; i++) {
        const ri_outcome *outcome = &settlement->letters[w->letters[i]];
        for (uint32_t k = 0; k < outcome->n_holders; k++) {
            uint32_t place = 0;
            if (!ri_map_get(&w->columns, outcome->holders[k], &place)) {
                continue;
            }
            if (m->masks[place] == 0 &&
                !RI_PUSH(m->those.items, m->those.n, m->those.capacity, place)) {
                w->failed = true;
                return;
            }
            m->masks[place] |= UINT32_C(1) << w->letters[i];
        }
    }
    put_labels(m, touchpoint);
    for (size_t i = 0; i < m->those.n; i++) {
        put_letters(m, settlement, m->those.items[i]);
    }
    ri_workbook_kept_add(&m->kept, settlement);
    m->row++;
}

/* ---- the sheet ---- */

/* Letters that are put in later get their colour, too. */
static void colour_edits(matrix_sheet *m)
{
    ri_workbook *w = m->w;
    char first[16] = "";
    const lxw_row_t last = (lxw_row_t)(m->row - 1);
    const lxw_col_t right = (lxw_col_t)(RI_WORKBOOK_LABELS + w->n_holders - 1);
    lxw_rowcol_to_cell(first, RI_WORKBOOK_HEAD, RI_WORKBOOK_LABELS);
    for (uint32_t i = 0; i <= w->n_letters; i++) {
        if (i == 0) {
            ri_text_format(&w->line, "=LEN(TRIM(%s))=0", first);
        } else {
            ri_text_format(&w->line,
                           "=ISNUMBER(SEARCH(\"/%s/\",\"/\"&SUBSTITUTE(SUBSTITUTE(%s,\" \",\"/\")"
                           ",\",\",\"/\")&\"/\"))",
                           w->view.scheme->letters[w->letters[i - 1]].letter, first);
        }
        lxw_conditional_format how = {
            .type = LXW_CONDITIONAL_TYPE_FORMULA,
            .value_string = (char *)ri_text_string(&w->line),
            .format = i == 0 ? w->looks.empty : w->looks.fill[w->letters[i - 1]],
            .stop_if_true = 1,
        };
        if (!w->line.failed) {
            (void)worksheet_conditional_format_range(m->sheet, RI_WORKBOOK_HEAD, RI_WORKBOOK_LABELS,
                                                     last, right, &how);
        }
        w->failed = w->failed || w->line.failed;
        ri_text_clear(&w->line);
    }
}

static void put_rows(matrix_sheet *m)
{
    ri_workbook *w = m->w;
    ri_indexes rows = {0};
    w->failed = !gather(&rows, w->view.snapshot) || w->failed;
    for (size_t i = 0; i < rows.n && !w->failed && m->status == RACI_OK; i++) {
        if (m->row == RI_WORKBOOK_ROWS || m->kept.row + KEPT_ROOM > RI_WORKBOOK_ROWS) {
            w->cuts.touchpoints = rows.n - i;
            break;
        }
        put_touchpoint(m, rows.items[i]);
    }
    ri_free(rows.items);
}

static void finish(matrix_sheet *m)
{
    ri_workbook *w = m->w;
    const lxw_col_t right = (lxw_col_t)(RI_WORKBOOK_LABELS + w->n_holders - 1);
    worksheet_freeze_panes(m->sheet, RI_WORKBOOK_HEAD, RI_WORKBOOK_LABELS - 1);
    (void)worksheet_repeat_rows(m->sheet, 2, RI_WORKBOOK_HEAD - 1);
    (void)worksheet_repeat_columns(m->sheet, 0, 2);
    worksheet_set_paper(m->sheet, 8); /* A3 */
    worksheet_fit_to_pages(m->sheet, (uint16_t)(1 + w->n_holders / HOLDERS_ON_PAGE), 0);
    if (m->row > RI_WORKBOOK_HEAD) {
        (void)worksheet_autofilter(m->sheet, RI_WORKBOOK_HEAD - 1, 0, (lxw_row_t)(m->row - 1),
                                   right);
    }
    if (m->row > RI_WORKBOOK_HEAD && w->n_holders > 0) {
        colour_edits(m);
    }
}

void ri_workbook_put_matrix(ri_workbook *w, lxw_worksheet *sheet, lxw_worksheet *kept,
                            raci_error *err)
{
    matrix_sheet m = {.w = w, .sheet = sheet, .row = RI_WORKBOOK_HEAD, .err = err};
    m.masks = ri_alloc(w->n_holders * sizeof *m.masks);
    if (m.masks == NULL || sheet == NULL) {
        w->failed = true;
        ri_free(m.masks);
        return;
    }
    for (size_t i = 0; i < w->n_holders; i++) {
        m.masks[i] = 0;
    }
    ri_workbook_kept_begin(&m.kept, w, kept);
    ri_workbook_put_head(w, sheet);
    put_rows(&m);
    finish(&m);
    w->status = m.status;
    ri_workbook_kept_free(&m.kept);
    ri_free(m.those.items);
    ri_free(m.masks);
}
