/*
 * Touchpoints, the journeys they are on and in which order, and links between them.
 */
#include "model/deriving.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"

/* ---- touchpoints ---- */

static bool says(const ri_altered *altered, int column)
{
    return !altered->there || (altered->says >> column & 1u) != 0;
}

static const char *text_in(const ri_altered *altered, int column)
{
    const char *text = altered->there ? altered->cells[column].text : NULL;
    return text != NULL && *text != '\0' ? text : NULL;
}

static uint32_t link_in(const ri_deriving *d, const ri_altered *altered, int column, ri_kind kind)
{
    return altered->there ? ri_derive_link(d, kind, altered->cells[column].link) : RI_NONE;
}

static void fill_links(ri_deriving *d, const ri_altered *altered)
{
    ri_touchpoints *t = &d->out->touchpoints;
    const uint32_t row = altered->row;
    if (says(altered, RI_TOUCHPOINT_JOURNEY)) {
        t->journey[row] = link_in(d, altered, RI_TOUCHPOINT_JOURNEY, RI_JOURNEY);
    }
    if (says(altered, RI_TOUCHPOINT_STAGE)) {
        t->stage[row] = link_in(d, altered, RI_TOUCHPOINT_STAGE, RI_STAGE);
    }
    if (says(altered, RI_TOUCHPOINT_CHANNEL)) {
        t->channel[row] = link_in(d, altered, RI_TOUCHPOINT_CHANNEL, RI_CHANNEL);
    }
}

static void fill_texts(ri_deriving *d, const ri_altered *altered)
{
    ri_touchpoints *t = &d->out->touchpoints;
    const uint32_t row = altered->row;
    if (says(altered, RI_TOUCHPOINT_CRITICALITY)) {
        const char *text = text_in(altered, RI_TOUCHPOINT_CRITICALITY);
        t->criticality[row] = text != NULL ? (uint8_t)strtol(text, NULL, 10) : 0;
    }
    if (says(altered, RI_TOUCHPOINT_ORDER)) {
        const char *text = text_in(altered, RI_TOUCHPOINT_ORDER);
        t->order[row] = text != NULL ? strtoll(text, NULL, 10) : INT64_MAX;
    }
    if (says(altered, RI_TOUCHPOINT_MANAGED)) {
        t->managed[row] =
            altered->there &&
            ri_said_flag(RI_TOUCHPOINT_MANAGED, altered->cells[RI_TOUCHPOINT_MANAGED].text);
    }
    if (says(altered, RI_TOUCHPOINT_TRUTH)) {
        t->truth[row] = altered->there &&
                        ri_said_flag(RI_TOUCHPOINT_TRUTH, altered->cells[RI_TOUCHPOINT_TRUTH].text);
    }
    if (says(altered, RI_TOUCHPOINT_REVIEWED_ON)) {
        const char *text = text_in(altered, RI_TOUCHPOINT_REVIEWED_ON);
        if (text == NULL || !ri_day_parse(text, strlen(text), &t->reviewed_on[row])) {
            t->reviewed_on[row] = RI_DAY_MIN;
        }
    }
}

static void fill_lists(ri_deriving *d, const ri_altered *altered)
{
    ri_touchpoints *t = &d->out->touchpoints;
    const ri_said *cells = altered->cells;
    const uint32_t row = altered->row;
    if (says(altered, RI_TOUCHPOINT_UNITS)) {
        const ri_said *units = &cells[RI_TOUCHPOINT_UNITS];
        t->unit_set[row] =
            altered->there ? ri_derive_set(d, &d->l.unit_sets, units->items, units->n_items) : 0;
    }
    if (says(altered, RI_TOUCHPOINT_TAGS)) {
        const ri_said *tags = &cells[RI_TOUCHPOINT_TAGS];
        t->tag_set[row] =
            altered->there ? ri_derive_set(d, &d->l.tag_sets, tags->items, tags->n_items) : 0;
    }
}

/* Whether a column is to be copied: it is said anew, or what ends has something in it. */
static bool column_differs(const ri_deriving *d, int column)
{
    return d->ends[RI_TOUCHPOINT] || ri_derive_says(d, RI_TOUCHPOINT, column);
}

