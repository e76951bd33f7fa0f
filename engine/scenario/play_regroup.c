/*
 * Steps that make other units of units: what is in them goes along.
 */
#include <string.h>

#include "scenario/playing.h"

/* ---- what goes along ---- */

typedef struct going {
    uint32_t from;
    uint32_t into;
} going;

static void take_position(ri_prospect *p, uint32_t position, void *payload)
{
    const going *g = payload;
    ri_prospect_set_link(p, RI_POSITION, position, RI_POSITION_UNIT, g->into);
}

static void take_unit(ri_prospect *p, uint32_t unit, void *payload)
{
    const going *g = payload;
    ri_prospect_set_link(p, RI_UNIT, unit, RI_UNIT_PARENT, g->into);
}

static void take_touchpoint(ri_prospect *p, uint32_t touchpoint, void *payload)
{
    const going *g = payload;
    const ri_said units = ri_prospect_said(p, RI_TOUCHPOINT, touchpoint, RI_TOUCHPOINT_UNITS);
    ri_prospect_set(p, RI_TOUCHPOINT, touchpoint, RI_TOUCHPOINT_UNITS,
                    ri_prospect_replaced(p, &units, g->from, g->into));
}

void ri_play_move_contents(const ri_playing *y, uint32_t unit, uint32_t into)
{
    going g = {unit, into};
    ri_prospect_each_linked(y->p, RI_POSITION, RI_POSITION_UNIT, unit, take_position, &g);
    ri_prospect_each_linked(y->p, RI_UNIT, RI_UNIT_PARENT, unit, take_unit, &g);
    ri_prospect_each_delivered(y->p, unit, take_touchpoint, &g);
}

/* ---- merging ---- */

static bool is_among(const uint32_t *rows, uint32_t n, uint32_t row)
{
    uint32_t i = 0;
    while (i < n && rows[i] != row) {
        i++;
    }
    return i < n;
}

/* How many units of the list are `unit` or below it. */
static uint32_t within(const ri_playing *y, const uint32_t *units, uint32_t n, uint32_t unit)
{
    uint32_t inside = 0;
    for (uint32_t i = 0; i < n; i++) {
        inside +=
            units[i] == unit || ri_is_below(y, RI_UNIT, RI_UNIT_PARENT, units[i], unit) ? 1 : 0;
    }
    return inside;
}

/* The lowest unit above all of them that is none of them. In a circle of units there may
   be none on the way. */
static uint32_t common_parent(const ri_playing *y, const uint32_t *units, uint32_t n)
{
    uint32_t left = ri_snapshot_rows(y->p->s, RI_UNIT)->n;
    uint32_t at = units[0];
    do {
        at = ri_prospect_link(y->p, RI_UNIT, at, RI_UNIT_PARENT);
    } while (at != RI_NONE && (is_among(units, n, at) || within(y, units, n, at) < n) &&
             left-- > 0);
    return at != RI_NONE && (is_among(units, n, at) || within(y, units, n, at) < n) ? RI_NONE : at;
}

/* What a column says where it says the same of all. */
static ri_said common_said(const ri_playing *y, const uint32_t *units, uint32_t n, int column)
{
    const ri_said first = ri_prospect_said(y->p, RI_UNIT, units[0], column);
    for (uint32_t i = 1; i < n; i++) {
        const ri_said other = ri_prospect_said(y->p, RI_UNIT, units[i], column);
        if (!ri_said_same(RI_UNIT, column, &first, &other)) {
            return (ri_said){.link = RI_NONE};
        }
    }
    return first;
}

/* The tags that all of them have, in the order of the first one's. */
static ri_said common_tags(const ri_playing *y, const uint32_t *units, uint32_t n)
{
    ri_prospect *p = y->p;
    ri_said tags = ri_prospect_said(p, RI_UNIT, units[0], RI_UNIT_TAGS);
    tags = ri_prospect_list(p, tags.items, tags.n_items);
    for (uint32_t i = 0; i < tags.n_items;) {
        uint32_t with = 0;
        while (with < n &&
               ri_prospect_has_item(p, RI_UNIT, units[with], RI_UNIT_TAGS, tags.items[i])) {
            with++;
        }
        if (with == n) {
            i++;
        } else {
            tags = ri_prospect_list(p, ri_prospect_replaced(p, &tags, tags.items[i], RI_NONE).items,
                                    tags.n_items - 1);
        }
    }
    return tags;
}

