/*
 * Steps about single units.
 */
#include <string.h>

#include "scenario/playing.h"

void ri_play_create_unit(const ri_playing *y)
{
    ri_prospect *p = y->p;
    const uint32_t unit = ri_need_free(y, RI_UNIT, ri_step_text(y->step, "key"));
    const uint32_t parent = ri_need_field(y, "parent", RI_UNIT);
    const uint32_t head = ri_need_field(y, "head", RI_POSITION);
    const ri_step_value *tags = ri_step_said(y->step, "tags");
    if (!ri_fits(y)) {
        return;
    }
    ri_prospect_open(p, RI_UNIT, unit);
    ri_prospect_set_text(p, RI_UNIT, unit, RI_UNIT_NAME, ri_step_text(y->step, "name"));
    ri_prospect_set_text(p, RI_UNIT, unit, RI_UNIT_KIND, ri_step_text(y->step, "kind"));
    ri_prospect_set_text(p, RI_UNIT, unit, RI_UNIT_FUNC, ri_step_text(y->step, "func"));
    ri_prospect_set_link(p, RI_UNIT, unit, RI_UNIT_PARENT, parent);
    ri_prospect_set_link(p, RI_UNIT, unit, RI_UNIT_HEAD, head);
    if (tags->said) {
        ri_prospect_set(p, RI_UNIT, unit, RI_UNIT_TAGS, ri_said_tags(y, tags));
    }
}

void ri_play_rename_unit(const ri_playing *y)
{
    const uint32_t unit = ri_need_field(y, "unit", RI_UNIT);
    const char *name = ri_step_text(y->step, "name");
    if (unit == RI_NONE) {
        return;
    }
    const char *now = ri_prospect_said(y->p, RI_UNIT, unit, RI_UNIT_NAME).text;
    const char *key = ri_key_of(y, RI_UNIT, unit);
    if (strcmp(now != NULL ? now : key, name) == 0) {
        (void)ri_misfit(y, "the unit '%s' is called that already", key);
        return;
    }
    ri_prospect_set_text(y->p, RI_UNIT, unit, RI_UNIT_NAME, name);
}

void ri_play_move_unit(const ri_playing *y)
{
    ri_prospect *p = y->p;
    const uint32_t unit = ri_need_field(y, "unit", RI_UNIT);
    const uint32_t parent = ri_need_field(y, "parent", RI_UNIT);
    if (!ri_fits(y)) {
        return;
    }
    const char *key = ri_key_of(y, RI_UNIT, unit);
    const char *above = ri_key_of(y, RI_UNIT, parent);
    if (ri_prospect_link(p, RI_UNIT, unit, RI_UNIT_PARENT) == parent) {
        (void)ri_misfit(y,
                        parent != RI_NONE ? "the unit '%s' is above the unit '%s' already"
                                          : "%s is above the unit '%s' already",
                        above, key);
    } else if (parent == unit) {
        (void)ri_misfit(y, "the unit '%s' cannot be above itself", key);
    } else if (parent != RI_NONE && ri_is_below(y, RI_UNIT, RI_UNIT_PARENT, parent, unit)) {
        (void)ri_misfit(y, "the unit '%s' is below '%s': they would go in a circle", above, key);
    } else {
        ri_prospect_set_link(p, RI_UNIT, unit, RI_UNIT_PARENT, parent);
    }
}

void ri_play_set_head(const ri_playing *y)
{
    const uint32_t unit = ri_need_field(y, "unit", RI_UNIT);
    const uint32_t position = ri_need_field(y, "position", RI_POSITION);
    if (!ri_fits(y)) {
        return;
    }
    if (ri_prospect_link(y->p, RI_UNIT, unit, RI_UNIT_HEAD) == position) {
        (void)ri_misfit(y, "the position '%s' is the head of '%s' already",
                        ri_key_of(y, RI_POSITION, position), ri_key_of(y, RI_UNIT, unit));
        return;
    }
    ri_prospect_set_link(y->p, RI_UNIT, unit, RI_UNIT_HEAD, position);
}

/* ---- closing ---- */

/* The first row that is linked to a unit, and how many more there are. */
typedef struct met {
    uint32_t first;
    uint32_t n;
} met;

static void meet(ri_prospect *p, uint32_t row, void *payload)
{
    met *found = payload;
    (void)p;
    found->first = found->n == 0 ? row : found->first;
    found->n++;
}

static void refuse(const ri_playing *y, const char *unit, ri_kind kind, const met *found,
                   const char *does)
{
    if (found->n > 1) {
        (void)ri_misfit(y, "the unit '%s' %s '%s' and %u more, and the step names no `into`", unit,
                        does, ri_key_of(y, kind, found->first), found->n - 1);
    } else if (found->n == 1) {
        (void)ri_misfit(y, "the unit '%s' %s '%s', and the step names no `into`", unit, does,
                        ri_key_of(y, kind, found->first));
    }
}

static void need_empty(const ri_playing *y, uint32_t unit)
{
    met positions = {0};
    met units = {0};
    met delivered = {0};
    const char *key = ri_key_of(y, RI_UNIT, unit);
    ri_prospect_each_linked(y->p, RI_POSITION, RI_POSITION_UNIT, unit, meet, &positions);
    ri_prospect_each_linked(y->p, RI_UNIT, RI_UNIT_PARENT, unit, meet, &units);
    ri_prospect_each_delivered(y->p, unit, meet, &delivered);
    refuse(y, key, RI_POSITION, &positions, "has the position");
    refuse(y, key, RI_UNIT, &units, "has below it the unit");
    refuse(y, key, RI_TOUCHPOINT, &delivered, "delivers");
}

void ri_play_close_unit(const ri_playing *y)
{
    ri_prospect *p = y->p;
    const uint32_t unit = ri_need_field(y, "unit", RI_UNIT);
    const uint32_t into = ri_need_field(y, "into", RI_UNIT);
    if (!ri_fits(y)) {
        return;
    }
    if (into == RI_NONE) {
        need_empty(y, unit);
    } else if (into == unit) {
        (void)ri_misfit(y, "the unit '%s' cannot go into itself", ri_key_of(y, RI_UNIT, unit));
    } else if (ri_is_below(y, RI_UNIT, RI_UNIT_PARENT, into, unit)) {
        (void)ri_misfit(y, "the unit '%s' is below '%s': it would be above itself",
                        ri_key_of(y, RI_UNIT, into), ri_key_of(y, RI_UNIT, unit));
    }
    if (ri_fits(y)) {
        if (into != RI_NONE) {
            ri_play_move_contents(y, unit, into);
        }
        ri_prospect_close(p, RI_UNIT, unit);
    }
}
