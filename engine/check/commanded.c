/*
 * What every position commands, counted at once. Whoever commands a position through the line is
 * at or above it; so whoever commands several is at or above the lowest position that is above
 * them all. There a touchpoint is counted, and the counts are added up over the lines. Only heads
 * of units that are above a doer's unit, but not above its head, are looked at one by one.
 */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "check/commanding.h"

/* A mandate over some of the touchpoints. */
typedef struct grant {
    ri_ref scope;
    uint32_t position;
} grant;

typedef struct counting {
    const ri_work *work;
    ri_commanded *out;
    uint32_t *below; /* by place in the lines: touchpoints counted at the position there */
    uint32_t *seen;  /* by position: the touchpoint at which it was last looked at, + 1 */
    uint8_t *plain;  /* by unit: whether all heads above it are above its head, once known */
    uint8_t *all;    /* by position: whether it has a mandate over everything */
    grant *grants;   /* by scope, then position */
    size_t n_grants;
    size_t grants_capacity;
    ri_indexes lowest; /* scratch */
} counting;

enum { UNKNOWN, PLAIN, ODD };

/* ---- through the line ---- */

/* Calls `visit` for a row and all above it, each once, until it says true. */
static bool climb(const uint32_t *parent, const uint32_t *loop, uint32_t row,
                  bool (*visit)(void *context, uint32_t row), void *context)
{
    uint32_t entered = RI_NONE; /* where the walk came into a circle */
    for (uint32_t at = row; at != RI_NONE; at = parent[at] != entered ? parent[at] : RI_NONE) {
        if (visit(context, at)) {
            return true;
        }
        entered = entered == RI_NONE && loop != NULL && loop[at] != RI_NONE ? at : entered;
    }
    return false;
}

static bool is_at_or_above(const ri_snapshot *s, uint32_t above, uint32_t position)
{
    return above == position || ri_position_under(s, position, above);
}

/* The lowest position over a row's positions, RI_NONE when there is none. */
static uint32_t lowest_over(const ri_snapshot *s, const ri_lists *positions, uint32_t row)
{
    return ri_lowest_common_superior(s, RI_FROM(positions->items, positions->first[row]),
                                     positions->first[row + 1] - positions->first[row]);
}

/* The lowest position that commands a doer, as far as the lines of positions tell. */
static uint32_t lowest_commanding(const ri_snapshot *s, ri_ref doer)
{
    const uint32_t at = ri_ref_index(doer);
    switch (ri_ref_kind(doer)) {
    case RI_TEAM:
        return lowest_over(s, &s->teams.members, at);
    case RI_PERSON:
        return lowest_over(s, &s->people.positions, at);
    default:
        return ri_holder_position(s, doer);
    }
}

/* A touchpoint while the heads above a doer's unit are looked at. */
typedef struct looking {
    counting *c;
    const ri_doers *doers;
    uint32_t touchpoint;
    uint32_t lowest; /* at which it is counted, or RI_NONE */
    uint32_t head;   /* of the unit */
} looking;

static bool is_odd(void *context, uint32_t unit)
{
    const looking *l = context;
    const ri_snapshot *s = l->c->work->s;
    const uint32_t head = s->units.head[unit];
    return head != RI_NONE && (l->head == RI_NONE || !is_at_or_above(s, head, l->head));
}

/* Counts the touchpoint for a unit's head, if it commands all and is not counted yet. */
static bool count_head(void *context, uint32_t unit)
{
    const looking *l = context;
    counting *c = l->c;
    const ri_snapshot *s = c->work->s;
    const uint32_t head = s->units.head[unit];
    if (head == RI_NONE || c->seen[head] == l->touchpoint + 1 ||
        (l->lowest != RI_NONE && is_at_or_above(s, head, l->lowest))) {
        return false;
    }
    c->seen[head] = l->touchpoint + 1;
    for (uint32_t i = 0; i < l->doers->n; i++) {
        if (!ri_commands_by_line(s, head, ri_doer(l->doers, i))) {
            return false;
        }
    }
    c->out->by_line[head]++;
    return false;
}

