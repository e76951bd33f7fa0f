/* The rows of the organization: how much somebody answers for and commands, and positions. */
#include "base/memory.h"
#include "base/order.h"
#include "model/titles.h"
#include "report/report_power.h"
#include "report/web_chart.h"

#define INDENTED 6 /* levels of positions that are told apart by where they begin */
#define IDLE 3     /* more positions without a letter fold away */

/* ---- what stands beside a name ---- */

/* Above what somebody is accountable for, with and without power; below it the responsible. */
static void put_bars(ri_chart *c, const ri_answers_for *n)
{
    ri_html *html = &c->web->html;
    const int with = ri_web_wide(n->commanded, c->most);
    const int all = ri_web_wide(n->accountable, c->most);
    const int doing = ri_web_wide(n->responsible, c->most);
    ri_web_open_bar(c->web, "load", 12);
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

static void put_letter_count(ri_chart *c, uint8_t letter, uint32_t n)
{
    ri_web_letter_short(c->web, letter, 1);
    ri_html_format(&c->web->html, " %u", (unsigned)n);
}

/* "A 23, 12 with power" and "R 5" */
static void put_figures(ri_chart *c, const ri_answers_for *n)
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
static void put_power(ri_chart *c, uint32_t position)
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

bool ri_chart_has_any(const ri_answers_for *n)
{
    return n->accountable > 0 || n->responsible > 0;
}

/* Of what is above all others a bar would only make those of the others short. */
void ri_chart_put_numbers(ri_chart *c, const ri_answers_for *n, uint32_t position, bool bars)
{
    if (bars && ri_chart_has_any(n)) {
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

/* What filters find it by: where it is, who sits there, the journeys and stages on which it has
   letters, and what was found with it as a party. */
static void tag_position(ri_chart *c, uint32_t position)
{
    ri_web *web = c->web;
    const ri_held *held = &c->held;
    const ri_ref ref = ri_ref_make(RI_POSITION, position);
    const size_t at = ri_order_number(held->holder, held->n, ref);
    const bool any = at < held->n && held->holder[at] == ref;
    ri_web_tag(web, ref);
    for (size_t i = any ? held->first[at] : 0; any && i < held->first[at + 1]; i++) {
        if (ri_ref_kind(held->subject[i]) == RI_TOUCHPOINT) {
            ri_web_tag_place(web, ri_ref_index(held->subject[i]));
        }
    }
    for (unsigned severity = RACI_INFO; severity <= RACI_ERROR; severity++) {
        if ((c->found[position] >> severity & 1) != 0) {
            ri_web_tag_severity(web, (raci_severity)severity);
        }
    }
}

static void put_position(ri_chart *c, uint32_t position)
{
    ri_web *web = c->web;
    const ri_snapshot *s = c->web->view.snapshot;
    const ri_ref ref = ri_ref_make(RI_POSITION, position);
    const uint32_t office = s->positions.office[position];
    ri_html_open(&web->html, "li");
    ri_html_say(&web->html, "class", "node in-%u", (unsigned)level_of(s, position));
    ri_web_anchor(web, ref);
    tag_position(c, position);
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
    ri_chart_put_numbers(c, &c->answering.by[RI_POSITION][position], position, true);
    ri_html_close(&web->html, "li");
}

/* Those without a letter and without anything to command say no more than their names, unless that
   is said of all. */
static bool is_idle(const ri_chart *c, uint32_t position)
{
    const ri_commanded *all = &c->commanded;
    return all->touchpoints > 0 && !ri_chart_has_any(&c->answering.by[RI_POSITION][position]) &&
           all->by_line[position] + all->by_mandate[position] == 0 &&
           c->web->view.snapshot->positions.office[position] == RI_NONE;
}

static void put_idle_names(ri_chart *c)
{
    ri_web *web = c->web;
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
}

static void put_idle(ri_chart *c, size_t idle)
{
    ri_web *web = c->web;
    const bool folded = idle > IDLE;
    ri_html_open_as(&web->html, "li", "idle");
    for (size_t i = 0; i < c->positions.n; i++) {
        if (is_idle(c, c->positions.items[i])) {
            ri_web_tag(web, ri_ref_make(RI_POSITION, c->positions.items[i]));
        }
    }
    ri_web_put_tags(web);
    if (folded) {
        ri_html_open(&web->html, "details");
        ri_say_count(&web->line, idle, "position");
        ri_text_add(&web->line, " without a letter of their own");
        ri_web_line(web, "summary", NULL);
    } else {
        ri_html_leaf(&web->html, "span", "dim", "Without a letter of their own:");
    }
    put_idle_names(c);
    if (folded) {
        ri_html_close(&web->html, "details");
    }
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
void ri_chart_put_positions(ri_chart *c)
{
    ri_indexes *those = &c->positions;
    size_t idle = 0;
    if (!ri_order(those->items, those->n, sizeof *those->items, by_line,
                  &c->web->view.snapshot->positions)) {
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

void ri_chart_add_position(ri_chart *c, uint32_t position)
{
    ri_indexes *those = &c->positions;
    if (ri_row_there(&c->web->view.snapshot->positions.rows, position) &&
        !RI_PUSH(those->items, those->n, those->capacity, position)) {
        c->web->view.failed = true;
    }
}
