/* The section of the organization: units as a tree that opens to their positions, each with how
   many touchpoints it answers for, and how much of that it commands. */
#include <string.h>

#include "base/memory.h"
#include "report/report_power.h"
#include "report/web_chart.h"

#define NESTED 6 /* levels of units one within another; deeper ones stand side by side */
#define OPEN 60  /* with more departments, units above them fold away, too */

static void put_positions_of(ri_chart *c, uint32_t unit)
{
    const ri_lists *in = &c->web->view.snapshot->units.positions;
    c->positions.n = 0;
    for (uint32_t i = in->first[unit]; i < in->first[unit + 1]; i++) {
        ri_chart_add_position(c, in->items[i]);
    }
    ri_chart_put_positions(c);
}

/* ---- units ---- */

/* Whether other departments are below it. */
static bool is_above_departments(const ri_snapshot *s, uint32_t unit)
{
    const ri_units *units = &s->units;
    for (uint32_t place = units->enter[unit] + 1; place < units->leave[unit]; place++) {
        if (units->department[units->at[place]] == units->at[place]) {
            return true;
        }
    }
    return false;
}

static bool has_bar(const ri_snapshot *s, uint32_t unit)
{
    return s->units.up[unit] != RI_NONE || s->units.leave[unit] - s->units.enter[unit] == 1;
}

static void put_unit_head(ri_chart *c, uint32_t unit)
{
    ri_web *web = c->web;
    const ri_snapshot *s = c->web->view.snapshot;
    const uint32_t head = s->units.head[unit];
    ri_html_open_as(&web->html, "span", "who");
    ri_html_open(&web->html, "strong");
    ri_web_label(web, ri_ref_make(RI_UNIT, unit));
    ri_html_close(&web->html, "strong");
    ri_html_text(&web->html, " ");
    if (head != RI_NONE) {
        ri_say_people(&web->line, &web->view, ri_ref_make(RI_POSITION, head));
    } else {
        ri_text_add(&web->line, RI_YELLOW "no head" RI_PLAIN);
    }
    ri_web_line(web, "span", "dim");
    ri_html_close(&web->html, "span");
    ri_chart_put_numbers(c, &c->answering.under[unit], head, has_bar(s, unit));
}

static void open_unit(ri_chart *c, uint32_t unit, unsigned level)
{
    ri_web *web = c->web;
    const ri_ref ref = ri_ref_make(RI_UNIT, unit);
    ri_html_open_as(&web->html, "li", "unit");
    ri_web_tag(web, ref);
    ri_web_put_tags(web);
    ri_html_open(&web->html, "details");
    ri_html_flag(&web->html, "data-opens");
    ri_web_anchor(web, ref);
    if (level == 0 ||
        (c->departments <= OPEN && is_above_departments(c->web->view.snapshot, unit))) {
        ri_html_flag(&web->html, "open");
    }
    ri_html_open_as(&web->html, "summary", "node");
    put_unit_head(c, unit);
    ri_html_close(&web->html, "summary");
    ri_html_open(&web->html, "ul");
    put_positions_of(c, unit);
}

static void close_unit(ri_chart *c)
{
    ri_html_close(&c->web->html, "ul");
    ri_html_close(&c->web->html, "details");
    ri_html_close(&c->web->html, "li");
}

/* All units, one within another. */
static void put_units(ri_chart *c)
{
    const ri_units *units = &c->web->view.snapshot->units;
    uint32_t open[NESTED]; /* where each one that is open ends */
    unsigned level = 0;
    for (uint32_t place = 0; place < units->rows.n; place++) {
        const uint32_t unit = units->at[place];
        if (!ri_row_there(&units->rows, unit)) {
            continue;
        }
        while (level > 0 && (open[level - 1] <= place || level == NESTED)) {
            close_unit(c);
            level--;
        }
        open_unit(c, unit, level);
        open[level++] = units->leave[unit];
    }
    for (; level > 0; level--) {
        close_unit(c);
    }
}

/* ---- what is in no unit ---- */

/* As if it were a unit; closed like one. */
static void open_others(ri_chart *c, const char *title, bool open)
{
    ri_html *html = &c->web->html;
    ri_html_open_as(html, "li", "unit");
    ri_html_flag(html, "data-group");
    ri_html_open(html, "details");
    ri_html_flag(html, "data-opens");
    if (open) {
        ri_html_flag(html, "open");
    }
    ri_html_open(html, "summary");
    ri_html_leaf(html, "strong", NULL, title);
    ri_html_close(html, "summary");
    ri_html_open(html, "ul");
}

static void put_without_unit(ri_chart *c)
{
    const ri_positions *positions = &c->web->view.snapshot->positions;
    c->positions.n = 0;
    for (uint32_t p = 0; p < positions->rows.n; p++) {
        if (positions->unit[p] == RI_NONE) {
            ri_chart_add_position(c, p);
        }
    }
    if (c->positions.n == 0) {
        return;
    }
    open_others(c, "In no unit", c->web->view.snapshot->units.rows.n == 0);
    ri_chart_put_positions(c);
    close_unit(c);
}

static bool team_has_any(const ri_chart *c, uint32_t team)
{
    return ri_row_there(&c->web->view.snapshot->teams.rows, team) &&
           ri_chart_has_any(&c->answering.by[RI_TEAM][team]);
}

