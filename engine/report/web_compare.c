/* The section of policies side by side on one organization, as raci compare tells them. */
#include "base/day.h"
#include "report/comparison_view.h"
#include "report/report_power.h"
#include "report/web.h"

#define STEPS 60 /* of one policy so many are told */
#define PARTED 12

/* ---- cells: their heading goes with them, for screens on which a row is a card ---- */

static void open_cell(ri_web *web, const char *heading, const char *class)
{
    ri_html_open_as(&web->html, "td", class);
    ri_html_attribute(&web->html, "data-as", heading);
}

static void put_text(ri_web *web, const char *heading)
{
    open_cell(web, heading, "told");
    ri_html_take(&web->html, &web->line);
    ri_html_close(&web->html, "td");
}

/* The best one of a column is bold. */
static void put_count(ri_web *web, const char *heading, size_t n, bool best)
{
    open_cell(web, heading, "number");
    ri_text_format(&web->line, "%zu", n);
    if (best) {
        ri_web_line(web, "strong", NULL);
    } else {
        ri_html_take(&web->html, &web->line);
    }
    ri_html_close(&web->html, "td");
}

/* A part of a whole as a bar; what web->line says beside it. */
static void put_share(ri_web *web, const char *heading, size_t part, size_t whole, bool best)
{
    open_cell(web, heading, "share");
    ri_web_open_bar(web, "bar", 10);
    ri_svg_rect(&web->html, "fine", 0, 0, ri_web_wide(part, whole), 10);
    ri_svg_close(&web->html);
    ri_html_text(&web->html, " ");
    ri_web_line(web, best ? "strong" : "span", NULL);
    ri_html_close(&web->html, "td");
}

/* The first is the policy of the page itself. */
static void open_row(ri_web *web, const raci_comparison *c, size_t i)
{
    ri_html_open_as(&web->html, "tr", i == 0 ? "own" : NULL);
    ri_web_open_heading(web, "row");
    ri_html_foreign(&web->html, c->items[i].name);
    if (i == 0) {
        ri_html_text(&web->html, " ");
        ri_html_leaf(&web->html, "span", "dim", "this policy");
    }
    ri_html_close(&web->html, "th");
}

/* ---- what each finds ---- */

enum { CONFLICTS, GAPS, RISKS, CXO, CEO, COUNTS };

static const char *const heads[] = {"Finds",       "Conflicts",   "Gaps",  "Risks",
                                    "For the CXO", "For the CEO", "Power", "Passages owned"};

static size_t count_of(const ri_compared *item, int which)
{
    const ri_summary *summary = &item->summary;
    const size_t counts[COUNTS] = {summary->kinds[RI_KIND_CONFLICT], summary->kinds[RI_KIND_GAP],
                                   summary->kinds[RI_KIND_RISK], summary->escalated_cxo,
                                   summary->escalated_ceo};
    return counts[which];
}

/* Whether none has fewer, and some more: where all are alike none is best. */
static bool is_fewest(const raci_comparison *c, const ri_compared *item, int which)
{
    bool fewest = true;
    bool differ = false;
    for (size_t i = 0; i < c->n; i++) {
        const size_t n = count_of(&c->items[i], which);
        fewest = fewest && count_of(item, which) <= n;
        differ = differ || count_of(item, which) < n;
    }
    return fewest && differ;
}

/* Whether none has a greater part, and some a smaller one: of the touchpoints, or of its own
   passages. */
static bool is_greatest(const raci_comparison *c, const ri_compared *item, bool power)
{
    bool greatest = true;
    bool differ = false;
    for (size_t i = 0; i < c->n; i++) {
        const ri_compared *other = &c->items[i];
        const size_t here = power ? item->empowered : item->owned * other->passages;
        const size_t there = power ? other->empowered : other->owned * item->passages;
        greatest = greatest && there <= here;
        differ = differ || there < here;
    }
    return greatest && differ;
}

