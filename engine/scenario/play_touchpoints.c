/*
 * Steps about touchpoints: what they are, and who delivers them.
 */
#include <string.h>

#include "scenario/playing.h"

/* ---- their columns ---- */

/* The fields that stand for a column, but for lists. */
typedef struct about {
    const char *field;
    int column;
    ri_kind link; /* RI_KIND_COUNT: a text */
} about;

static const about singles[] = {
    {"name", RI_TOUCHPOINT_NAME, RI_KIND_COUNT},
    {"journey", RI_TOUCHPOINT_JOURNEY, RI_JOURNEY},
    {"stage", RI_TOUCHPOINT_STAGE, RI_STAGE},
    {"channel", RI_TOUCHPOINT_CHANNEL, RI_CHANNEL},
    {"criticality", RI_TOUCHPOINT_CRITICALITY, RI_KIND_COUNT},
    {"order", RI_TOUCHPOINT_ORDER, RI_KIND_COUNT},
    {"managed", RI_TOUCHPOINT_MANAGED, RI_KIND_COUNT},
    {"moment_of_truth", RI_TOUCHPOINT_TRUTH, RI_KIND_COUNT},
    {"reviewed_on", RI_TOUCHPOINT_REVIEWED_ON, RI_KIND_COUNT},
};
#define SINGLES (sizeof singles / sizeof singles[0])

/* What a step says of a touchpoint, looked up; a bit of `says` for each column. */
typedef struct described {
    uint32_t says;
    ri_said cells[RI_TABLE_COLUMNS_MAX];
    const ri_step_value *attributes;
} described;

static void put(described *d, int column, ri_said said)
{
    d->says |= UINT32_C(1) << column;
    d->cells[column] = said;
}

static void describe_lists(const ri_playing *y, described *d)
{
    const ri_step_value *units = ri_step_said(y->step, "units");
    const ri_step_value *tags = ri_step_said(y->step, "tags");
    if (units->said) {
        const uint32_t *rows = ri_need_all(y, RI_UNIT, units->items, units->n_items);
        put(d, RI_TOUCHPOINT_UNITS,
            (ri_said){.link = RI_NONE, .items = rows, .n_items = units->n_items});
    }
    if (tags->said) {
        put(d, RI_TOUCHPOINT_TAGS, ri_said_tags(y, tags));
    }
}

static void describe(const ri_playing *y, described *d)
{
    for (size_t i = 0; i < SINGLES; i++) {
        const ri_step_value *value = ri_step_said(y->step, singles[i].field);
        const int column = singles[i].column;
        if (value->said && singles[i].link != RI_KIND_COUNT) {
            put(d, column, (ri_said){.link = ri_need_field(y, singles[i].field, singles[i].link)});
        } else if (value->said) {
            put(d, column,
                (ri_said){.link = RI_NONE, .text = *value->text != '\0' ? value->text : NULL});
        }
    }
    describe_lists(y, d);
    d->attributes = ri_step_said(y->step, "attr");
}

static void set_described(const ri_playing *y, uint32_t row, const described *d)
{
    for (int column = 0; column < RI_TABLE_COLUMNS_MAX; column++) {
        if ((d->says >> column & 1u) != 0) {
            ri_prospect_set(y->p, RI_TOUCHPOINT, row, column, d->cells[column]);
        }
    }
    for (uint32_t i = 0; i + 1 < d->attributes->n_items; i += 2) {
        ri_prospect_set_attribute(y->p, RI_TOUCHPOINT, row, d->attributes->items[i],
                                  d->attributes->items[i + 1]);
    }
}

void ri_play_create_touchpoint(const ri_playing *y)
{
    described d = {0};
    const uint32_t row = ri_need_free(y, RI_TOUCHPOINT, ri_step_text(y->step, "key"));
    describe(y, &d);
    if (!ri_fits(y) || y->p->failed) {
        return;
    }
    ri_prospect_open(y->p, RI_TOUCHPOINT, row);
    set_described(y, row, &d);
}