static void put_team(ri_chart *c, uint32_t team)
{
    ri_web *web = c->web;
    const ri_teams *teams = &web->view.snapshot->teams;
    const ri_lists *members = &teams->members;
    const ri_ref ref = ri_ref_make(RI_TEAM, team);
    const uint32_t lead = teams->lead[team];
    ri_html_open_as(&web->html, "li", "node in-0");
    for (uint32_t i = members->first[team]; i < members->first[team + 1]; i++) {
        ri_web_tag(web, ri_ref_make(RI_POSITION, members->items[i]));
    }
    ri_web_put_tags(web);
    ri_html_open_as(&web->html, "span", "who");
    ri_web_name(web, ref);
    if (lead != RI_NONE) {
        ri_html_text(&web->html, " ");
        ri_say_people(&web->line, &web->view, ri_ref_make(RI_POSITION, lead));
        ri_web_line(web, "span", "dim");
    }
    ri_html_close(&web->html, "span");
    ri_chart_put_numbers(c, &c->answering.by[RI_TEAM][team], lead, true);
    ri_html_close(&web->html, "li");
}

/* Teams that have letters. */
static void put_teams(ri_chart *c)
{
    const uint32_t n = c->web->view.snapshot->teams.rows.n;
    uint32_t first = 0;
    while (first < n && !team_has_any(c, first)) {
        first++;
    }
    if (first == n) {
        return;
    }
    open_others(c, "Teams across units", false);
    for (uint32_t team = first; team < n; team++) {
        if (team_has_any(c, team)) {
            put_team(c, team);
        }
    }
    close_unit(c);
}

/* ---- the whole ---- */

static void put_legend(ri_web *web)
{
    static const char *const signs[][2] = {
        {"answering", "accountable, with power over those who do the work"},
        {"powerless", "accountable, without"},
        {"doing", "responsible"},
    };
    ri_html_open_as(&web->html, "ul", "legend");
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        ri_html_leaf(&web->html, "li", signs[i][0], signs[i][1]);
    }
    ri_html_close(&web->html, "ul");
}

static uint32_t higher(uint32_t most, const ri_answers_for *n)
{
    most = n->accountable > most ? n->accountable : most;
    return n->responsible > most ? n->responsible : most;
}

/* What the widest bar is of. */
static void find_most(ri_chart *c)
{
    const ri_snapshot *s = c->web->view.snapshot;
    c->most = 1;
    for (uint32_t u = 0; u < s->units.rows.n; u++) {
        c->most = has_bar(s, u) ? higher(c->most, &c->answering.under[u]) : c->most;
        c->departments += s->units.department[u] == u;
    }
    for (uint32_t p = 0; p < s->positions.rows.n; p++) {
        c->most = higher(c->most, &c->answering.by[RI_POSITION][p]);
    }
    for (uint32_t t = 0; t < s->teams.rows.n; t++) {
        c->most = higher(c->most, &c->answering.by[RI_TEAM][t]);
    }
}

/* false: memory is exhausted. */
static bool find_found(ri_chart *c)
{
    const raci_result *result = c->web->result;
    const uint32_t n = c->web->view.snapshot->positions.rows.n;
    c->found = ri_alloc((size_t)n + 1);
    if (c->found == NULL) {
        return false;
    }
    memset(c->found, 0, (size_t)n + 1);
    for (size_t i = 0; i < result->n_findings; i++) {
        const ri_finding *finding = &result->findings[i];
        for (uint32_t k = 0; k < finding->n_parties; k++) {
            if (ri_ref_kind(finding->parties[k]) == RI_POSITION) {
                c->found[ri_ref_index(finding->parties[k])] |=
                    (uint8_t)(1U << (unsigned)finding->severity);
            }
        }
    }
    return true;
}

static bool get_ready(ri_chart *c, const ri_work *work)
{
    const bool answering = ri_answering_count(&c->answering, work);
    const bool commanded = ri_commanded_count(&c->commanded, work);
    c->arena = ri_arena_new();
    return answering && commanded && c->arena != NULL &&
           ri_held_make(&c->held, work->s, work->matrix, c->arena) && find_found(c);
}

static void put(ri_web *web)
{
    const ri_work work = ri_work_of(web->result);
    const ri_empowered empowered = ri_empowered_count(&work);
    ri_chart c = {.web = web};
    if (!get_ready(&c, &work)) {
        web->view.failed = true;
    } else {
        find_most(&c);
        if (c.commanded.touchpoints > 0) {
            ri_say_empowered(&web->line, c.commanded.touchpoints, &empowered);
            ri_web_line(web, "p", "lead");
            put_legend(web);
        } else {
            ri_html_leaf(&web->html, "p", "dim",
                         "There are no touchpoints on that date for which anybody could answer.");
        }
        ri_html_open_as(&web->html, "ul", "org");
        put_units(&c);
        put_without_unit(&c);
        put_teams(&c);
        ri_html_close(&web->html, "ul");
    }
    ri_answering_free(&c.answering);
    ri_commanded_free(&c.commanded);
    ri_arena_free(c.arena);
    ri_free(c.found);
    ri_free(c.positions.items);
}

static bool wanted(const ri_web *web)
{
    const ri_snapshot *s = web->view.snapshot;
    return s->units.rows.n > s->units.rows.n_absent ||
           s->positions.rows.n > s->positions.rows.n_absent;
}

const ri_web_section ri_web_chart = {
    .id = "organization",
    .title = "Organization",
    .style = "chart.css",
    .anchors = RI_WEB_ANCHORS(RI_UNIT) | RI_WEB_ANCHORS(RI_POSITION),
    .wanted = wanted,
    .put = put,
};
