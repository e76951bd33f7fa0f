/* The sheets of a workbook that list findings, and who decides. */
#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"
#include "intake/own_workbook.h"
#include "report/sentences.h"
#include "report/workbook.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void put_severity(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                         const ri_finding *finding)
{
    ri_workbook_cell(w, sheet, row, column, ri_severity_name(finding->severity),
                     w->looks.severity[finding->severity]);
}

/* What it is about: its name, and beside it its reference. */
static void put_subject(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                        const ri_finding *finding)
{
    ri_say(&w->line, ri_view_name(&w->view, finding->subject));
    ri_workbook_take(w, sheet, row, column, w->looks.wrapped);
    ri_workbook_cell(w, sheet, row, column + 1, finding->subject_text, w->looks.key);
}

static void put_message(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                        const ri_finding *finding)
{
    ri_say(&w->line, finding->message != NULL ? finding->message : "");
    ri_workbook_take(w, sheet, row, column, w->looks.wrapped);
}

static void put_since(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                      const ri_finding *finding)
{
    char day[11];
    ri_workbook_cell(w, sheet, row, column, ri_day_format(finding->since, day), w->looks.label);
}

static void put_decider(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                        const ri_finding *finding)
{
    if (finding->escalate.any && finding->escalate.to == RI_NONE) {
        ri_text_add(&w->line, "nobody is left to decide");
    } else if (finding->escalate.any) {
        ri_say_holder(&w->line, &w->view, finding->escalate.to);
    }
    ri_workbook_take(w, sheet, row, column, w->looks.wrapped);
}

static void put_reason(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                       const ri_finding *finding)
{
    if (finding->escalate.any && finding->escalate.reason != NULL) {
        ri_say(&w->line, finding->escalate.reason);
    }
    ri_workbook_take(w, sheet, row, column, w->looks.wrapped);
}

static void put_finding(ri_workbook *w, lxw_worksheet *sheet, size_t row, const ri_finding *finding,
                        bool accepted)
{
    put_severity(w, sheet, row, 0, finding);
    ri_workbook_cell(w, sheet, row, 1, accepted ? "accepted" : "open", w->looks.label);
    ri_workbook_cell(w, sheet, row, 2, ri_finding_kind_name(finding->kind), w->looks.label);
    ri_workbook_cell(w, sheet, row, 3, finding->code_name, w->looks.label);
    put_subject(w, sheet, row, 4, finding);
    ri_workbook_cell(
        w, sheet, row, 6,
        finding->letter != RI_NO_LETTER ? w->view.scheme->letters[finding->letter].letter : "",
        w->looks.number);
    put_message(w, sheet, row, 7, finding);
    for (uint32_t i = 0; i < finding->n_parties; i++) {
        ri_text_add(&w->line, i > 0 ? "\n" : "");
        ri_say_holder(&w->line, &w->view, finding->parties[i]);
    }
    ri_workbook_take(w, sheet, row, 8, w->looks.wrapped);
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        ri_text_add(&w->line, i > 0 ? "\n" : "");
        ri_say_source(&w->line, &w->view, finding->rules[i]);
    }
    ri_workbook_take(w, sheet, row, 9, w->looks.wrapped);
    put_decider(w, sheet, row, 10, finding);
    put_since(w, sheet, row, 11, finding);
    ri_workbook_cell(w, sheet, row, 12, finding->key, w->looks.key);
    ri_workbook_fit(w, sheet, row);
}

