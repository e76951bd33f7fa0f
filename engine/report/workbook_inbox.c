/* The sheets of a workbook that tell what waits for whom, and of passages between departments. */
#include <string.h>

#include "base/day.h"
#include "check/seam_list.h"
#include "report/report_escalations.h"
#include "report/report_power.h"
#include "report/seam_view.h"
#include "report/sentences.h"
#include "report/workbook.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- the inbox ---- */

static void put_decider(ri_workbook *w, lxw_worksheet *sheet, size_t row, const ri_inbox_item *item)
{
    static const char *const states[] = {"waits", "accepted", "ruled"};
    if (item->to != RI_NONE) {
        ri_say_holder(&w->line, &w->view, item->to);
    } else if (item->state == RI_INBOX_WAITS) {
        ri_text_add(&w->line, "nobody is left to decide");
    }
    ri_workbook_take(w, sheet, row, 0, w->looks.wrapped);
    ri_workbook_cell(w, sheet, row, 1, states[item->state], w->looks.label);
}

/* A ruling has settled a finding that is not there any more. */
static void put_matter(ri_workbook *w, lxw_worksheet *sheet, size_t row, const ri_inbox_item *item)
{
    const ri_finding *root = item->root;
    const ri_ref subject = root != NULL ? root->subject : item->rulings->subject;
    const raci_severity severity = root != NULL ? ri_inbox_worst(item) : 0;
    ri_workbook_cell(w, sheet, row, 2, root != NULL ? ri_severity_name(severity) : "",
                     w->looks.severity[severity]);
    ri_workbook_cell(w, sheet, row, 3, root != NULL ? root->code_name : "", w->looks.label);
    ri_say(&w->line, ri_view_name(&w->view, subject));
    ri_workbook_take(w, sheet, row, 4, w->looks.wrapped);
    ri_workbook_cell(w, sheet, row, 5, ri_view_reference(&w->view, subject), w->looks.key);
    if (root != NULL) {
        ri_say(&w->line, root->message != NULL ? root->message : "");
    } else {
        ri_say(&w->line, item->rulings->letter);
        ri_text_char(&w->line, ' ');
        ri_say_given(&w->line, &w->view, item);
    }
    ri_workbook_take(w, sheet, row, 6, w->looks.wrapped);
}

static void put_settled(ri_workbook *w, lxw_worksheet *sheet, size_t row, const ri_inbox_item *item)
{
    const ri_acceptance *accepted = item->acceptance;
    const char *by = accepted != NULL      ? accepted->by
                     : item->n_rulings > 0 ? item->rulings->by
                                           : NULL;
    const char *reason = accepted != NULL      ? accepted->reason
                         : item->n_rulings > 0 ? item->rulings->reason
                                               : NULL;
    if (by != NULL) {
        ri_say_judge(&w->line, &w->view, by);
    }
    if (reason != NULL) {
        ri_text_add(&w->line, w->line.length > 0 ? ": " : "");
        ri_say(&w->line, reason);
    }
    ri_workbook_take(w, sheet, row, 13, w->looks.wrapped);
}

static void put_item(ri_workbook *w, lxw_worksheet *sheet, size_t row, const ri_inbox_item *item)
{
    const ri_waiting *waiting = &item->waiting;
    char day[11];
    put_decider(w, sheet, row, item);
    put_matter(w, sheet, row, item);
    ri_workbook_number(w, sheet, row, 7, item->n_findings, w->looks.number);
    ri_workbook_number(w, sheet, row, 8, item->stakes.n_touchpoints, w->looks.number);
    ri_workbook_number(w, sheet, row, 9, item->stakes.n_truths, w->looks.number);
    ri_workbook_cell(w, sheet, row, 10, ri_day_format(waiting->since, day), w->looks.label);
    ri_workbook_cell(w, sheet, row, 11, ri_day_format(waiting->due, day), w->looks.label);
    ri_workbook_cell(w, sheet, row, 12, waiting->overdue ? "overdue" : "",
                     w->looks.severity[waiting->overdue ? RACI_ERROR : 0]);
    put_settled(w, sheet, row, item);
    ri_workbook_cell(w, sheet, row, 14, item->root != NULL ? item->root->key : "", w->looks.key);
    ri_workbook_fit(w, sheet, row);
}

