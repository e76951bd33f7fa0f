/* The section of what a reorganization breaks, heals and moves, as raci whatif tells it. */
#include "base/day.h"
#include "base/memory.h"
#include "report/move_ways.h"
#include "report/report_whatif.h"
#include "report/sides_view.h"
#include "report/web_recorded.h"
#include "scenario/outcome.h"

#define WAYS 60    /* so many are told */
#define NAMED 12   /* subjects of one way that are in sight, */
#define FOLDED 200 /* and so many more fold away */
#define LOADS 12   /* so many are in sight, */
#define FOLDED_LOADS 100
#define MOVES "raci whatif --list moves --format csv" /* all of them */

/* ---- what is supposed ---- */

static void put_steps(ri_web *web, const raci_whatif *w)
{
    ri_html_open_as(&web->html, "details", "steps");
    ri_say_count(&web->line, w->stack.n, "step");
    ri_web_line(web, "summary", NULL);
    ri_html_open(&web->html, "ol");
    for (uint32_t i = 0; i < w->stack.n; i++) {
        char day[11];
        const ri_turn *turn = &w->stack.turns[i];
        ri_html_open(&web->html, "li");
        ri_html_leaf(&web->html, "span", "dim", ri_day_format(turn->day, day));
        ri_html_text(&web->html, " ");
        ri_html_open(&web->html, "code");
        ri_step_say(&web->line, turn->step);
        ri_web_foreign(web);
        ri_html_close(&web->html, "code");
        ri_html_close(&web->html, "li");
    }
    ri_html_close(&web->html, "ol");
    ri_html_close(&web->html, "details");
}

static void put_supposed(ri_web *web, const raci_whatif *w)
{
    ri_html_open_as(&web->html, "div", "supposed");
    ri_html_open_as(&web->html, "p", "lead");
    ri_html_text(&web->html, "What if: ");
    ri_html_open(&web->html, "strong");
    ri_html_foreign(&web->html, w->label);
    ri_html_close(&web->html, "strong");
    ri_html_close(&web->html, "p");
    if (w->because != NULL) {
        ri_html_open_as(&web->html, "p", "because");
        ri_html_foreign(&web->html, w->because);
        ri_html_close(&web->html, "p");
    }
    ri_html_open_as(&web->html, "p", "dim");
    ri_html_text(&web->html, "Nothing was written. Before and after are ");
    ri_say_basis(&web->line, w->date, w->policy);
    ri_html_take(&web->html, &web->line);
    ri_html_close(&web->html, "p");
    ri_say_unfits(&web->line, w);
    if (web->line.length > 0) {
        ri_web_line(web, "p", "unfit");
    }
    put_steps(web, w);
    ri_html_close(&web->html, "div");
}

/* ---- sums ---- */

static void put_figure(ri_web *web, const char *term, size_t n, const char *note)
{
    ri_html_open_as(&web->html, "div", "tile");
    ri_html_leaf(&web->html, "dt", NULL, term);
    ri_text_format(&web->line, "%zu", n);
    ri_web_line(web, "dd", "figure");
    ri_html_leaf(&web->html, "dd", "dim", note);
    ri_html_close(&web->html, "div");
}

static void put_figures(ri_web *web, const raci_whatif *w)
{
    const size_t *n = w->difference.counts;
    ri_html_open_as(&web->html, "dl", "tiles");
    put_figure(web, "Findings that are new", n[RI_CHANGE_NEW], "it breaks");
    put_figure(web, "Gone", n[RI_CHANGE_GONE], "it heals");
    put_figure(web, "Changed", n[RI_CHANGE_CHANGED], "they say something else");
    put_figure(web, "As before", n[RI_CHANGE_EXISTING], "it does not touch them");
    put_figure(web, "Letters", w->difference.n_moves, "have other holders");
    ri_html_close(&web->html, "dl");
}

static void put_number(ri_web *web, size_t n)
{
    ri_text_format(&web->line, "%zu", n);
    ri_web_line(web, "td", "number");
}

/* "+3"; of what is to be few also whether that is better. */
static void put_change(ri_web *web, size_t before, size_t after, bool judged)
{
    const size_t by = after > before ? after - before : before - after;
    if (by == 0) {
        ri_html_leaf(&web->html, "td", "number dim", "as before");
    } else {
        ri_text_format(&web->line, "%s%zu", after > before ? "+" : "−", by);
        ri_web_line(web, "td",
                    !judged          ? "number"
                    : after > before ? "number worse"
                                     : "number better");
    }
}

