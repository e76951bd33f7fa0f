/* The section that fits one screen: how things stand, and what is to be decided first. */
#include "base/day.h"
#include "base/memory.h"
#include "report/report_power.h"
#include "report/stands.h"
#include "report/web.h"
#include "scenario/inbox.h"

#define JOURNEYS_SEEN 7 /* the others fold away */
#define DECISIONS_SEEN 4

/* ---- bars ---- */

/* The parts of a bar. */
static void take_parts(ri_web_part parts[RI_STANDINGS], const ri_stands *t)
{
    static const char *const classes[RI_STANDINGS] = {"fine", "powerless", "several", "nobody"};
    for (int s = 0; s < RI_STANDINGS; s++) {
        parts[s] = (ri_web_part){classes[s], ri_standing_name((ri_touchpoint_standing)s), t->of[s]};
    }
}

static void put_headline(ri_web *web, const ri_stands *all)
{
    ri_web_part parts[RI_STANDINGS];
    ri_html_open_as(&web->html, "div", "headline");
    ri_html_open_as(&web->html, "p", "figure");
    ri_text_format(&web->line, "%zu", all->of[RI_STANDS_FINE]);
    ri_web_line(web, "strong", NULL);
    ri_html_format(&web->html, " of %zu", all->n);
    ri_say_share(&web->line, all->of[RI_STANDS_FINE], all->n);
    ri_web_line(web, "span", "dim");
    ri_html_close(&web->html, "p");
    ri_html_leaf(&web->html, "p", "lead",
                 all->n == 1 ? "touchpoint has exactly one accountable, who commands those who do "
                               "the work"
                             : "touchpoints have exactly one accountable, who commands those who "
                               "do the work");
    if (all->n > 0) {
        take_parts(parts, all);
        ri_web_bar(web, parts, RI_STANDINGS);
        ri_web_legend(web, parts, RI_STANDINGS);
    }
    ri_html_close(&web->html, "div");
}

/* ---- numbers ---- */

static void open_tile(ri_web *web, const char *class, const char *term, size_t n)
{
    ri_html_open_as(&web->html, "div", class);
    ri_html_leaf(&web->html, "dt", NULL, term);
    ri_text_format(&web->line, "%zu", n);
    ri_web_line(web, "dd", "figure");
    ri_html_open_as(&web->html, "dd", "dim");
}

static void close_tile(ri_web *web)
{
    ri_html_close(&web->html, "dd");
    ri_html_close(&web->html, "div");
}

static void put_kind(ri_web *web, ri_finding_kind kind, const char *term)
{
    size_t counts[RACI_ERROR + 1] = {0};
    bool any = false;
    for (size_t i = 0; i < web->result->n_findings; i++) {
        const ri_finding *finding = &web->result->findings[i];
        counts[finding->severity] += finding->kind == kind;
    }
    open_tile(web, "tile", term, web->result->summary.kinds[kind]);
    for (unsigned severity = RACI_ERROR; severity >= RACI_INFO; severity--) {
        ri_html_text(&web->html, any && counts[severity] > 0 ? " " : "");
        ri_web_severity_count(web, (raci_severity)severity, counts[severity]);
        any = any || counts[severity] > 0;
    }
    ri_html_text(&web->html, any ? "" : "none");
    close_tile(web);
}

static void say_ages(ri_web *web, const ri_waits *waits)
{
    if (waits->n == 0) {
        ri_text_add(&web->line, "nothing waits");
    } else if (waits->since == RI_DAY_MAX) {
        ri_text_add(&web->line, "no ages until a run is recorded");
    } else {
        ri_text_add(&web->line, "the oldest for ");
        ri_say_count(&web->line, (size_t)(web->result->date - waits->since), "day");
    }
    if (waits->overdue > 0) {
        ri_text_format(&web->line, "; " RI_RED "%zu overdue" RI_PLAIN, waits->overdue);
    }
}

/* Without `always` only where something waits. */
static void put_waiting(ri_web *web, const char *office, const char *term, bool always)
{
    const ri_waits waits = ri_waits_for(web->of->inbox, office);
    if (waits.n > 0 || always) {
        open_tile(web, "tile waits", term, waits.n);
        say_ages(web, &waits);
        ri_html_take(&web->html, &web->line);
        close_tile(web);
    }
}

static void put_tiles(ri_web *web)
{
    ri_html_open_as(&web->html, "dl", "tiles");
    put_kind(web, RI_KIND_CONFLICT, "Conflicts");
    put_kind(web, RI_KIND_GAP, "Gaps");
    put_kind(web, RI_KIND_RISK, "Risks");
    if (web->of->inbox != NULL) {
        put_waiting(web, "cxo", "For the CXO to decide", true);
        put_waiting(web, "ceo", "For the CEO to decide", true);
        put_waiting(web, "", "For others to decide", false);
        put_waiting(web, NULL, "With nobody to decide", false);
    }
    ri_html_close(&web->html, "dl");
}

/* ---- journeys ---- */