static void put_findings(ri_web *web, const raci_comparison *c)
{
    const size_t touchpoints = c->snapshot->touchpoints.rows.n;
    ri_html_leaf(&web->html, "h3", NULL, "What each finds");
    ri_web_open_table(web, "list models", heads, sizeof heads / sizeof heads[0], COUNTS);
    for (size_t i = 0; i < c->n; i++) {
        const ri_compared *item = &c->items[i];
        open_row(web, c, i);
        for (int which = 0; which < COUNTS; which++) {
            put_count(web, heads[which + 1], count_of(item, which), is_fewest(c, item, which));
        }
        ri_text_format(&web->line, "%u %%", ri_percent(item->empowered, touchpoints));
        put_share(web, heads[COUNTS + 1], item->empowered, touchpoints, is_greatest(c, item, true));
        ri_text_format(&web->line, "%zu of %zu", item->owned, item->passages);
        put_share(web, heads[COUNTS + 2], item->owned, item->passages, is_greatest(c, item, false));
        ri_html_close(&web->html, "tr");
    }
    ri_web_close_table(web);
    ri_html_leaf(&web->html, "p", "dim small",
                 "Bold is the best of a column. Power: touchpoints whose accountable command those "
                 "who do the work. Passages between departments that somebody has.");
}

/* ---- what it would take ---- */

static void put_steps(ri_web *web, const ri_compared *item)
{
    const ri_remedy *remedy = &item->remedy;
    const size_t told = remedy->n > STEPS + 1 ? STEPS : remedy->n;
    if (remedy->n == 0) {
        return;
    }
    ri_html_open_as(&web->html, "details", "steps");
    ri_html_open(&web->html, "summary");
    ri_html_foreign(&web->html, item->name);
    ri_html_text(&web->html, ": ");
    ri_say_count(&web->line, remedy->n, "step");
    ri_html_take(&web->html, &web->line);
    ri_html_close(&web->html, "summary");
    ri_html_open(&web->html, "ol");
    for (size_t i = 0; i < told; i++) {
        ri_html_open(&web->html, "li");
        ri_html_open(&web->html, "code");
        ri_html_foreign(&web->html, remedy->steps[i].step);
        ri_html_close(&web->html, "code");
        ri_html_close(&web->html, "li");
    }
    ri_html_close(&web->html, "ol");
    ri_web_rest(web, "dim", remedy->n - told, "raci compare --format json");
    ri_html_close(&web->html, "details");
}

static void put_remedies(ri_web *web, const raci_comparison *c)
{
    static const char *const takes[] = {"Would take", "Seats",    "Heads",
                                        "Leads",      "Mandates", "Then is left"};
    ri_html_leaf(&web->html, "h3", NULL, "What each would take");
    ri_web_open_table(web, "list models", takes, sizeof takes / sizeof takes[0], RI_REMEDY_KINDS);
    for (size_t i = 0; i < c->n; i++) {
        const ri_remedy *remedy = &c->items[i].remedy;
        open_row(web, c, i);
        for (int kind = 0; kind < RI_REMEDY_KINDS; kind++) {
            put_count(web, takes[kind + 1], remedy->kinds[kind], false);
        }
        ri_say_left(&web->line, remedy);
        put_text(web, takes[RI_REMEDY_KINDS + 1]);
        ri_html_close(&web->html, "tr");
    }
    ri_web_close_table(web);
    ri_html_leaf(&web->html, "p", "dim small",
                 "People for empty seats, heads for units, leads for journeys, mandates for those "
                 "who answer without power. It was tried on a copy; nothing was written.");
    ri_html_open_as(&web->html, "div", "takes");
    for (size_t i = 0; i < c->n; i++) {
        put_steps(web, &c->items[i]);
    }
    ri_html_close(&web->html, "div");
}

/* ---- who would answer ---- */

static void put_busiest(ri_web *web, const raci_comparison *c)
{
    static const char *const lets[] = {"Lets answer", "For the most touchpoints"};
    ri_html_leaf(&web->html, "h3", NULL, "Whom each lets answer");
    ri_web_open_table(web, "list models", lets, sizeof lets / sizeof lets[0], 0);
    for (size_t i = 0; i < c->n; i++) {
        open_row(web, c, i);
        ri_say_busiest(&web->line, &c->items[i]);
        put_text(web, lets[1]);
        ri_html_close(&web->html, "tr");
    }
    ri_web_close_table(web);
}

/* ---- where they part ---- */