static void put_sum(ri_web *web, const char *what, size_t before, size_t after)
{
    if (before + after == 0) {
        return;
    }
    ri_html_open(&web->html, "tr");
    ri_web_open_heading(web, "row");
    ri_html_text(&web->html, what);
    ri_html_close(&web->html, "th");
    put_number(web, before);
    put_number(web, after);
    put_change(web, before, after, true);
    ri_html_close(&web->html, "tr");
}

static void put_sums(ri_web *web, const raci_whatif *w)
{
    static const char *const heads[] = {"Findings", "Before", "After", "Change"};
    const ri_summary *a = &w->before->summary;
    const ri_summary *b = &w->after->summary;
    ri_web_open_table(web, "list sums", heads, sizeof heads / sizeof heads[0], 3);
    put_sum(web, "Errors", a->severities[RACI_ERROR], b->severities[RACI_ERROR]);
    put_sum(web, "Warnings", a->severities[RACI_WARNING], b->severities[RACI_WARNING]);
    put_sum(web, "Infos", a->severities[RACI_INFO], b->severities[RACI_INFO]);
    put_sum(web, "Escalated to the CXO", a->escalated_cxo, b->escalated_cxo);
    put_sum(web, "Escalated to the CEO", a->escalated_ceo, b->escalated_ceo);
    put_sum(web, "Escalated to others", a->escalated_other, b->escalated_other);
    put_sum(web, "With nobody left to decide", a->escalated_none, b->escalated_none);
    ri_web_close_table(web);
}

/* ---- letters with other holders ---- */

static void put_subjects(ri_web *web, const raci_whatif *w, const ri_move_way *ways, size_t n,
                         ri_names *names)
{
    ri_html_open(&web->html, "ul");
    for (size_t i = 0; i < n; i++) {
        const char *subject = w->difference.moves[ways[i].move].subject;
        ri_html_open(&web->html, "li");
        ri_web_put_tags_of(web, subject, NULL);
        ri_web_named(web, names, subject);
        ri_html_close(&web->html, "li");
    }
    ri_html_close(&web->html, "ul");
}

static void put_way(ri_web *web, const raci_whatif *w, const ri_move_way *ways, size_t n,
                    ri_names *names)
{
    const size_t told = n > NAMED + 1 ? NAMED : n;
    const size_t folded = n - told > FOLDED ? FOLDED : n - told;
    ri_html_open_as(&web->html, "li", "way");
    ri_html_flag(&web->html, "data-group");
    ri_html_open_as(&web->html, "p", "what");
    ri_web_letter_named(web, w->difference.moves[ways[0].move].letter);
    ri_html_text(&web->html, " ");
    ri_html_foreign(&web->html, ways[0].said);
    if (n > 1) {
        ri_html_text(&web->html, " ");
        ri_text_format(&web->line, "%zu times", n);
        ri_web_line(web, "span", "dim");
    }
    ri_html_close(&web->html, "p");
    ri_html_open(&web->html, "div");
    put_subjects(web, w, ways, told, names);
    if (folded > 0) {
        ri_html_open(&web->html, "details");
        ri_html_open(&web->html, "summary");
        ri_html_format(&web->html, "%zu more", n - told);
        ri_html_close(&web->html, "summary");
        put_subjects(web, w, ways + told, folded, names);
        ri_web_rest(web, "dim", n - told - folded, MOVES);
        ri_html_close(&web->html, "details");
    }
    ri_html_close(&web->html, "div");
    ri_html_close(&web->html, "li");
}

static void put_moves(ri_web *web, const raci_whatif *w, ri_names *names)
{
    const ri_difference *d = &w->difference;
    ri_arena *arena = ri_arena_new();
    const ri_move_way *ways = arena != NULL ? ri_move_ways_of(d, names, arena) : NULL;
    web->view.failed = ways == NULL || web->view.failed;
    if (ways != NULL && d->n_moves > 0) {
        ri_html_open_as(&web->html, "div", "moves");
        ri_html_flag(&web->html, "data-group");
        ri_html_open(&web->html, "h3");
        ri_html_text(&web->html, "Letters with other holders");
        ri_web_count(web, d->n_moves);
        ri_html_close(&web->html, "h3");
        ri_html_open_as(&web->html, "ul", "ways");
        size_t k = 0;
        for (size_t told = 0; k < d->n_moves && told < WAYS; told++) {
            const size_t end = ri_move_way_end(ways, k, d);
            put_way(web, w, ways + k, end - k, names);
            k = end;
        }
        ri_html_close(&web->html, "ul");
        ri_web_rest(web, "dim", d->n_moves - k, MOVES);
        ri_html_close(&web->html, "div");
    }
    ri_arena_free(arena);
}

