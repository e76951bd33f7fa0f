/* The sheet of a workbook that fits one screen: how things stand. */
#include "base/day.h"
#include "base/memory.h"
#include "report/difference_view.h"
#include "report/sentences.h"
#include "report/stands.h"
#include "report/workbook.h"
#include "scenario/outcome.h"

#define COLUMNS 9
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct summary {
    ri_workbook *w;
    lxw_worksheet *sheet;
    size_t row;
} summary;

static void head(summary *s, const char *const *heads, size_t n)
{
    s->row++;
    for (size_t i = 0; i < n; i++) {
        ri_workbook_cell(s->w, s->sheet, s->row, i, heads[i], s->w->looks.head);
    }
    s->row++;
}

static void number(summary *s, size_t column, size_t n)
{
    ri_workbook_number(s->w, s->sheet, s->row, column, n, s->w->looks.figure);
}

/* ---- the parts ---- */

static void put_title(summary *s)
{
    ri_workbook *w = s->w;
    raci_error failure = {.status = RACI_OK};
    ri_workbook_cell(w, s->sheet, 0, 0, "Who answers for what", w->looks.title);
    ri_say_basis(&w->line, w->result->date, w->result->policy);
    ri_workbook_take(w, s->sheet, 1, 0, w->looks.text);
    s->row = 2;
    if (raci_result_failed(w->result, &failure)) {
        ri_text_add(&w->line, "not to be relied on, as a rule failed: ");
        ri_say(&w->line, failure.message);
        ri_workbook_take(w, s->sheet, s->row++, 0, w->looks.severity[RACI_ERROR]);
    }
}

static void put_standings(summary *s, const ri_stands *all)
{
    static const char *const heads[] = {"Touchpoints", "How many", "Share"};
    ri_workbook *w = s->w;
    head(s, heads, COUNT(heads));
    for (int i = 0; i < RI_STANDINGS; i++) {
        ri_workbook_cell(w, s->sheet, s->row, 0, ri_standing_name((ri_touchpoint_standing)i),
                         w->looks.label);
        number(s, 1, all->of[i]);
        ri_workbook_share(w, s->sheet, s->row++, 2, all->of[i], all->n);
    }
    ri_workbook_cell(w, s->sheet, s->row, 0, "in all", w->looks.label);
    number(s, 1, all->n);
    ri_workbook_cell(w, s->sheet, s->row++, 2, "", w->looks.number);
}

static void put_kinds(summary *s)
{
    static const char *const heads[] = {"Findings", "How many", "error", "warning", "info"};
    static const struct {
        ri_finding_kind kind;
        const char *name;
    } kinds[] = {{RI_KIND_CONFLICT, "Conflicts"}, {RI_KIND_GAP, "Gaps"}, {RI_KIND_RISK, "Risks"}};
    const raci_result *result = s->w->result;
    head(s, heads, COUNT(heads));
    for (size_t k = 0; k < COUNT(kinds); k++) {
        size_t counts[RI_WORKBOOK_SEVERITIES] = {0};
        for (size_t i = 0; i < result->n_findings; i++) {
            counts[result->findings[i].severity] += result->findings[i].kind == kinds[k].kind;
        }
        ri_workbook_cell(s->w, s->sheet, s->row, 0, kinds[k].name, s->w->looks.label);
        number(s, 1, result->summary.kinds[kinds[k].kind]);
        for (unsigned severity = RACI_ERROR; severity >= RACI_INFO; severity--) {
            number(s, 2 + RACI_ERROR - severity, counts[severity]);
        }
        s->row++;
    }
}

static void put_waiting(summary *s)
{
    static const char *const heads[] = {"To be decided by", "How many", "Overdue", "The oldest"};
    static const char *const offices[] = {"cxo", "ceo", "", NULL};
    static const char *const names[] = {"the CXO", "the CEO", "others", "nobody who is left"};
    if (s->w->of->inbox == NULL) {
        return;
    }
    head(s, heads, COUNT(heads));
    for (size_t i = 0; i < COUNT(offices); i++) {
        const ri_waits waits = ri_waits_for(s->w->of->inbox, offices[i]);
        char day[11];
        ri_workbook_cell(s->w, s->sheet, s->row, 0, names[i], s->w->looks.label);
        number(s, 1, waits.n);
        number(s, 2, waits.overdue);
        ri_workbook_cell(s->w, s->sheet, s->row++, 3, ri_day_format(waits.since, day),
                         s->w->looks.label);
    }
}

