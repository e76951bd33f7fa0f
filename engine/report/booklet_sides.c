/* The chapters of a report in Markdown that lay organizations and policies side by side. */
#include "base/day.h"
#include "base/memory.h"
#include "report/booklet.h"
#include "report/comparison_view.h"
#include "report/diff_group.h"
#include "report/move_ways.h"
#include "report/recorded_view.h"
#include "report/report_power.h"
#include "report/report_whatif.h"
#include "report/sentences.h"
#include "report/sides_view.h"
#include "scenario/outcome.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define PARTED 20 /* touchpoints on which policies part that are told */

/* ---- before and after ---- */

static void put_supposed(ri_booklet *b, const raci_whatif *w)
{
    ri_text_add(&b->line, "What if: " RI_BOLD);
    ri_say(&b->line, w->label);
    ri_text_add(&b->line, RI_PLAIN);
    if (w->because != NULL) {
        ri_text_add(&b->line, ": ");
        ri_say(&b->line, w->because);
    }
    ri_outline_paragraph(&b->outline, &b->line);
    ri_say_difference(&b->line, &w->difference);
    ri_text_char(&b->line, ' ');
    ri_say_unfits(&b->line, w);
    ri_outline_paragraph(&b->outline, &b->line);
    ri_text_add(&b->line, "Nothing was written. Before and after are ");
    ri_say_basis(&b->line, w->date, w->policy);
    ri_outline_paragraph(&b->outline, &b->line);
}

static void put_sum(ri_booklet *b, const char *what, size_t before, size_t after)
{
    if (before + after > 0) {
        ri_text_add(&b->line, what);
        ri_booklet_cell(b, 3);
        ri_booklet_number(b, before, 3);
        ri_booklet_number(b, after, 3);
    }
}

static void put_sums(ri_booklet *b, const raci_whatif *w)
{
    static const char *const heads[] = {"Findings", "Before", "After"};
    const ri_summary *x = &w->before->summary;
    const ri_summary *y = &w->after->summary;
    ri_booklet_table(b, heads, COUNT(heads));
    put_sum(b, "Errors", x->severities[RACI_ERROR], y->severities[RACI_ERROR]);
    put_sum(b, "Warnings", x->severities[RACI_WARNING], y->severities[RACI_WARNING]);
    put_sum(b, "Infos", x->severities[RACI_INFO], y->severities[RACI_INFO]);
    put_sum(b, "Escalated to the CXO", x->escalated_cxo, y->escalated_cxo);
    put_sum(b, "Escalated to the CEO", x->escalated_ceo, y->escalated_ceo);
    put_sum(b, "Escalated to others", x->escalated_other, y->escalated_other);
    put_sum(b, "With nobody left to decide", x->escalated_none, y->escalated_none);
    ri_booklet_table_end(b);
}

static void put_changed_finding(ri_booklet *b, const ri_diff_group *group, uint32_t i,
                                ri_names *names)
{
    const ri_diff_finding *item = &group->d->findings[i];
    const ri_finding_row *row = &item->finding.row;
    size_t end = 0;
    ri_text_format(&b->line, "%s ", row->severity);
    ri_say(&b->line, row->code);
    ri_text_add(&b->line, ", " RI_BOLD);
    ri_say_named(&b->line, names, row->subject);
    ri_text_add(&b->line, RI_PLAIN ": ");
    ri_say(&b->line, row->message);
    ri_outline_item(&b->outline, 0, &b->line);
    ri_say_recorded_rules(&b->line, item->finding.rules, item->finding.n_rules);
    ri_outline_detail(&b->outline, &b->line);
    if (row->reason != NULL) {
        ri_say_recorded_route(&b->line, row, names);
        ri_outline_detail(&b->outline, &b->line);
    }
    if (item->change == RI_CHANGE_CHANGED) {
        ri_say_earlier(&b->line, item, names);
        ri_outline_detail(&b->outline, &b->line);
    }
    for (size_t k = ri_diff_effects(group, i, &end); k < end; k++) {
        const ri_finding_row *effect = ri_diff_row(group, group->order[k]);
        ri_text_add(&b->line, "from it follows ");
        ri_say(&b->line, effect->code);
        ri_text_add(&b->line, ": ");
        ri_say_named(&b->line, names, effect->subject);
        ri_outline_detail(&b->outline, &b->line);
    }
}

static void put_changed(ri_booklet *b, const raci_whatif *w, ri_change change, const char *title,
                        ri_names *names)
{
    ri_diff_group group;
    if (!ri_diff_group_make(&group, &w->difference, change)) {
        b->view.failed = true;
    } else if (group.n > 0) {
        names->side = change == RI_CHANGE_GONE ? RI_BEFORE : RI_AFTER;
        ri_text_format(&b->line, "%s (%zu)", title, group.n);
        ri_booklet_heading(b);
        for (size_t k = 0; k < group.n_roots; k++) {
            put_changed_finding(b, &group, group.order[k], names);
        }
        names->side = RI_AFTER;
    }
    ri_diff_group_free(&group);
}

static void put_moves(ri_booklet *b, const raci_whatif *w, ri_names *names)
{
    const ri_difference *d = &w->difference;
    ri_arena *arena = ri_arena_new();
    const ri_move_way *ways = arena != NULL ? ri_move_ways_of(d, names, arena) : NULL;
    b->view.failed = ways == NULL || b->view.failed;
    if (ways != NULL && d->n_moves > 0) {
        ri_text_format(&b->line, "Letters with other holders (%zu)", d->n_moves);
        ri_booklet_heading(b);
        for (size_t k = 0; k < d->n_moves;) {
            const size_t end = ri_move_way_end(ways, k, d);
            ri_text_add(&b->line, RI_BOLD);
            ri_say(&b->line, d->moves[ways[k].move].letter);
            ri_text_add(&b->line, RI_PLAIN "  ");
            ri_text_add(&b->line, ways[k].said);
            ri_text_add(&b->line, ": ");
            for (size_t i = k; i < end; i++) {
                ri_text_add(&b->line, i > k ? "; " : "");
                ri_say_named(&b->line, names, d->moves[ways[i].move].subject);
            }
            ri_outline_item(&b->outline, 0, &b->line);
            k = end;
        }
    }
    ri_arena_free(arena);
}