static void put_journey(ri_web *web, const ri_stands *t)
{
    ri_web_part parts[RI_STANDINGS];
    take_parts(parts, t);
    ri_html_open(&web->html, "tr");
    ri_web_open_heading(web, "row");
    if (t->journey != RI_NONE) {
        ri_web_name(web, t->journey);
    } else {
        ri_html_text(&web->html, "On no journey");
    }
    ri_html_close(&web->html, "th");
    ri_text_format(&web->line, "%zu of %zu", t->of[RI_STANDS_FINE], t->n);
    ri_web_line(web, "td", "number");
    ri_html_open_as(&web->html, "td", "bars");
    ri_web_bar(web, parts, RI_STANDINGS);
    ri_html_close(&web->html, "td");
    ri_html_open_as(&web->html, "td", "signs");
    for (unsigned severity = RACI_ERROR; severity >= RACI_WARNING; severity--) {
        ri_web_severity_short(web, (raci_severity)severity, t->counts[severity]);
        ri_html_text(&web->html, " ");
    }
    ri_html_close(&web->html, "td");
    ri_html_close(&web->html, "tr");
}

static void put_journey_rows(ri_web *web, const ri_stands *rows, size_t n)
{
    ri_html_open_as(&web->html, "table", "list");
    ri_html_open(&web->html, "tbody");
    for (size_t i = 0; i < n; i++) {
        put_journey(web, &rows[i]);
    }
    ri_html_close(&web->html, "tbody");
    ri_html_close(&web->html, "table");
}

static void put_journeys(ri_web *web, ri_stands *rows, size_t n)
{
    const size_t seen = n > JOURNEYS_SEEN + 1 ? JOURNEYS_SEEN : n;
    ri_html_open_as(&web->html, "div", "panel");
    ri_html_leaf(&web->html, "h3", NULL, "Journey by journey, the weakest first");
    put_journey_rows(web, rows, seen);
    if (seen < n) {
        ri_html_open(&web->html, "details");
        ri_html_open(&web->html, "summary");
        ri_html_format(&web->html, "%zu more", n - seen);
        ri_html_close(&web->html, "summary");
        put_journey_rows(web, rows + seen, n - seen);
        ri_html_close(&web->html, "details");
    }
    ri_html_close(&web->html, "div");
}

/* ---- decisions ---- */

/* Who decides, and for how long it has waited. */
static void put_addressee(ri_web *web, const ri_inbox_item *item)
{
    if (item->to != RI_NONE) {
        ri_web_holder(web, item->to);
    } else {
        ri_html_text(&web->html, "nobody is left to decide");
    }
    if (item->waiting.since != RI_DAY_MAX) {
        ri_html_text(&web->html, ", for ");
        ri_say_count(&web->line, (size_t)(web->result->date - item->waiting.since), "day");
        ri_text_add(&web->line, item->waiting.overdue ? ", " RI_RED "overdue" RI_PLAIN : "");
        ri_html_take(&web->html, &web->line);
    }
}

static void put_decision(ri_web *web, const ri_inbox_item *item)
{
    const ri_finding *finding = item->root;
    ri_html_open(&web->html, "li");
    ri_html_leaf(&web->html, "p", NULL, finding->message != NULL ? finding->message : "");
    ri_html_open_as(&web->html, "p", "dim small");
    ri_html_open(&web->html, "span");
    put_addressee(web, item);
    ri_html_close(&web->html, "span");
    ri_html_text(&web->html, " ");
    ri_html_leaf(&web->html, "span", "code", finding->code_name);
    ri_html_text(&web->html, " ");
    ri_web_finding_link(web, finding);
    ri_html_close(&web->html, "p");
    ri_html_close(&web->html, "li");
}

static void put_decisions(ri_web *web)
{
    const raci_inbox *inbox = web->of->inbox;
    size_t told = 0;
    ri_html_open_as(&web->html, "div", "panel");
    ri_html_leaf(&web->html, "h3", NULL, "To be decided first");
    ri_html_open_as(&web->html, "ol", "decisions");
    for (size_t i = 0; inbox != NULL && i < inbox->n && told < DECISIONS_SEEN; i++) {
        if (inbox->items[i].state == RI_INBOX_WAITS) {
            put_decision(web, &inbox->items[i]);
            told++;
        }
    }
    ri_html_close(&web->html, "ol");
    if (told == 0) {
        ri_html_leaf(&web->html, "p", "dim", "Nothing waits for a decision.");
    }
    ri_html_close(&web->html, "div");
}

/* ---- the whole ---- */

static void put(ri_web *web)
{
    ri_stands all;
    ri_stands *rows = NULL;
    size_t n = 0;
    if (!ri_stands_of(&all, &rows, &n, web->result, web->marks)) {
        web->view.failed = true;
    } else {
        ri_html_open_as(&web->html, "div", "hero");
        put_headline(web, &all);
        put_tiles(web);
        ri_html_close(&web->html, "div");
        ri_html_open_as(&web->html, "div", "panels");
        if (n > 0) {
            put_journeys(web, rows, n);
        }
        put_decisions(web);
        ri_html_close(&web->html, "div");
    }
    ri_free(rows);
}

const ri_web_section ri_web_summary = {
    .id = "summary",
    .title = "Summary",
    .style = "summary.css",
    .put = put,
};