/* Whether all that a step says of a touchpoint is so. */
static bool is_so(const ri_playing *y, uint32_t row, const described *d)
{
    for (int column = 0; column < RI_TABLE_COLUMNS_MAX; column++) {
        if ((d->says >> column & 1u) != 0) {
            const ri_said now = ri_prospect_said(y->p, RI_TOUCHPOINT, row, column);
            if (!ri_said_same(RI_TOUCHPOINT, column, &now, &d->cells[column])) {
                return false;
            }
        }
    }
    for (uint32_t i = 0; i + 1 < d->attributes->n_items; i += 2) {
        const char *now = ri_prospect_attribute(y->p, RI_TOUCHPOINT, row, d->attributes->items[i]);
        if (strcmp(now != NULL ? now : "", d->attributes->items[i + 1]) != 0) {
            return false;
        }
    }
    return true;
}

void ri_play_change_touchpoint(const ri_playing *y)
{
    described d = {0};
    const uint32_t row = ri_need_field(y, "key", RI_TOUCHPOINT);
    describe(y, &d);
    if (!ri_fits(y) || y->p->failed) {
        return;
    }
    if (is_so(y, row, &d)) {
        (void)ri_misfit(y, "the touchpoint '%s' is so already", ri_key_of(y, RI_TOUCHPOINT, row));
        return;
    }
    set_described(y, row, &d);
}

void ri_play_close_touchpoint(const ri_playing *y)
{
    const uint32_t row = ri_need_field(y, "key", RI_TOUCHPOINT);
    if (row != RI_NONE) {
        ri_prospect_close(y->p, RI_TOUCHPOINT, row);
    }
}

/* ---- who delivers them ---- */

/* Which touchpoints are meant, and what they are handed from and to. */
typedef struct handing {
    uint32_t from;
    uint32_t to;
    uint32_t journey; /* RI_NONE: on any */
    uint32_t stage;
    uint32_t n; /* how many were handed over */
} handing;

static void hand(ri_prospect *p, uint32_t row, void *payload)
{
    handing *h = payload;
    if ((h->journey != RI_NONE && !ri_prospect_on_journey(p, row, h->journey)) ||
        (h->stage != RI_NONE &&
         ri_prospect_link(p, RI_TOUCHPOINT, row, RI_TOUCHPOINT_STAGE) != h->stage)) {
        return;
    }
    const ri_said units = ri_prospect_said(p, RI_TOUCHPOINT, row, RI_TOUCHPOINT_UNITS);
    ri_prospect_set(p, RI_TOUCHPOINT, row, RI_TOUCHPOINT_UNITS,
                    ri_prospect_replaced(p, &units, h->from, h->to));
    h->n++;
}

static void need_delivered(const ri_playing *y, const uint32_t *rows, uint32_t n, uint32_t unit)
{
    for (uint32_t i = 0; i < n && ri_fits(y); i++) {
        if (!ri_prospect_has_item(y->p, RI_TOUCHPOINT, rows[i], RI_TOUCHPOINT_UNITS, unit)) {
            (void)ri_misfit(y, "the unit '%s' does not deliver '%s'", ri_key_of(y, RI_UNIT, unit),
                            ri_key_of(y, RI_TOUCHPOINT, rows[i]));
        }
    }
}

void ri_play_hand_over(const ri_playing *y)
{
    handing h = {.n = 0};
    const ri_step_value *listed = ri_step_said(y->step, "touchpoints");
    h.from = ri_need_field(y, "from", RI_UNIT);
    h.to = ri_need_field(y, "to", RI_UNIT);
    h.journey = ri_need_field(y, "journey", RI_JOURNEY);
    h.stage = ri_need_field(y, "stage", RI_STAGE);
    const uint32_t *rows =
        listed->said ? ri_need_all(y, RI_TOUCHPOINT, listed->items, listed->n_items) : NULL;
    if (ri_fits(y) && h.from == h.to) {
        (void)ri_misfit(y, "the unit '%s' delivers already what it does",
                        ri_key_of(y, RI_UNIT, h.from));
    }
    if (ri_fits(y) && listed->said) {
        need_delivered(y, rows, listed->n_items, h.from);
    }
    if (!ri_fits(y)) {
        return;
    }
    for (uint32_t i = 0; listed->said && i < listed->n_items; i++) {
        hand(y->p, rows[i], &h);
    }
    if (!listed->said) {
        ri_prospect_each_delivered(y->p, h.from, hand, &h);
    }
    if (h.n == 0) {
        (void)ri_misfit(y, "the unit '%s' delivers nothing that it could hand over",
                        ri_key_of(y, RI_UNIT, h.from));
    }
}
