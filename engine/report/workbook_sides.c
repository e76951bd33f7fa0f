/* The sheets of a workbook that lay organizations and policies side by side. */
#include <string.h>

#include "base/memory.h"
#include "report/comparison_view.h"
#include "report/recorded_view.h"
#include "report/report_power.h"
#include "report/sentences.h"
#include "report/sides_view.h"
#include "report/workbook.h"
#include "scenario/outcome.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define MODELS (RI_WORKBOOK_LIST_COLUMNS - 3) /* columns of answers, at most */

/* ---- before and after ---- */

static void put_change(ri_workbook *w, lxw_worksheet *sheet, size_t row,
                       const ri_diff_finding *item, ri_names *names)
{
    const ri_finding_row *finding = &item->finding.row;
    names->side = item->change == RI_CHANGE_GONE ? RI_BEFORE : RI_AFTER;
    ri_workbook_cell(w, sheet, row, 0, ri_change_name(item->change), w->looks.label);
    ri_workbook_cell(w, sheet, row, 1, finding->severity,
                     w->looks.severity[ri_recorded_severity(finding->severity)]);
    ri_workbook_cell(w, sheet, row, 2, finding->code, w->looks.label);
    ri_say_named(&w->line, names, finding->subject);
    ri_workbook_take(w, sheet, row, 3, w->looks.wrapped);
    ri_workbook_cell(w, sheet, row, 4, finding->subject, w->looks.key);
    ri_workbook_cell(w, sheet, row, 5, finding->letter != NULL ? finding->letter : "",
                     w->looks.number);
    ri_say(&w->line, finding->message);
    if (item->change == RI_CHANGE_CHANGED) {
        ri_text_add(&w->line, "\n");
        ri_say_earlier(&w->line, item, names);
    }
    ri_workbook_take(w, sheet, row, 6, w->looks.wrapped);
    ri_say_recorded_rules(&w->line, item->finding.rules, item->finding.n_rules);
    ri_workbook_take(w, sheet, row, 7, w->looks.wrapped);
    if (finding->reason != NULL) {
        ri_say_recorded_route(&w->line, finding, names);
    }
    ri_workbook_take(w, sheet, row, 8, w->looks.wrapped);
    ri_workbook_cell(w, sheet, row, 9, finding->key, w->looks.key);
    ri_workbook_fit(w, sheet, row);
}

void ri_workbook_put_changes(ri_workbook *w, lxw_worksheet *sheet)
{
    static const ri_workbook_column columns[] = {
        {"Status", 10}, {"Severity", 10},   {"Check", 22}, {"About", 30},       {"Reference", 24},
        {"Letter", 8},  {"What it is", 60}, {"Rules", 44}, {"Who decides", 44}, {"Key", 18},
    };
    static const ri_change order[] = {RI_CHANGE_NEW, RI_CHANGE_CHANGED, RI_CHANGE_GONE};
    const raci_whatif *whatif = w->of->whatif;
    const ri_difference *d = &whatif->difference;
    ri_names names = ri_names_of(whatif->before->snapshot, whatif->after->snapshot);
    size_t row = RI_WORKBOOK_LIST;
    ri_text title = RI_TEXT_INIT;
    ri_text_add(&title, "What if: ");
    ri_say(&title, whatif->label);
    ri_workbook_list(w, sheet, ri_text_string(&title), columns, COUNT(columns));
    for (size_t k = 0; k < COUNT(order); k++) {
        for (size_t i = 0; i < d->n_findings; i++) {
            if (d->findings[i].change == order[k]) {
                w->cuts.findings += row >= RI_WORKBOOK_ROWS;
                put_change(w, sheet, row++, &d->findings[i], &names);
            }
        }
    }
    ri_workbook_list_end(w, sheet, row, COUNT(columns));
    w->failed = w->failed || title.failed;
    ri_text_free(&title);
    ri_names_free(&names);
}