static void count_heads(counting *c, looking *l, uint32_t unit)
{
    const ri_units *units = &c->work->s->units;
    l->head = units->head[unit];
    if (c->plain[unit] == UNKNOWN) {
        c->plain[unit] = climb(units->parent, units->loop, unit, is_odd, l) ? ODD : PLAIN;
    }
    if (c->plain[unit] == ODD) {
        (void)climb(units->parent, units->loop, unit, count_head, l);
    }
}

static bool count_line(counting *c, const ri_doers *doers, uint32_t touchpoint)
{
    const ri_snapshot *s = c->work->s;
    looking l = {.c = c, .doers = doers, .touchpoint = touchpoint};
    c->lowest.n = 0;
    for (uint32_t i = 0; i < doers->n; i++) {
        const uint32_t lowest = lowest_commanding(s, ri_doer(doers, i));
        if (!RI_PUSH(c->lowest.items, c->lowest.n, c->lowest.capacity, lowest)) {
            return false;
        }
    }
    l.lowest = ri_lowest_common_superior(s, c->lowest.items, c->lowest.n);
    if (l.lowest != RI_NONE) {
        c->below[s->positions.enter[l.lowest]]++;
    }
    for (uint32_t i = 0; i < doers->n; i++) {
        const ri_ref doer = ri_doer(doers, i);
        if (ri_ref_kind(doer) == RI_UNIT) {
            count_heads(c, &l, ri_ref_index(doer));
        }
    }
    return true;
}

/* Each position has what is counted at or below it. */
static void add_up(counting *c)
{
    const ri_positions *positions = &c->work->s->positions;
    uint32_t before = 0;
    for (uint32_t place = 0; place <= positions->rows.n; place++) {
        const uint32_t here = place < positions->rows.n ? c->below[place] : 0;
        c->below[place] = before;
        before += here;
    }
    for (uint32_t p = 0; p < positions->rows.n; p++) {
        const bool circle = positions->loop != NULL && positions->loop[p] != RI_NONE;
        const uint32_t top = circle ? positions->loop[p] : p;
        c->out->by_line[p] += c->below[positions->leave[top]] - c->below[positions->enter[top]];
    }
}

/* ---- through mandates ---- */

static int by_scope(const void *a, const void *b, const void *context)
{
    const grant *x = a;
    const grant *y = b;
    (void)context;
    const int scope = (x->scope > y->scope) - (x->scope < y->scope);
    return scope != 0 ? scope : (x->position > y->position) - (x->position < y->position);
}

static bool gather_grants(counting *c)
{
    const ri_snapshot *s = c->work->s;
    for (uint32_t i = 0; i < s->n_mandates; i++) {
        const grant one = {s->mandates[i].scope, s->mandates[i].position};
        if (one.scope != RI_NONE && ri_ref_kind(one.scope) == RI_ENTERPRISE) {
            c->all[one.position] = 1;
        } else if (one.scope != RI_NONE &&
                   !RI_PUSH(c->grants, c->n_grants, c->grants_capacity, one)) {
            return false;
        }
    }
    return ri_order(c->grants, c->n_grants, sizeof *c->grants, by_scope, NULL);
}

/* Counts the touchpoint for all who have a mandate of that scope, and no other power over it. */
static void count_grants(const looking *l, ri_ref scope)
{
    counting *c = l->c;
    const grant first = {scope, 0};
    size_t i = ri_order_place(c->grants, c->n_grants, sizeof *c->grants, by_scope, &first, NULL);
    for (; i < c->n_grants && c->grants[i].scope == scope; i++) {
        const uint32_t p = c->grants[i].position;
        uint32_t n = 0;
        if (c->all[p] != 0 || c->seen[p] == l->touchpoint + 1) {
            continue;
        }
        c->seen[p] = l->touchpoint + 1;
        while (n < l->doers->n && ri_commands_by_line(c->work->s, p, ri_doer(l->doers, n))) {
            n++;
        }
        c->out->by_mandate[p] += n == 0 || n < l->doers->n;
    }
}

static bool count_unit_grants(void *context, uint32_t unit)
{
    count_grants(context, ri_ref_make(RI_UNIT, unit));
    return false;
}