static void put_side(summary *s, const char *what, size_t before, size_t after)
{
    ri_workbook_cell(s->w, s->sheet, s->row, 0, what, s->w->looks.label);
    number(s, 1, before);
    number(s, 2, after);
    s->row++;
}

/* What a reorganization does, in figures. */
static void put_whatif(summary *s)
{
    static const char *const heads[] = {"What if", "Before", "After"};
    const raci_whatif *w = s->w->of->whatif;
    if (w == NULL) {
        return;
    }
    const ri_summary *before = &w->before->summary;
    const ri_summary *after = &w->after->summary;
    head(s, heads, COUNT(heads));
    put_side(s, "Errors", before->severities[RACI_ERROR], after->severities[RACI_ERROR]);
    put_side(s, "Warnings", before->severities[RACI_WARNING], after->severities[RACI_WARNING]);
    put_side(s, "Infos", before->severities[RACI_INFO], after->severities[RACI_INFO]);
    put_side(s, "Escalated to the CXO", before->escalated_cxo, after->escalated_cxo);
    put_side(s, "Escalated to the CEO", before->escalated_ceo, after->escalated_ceo);
    ri_say(&s->w->line, w->label);
    ri_text_add(&s->w->line, ": ");
    ri_say_difference(&s->w->line, &w->difference);
    ri_workbook_take(s->w, s->sheet, s->row++, 0, s->w->looks.text);
}

/* How much of each journey is fine is seen by a bar in its cell. */
static void put_journeys(summary *s, const ri_stands *rows, size_t n)
{
    static const char *const heads[COLUMNS] = {"Journeys, the weakest first",
                                               "Touchpoints",
                                               "With power",
                                               "Share",
                                               "Powerless",
                                               "Several",
                                               "Nobody",
                                               "error",
                                               "warning"};
    ri_workbook *w = s->w;
    lxw_conditional_format how = {.type = LXW_CONDITIONAL_DATA_BAR,
                                  .bar_color = 0x7fbf9f,
                                  .bar_solid = LXW_TRUE,
                                  .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                  .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                  .max_value = 1};
    head(s, heads, COLUMNS);
    const size_t first = s->row;
    for (size_t i = 0; i < n && s->row < RI_WORKBOOK_ROWS; i++) {
        ri_say(&w->line, rows[i].journey != RI_NONE ? ri_view_name(&w->view, rows[i].journey)
                                                    : "on no journey");
        ri_workbook_take(w, s->sheet, s->row, 0, w->looks.wrapped);
        number(s, 1, rows[i].n);
        number(s, 2, rows[i].of[RI_STANDS_FINE]);
        ri_workbook_share(w, s->sheet, s->row, 3, rows[i].of[RI_STANDS_FINE], rows[i].n);
        for (size_t k = RI_STANDS_POWERLESS; k < RI_STANDINGS; k++) {
            number(s, 3 + k, rows[i].of[k]);
        }
        number(s, 3 + RI_STANDINGS, rows[i].counts[RACI_ERROR]);
        number(s, 4 + RI_STANDINGS, rows[i].counts[RACI_WARNING]);
        s->row++;
    }
    if (s->row > first) {
        (void)worksheet_conditional_format_range(s->sheet, (lxw_row_t)first, 3,
                                                 (lxw_row_t)(s->row - 1), 3, &how);
    }
}

void ri_workbook_put_summary(ri_workbook *w, lxw_worksheet *sheet)
{
    summary s = {.w = w, .sheet = sheet};
    ri_stands all;
    ri_stands *rows = NULL;
    size_t n = 0;
    if (sheet == NULL) {
        return;
    }
    (void)worksheet_set_column(sheet, 0, 0, 40, NULL);
    (void)worksheet_set_column(sheet, 1, COLUMNS - 1, 14, NULL);
    (void)worksheet_set_row(sheet, 0, 24, NULL);
    w->widths[0] = 40;
    if (!ri_stands_of(&all, &rows, &n, w->result, w->marks)) {
        w->failed = true;
    } else {
        put_title(&s);
        put_standings(&s, &all);
        put_kinds(&s);
        put_waiting(&s);
        put_whatif(&s);
        put_journeys(&s, rows, n);
    }
    ri_free(rows);
}