/* What a merger into a new unit makes. */
typedef struct merger {
    uint32_t into;
    uint32_t parent;
    const uint32_t *units;
    uint32_t n;
} merger;

static uint32_t merged_parent(const ri_playing *y, uint32_t unit, const void *payload)
{
    const merger *m = payload;
    if (unit == m->into) {
        return m->parent;
    }
    const uint32_t now = ri_prospect_link(y->p, RI_UNIT, unit, RI_UNIT_PARENT);
    return now != RI_NONE && is_among(m->units, m->n, now) ? m->into : now;
}

/* Where units go round already, what is above all of them may be below one. */
static void need_no_loop(const ri_playing *y, uint32_t into, const uint32_t *units, uint32_t n)
{
    const merger m = {into, common_parent(y, units, n), units, n};
    if (ri_goes_round(y, RI_UNIT, into, merged_parent, &m)) {
        (void)ri_misfit(y, "the unit '%s' would be above itself", ri_key_of(y, RI_UNIT, into));
    }
}

static void open_merged(const ri_playing *y, uint32_t into, const uint32_t *units, uint32_t n)
{
    ri_prospect *p = y->p;
    const uint32_t parent = common_parent(y, units, n);
    const ri_said kind = common_said(y, units, n, RI_UNIT_KIND);
    const ri_said func = common_said(y, units, n, RI_UNIT_FUNC);
    const ri_said head = common_said(y, units, n, RI_UNIT_HEAD);
    const ri_said tags = common_tags(y, units, n);
    ri_prospect_open(p, RI_UNIT, into);
    ri_prospect_set_link(p, RI_UNIT, into, RI_UNIT_PARENT, parent);
    ri_prospect_set(p, RI_UNIT, into, RI_UNIT_KIND, kind);
    ri_prospect_set(p, RI_UNIT, into, RI_UNIT_FUNC, func);
    ri_prospect_set(p, RI_UNIT, into, RI_UNIT_HEAD, head);
    ri_prospect_set(p, RI_UNIT, into, RI_UNIT_TAGS, tags);
}

/* A unit that goes into one below it would be below itself. */
static void need_no_circle(const ri_playing *y, uint32_t into, const uint32_t *units, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (units[i] != into && ri_is_below(y, RI_UNIT, RI_UNIT_PARENT, into, units[i])) {
            (void)ri_misfit(y, "the unit '%s' is below '%s': it would be above itself",
                            ri_key_of(y, RI_UNIT, into), ri_key_of(y, RI_UNIT, units[i]));
        }
    }
}

void ri_play_merge_units(const ri_playing *y)
{
    ri_prospect *p = y->p;
    const ri_step_value *listed = ri_step_said(y->step, "units");
    const uint32_t *units = ri_need_all(y, RI_UNIT, listed->items, listed->n_items);
    const uint32_t n = listed->n_items;
    const uint32_t head = ri_need_field(y, "head", RI_POSITION);
    const char *key = ri_step_text(y->step, "into");
    const uint32_t there = ri_prospect_find(p, RI_UNIT, key);
    const uint32_t into = there != RI_NONE ? there : ri_need_free(y, RI_UNIT, key);
    if (!ri_fits(y)) {
        return;
    }
    if (n == 1 && units[0] == into) {
        (void)ri_misfit(y, "nothing but '%s' itself is to go into it", key);
    }
    if (there != RI_NONE) {
        need_no_circle(y, into, units, n);
    } else {
        need_no_loop(y, into, units, n);
    }
    if (!ri_fits(y)) {
        return;
    }
    if (there == RI_NONE) {
        open_merged(y, into, units, n);
    }
    for (uint32_t i = 0; i < n; i++) {
        if (units[i] != into) {
            ri_play_move_contents(y, units[i], into);
            ri_prospect_close(p, RI_UNIT, units[i]);
        }
    }
    const char *name = ri_prospect_said(p, RI_UNIT, into, RI_UNIT_NAME).text;
    if (ri_step_has(y, "name") &&
        (name == NULL || strcmp(name, ri_step_text(y->step, "name")) != 0)) {
        ri_prospect_set_text(p, RI_UNIT, into, RI_UNIT_NAME, ri_step_text(y->step, "name"));
    }
    if (head != RI_NONE && head != ri_prospect_link(p, RI_UNIT, into, RI_UNIT_HEAD)) {
        ri_prospect_set_link(p, RI_UNIT, into, RI_UNIT_HEAD, head);
    }
}