static void put_holders(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                        const char **holders, size_t n, ri_names *names)
{
    for (size_t i = 0; i < n; i++) {
        ri_text_add(&w->line, i > 0 ? "\n" : "");
        ri_say_seated(&w->line, names, holders[i]);
    }
    ri_workbook_take(w, sheet, row, column, w->looks.wrapped);
}

void ri_workbook_put_moves(ri_workbook *w, lxw_worksheet *sheet)
{
    static const ri_workbook_column columns[] = {
        {"Letter", 8}, {"About", 50}, {"Reference", 40}, {"Before", 44}, {"After", 44}};
    const raci_whatif *whatif = w->of->whatif;
    ri_names names = ri_names_of(whatif->before->snapshot, whatif->after->snapshot);
    size_t row = RI_WORKBOOK_LIST;
    ri_workbook_list(w, sheet, "Letters with other holders", columns, COUNT(columns));
    for (size_t i = 0; i < whatif->difference.n_moves; i++, row++) {
        const ri_move *move = &whatif->difference.moves[i];
        w->cuts.others += row >= RI_WORKBOOK_ROWS;
        ri_workbook_cell(w, sheet, row, 0, move->letter, w->looks.number);
        ri_say_named(&w->line, &names, move->subject);
        ri_workbook_take(w, sheet, row, 1, w->looks.wrapped);
        ri_workbook_cell(w, sheet, row, 2, move->subject, w->looks.key);
        names.side = RI_BEFORE;
        put_holders(w, sheet, row, 3, move->from, move->n_from, &names);
        names.side = RI_AFTER;
        put_holders(w, sheet, row, 4, move->to, move->n_to, &names);
        ri_workbook_fit(w, sheet, row);
    }
    ri_workbook_list_end(w, sheet, row, COUNT(columns));
    ri_names_free(&names);
}

void ri_workbook_put_loads(ri_workbook *w, lxw_worksheet *sheet)
{
    static const ri_workbook_column columns[] = {
        {"Holder", 44}, {"Reference", 32}, {"Letter", 8}, {"Before", 10}, {"After", 10}};
    const raci_whatif *whatif = w->of->whatif;
    ri_names names = ri_names_of(whatif->before->snapshot, whatif->after->snapshot);
    uint32_t *order = ri_loads_order(&whatif->loads);
    size_t row = RI_WORKBOOK_LIST;
    w->failed = order == NULL || w->failed;
    ri_workbook_list(w, sheet, "On how many touchpoints, those that change most first", columns,
                     COUNT(columns));
    for (size_t i = 0; order != NULL && i < whatif->loads.n; i++, row++) {
        const ri_load *load = &whatif->loads.items[order[i]];
        w->cuts.loads += row >= RI_WORKBOOK_ROWS;
        ri_say_named(&w->line, &names, load->holder);
        ri_workbook_take(w, sheet, row, 0, w->looks.wrapped);
        ri_workbook_cell(w, sheet, row, 1, load->holder, w->looks.key);
        ri_workbook_cell(w, sheet, row, 2, load->letter, w->looks.number);
        ri_workbook_number(w, sheet, row, 3, load->from, w->looks.number);
        ri_workbook_number(w, sheet, row, 4, load->to, w->looks.number);
        ri_workbook_fit(w, sheet, row);
    }
    ri_workbook_list_end(w, sheet, row, COUNT(columns));
    ri_free(order);
    ri_names_free(&names);
}

/* ---- policies ---- */

static void put_model(ri_workbook *w, lxw_worksheet *sheet, size_t row, const ri_compared *item,
                      size_t touchpoints)
{
    const ri_summary *summary = &item->summary;
    const size_t numbers[] = {summary->kinds[RI_KIND_CONFLICT],
                              summary->kinds[RI_KIND_GAP],
                              summary->kinds[RI_KIND_RISK],
                              summary->escalated_cxo,
                              summary->escalated_ceo,
                              item->empowered,
                              touchpoints,
                              item->owned,
                              item->passages};
    const size_t fixed = COUNT(numbers) + 1;
    ri_workbook_cell(w, sheet, row, 0, item->name, w->looks.wrapped);
    for (size_t i = 0; i < COUNT(numbers); i++) {
        ri_workbook_number(w, sheet, row, 1 + i, numbers[i], w->looks.number);
    }
    for (size_t kind = 0; kind < RI_REMEDY_KINDS; kind++) {
        ri_workbook_number(w, sheet, row, fixed + kind, item->remedy.kinds[kind], w->looks.number);
    }
    ri_say_left(&w->line, &item->remedy);
    ri_workbook_take(w, sheet, row, fixed + RI_REMEDY_KINDS, w->looks.wrapped);
    ri_say_busiest(&w->line, item);
    ri_workbook_take(w, sheet, row, fixed + RI_REMEDY_KINDS + 1, w->looks.wrapped);
    ri_workbook_fit(w, sheet, row);
}