static void put_loads(ri_booklet *b, const ri_loads *loads, ri_names *names)
{
    static const char *const heads[] = {"On touchpoints", "Letter", "Before", "After"};
    uint32_t *order = ri_loads_order(loads);
    b->view.failed = order == NULL || b->view.failed;
    if (order != NULL && loads->n > 0) {
        ri_text_add(&b->line, "Load before and after");
        ri_booklet_heading(b);
        ri_booklet_table(b, heads, COUNT(heads));
        for (size_t i = 0; i < loads->n; i++) {
            const ri_load *load = &loads->items[order[i]];
            ri_say_named(&b->line, names, load->holder);
            ri_booklet_cell(b, COUNT(heads));
            ri_say(&b->line, load->letter);
            ri_booklet_cell(b, COUNT(heads));
            ri_booklet_number(b, load->from, COUNT(heads));
            ri_booklet_number(b, load->to, COUNT(heads));
        }
        ri_booklet_table_end(b);
    }
    ri_free(order);
}

void ri_booklet_whatif(ri_booklet *b)
{
    const raci_whatif *w = b->of->whatif;
    ri_names names = ri_names_of(w->before->snapshot, w->after->snapshot);
    ri_outline_heading(&b->outline, "Before and after");
    put_supposed(b, w);
    put_sums(b, w);
    put_changed(b, w, RI_CHANGE_NEW, "New", &names);
    put_changed(b, w, RI_CHANGE_CHANGED, "Changed", &names);
    put_changed(b, w, RI_CHANGE_GONE, "Gone", &names);
    put_moves(b, w, &names);
    put_loads(b, &w->loads, &names);
    ri_names_free(&names);
}

/* ---- policies ---- */

static void put_findings(ri_booklet *b, const raci_comparison *c)
{
    static const char *const heads[] = {
        "Finds", "Conflicts",      "Gaps",
        "Risks", "For the CXO",    "For the CEO",
        "Power", "Passages owned", "Lets answer for the most touchpoints"};
    enum { N = COUNT(heads) };
    const size_t touchpoints = c->snapshot->touchpoints.rows.n;
    ri_booklet_table(b, heads, N);
    for (size_t i = 0; i < c->n; i++) {
        const ri_compared *item = &c->items[i];
        ri_say(&b->line, item->name);
        ri_booklet_cell(b, N);
        ri_booklet_number(b, item->summary.kinds[RI_KIND_CONFLICT], N);
        ri_booklet_number(b, item->summary.kinds[RI_KIND_GAP], N);
        ri_booklet_number(b, item->summary.kinds[RI_KIND_RISK], N);
        ri_booklet_number(b, item->summary.escalated_cxo, N);
        ri_booklet_number(b, item->summary.escalated_ceo, N);
        ri_text_format(&b->line, "%u %%", ri_percent(item->empowered, touchpoints));
        ri_booklet_cell(b, N);
        ri_text_format(&b->line, "%zu of %zu", item->owned, item->passages);
        ri_booklet_cell(b, N);
        ri_say_busiest(&b->line, item);
        ri_booklet_cell(b, N);
    }
    ri_booklet_table_end(b);
}

static void put_remedies(ri_booklet *b, const raci_comparison *c)
{
    static const char *const heads[] = {"Would take", "Seats",    "Heads",
                                        "Leads",      "Mandates", "Then is left"};
    enum { N = COUNT(heads) };
    ri_text_add(&b->line, "What each would take");
    ri_booklet_heading(b);
    ri_booklet_table(b, heads, N);
    for (size_t i = 0; i < c->n; i++) {
        const ri_remedy *remedy = &c->items[i].remedy;
        ri_say(&b->line, c->items[i].name);
        ri_booklet_cell(b, N);
        for (int kind = 0; kind < RI_REMEDY_KINDS; kind++) {
            ri_booklet_number(b, remedy->kinds[kind], N);
        }
        ri_say_left(&b->line, remedy);
        ri_booklet_cell(b, N);
    }
    ri_booklet_table_end(b);
}

static void put_parted(ri_booklet *b, const raci_comparison *c)
{
    const ri_agreements of = ri_agreements_of(c);
    ri_parted most[PARTED];
    const size_t n = ri_find_parted(most, PARTED, c);
    ri_text_add(&b->line, "Where they part on who is accountable");
    ri_booklet_heading(b);
    ri_say_agreement(&b->line, &of);
    ri_text_add(&b->line, n > 0 ? " Most different:" : "");
    ri_outline_paragraph(&b->outline, &b->line);
    for (size_t i = 0; i < n; i++) {
        ri_text_add(&b->line, RI_BOLD);
        ri_say(&b->line,
               ri_snapshot_name(c->snapshot, ri_ref_make(RI_TOUCHPOINT, most[i].touchpoint)));
        ri_text_add(&b->line, RI_PLAIN ": ");
        ri_say_answers(&b->line, c, most[i].touchpoint);
        ri_outline_item(&b->outline, 0, &b->line);
    }
}

void ri_booklet_models(ri_booklet *b)
{
    const raci_comparison *c = b->of->comparison;
    ri_outline_heading(&b->outline, "Models side by side");
    put_findings(b, c);
    put_remedies(b, c);
    if (c->n > 1) {
        put_parted(b, c);
    }
}