/* ---- splitting ---- */

typedef struct part {
    uint32_t unit;
    uint32_t head;
    const uint32_t *positions;
    const uint32_t *touchpoints;
} part;

/* Whether a key stands in an earlier part, or earlier in its list. */
static bool said_twice(const ri_playing *y, ri_map *seen, ri_kind kind, const char *key,
                       uint32_t row)
{
    uint32_t before = 0;
    if (row == RI_NONE) {
        return true;
    }
    if (ri_map_get(seen, ri_ref_make(kind, row), &before)) {
        (void)ri_misfit(y, "the %s '%s' is listed twice", ri_kind_name(kind), key);
        return true;
    }
    if (!ri_map_put(seen, ri_ref_make(kind, row), 0)) {
        y->p->failed = true;
    }
    return false;
}

static void need_part(const ri_playing *y, uint32_t unit, const ri_step_part *said, part *out,
                      ri_map *seen)
{
    const char *key = ri_key_of(y, RI_UNIT, unit);
    out->unit = ri_need_free(y, RI_UNIT, said->key);
    (void)said_twice(y, seen, RI_UNIT, said->key, out->unit);
    out->head = said->head != NULL ? ri_need(y, RI_POSITION, said->head) : RI_NONE;
    out->positions = ri_need_all(y, RI_POSITION, said->positions, said->n_positions);
    out->touchpoints = ri_need_all(y, RI_TOUCHPOINT, said->touchpoints, said->n_touchpoints);
    for (uint32_t i = 0; i < said->n_positions && ri_fits(y); i++) {
        if (!said_twice(y, seen, RI_POSITION, said->positions[i], out->positions[i]) &&
            ri_prospect_link(y->p, RI_POSITION, out->positions[i], RI_POSITION_UNIT) != unit) {
            (void)ri_misfit(y, "the position '%s' is not in the unit '%s'", said->positions[i],
                            key);
        }
    }
    for (uint32_t i = 0; i < said->n_touchpoints && ri_fits(y); i++) {
        if (!said_twice(y, seen, RI_TOUCHPOINT, said->touchpoints[i], out->touchpoints[i]) &&
            !ri_prospect_has_item(y->p, RI_TOUCHPOINT, out->touchpoints[i], RI_TOUCHPOINT_UNITS,
                                  unit)) {
            (void)ri_misfit(y, "the unit '%s' does not deliver '%s'", key, said->touchpoints[i]);
        }
    }
}

static void open_part(const ri_playing *y, uint32_t unit, const ri_step_part *said,
                      const part *made)
{
    static const int alike[] = {RI_UNIT_PARENT, RI_UNIT_KIND, RI_UNIT_FUNC, RI_UNIT_TAGS};
    ri_prospect *p = y->p;
    going g = {unit, made->unit};
    ri_prospect_open(p, RI_UNIT, made->unit);
    for (size_t i = 0; i < sizeof alike / sizeof alike[0]; i++) {
        ri_prospect_set(p, RI_UNIT, made->unit, alike[i],
                        ri_prospect_said(p, RI_UNIT, unit, alike[i]));
    }
    ri_prospect_set_text(p, RI_UNIT, made->unit, RI_UNIT_NAME, said->name);
    ri_prospect_set_link(p, RI_UNIT, made->unit, RI_UNIT_HEAD, made->head);
    for (uint32_t i = 0; i < said->n_positions; i++) {
        take_position(p, made->positions[i], &g);
    }
    for (uint32_t i = 0; i < said->n_touchpoints; i++) {
        take_touchpoint(p, made->touchpoints[i], &g);
    }
}

void ri_play_split_unit(const ri_playing *y)
{
    const ri_step_value *parts = ri_step_said(y->step, "parts");
    const uint32_t unit = ri_need_field(y, "unit", RI_UNIT);
    part *made = ri_arena_array(y->p->arena, parts->n_parts, sizeof *made);
    ri_map seen = {0};
    if (made == NULL) {
        y->p->failed = true;
        return;
    }
    for (uint32_t i = 0; i < parts->n_parts && ri_fits(y); i++) {
        need_part(y, unit, &parts->parts[i], &made[i], &seen);
    }
    ri_map_free(&seen);
    for (uint32_t i = 0; i < parts->n_parts && ri_fits(y); i++) {
        open_part(y, unit, &parts->parts[i], &made[i]);
    }
}