static void count_mandates(counting *c, const ri_doers *doers, uint32_t touchpoint)
{
    const ri_snapshot *s = c->work->s;
    const ri_touchpoints *t = &s->touchpoints;
    const ri_lists *units = &s->unit_sets.of;
    const ri_lists *journeys = &s->journey_sets.of;
    looking l = {.c = c, .doers = doers, .touchpoint = touchpoint};
    count_grants(&l, ri_ref_make(RI_TOUCHPOINT, touchpoint));
    if (t->stage[touchpoint] != RI_NONE) {
        count_grants(&l, ri_ref_make(RI_STAGE, t->stage[touchpoint]));
    }
    if (t->channel[touchpoint] != RI_NONE) {
        count_grants(&l, ri_ref_make(RI_CHANNEL, t->channel[touchpoint]));
    }
    const uint32_t on = t->journey_set[touchpoint];
    for (uint32_t i = journeys->first[on]; i < journeys->first[on + 1]; i++) {
        count_grants(&l, ri_ref_make(RI_JOURNEY, journeys->items[i]));
    }
    const uint32_t by = t->unit_set[touchpoint];
    for (uint32_t i = units->first[by]; i < units->first[by + 1]; i++) {
        (void)climb(s->units.parent, s->units.loop, units->items[i], count_unit_grants, &l);
    }
}

/* ---- all of it ---- */

static bool get_ready(counting *c, ri_commanded *out)
{
    const uint32_t n = c->work->s->positions.rows.n;
    const uint32_t n_units = c->work->s->units.rows.n;
    out->by_line = ri_alloc_zeroed(n * sizeof *out->by_line);
    out->by_mandate = ri_alloc_zeroed(n * sizeof *out->by_mandate);
    c->below = ri_alloc_zeroed(((size_t)n + 1) * sizeof *c->below); /* lines end behind the last */
    c->seen = ri_alloc_zeroed(n * sizeof *c->seen);
    c->plain = ri_alloc(n_units);
    c->all = ri_alloc_zeroed(n);
    if (out->by_line == NULL || out->by_mandate == NULL || c->below == NULL || c->seen == NULL ||
        c->plain == NULL || c->all == NULL) {
        return false;
    }
    memset(c->plain, UNKNOWN, n_units);
    return gather_grants(c);
}

static bool count_all(counting *c, ri_commanded *out)
{
    const ri_rows *touchpoints = &c->work->s->touchpoints.rows;
    const uint32_t n = c->work->s->positions.rows.n;
    for (uint32_t t = 0; t < touchpoints->n; t++) {
        const ri_doers doers = ri_doers_of(c->work, t);
        if (!ri_row_there(touchpoints, t)) {
            continue;
        }
        out->touchpoints++;
        if (doers.n > 0 && !count_line(c, &doers, t)) {
            return false;
        }
    }
    memset(c->seen, 0, n * sizeof *c->seen);
    for (uint32_t t = 0; t < touchpoints->n && c->n_grants > 0; t++) {
        if (ri_row_there(touchpoints, t)) {
            const ri_doers doers = ri_doers_of(c->work, t);
            count_mandates(c, &doers, t);
        }
    }
    add_up(c);
    for (uint32_t p = 0; p < n; p++) {
        if (c->all[p] != 0) {
            out->by_mandate[p] = out->touchpoints - out->by_line[p];
        }
    }
    return true;
}

bool ri_commanded_count(ri_commanded *out, const ri_work *work)
{
    counting c = {.work = work, .out = out};
    *out = (ri_commanded){.by_line = NULL};
    const bool done = get_ready(&c, out) && count_all(&c, out);
    ri_free(c.below);
    ri_free(c.seen);
    ri_free(c.plain);
    ri_free(c.all);
    ri_free(c.grants);
    ri_free(c.lowest.items);
    return done;
}

void ri_commanded_free(ri_commanded *commanded)
{
    ri_free(commanded->by_line);
    ri_free(commanded->by_mandate);
    *commanded = (ri_commanded){.by_line = NULL};
}