static void copy_columns(ri_deriving *d)
{
    ri_touchpoints *t = &d->out->touchpoints;
    const uint32_t n = t->rows.n;
    const struct {
        int column;
        void **at;
        size_t size;
    } columns[] = {
        {RI_TOUCHPOINT_JOURNEY, (void **)&t->journey, sizeof *t->journey},
        {RI_TOUCHPOINT_JOURNEY, (void **)&t->journey_set, sizeof *t->journey_set},
        {RI_TOUCHPOINT_STAGE, (void **)&t->stage, sizeof *t->stage},
        {RI_TOUCHPOINT_CHANNEL, (void **)&t->channel, sizeof *t->channel},
        {RI_TOUCHPOINT_CRITICALITY, (void **)&t->criticality, sizeof *t->criticality},
        {RI_TOUCHPOINT_ORDER, (void **)&t->order, sizeof *t->order},
        {RI_TOUCHPOINT_UNITS, (void **)&t->unit_set, sizeof *t->unit_set},
        {RI_TOUCHPOINT_TAGS, (void **)&t->tag_set, sizeof *t->tag_set},
        {RI_TOUCHPOINT_MANAGED, (void **)&t->managed, sizeof *t->managed},
        {RI_TOUCHPOINT_TRUTH, (void **)&t->truth, sizeof *t->truth},
        {RI_TOUCHPOINT_REVIEWED_ON, (void **)&t->reviewed_on, sizeof *t->reviewed_on},
    };
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (column_differs(d, columns[i].column)) {
            *columns[i].at = ri_derive_column(d, *columns[i].at, n, columns[i].size);
        }
    }
}

/* ---- which journeys ---- */

/* The first one, then the further ones, which stand by key. */
static void find_journeys(ri_deriving *d, uint32_t row)
{
    ri_touchpoints *t = &d->out->touchpoints;
    ri_loading *l = &d->l;
    const ri_step_on *steps = NULL;
    const uint32_t n = ri_row_there(&t->rows, row) ? ri_basis_steps_of(d->basis, row, &steps) : 0;
    l->n_items = 0;
    if (t->journey[row] != RI_NONE) {
        d->failed = d->failed || !RI_PUSH(l->items, l->n_items, l->items_capacity, t->journey[row]);
    }
    for (uint32_t i = 0; i < n && !d->failed; i++) {
        if (steps[i].journey != t->journey[row]) {
            d->failed = !RI_PUSH(l->items, l->n_items, l->items_capacity, steps[i].journey);
        }
    }
    d->failed = d->failed || !ri_loading_set(l, &l->journey_sets, &t->journey_set[row]);
}

/* Notes the journeys of a touchpoint, as they were and as they are. */
static void note_passed(ri_deriving *d, uint32_t row)
{
    size_t n = 0;
    const uint32_t *items = ri_set_get(&d->l.journey_sets, d->s->touchpoints.journey_set[row], &n);
    for (size_t i = 0; i < n; i++) {
        d->passed[items[i]] = 1;
    }
    items = ri_set_get(&d->l.journey_sets, d->out->touchpoints.journey_set[row], &n);
    for (size_t i = 0; i < n; i++) {
        d->passed[items[i]] = 1;
    }
}

static uint8_t *zeros(ri_deriving *d, size_t n)
{
    uint8_t *out = ri_alloc(n);
    d->failed = d->failed || out == NULL;
    if (out != NULL) {
        memset(out, 0, n);
    }
    return out;
}

void ri_derive_touchpoints(ri_deriving *d)
{
    const ri_touchpoints *was = &d->s->touchpoints;
    const ri_touchpoints *now = &d->out->touchpoints;
    d->passed = zeros(d, d->s->journeys.rows.n);
    d->placed = zeros(d, was->rows.n);
    if (d->failed || d->n_of[RI_TOUCHPOINT] == 0) {
        return;
    }
    copy_columns(d);
    const bool moves = column_differs(d, RI_TOUCHPOINT_JOURNEY);
    for (uint32_t i = 0; i < d->n_of[RI_TOUCHPOINT] && !d->failed; i++) {
        const ri_altered *altered = d->of[RI_TOUCHPOINT][i].it;
        const uint32_t row = altered->row;
        fill_links(d, altered);
        fill_texts(d, altered);
        fill_lists(d, altered);
        if (moves) {
            find_journeys(d, row);
        }
        if (altered->was != altered->there || now->journey[row] != was->journey[row] ||
            now->order[row] != was->order[row]) {
            note_passed(d, row);
        }
        d->placed[row] = now->unit_set[row] != was->unit_set[row] ||
                         now->journey_set[row] != was->journey_set[row];
    }
}