/* How many touchpoints are of each agreement. */
static void put_agreements(ri_web *web, const ri_agreements *of)
{
    static const char *const classes[RI_AGREEMENTS] = {"fine", "powerless", "nobody"};
    static const char *const names[RI_AGREEMENTS] = {"all name the same", "they name others",
                                                     "none names anybody"};
    ri_web_part parts[RI_AGREEMENTS];
    for (int a = 0; a < RI_AGREEMENTS; a++) {
        parts[a] = (ri_web_part){classes[a], names[a], of->n[a]};
    }
    ri_web_bar(web, parts, RI_AGREEMENTS);
    ri_web_legend(web, parts, RI_AGREEMENTS);
}

static void put_parted(ri_web *web, const raci_comparison *c, uint32_t touchpoint)
{
    const char *key = c->snapshot->touchpoints.rows.key[touchpoint];
    const ri_ref ref = ri_snapshot_find(web->view.snapshot, RI_TOUCHPOINT, key);
    ri_html_open(&web->html, "tr");
    if (ref != RI_NONE) {
        ri_web_tag_subject(web, ref);
        ri_web_put_tags(web);
    }
    ri_web_open_heading(web, "row");
    if (ref != RI_NONE) {
        ri_web_name(web, ref);
    } else {
        ri_html_foreign(&web->html, key);
    }
    ri_html_close(&web->html, "th");
    ri_html_open_as(&web->html, "td", "told");
    ri_html_open(&web->html, "ul");
    for (size_t i = 0; i < c->n; i++) {
        if (ri_answers_first(c, touchpoint, i)) {
            ri_html_open(&web->html, "li");
            ri_say_accountable_set(&web->line, c, c->items[i].accountable[touchpoint]);
            ri_html_take(&web->html, &web->line);
            ri_say_answering_models(&web->line, c, touchpoint, i);
            ri_web_line(web, "span", "dim");
            ri_html_close(&web->html, "li");
        }
    }
    ri_html_close(&web->html, "ul");
    ri_html_close(&web->html, "td");
    ri_html_close(&web->html, "tr");
}

static void put_agreement(ri_web *web, const raci_comparison *c)
{
    static const char *const where[] = {"Touchpoint", "Who is accountable"};
    const ri_agreements of = ri_agreements_of(c);
    ri_parted most[PARTED];
    const size_t n = ri_find_parted(most, PARTED, c);
    ri_html_leaf(&web->html, "h3", NULL, "Where they part on who is accountable");
    if (of.touchpoints > 0) {
        put_agreements(web, &of);
    }
    if (n > 0) {
        ri_html_leaf(&web->html, "h4", NULL, "Most different");
        ri_web_open_table(web, "list models parted", where, sizeof where / sizeof where[0], 0);
        for (size_t i = 0; i < n; i++) {
            put_parted(web, c, most[i].touchpoint);
        }
        ri_web_close_table(web);
    }
    ri_web_rest(web, "dim small", of.n[RI_PARTED] - n, "raci compare --format json");
}

/* ---- the whole ---- */

static void put(ri_web *web)
{
    const raci_comparison *c = web->of->comparison;
    char day[11];
    if (c->label != NULL) {
        ri_html_open_as(&web->html, "p", "lead");
        ri_html_text(&web->html, "After the scenario ");
        ri_html_open(&web->html, "strong");
        ri_html_foreign(&web->html, c->label);
        ri_html_close(&web->html, "strong");
        ri_html_close(&web->html, "p");
    }
    ri_html_open_as(&web->html, "p", "dim");
    ri_html_format(&web->html, "One organization, as of %s, by the policy of this page and by ",
                   ri_day_format(c->date, day));
    ri_say_count(&web->line, c->n - 1, "other");
    ri_html_take(&web->html, &web->line);
    ri_html_text(&web->html, ".");
    ri_html_close(&web->html, "p");
    put_findings(web, c);
    put_busiest(web, c);
    put_remedies(web, c);
    if (c->n > 1) {
        put_agreement(web, c);
    }
}

static bool is_wanted(const ri_web *web)
{
    return web->of->comparison != NULL && web->of->comparison->n > 0;
}

static size_t count(const ri_web *web)
{
    return web->of->comparison->n;
}

const ri_web_section ri_web_compare = {
    .id = "compare",
    .title = "Models side by side",
    .style = "compare.css",
    .wanted = is_wanted,
    .count = count,
    .put = put,
};
