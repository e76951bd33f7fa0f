/* The section of the organization: units as a tree that opens to their positions, each with how
   many touchpoints it answers for, and how much of that it commands. */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "check/answering.h"
#include "model/titles.h"
#include "report/report_power.h"
#include "report/web.h"

#define NESTED 6   /* levels of units one within another; deeper ones stand side by side */
#define INDENTED 6 /* levels of positions that are told apart by where they begin */
#define OPEN 60    /* with more departments, units above them fold away, too */
#define BAR 1000   /* how wide a bar is, in its own unit */

typedef struct chart {
    ri_web *web;
    ri_answering answering;
    ri_commanded commanded;
    uint32_t most;        /* touchpoints of one letter that the widest bar stands for */
    uint32_t departments; /* how many there are */
    ri_indexes positions; /* scratch: those of the unit at hand, from the top */
} chart;

static const ri_snapshot *snapshot(const chart *c)
{
    return c->web->view.snapshot;
}

/* ---- what stands beside a name ---- */

static int wide(const chart *c, uint32_t n)
{
    return (int)((uint64_t)n * BAR / c->most);
}

/* Above what somebody is accountable for, with and without power; below it the responsible. */
static void put_bars(chart *c, const ri_answers_for *n)
{
    ri_html *html = &c->web->html;
    const int with = wide(c, n->commanded);
    const int all = wide(c, n->accountable);
    const int doing = wide(c, n->responsible);
    ri_svg_open(html, "load", BAR, 12, NULL);
    ri_html_attribute(html, "preserveAspectRatio", "none");
    if (with > 0) {
        ri_svg_rect(html, "answering", 0, 0, with, 7);
    }
    if (all > with) {
        ri_svg_rect(html, "powerless", with, 0, all - with, 7);
    }
    if (doing > 0) {
        ri_svg_rect(html, "doing", 0, 8, doing, 4);
    }
    ri_svg_close(html);
}

static void put_letter_count(chart *c, uint8_t letter, uint32_t n)
{
    ri_web_letter_short(c->web, letter, 1);
    ri_html_format(&c->web->html, " %u", (unsigned)n);
}

/* "A 23, 12 with power" and "R 5" */
static void put_figures(chart *c, const ri_answers_for *n)
{
    ri_web *web = c->web;
    const ri_scheme *scheme = web->view.scheme;
    ri_html_open_as(&web->html, "span", "figure");
    if (n->accountable > 0) {
        put_letter_count(c, scheme->accountable, n->accountable);
        if (n->commanded < n->accountable) {
            ri_text_format(&web->line, ", %u with power", (unsigned)n->commanded);
            ri_web_line(web, "span", "warning");
        }
    }
    ri_html_close(&web->html, "span");
    ri_html_open_as(&web->html, "span", "figure");
    if (n->responsible > 0) {
        put_letter_count(c, scheme->responsible, n->responsible);
    }
    ri_html_close(&web->html, "span");
}

/* How much of everything the position commands, as 'raci power' has it; RI_NONE: nobody does. */
static void put_power(chart *c, uint32_t position)
{
    ri_web *web = c->web;
    const ri_commanded *all = &c->commanded;
    const uint32_t n = position != RI_NONE ? all->by_line[position] + all->by_mandate[position] : 0;
    ri_html_open_as(&web->html, "span", "power");
    if (n > 0) {
        ri_html_format(&web->html, "commands %u", (unsigned)n);
        ri_say_share(&web->line, n, all->touchpoints);
        ri_web_line(web, "span", "dim");
    }
    ri_html_close(&web->html, "span");
}

static bool has_any(const ri_answers_for *n)
{
    return n->accountable > 0 || n->responsible > 0;
}

/* Of what is above all others a bar would only make those of the others short. */
static void put_numbers(chart *c, const ri_answers_for *n, uint32_t position, bool bars)
{
    if (bars && has_any(n)) {
        put_bars(c, n);
    } else {
        ri_html_leaf(&c->web->html, "span", NULL, "");
    }
    put_figures(c, n);
    put_power(c, position);
}

/* ---- positions ---- */

/* How many of those above a position are in its own unit, one after the other. */
static uint32_t level_of(const ri_snapshot *s, uint32_t position)
{
    const uint32_t *up = s->positions.up;
    const uint32_t *unit = s->positions.unit;
    uint32_t level = 0;
    for (uint32_t at = up[position];
         at != RI_NONE && unit[at] == unit[position] && level < INDENTED; at = up[at]) {
        level++;
    }
    return level;
}