/* ---- load ---- */

/* Before as a broad bar, and upon it after as a narrow one. */
static void put_bars(ri_web *web, const ri_load *load, size_t most)
{
    ri_web_open_bar(web, "bar sides", 12);
    ri_svg_rect(&web->html, "before", 0, 0, ri_web_wide(load->from, most), 12);
    ri_svg_rect(&web->html, "after", 0, 4, ri_web_wide(load->to, most), 4);
    ri_svg_close(&web->html);
}

static void put_load(ri_web *web, const ri_load *load, size_t most, ri_names *names)
{
    ri_html_open(&web->html, "tr");
    ri_web_put_tags_of(web, load->holder, NULL);
    ri_web_open_heading(web, "row");
    ri_web_letter_named(web, load->letter);
    ri_html_text(&web->html, " ");
    ri_web_named(web, names, load->holder);
    ri_html_close(&web->html, "th");
    put_number(web, load->from);
    put_number(web, load->to);
    put_change(web, load->from, load->to, false);
    ri_html_open_as(&web->html, "td", "bars");
    put_bars(web, load, most);
    ri_html_close(&web->html, "td");
    ri_html_close(&web->html, "tr");
}

static void put_load_rows(ri_web *web, const ri_loads *loads, const uint32_t *order, size_t n,
                          size_t most, ri_names *names)
{
    static const char *const heads[] = {"On touchpoints", "Before", "After", "Change"};
    ri_web_open_table(web, "list loads", heads, sizeof heads / sizeof heads[0], 3);
    for (size_t i = 0; i < n; i++) {
        put_load(web, &loads->items[order[i]], most, names);
    }
    ri_web_close_table(web);
}

static void put_loads(ri_web *web, const ri_loads *loads, ri_names *names)
{
    uint32_t *order = ri_loads_order(loads);
    const size_t told = loads->n > LOADS + 1 ? LOADS : loads->n;
    const size_t folded = loads->n - told > FOLDED_LOADS ? FOLDED_LOADS : loads->n - told;
    size_t most = 1;
    web->view.failed = order == NULL || web->view.failed;
    for (size_t i = 0; i < loads->n; i++) {
        most = loads->items[i].from > most ? loads->items[i].from : most;
        most = loads->items[i].to > most ? loads->items[i].to : most;
    }
    if (order != NULL && loads->n > 0) {
        ri_html_open_as(&web->html, "div", "load");
        ri_html_flag(&web->html, "data-group");
        ri_html_leaf(&web->html, "h3", NULL, "Who gets more to do, and who less");
        put_load_rows(web, loads, order, told, most, names);
        if (folded > 0) {
            ri_html_open(&web->html, "details");
            ri_html_open(&web->html, "summary");
            ri_html_format(&web->html, "%zu more", loads->n - told);
            ri_html_close(&web->html, "summary");
            put_load_rows(web, loads, order + told, folded, most, names);
            ri_web_rest(web, "dim", loads->n - told - folded,
                        "raci whatif --list load --format csv");
            ri_html_close(&web->html, "details");
        }
        ri_html_close(&web->html, "div");
    }
    ri_free(order);
}

/* ---- the whole ---- */

static void put(ri_web *web)
{
    const raci_whatif *w = web->of->whatif;
    ri_names names = ri_names_of(w->before->snapshot, w->after->snapshot);
    put_supposed(web, w);
    ri_html_open_as(&web->html, "div", "hero");
    put_sums(web, w);
    put_figures(web, w);
    ri_html_close(&web->html, "div");
    ri_web_put_changed(web, &w->difference, RI_CHANGE_NEW, "New", &names);
    ri_web_put_changed(web, &w->difference, RI_CHANGE_CHANGED, "Changed", &names);
    ri_web_put_changed(web, &w->difference, RI_CHANGE_GONE, "Gone", &names);
    put_moves(web, w, &names);
    put_loads(web, &w->loads, &names);
    ri_names_free(&names);
}

static bool is_wanted(const ri_web *web)
{
    return web->of->whatif != NULL;
}

const ri_web_section ri_web_whatif = {
    .id = "whatif",
    .title = "Before and after",
    .style = "whatif.css",
    .wanted = is_wanted,
    .put = put,
};
