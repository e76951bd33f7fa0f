#include "model/differing.h"

#include <string.h>

#include "base/memory.h"
#include "model/loading.h"

/* ---- columns ---- */

#define MARK_COLUMN(flags, was, now, n, how)                                                       \
    do {                                                                                           \
        for (uint32_t row_ = 0; (was) != (now) && row_ < (n); row_++) {                            \
            (flags)[row_] |= (was)[row_] != (now)[row_] ? (how) : 0;                               \
        }                                                                                          \
    } while (0)

/* A column that is NULL where no row has anything but `none`. */
static void mark_loops(uint8_t *flags, const uint32_t *was, const uint32_t *now, uint32_t n)
{
    for (uint32_t row = 0; was != now && row < n; row++) {
        const uint32_t a = was != NULL ? was[row] : RI_NONE;
        const uint32_t b = now != NULL ? now[row] : RI_NONE;
        flags[row] |= a != b ? RI_DIFFERS_SELF : 0;
    }
}

static void mark_absent(uint8_t *flags, const uint8_t *was, const uint8_t *now, uint32_t n)
{
    for (uint32_t row = 0; was != now && row < n; row++) {
        const bool a = was != NULL && was[row] != 0;
        const bool b = now != NULL && now[row] != 0;
        flags[row] |= a != b ? RI_DIFFERS_SELF : 0;
    }
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void mark_texts(uint8_t *flags, const char *const *was, const char *const *now, uint32_t n)
{
    for (uint32_t row = 0; was != now && row < n; row++) {
        flags[row] |= same_text(was[row], now[row]) ? 0 : RI_DIFFERS_SELF;
    }
}

static void mark_lists(uint8_t *flags, const ri_lists *was, const ri_lists *now, uint32_t n,
                       uint8_t how)
{
    if (was->items == now->items && was->first == now->first) {
        return;
    }
    for (uint32_t row = 0; row < n; row++) {
        const uint32_t count = was->first[row + 1] - was->first[row];
        const bool same = now->first[row + 1] - now->first[row] == count &&
                          (count == 0 || memcmp(RI_FROM(was->items, was->first[row]),
                                                RI_FROM(now->items, now->first[row]),
                                                count * sizeof *now->items) == 0);
        flags[row] |= same ? 0 : how;
    }
}

static bool same_attributes(const ri_attributes *was, const ri_attributes *now, uint32_t row)
{
    const uint32_t a = was->first != NULL ? was->first[row] : 0;
    const uint32_t b = now->first != NULL ? now->first[row] : 0;
    const uint32_t n = was->first != NULL ? was->first[row + 1] - a : 0;
    uint32_t i = 0;
    if ((now->first != NULL ? now->first[row + 1] - b : 0) != n) {
        return false;
    }
    while (i < n && was->name[a + i] == now->name[b + i] &&
           same_text(was->value[a + i], now->value[b + i])) {
        i++;
    }
    return i == n;
}

/* What every kind has. */
static void mark_rows(uint8_t *flags, const ri_rows *was, const ri_rows *now)
{
    const uint32_t n = was->n;
    mark_absent(flags, was->absent, now->absent, n);
    mark_texts(flags, was->name, now->name, n);
    MARK_COLUMN(flags, was->from, now->from, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->to, now->to, n, RI_DIFFERS_SELF);
    for (uint32_t row = 0; was->attrs.first != now->attrs.first && row < n; row++) {
        flags[row] |= same_attributes(&was->attrs, &now->attrs, row) ? 0 : RI_DIFFERS_SELF;
    }
}

/* ---- kinds ---- */

static void mark_units(uint8_t *flags, const ri_units *was, const ri_units *now)
{
    const uint32_t n = was->rows.n;
    mark_rows(flags, &was->rows, &now->rows);
    MARK_COLUMN(flags, was->parent, now->parent, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->up, now->up, n, RI_DIFFERS_SELF);
    mark_loops(flags, was->loop, now->loop, n);
    MARK_COLUMN(flags, was->head, now->head, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->kind, now->kind, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->func, now->func, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->tag_set, now->tag_set, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->department, now->department, n, RI_DIFFERS_SELF);
}

static bool same_seats(const ri_snapshot *was, const ri_snapshot *now, uint32_t position)
{
    const uint32_t a = was->positions.first_seat[position];
    const uint32_t b = now->positions.first_seat[position];
    const uint32_t n = was->positions.first_seat[position + 1] - a;
    uint32_t i = 0;
    if (now->positions.first_seat[position + 1] - b != n) {
        return false;
    }
    for (; i < n; i++) {
        const ri_seat *x = &was->seats[a + i];
        const ri_seat *y = &now->seats[b + i];
        if (x->person != y->person || x->kind != y->kind || x->from != y->from || x->to != y->to) {
            break;
        }
    }
    return i == n;
}

static bool same_mandates(const ri_snapshot *was, const ri_snapshot *now, uint32_t position)
{
    const uint32_t a = was->first_mandate[position];
    const uint32_t b = now->first_mandate[position];
    const uint32_t n = was->first_mandate[position + 1] - a;
    uint32_t i = 0;
    if (now->first_mandate[position + 1] - b != n) {
        return false;
    }
    for (; i < n; i++) {
        const ri_mandate *x = &was->mandates[a + i];
        const ri_mandate *y = &now->mandates[b + i];
        if (x->scope != y->scope || x->from != y->from || x->to != y->to ||
            !same_text(x->scope_text, y->scope_text)) {
            break;
        }
    }
    return i == n;
}

static void mark_positions(uint8_t *flags, const ri_snapshot *s, const ri_snapshot *t)
{
    const ri_positions *was = &s->positions;
    const ri_positions *now = &t->positions;
    const uint32_t n = was->rows.n;
    mark_rows(flags, &was->rows, &now->rows);
    MARK_COLUMN(flags, was->unit, now->unit, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->reports_to, now->reports_to, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->up, now->up, n, RI_DIFFERS_SELF);
    mark_loops(flags, was->loop, now->loop, n);
    MARK_COLUMN(flags, was->office, now->office, n, RI_DIFFERS_SELF);
    mark_texts(flags, was->grade, now->grade, n);
    mark_lists(flags, &was->dotted, &now->dotted, n, RI_DIFFERS_SELF);
    mark_lists(flags, &was->heads, &now->heads, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->vacant_on, now->vacant_on, n, RI_DIFFERS_SEATS);
    MARK_COLUMN(flags, was->last_end, now->last_end, n, RI_DIFFERS_SEATS);
    MARK_COLUMN(flags, was->last_acting, now->last_acting, n, RI_DIFFERS_SEATS);
    MARK_COLUMN(flags, was->reseated, now->reseated, n, RI_DIFFERS_SEATS);
    for (uint32_t p = 0; s->seats != t->seats && p < n; p++) {
        flags[p] |= same_seats(s, t, p) ? 0 : RI_DIFFERS_SEATS;
    }
    for (uint32_t p = 0; s->mandates != t->mandates && p < n; p++) {
        flags[p] |= same_mandates(s, t, p) ? 0 : RI_DIFFERS_SELF;
    }
}

static void mark_people(uint8_t *flags, const ri_people *was, const ri_people *now)
{
    const uint32_t n = was->rows.n;
    mark_rows(flags, &was->rows, &now->rows);
    mark_texts(flags, was->email, now->email, n);
    mark_lists(flags, &was->positions, &now->positions, n, RI_DIFFERS_SEATS);
    MARK_COLUMN(flags, was->reseated, now->reseated, n, RI_DIFFERS_SEATS);
}

static void mark_teams(uint8_t *flags, const ri_teams *was, const ri_teams *now)
{
    mark_rows(flags, &was->rows, &now->rows);
    MARK_COLUMN(flags, was->lead, now->lead, was->rows.n, RI_DIFFERS_SELF);
    mark_lists(flags, &was->members, &now->members, was->rows.n, RI_DIFFERS_SELF);
}

static void mark_journeys(uint8_t *flags, const ri_journeys *was, const ri_journeys *now)
{
    mark_rows(flags, &was->rows, &now->rows);
    MARK_COLUMN(flags, was->lead, now->lead, was->rows.n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->team, now->team, was->rows.n, RI_DIFFERS_SELF);
    mark_lists(flags, &was->touchpoints, &now->touchpoints, was->rows.n, RI_DIFFERS_LIST);
}

static void mark_touchpoints(uint8_t *flags, const ri_touchpoints *was, const ri_touchpoints *now)
{
    const uint32_t n = was->rows.n;
    mark_rows(flags, &was->rows, &now->rows);
    MARK_COLUMN(flags, was->journey, now->journey, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->journey_set, now->journey_set, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->stage, now->stage, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->channel, now->channel, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->criticality, now->criticality, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->order, now->order, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->unit_set, now->unit_set, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->tag_set, now->tag_set, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->managed, now->managed, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->truth, now->truth, n, RI_DIFFERS_SELF);
    MARK_COLUMN(flags, was->reviewed_on, now->reviewed_on, n, RI_DIFFERS_SELF);
}

static void mark_handoffs(uint8_t *flags, const ri_handoffs *was, const ri_handoffs *now)
{
    mark_absent(flags, was->absent, now->absent, was->n);
    for (uint32_t i = 0; i < now->n_repassing; i++) {
        flags[now->repassing[i].handoff] |= RI_DIFFERS_SELF;
    }
}

bool ri_differing_find(ri_differing *out, const ri_snapshot *was, const ri_snapshot *now,
                       ri_arena *arena)
{
    static const ri_kind kinds[] = {RI_JOURNEY, RI_PERSON,     RI_POSITION,
                                    RI_TEAM,    RI_TOUCHPOINT, RI_UNIT};
    *out = (ri_differing){{NULL}};
    out->of[RI_HANDOFF] = ri_arena_array(arena, was->handoffs.n, 1);
    bool done = out->of[RI_HANDOFF] != NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && done; i++) {
        out->of[kinds[i]] = ri_arena_array(arena, ri_snapshot_rows(was, kinds[i])->n, 1);
        done = out->of[kinds[i]] != NULL;
    }
    if (done) {
        mark_handoffs(out->of[RI_HANDOFF], &was->handoffs, &now->handoffs);
        mark_journeys(out->of[RI_JOURNEY], &was->journeys, &now->journeys);
        mark_people(out->of[RI_PERSON], &was->people, &now->people);
        mark_positions(out->of[RI_POSITION], was, now);
        mark_teams(out->of[RI_TEAM], &was->teams, &now->teams);
        mark_touchpoints(out->of[RI_TOUCHPOINT], &was->touchpoints, &now->touchpoints);
        mark_units(out->of[RI_UNIT], &was->units, &now->units);
    }
    return done;
}