void ri_workbook_put_models(ri_workbook *w, lxw_worksheet *sheet)
{
    static const ri_workbook_column columns[] = {
        {"Model", 28},
        {"Conflicts", 10},
        {"Gaps", 10},
        {"Risks", 10},
        {"To the CXO", 10},
        {"To the CEO", 10},
        {"With power", 10},
        {"of touchpoints", 14},
        {"Passages owned", 15},
        {"of passages", 12},
        {"Would take: seats", 17},
        {"Heads", 10},
        {"Leads", 10},
        {"Mandates", 10},
        {"Then is left", 44},
        {"Lets answer for the most touchpoints", 50},
    };
    const raci_comparison *c = w->of->comparison;
    size_t row = RI_WORKBOOK_LIST;
    ri_workbook_list(w, sheet, "Models side by side", columns, COUNT(columns));
    for (size_t i = 0; i < c->n; i++) {
        put_model(w, sheet, row++, &c->items[i], c->snapshot->touchpoints.rows.n);
    }
    ri_workbook_list_end(w, sheet, row, COUNT(columns));
}

/* Who would be accountable for each touchpoint, and how many different answers there are. */
void ri_workbook_put_answers(ri_workbook *w, lxw_worksheet *sheet)
{
    ri_workbook_column columns[RI_WORKBOOK_LIST_COLUMNS] = {
        {"Touchpoint", 40}, {"Reference", 28}, {"Answers", 10}};
    const raci_comparison *c = w->of->comparison;
    const size_t n = c->n < MODELS ? c->n : MODELS;
    size_t row = RI_WORKBOOK_LIST;
    ri_text title = RI_TEXT_INIT;
    for (size_t i = 0; i < n; i++) {
        columns[3 + i] = (ri_workbook_column){c->items[i].name, 26};
    }
    ri_text_add(&title, "Who would be accountable, model by model");
    if (n < c->n) {
        ri_text_format(&title, ": the first %zu of %zu", n, c->n);
    }
    ri_workbook_list(w, sheet, ri_text_string(&title), columns, 3 + n);
    w->failed = w->failed || title.failed;
    ri_text_free(&title);
    for (uint32_t t = 0; t < c->snapshot->touchpoints.rows.n; t++, row++) {
        const ri_ref touchpoint = ri_ref_make(RI_TOUCHPOINT, t);
        size_t answers = 0;
        w->cuts.touchpoints += row >= RI_WORKBOOK_ROWS;
        (void)ri_comparison_agreement(c, t, &answers);
        ri_say(&w->line, ri_snapshot_name(c->snapshot, touchpoint));
        ri_workbook_take(w, sheet, row, 0, w->looks.wrapped);
        ri_text_format(&w->line, "touchpoint:%s", ri_snapshot_key(c->snapshot, touchpoint));
        ri_workbook_take(w, sheet, row, 1, w->looks.key);
        ri_workbook_number(w, sheet, row, 2, answers, w->looks.number);
        for (size_t i = 0; i < n; i++) {
            ri_say_accountable_set(&w->line, c, c->items[i].accountable[t]);
            ri_workbook_take(w, sheet, row, 3 + i, w->looks.wrapped);
        }
        ri_workbook_fit(w, sheet, row);
    }
    ri_workbook_list_end(w, sheet, row, 3 + n);
}