void ri_workbook_put_findings(ri_workbook *w, lxw_worksheet *sheet)
{
    static const ri_workbook_column columns[] = {
        {"Severity", 10},    {"State", 9},  {"Kind", 10},          {"Check", 22},   {"About", 30},
        {"Reference", 24},   {"Letter", 8}, {"What is wrong", 60}, {"Parties", 34}, {"Rules", 44},
        {"Who decides", 30}, {"Since", 11}, {"Key", 18},
    };
    const raci_result *result = w->result;
    size_t row = RI_WORKBOOK_LIST;
    ri_workbook_list(w, sheet, "Conflicts, gaps and risks", columns, COUNT(columns));
    for (unsigned severity = RACI_ERROR; severity >= RACI_INFO; severity--) {
        for (size_t i = 0; i < result->n_findings; i++) {
            if (result->findings[i].severity == (raci_severity)severity) {
                w->cuts.findings += row >= RI_WORKBOOK_ROWS;
                put_finding(w, sheet, row++, &result->findings[i], false);
            }
        }
    }
    for (size_t i = 0; i < result->n_accepted; i++) {
        w->cuts.findings += row >= RI_WORKBOOK_ROWS;
        put_finding(w, sheet, row++, &result->accepted[i], true);
    }
    ri_workbook_list_end(w, sheet, row, COUNT(columns));
}

/* ---- who decides ---- */

/* By whom it goes to, nobody last; then the worst first. */
static int by_decider(const void *a, const void *b, const void *context)
{
    const ri_finding *x = &((const ri_finding *)context)[*(const uint32_t *)a];
    const ri_finding *y = &((const ri_finding *)context)[*(const uint32_t *)b];
    if (x->escalate.to != y->escalate.to) {
        return x->escalate.to < y->escalate.to ? -1 : 1;
    }
    return (int)y->severity - (int)x->severity;
}

static void put_escalation(ri_workbook *w, lxw_worksheet *sheet, size_t row,
                           const ri_finding *finding)
{
    put_decider(w, sheet, row, 0, finding);
    put_severity(w, sheet, row, 1, finding);
    ri_workbook_cell(w, sheet, row, 2, finding->code_name, w->looks.label);
    put_subject(w, sheet, row, 3, finding);
    put_message(w, sheet, row, 5, finding);
    put_reason(w, sheet, row, 6, finding);
    for (uint32_t i = 0; i < finding->escalate.n_path; i++) {
        const ri_skip *skip = &finding->escalate.path[i];
        ri_text_add(&w->line, i > 0 ? "\n" : "");
        if (skip->to == RI_NONE) {
            ri_say_office(&w->line, skip->office);
        } else {
            ri_say_name(&w->line, &w->view, skip->to);
        }
        ri_text_format(&w->line, ": %s", skip->skipped);
    }
    ri_workbook_take(w, sheet, row, 7, w->looks.wrapped);
    put_since(w, sheet, row, 8, finding);
    ri_workbook_cell(w, sheet, row, 9, finding->key, w->looks.key);
    ri_workbook_fit(w, sheet, row);
}

void ri_workbook_put_escalations(ri_workbook *w, lxw_worksheet *sheet)
{
    static const ri_workbook_column columns[] = {
        {"Who decides", 34}, {"Severity", 10},    {"Check", 22},
        {"About", 30},       {"Reference", 24},   {"What is to be decided", 60},
        {"Why them", 34},    {"Passed over", 30}, {"Since", 11},
        {"Key", 18},
    };
    ri_indexes those = {0};
    size_t row = RI_WORKBOOK_LIST;
    for (size_t i = 0; i < w->result->n_findings; i++) {
        if (w->result->findings[i].escalate.any &&
            !RI_PUSH(those.items, those.n, those.capacity, (uint32_t)i)) {
            w->failed = true;
        }
    }
    w->failed =
        !ri_order(those.items, those.n, sizeof *those.items, by_decider, w->result->findings) ||
        w->failed;
    ri_workbook_list(w, sheet, "What has to be decided, and by whom", columns, COUNT(columns));
    for (size_t i = 0; i < those.n; i++) {
        w->cuts.escalations += row >= RI_WORKBOOK_ROWS;
        put_escalation(w, sheet, row++, &w->result->findings[those.items[i]]);
    }
    ri_workbook_list_end(w, sheet, row, COUNT(columns));
    ri_free(those.items);
}