void ri_workbook_put_inbox(ri_workbook *w, lxw_worksheet *sheet)
{
    static const ri_workbook_column columns[] = {
        {"Who decides", 34},
        {"State", 10},
        {"Severity", 10},
        {"Check", 22},
        {"About", 30},
        {"Reference", 24},
        {"What is to be decided", 60},
        {"Findings", 9},
        {"Touchpoints", 12},
        {"Moments of truth", 11},
        {"Since", 11},
        {"Due", 11},
        {"Overdue", 10},
        {"Settled by", 34},
        {"Key", 18},
    };
    const raci_inbox *inbox = w->of->inbox;
    size_t row = RI_WORKBOOK_LIST;
    ri_workbook_list(w, sheet, "What waits for a decision, the most urgent first", columns,
                     COUNT(columns));
    for (size_t i = 0; i < inbox->n; i++) {
        w->cuts.escalations += row >= RI_WORKBOOK_ROWS;
        put_item(w, sheet, row++, &inbox->items[i]);
    }
    ri_workbook_list_end(w, sheet, row, COUNT(columns));
}

/* ---- passages ---- */

static void put_seam(ri_workbook *w, lxw_worksheet *sheet, size_t row, ri_seam_view *seams,
                     const ri_seam *seam)
{
    const ri_ref subject = ri_ref_make(RI_HANDOFF, seam->handoff);
    ri_workbook_number(w, sheet, row, 0, seam->criticality, w->looks.number);
    ri_say(&w->line, ri_view_name(&w->view, subject));
    ri_workbook_take(w, sheet, row, 1, w->looks.wrapped);
    ri_workbook_put_marks(w, sheet, row, 2, subject, w->looks.label);
    ri_say_seam_departments(&w->line, seams, seam);
    ri_workbook_take(w, sheet, row, 3, w->looks.wrapped);
    ri_say_seam_owners(&w->line, seams, seam);
    ri_workbook_take(w, sheet, row, 4, w->looks.wrapped);
    ri_workbook_cell(w, sheet, row, 5, seam->owned ? "owned" : "nobody's",
                     w->looks.severity[seam->owned ? 0 : RACI_WARNING]);
    ri_workbook_cell(w, sheet, row, 6, seam->silent ? "silent" : "",
                     w->looks.severity[seam->silent ? RACI_WARNING : 0]);
    ri_workbook_cell(w, sheet, row, 7, ri_view_reference(&w->view, subject), w->looks.key);
    ri_workbook_fit(w, sheet, row);
}

void ri_workbook_put_seams(ri_workbook *w, lxw_worksheet *sheet)
{
    static const ri_workbook_column columns[] = {
        {"Criticality", 11}, {"Passage", 56}, {"Findings", 18}, {"Between", 50},
        {"Who has it", 60},  {"Owned", 10},   {"Silent", 10},   {"Reference", 40},
    };
    ri_seam_view seams = {.view = &w->view, .work = ri_work_of(w->result)};
    ri_seam_list list = {0};
    size_t row = RI_WORKBOOK_LIST;
    w->failed = !ri_seam_list_make(&list, &seams.work) || w->failed;
    ri_workbook_list(w, sheet, "Passages between departments, the most critical first", columns,
                     COUNT(columns));
    for (size_t i = 0; i < list.n && !w->failed; i++) {
        w->cuts.others += row >= RI_WORKBOOK_ROWS;
        put_seam(w, sheet, row++, &seams, &list.items[i]);
    }
    ri_workbook_list_end(w, sheet, row, COUNT(columns));
    ri_seam_list_free(&list);
    ri_seam_view_free(&seams);
}