static void put_position(chart *c, uint32_t position)
{
    ri_web *web = c->web;
    const ri_snapshot *s = snapshot(c);
    const ri_ref ref = ri_ref_make(RI_POSITION, position);
    const uint32_t office = s->positions.office[position];
    ri_html_open(&web->html, "li");
    ri_html_say(&web->html, "class", "node in-%u", (unsigned)level_of(s, position));
    ri_web_anchor(web, ref);
    ri_web_tag(web, ref);
    ri_web_put_tags(web);
    ri_html_open_as(&web->html, "span", "who");
    ri_web_label(web, ref);
    if (office != RI_NONE) {
        ri_html_text(&web->html, " ");
        ri_title_office(&web->line, ri_intern_get(s->words, office));
        ri_web_line(web, "span", "office");
    }
    ri_html_text(&web->html, " ");
    ri_say_people(&web->line, &web->view, ref);
    ri_web_line(web, "span", "dim");
    ri_html_close(&web->html, "span");
    put_numbers(c, &c->answering.by[RI_POSITION][position], position, true);
    ri_html_close(&web->html, "li");
}

/* Those without a letter and without anybody to command say no more than their names. */
static bool is_idle(const chart *c, uint32_t position)
{
    const ri_commanded *all = &c->commanded;
    return !has_any(&c->answering.by[RI_POSITION][position]) &&
           all->by_line[position] + all->by_mandate[position] == 0 &&
           snapshot(c)->positions.office[position] == RI_NONE;
}

static void put_idle(chart *c, size_t idle)
{
    ri_web *web = c->web;
    ri_html_open_as(&web->html, "li", "idle");
    for (size_t i = 0; i < c->positions.n; i++) {
        if (is_idle(c, c->positions.items[i])) {
            ri_web_tag(web, ri_ref_make(RI_POSITION, c->positions.items[i]));
        }
    }
    ri_web_put_tags(web);
    ri_html_open(&web->html, "details");
    ri_say_count(&web->line, idle, "position");
    ri_text_add(&web->line, " without a letter of their own");
    ri_web_line(web, "summary", NULL);
    ri_html_open(&web->html, "ul");
    for (size_t i = 0; i < c->positions.n; i++) {
        const ri_ref ref = ri_ref_make(RI_POSITION, c->positions.items[i]);
        if (is_idle(c, c->positions.items[i])) {
            ri_html_open(&web->html, "li");
            ri_web_anchor(web, ref);
            ri_web_label(web, ref);
            ri_html_text(&web->html, " ");
            ri_say_people(&web->line, &web->view, ref);
            ri_web_line(web, "span", "dim");
            ri_html_close(&web->html, "li");
        }
    }
    ri_html_close(&web->html, "ul");
    ri_html_close(&web->html, "details");
    ri_html_close(&web->html, "li");
}

/* Whoever reports to somebody stands below them. */
static int by_line(const void *a, const void *b, const void *context)
{
    const ri_positions *positions = context;
    const uint32_t x = positions->enter[*(const uint32_t *)a];
    const uint32_t y = positions->enter[*(const uint32_t *)b];
    return (x > y) - (x < y);
}

/* Writes the positions in the scratch. */
static void put_positions(chart *c)
{
    ri_indexes *those = &c->positions;
    size_t idle = 0;
    if (!ri_order(those->items, those->n, sizeof *those->items, by_line, &snapshot(c)->positions)) {
        c->web->view.failed = true;
        return;
    }
    for (size_t i = 0; i < those->n; i++) {
        if (is_idle(c, those->items[i])) {
            idle++;
        } else {
            put_position(c, those->items[i]);
        }
    }
    if (idle > 0) {
        put_idle(c, idle);
    }
}

static void add_position(chart *c, uint32_t position)
{
    ri_indexes *those = &c->positions;
    if (ri_row_there(&snapshot(c)->positions.rows, position) &&
        !RI_PUSH(those->items, those->n, those->capacity, position)) {
        c->web->view.failed = true;
    }
}