/* ---- in which order ---- */

static int by_order(const void *a, const void *b, const void *context)
{
    const ri_step_on *x = a;
    const ri_step_on *y = b;
    (void)context;
    if (x->order != y->order) {
        return x->order < y->order ? -1 : 1;
    }
    return x->touchpoint < y->touchpoint ? -1 : x->touchpoint > y->touchpoint;
}

/* On its first journey a touchpoint stands where its own order says. */
static void push_step(ri_deriving *d, uint32_t journey, uint32_t row)
{
    const ri_touchpoints *t = &d->out->touchpoints;
    const bool first = t->journey[row] == journey;
    const ri_step_on *further = first ? NULL : ri_basis_step(d->basis, row, journey);
    ri_step_on *kept = NULL;
    if (!ri_row_there(&t->rows, row) || (!first && further == NULL)) {
        return;
    }
    kept = ri_gather(&d->l.gathered, sizeof *kept);
    if (kept == NULL) {
        d->failed = true;
        return;
    }
    *kept = (ri_step_on){journey, row, first ? t->order[row] : further->order};
}

static bool was_on(const ri_deriving *d, uint32_t journey, uint32_t row)
{
    size_t n = 0;
    const uint32_t *items = ri_set_get(&d->l.journey_sets, d->s->touchpoints.journey_set[row], &n);
    size_t i = 0;
    while (i < n && items[i] != journey) {
        i++;
    }
    return i < n;
}

/* The touchpoints that a journey has from now on: those that it had, and who came to it. */
static void gather_steps(ri_deriving *d, uint32_t journey)
{
    const ri_lists *was = &d->s->journeys.touchpoints;
    for (uint32_t i = was->first[journey]; i < was->first[journey + 1]; i++) {
        push_step(d, journey, was->items[i]);
    }
    for (uint32_t i = 0; i < d->n_of[RI_TOUCHPOINT]; i++) {
        const uint32_t row = d->of[RI_TOUCHPOINT][i].it->row;
        if (!was_on(d, journey, row)) {
            push_step(d, journey, row);
        }
    }
    d->failed = d->failed ||
                !ri_order(d->l.gathered.items, d->l.gathered.n, sizeof(ri_step_on), by_order, NULL);
}

static bool any(const uint8_t *flags, uint32_t n)
{
    return n > 0 && memchr(flags, 1, n) != NULL;
}

static void derive_steps(ri_deriving *d)
{
    ri_lists *lists = &d->out->journeys.touchpoints;
    const ri_lists *was = &d->s->journeys.touchpoints;
    const uint32_t n = d->out->journeys.rows.n;
    uint32_t *items = NULL;
    size_t n_items = 0;
    size_t capacity = 0;
    if (!any(d->passed, n) || RI_DERIVE(d, lists->first, (size_t)n + 1) == NULL) {
        return;
    }
    for (uint32_t j = 0; j < n && !d->failed; j++) {
        const ri_step_on *steps = NULL;
        uint32_t count = was->first[j + 1] - was->first[j];
        if (d->passed[j] != 0) {
            d->l.gathered.n = 0;
            gather_steps(d, j);
            steps = d->l.gathered.items;
            count = (uint32_t)d->l.gathered.n;
        }
        lists->first[j] = (uint32_t)n_items;
        for (uint32_t i = 0; i < count && !d->failed; i++) {
            d->failed =
                !RI_PUSH(items, n_items, capacity,
                         steps != NULL ? steps[i].touchpoint : was->items[was->first[j] + i]);
        }
    }
    lists->first[n] = (uint32_t)n_items;
    lists->items = ri_arena_keep(d->arena, items, n_items, sizeof *items);
    d->failed = d->failed || lists->items == NULL;
    d->l.gathered.n = 0;
    ri_free(items);
}

/* ---- links ---- */

static void derive_links(ri_deriving *d)
{
    ri_snapshot *out = d->out;
    const ri_rows *rows = &out->touchpoints.rows;
    if (!d->ends[RI_TOUCHPOINT] || RI_DERIVE(d, out->links, out->n_links) == NULL) {
        return;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->n_links; i++) {
        if (ri_row_there(rows, out->links[i].from) && ri_row_there(rows, out->links[i].to)) {
            out->links[kept++] = out->links[i];
        }
    }
    out->n_links = kept;
}

void ri_derive_journeys(ri_deriving *d)
{
    derive_steps(d);
    derive_links(d);
}
