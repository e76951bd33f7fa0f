/* The chapters of a report in Markdown that list: findings, what waits, load, passages. */
#include "base/day.h"
#include "base/memory.h"
#include "report/booklet.h"
#include "report/forest.h"
#include "report/loaded_holders.h"
#include "report/report_escalations.h"
#include "report/report_power.h"
#include "report/report_who.h"
#include "report/seam_view.h"
#include "report/sentences.h"

#define KEY_SHOWN 6 /* digits of a key that people are told */
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- findings ---- */

/* A finding with its reasons, as an item or, below its cause, as a detail of that; what the cause
   has told is left out. */
static void put_finding(ri_booklet *b, const ri_finding *finding, const ri_finding *cause)
{
    if (cause != NULL) {
        ri_text_add(&b->line, "from it follows ");
        ri_say(&b->line, finding->code_name);
        ri_text_add(&b->line, ": ");
        ri_say(&b->line, finding->message != NULL ? finding->message : "");
        ri_outline_detail(&b->outline, &b->line);
    } else {
        ri_text_add(&b->line, RI_BOLD);
        ri_say_name(&b->line, &b->view, finding->subject);
        ri_text_format(&b->line, RI_PLAIN " (#%.*s): ", KEY_SHOWN, finding->key);
        ri_say(&b->line, finding->message != NULL ? finding->message : "");
        ri_outline_item(&b->outline, 0, &b->line);
    }
    if (cause == NULL || !ri_same_rules(finding, cause)) {
        ri_say_rules(&b->line, &b->view, finding);
        ri_outline_detail(&b->outline, &b->line);
    }
    if (finding->escalate.any && (cause == NULL || !ri_same_escalation(finding, cause))) {
        ri_text_add(&b->line, "→ ");
        ri_say_escalation(&b->line, &b->view, &finding->escalate);
        ri_outline_detail(&b->outline, &b->line);
    }
    if (finding->since != RI_DAY_MAX && (cause == NULL || finding->since != cause->since)) {
        ri_say_age(&b->line, finding->since, b->result->date);
        ri_outline_detail(&b->outline, &b->line);
    }
}

/* A finding and, in any depth, what follows from it. */
static void put_tree(ri_booklet *b, const ri_forest *forest, uint32_t i)
{
    const uint32_t parent = forest->parent[i];
    put_finding(b, &forest->findings[i], parent != RI_NONE ? &forest->findings[parent] : NULL);
    for (size_t k = ri_forest_first(forest, i);
         k < forest->n && forest->parent[forest->order[k]] == i; k++) {
        put_tree(b, forest, forest->order[k]);
    }
}

static void put_group(ri_booklet *b, const ri_forest *forest, size_t k, size_t end)
{
    const uint32_t i = forest->order[k];
    const ri_finding *first = &forest->findings[i];
    const char *says = ri_code_says(ri_policy_data_of(b->result->policy), first->code);
    ri_text_format(&b->line, "%s: ", ri_severity_name(forest->severity[i]));
    ri_text_add(&b->line, first->code_name);
    ri_text_format(&b->line, " (%zu)", end - k);
    ri_booklet_heading(b);
    if (says != NULL) {
        ri_say(&b->line, says);
        ri_outline_paragraph(&b->outline, &b->line);
    }
    for (; k < end; k++) {
        put_tree(b, forest, forest->order[k]);
    }
}

void ri_booklet_findings(ri_booklet *b)
{
    ri_forest forest = {0};
    ri_outline_heading(&b->outline, "Findings");
    if (b->result->n_findings == 0) {
        ri_text_add(&b->line, "Nothing was found.");
        ri_outline_paragraph(&b->outline, &b->line);
    } else if (!ri_forest_grow(&forest, b->result->findings, b->result->n_findings)) {
        b->view.failed = true;
    } else {
        for (size_t k = 0, end = 0; k < forest.n_roots; k = end) {
            end = ri_forest_group_end(&forest, k);
            put_group(b, &forest, k, end);
        }
    }
    ri_forest_free(&forest);
}

/* ---- what waits ---- */