static void put_positions_of(chart *c, uint32_t unit)
{
    const ri_lists *in = &snapshot(c)->units.positions;
    c->positions.n = 0;
    for (uint32_t i = in->first[unit]; i < in->first[unit + 1]; i++) {
        add_position(c, in->items[i]);
    }
    put_positions(c);
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

static void put_unit_head(chart *c, uint32_t unit)
{
    ri_web *web = c->web;
    const ri_snapshot *s = snapshot(c);
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
    put_numbers(c, &c->answering.under[unit], head, has_bar(s, unit));
}

static void open_unit(chart *c, uint32_t unit, unsigned level)
{
    ri_web *web = c->web;
    const ri_ref ref = ri_ref_make(RI_UNIT, unit);
    ri_html_open_as(&web->html, "li", "unit");
    ri_web_tag(web, ref);
    ri_web_put_tags(web);
    ri_html_open(&web->html, "details");
    ri_web_anchor(web, ref);
    if (level == 0 || (c->departments <= OPEN && is_above_departments(snapshot(c), unit))) {
        ri_html_flag(&web->html, "open");
    }
    ri_html_open_as(&web->html, "summary", "node");
    put_unit_head(c, unit);
    ri_html_close(&web->html, "summary");
    ri_html_open(&web->html, "ul");
    put_positions_of(c, unit);
}

static void close_unit(chart *c)
{
    ri_html_close(&c->web->html, "ul");
    ri_html_close(&c->web->html, "details");
    ri_html_close(&c->web->html, "li");
}

/* All units, one within another. */
static void put_units(chart *c)
{
    const ri_units *units = &snapshot(c)->units;
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

static void put_without_unit(chart *c)
{
    ri_web *web = c->web;
    const ri_positions *positions = &snapshot(c)->positions;
    c->positions.n = 0;
    for (uint32_t p = 0; p < positions->rows.n; p++) {
        if (positions->unit[p] == RI_NONE) {
            add_position(c, p);
        }
    }
    if (c->positions.n == 0) {
        return;
    }
    ri_html_open_as(&web->html, "li", "unit");
    ri_html_flag(&web->html, "data-group");
    ri_html_open(&web->html, "details");
    if (snapshot(c)->units.rows.n == 0) {
        ri_html_flag(&web->html, "open");
    }
    ri_html_open(&web->html, "summary");
    ri_html_leaf(&web->html, "strong", NULL, "In no unit");
    ri_html_close(&web->html, "summary");
    ri_html_open(&web->html, "ul");
    put_positions(c);
    close_unit(c);
}

static bool team_has_any(const chart *c, uint32_t team)
{
    return ri_row_there(&snapshot(c)->teams.rows, team) && has_any(&c->answering.by[RI_TEAM][team]);
}

static void put_team(chart *c, uint32_t team)
{
    ri_web *web = c->web;
    const ri_ref ref = ri_ref_make(RI_TEAM, team);
    const uint32_t lead = snapshot(c)->teams.lead[team];
    ri_html_open_as(&web->html, "li", "node in-0");
    for (uint32_t i = snapshot(c)->teams.members.first[team];
         i < snapshot(c)->teams.members.first[team + 1]; i++) {
        ri_web_tag(web, ri_ref_make(RI_POSITION, snapshot(c)->teams.members.items[i]));
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
    put_numbers(c, &c->answering.by[RI_TEAM][team], lead, true);
    ri_html_close(&web->html, "li");
}

/* Teams that have letters. */
static void put_teams(chart *c)
{
    ri_web *web = c->web;
    const uint32_t n = snapshot(c)->teams.rows.n;
    uint32_t first = 0;
    while (first < n && !team_has_any(c, first)) {
        first++;
    }
    if (first == n) {
        return;
    }
    ri_html_open_as(&web->html, "li", "unit");
    ri_html_flag(&web->html, "data-group");
    ri_html_open(&web->html, "details");
    ri_html_open(&web->html, "summary");
    ri_html_leaf(&web->html, "strong", NULL, "Teams across units");
    ri_html_close(&web->html, "summary");
    ri_html_open(&web->html, "ul");
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
static void find_most(chart *c)
{
    const ri_snapshot *s = snapshot(c);
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

static void put(ri_web *web)
{
    const ri_work work = ri_work_of(web->result);
    const ri_empowered empowered = ri_empowered_count(&work);
    chart c = {.web = web};
    const bool counted = ri_answering_count(&c.answering, &work);
    if (!ri_commanded_count(&c.commanded, &work) || !counted) {
        web->view.failed = true;
    } else {
        find_most(&c);
        ri_say_empowered(&web->line, c.commanded.touchpoints, &empowered);
        ri_web_line(web, "p", "lead");
        put_legend(web);
        ri_html_open_as(&web->html, "ul", "org");
        put_units(&c);
        put_without_unit(&c);
        put_teams(&c);
        ri_html_close(&web->html, "ul");
    }
    ri_answering_free(&c.answering);
    ri_commanded_free(&c.commanded);
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