static void put_item(ri_booklet *b, const ri_inbox_item *item)
{
    const ri_finding *root = item->root;
    ri_text_add(&b->line, RI_BOLD);
    ri_say_name(&b->line, &b->view, root->subject);
    ri_text_format(&b->line, RI_PLAIN ", %s, ", ri_severity_name(ri_inbox_worst(item)));
    ri_say(&b->line, root->code_name);
    ri_text_format(&b->line, " (#%.*s): ", KEY_SHOWN, root->key);
    ri_say(&b->line, root->message != NULL ? root->message : "");
    ri_outline_item(&b->outline, 0, &b->line);
    ri_say_waiting(&b->line, &item->waiting, b->result->date);
    ri_say_stakes(&b->line, &b->view, &item->stakes, root->subject);
    ri_outline_detail(&b->outline, &b->line);
}

void ri_booklet_inbox(ri_booklet *b)
{
    const raci_inbox *inbox = b->of->inbox;
    if (inbox == NULL) {
        return;
    }
    ri_outline_heading(&b->outline, "To be decided");
    if (inbox->n_waiting == 0) {
        ri_text_add(&b->line, "Nothing waits for a decision.");
        ri_outline_paragraph(&b->outline, &b->line);
    }
    for (size_t i = 0; i < inbox->n_waiting; i++) {
        const ri_inbox_item *item = &inbox->items[i];
        if (i == 0 || item[-1].to != item->to) {
            if (item->to != RI_NONE) {
                ri_say_holder(&b->line, &b->view, item->to);
            } else {
                ri_text_add(&b->line, "Nobody is left to decide");
            }
            ri_booklet_heading(b);
        }
        put_item(b, item);
    }
}

/* ---- load ---- */

void ri_booklet_load(ri_booklet *b)
{
    const ri_scheme *scheme = b->view.scheme;
    const ri_tally *tally = &b->result->tally;
    const char *heads[RI_LETTERS_MAX + 1] = {"On touchpoints"};
    const size_t n = scheme->n + 1;
    ri_indexes those = {0};
    for (uint32_t i = 0; i < scheme->n; i++) {
        heads[i + 1] = scheme->letters[ri_letter_in_order(scheme, i)].name;
    }
    b->view.failed = !ri_loaded_holders(&those, &b->view, tally) || b->view.failed;
    ri_outline_heading(&b->outline, "Load");
    ri_booklet_table(b, heads, n);
    for (size_t k = 0; k < those.n && !b->view.failed; k++) {
        const ri_ref holder = those.items[k];
        ri_say_holder(&b->line, &b->view, holder);
        ri_booklet_cell(b, n);
        for (uint32_t i = 0; i < scheme->n; i++) {
            ri_booklet_number(b,
                              ri_tally_on(tally, ri_ref_kind(holder), ri_ref_index(holder),
                                          ri_letter_in_order(scheme, i)),
                              n);
        }
    }
    ri_booklet_table_end(b);
    ri_free(those.items);
}

/* ---- passages ---- */

void ri_booklet_seams(ri_booklet *b)
{
    static const char *const heads[] = {"Passage", "Criticality", "Between", "Who has it"};
    ri_seam_view seams = {.view = &b->view, .work = ri_work_of(b->result)};
    ri_seam_list list = {0};
    ri_seam_sums sums = {0};
    b->view.failed = !ri_seam_list_make(&list, &seams.work) || b->view.failed;
    ri_outline_heading(&b->outline, "Passages between departments");
    for (size_t i = 0; i < list.n; i++) {
        ri_seam_sums_add(&sums, &list.items[i]);
    }
    ri_say_seam_sums(&b->line, &sums);
    ri_outline_paragraph(&b->outline, &b->line);
    ri_booklet_table(b, heads, COUNT(heads));
    for (size_t i = 0; i < list.n; i++) {
        const ri_seam *seam = &list.items[i];
        ri_say_name(&b->line, &b->view, ri_ref_make(RI_HANDOFF, seam->handoff));
        ri_booklet_cell(b, COUNT(heads));
        ri_booklet_number(b, seam->criticality, COUNT(heads));
        ri_say_seam_departments(&b->line, &seams, seam);
        ri_booklet_cell(b, COUNT(heads));
        ri_say_seam_owners(&b->line, &seams, seam);
        ri_booklet_cell(b, COUNT(heads));
    }
    ri_booklet_table_end(b);
    ri_seam_list_free(&list);
    ri_seam_view_free(&seams);
}
