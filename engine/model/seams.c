/*
 * What stands behind handoffs: the order of "a->b", the departments of units that deliver
 * together, and what the two sides of a handoff have both, or in common.
 */
#include "model/seams.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"

/* "a-0->" comes before "a->", though "a" comes before "a-0": whether the key `b`
   goes before the key `a` once both are followed by "->". The bytes of keys below
   '>' are '-', '.' and digits. */
static bool goes_before(const char *b, const char *a)
{
    size_t n = strlen(a);
    return strncmp(a, b, n) == 0 && b[n] == '-' && b[n + 1] < '>';
}

/* The keys that go before a key although they follow it stand right behind it, and
   such runs only ever nest. So a stack of those kept waiting sorts them in one pass;
   `waiting` has room for n. */
static void rank_all(const ri_rows *rows, ri_seams *seams, uint32_t *waiting)
{
    uint32_t n_waiting = 0;
    uint32_t n_ranked = 0;
    for (uint32_t row = 0; row < rows->n; row++) {
        while (n_waiting > 0 && !goes_before(rows->key[row], rows->key[waiting[n_waiting - 1]])) {
            seams->ranked[n_ranked++] = waiting[--n_waiting];
        }
        waiting[n_waiting++] = row;
    }
    while (n_waiting > 0) {
        seams->ranked[n_ranked++] = waiting[--n_waiting];
    }
    for (uint32_t i = 0; i < n_ranked; i++) {
        seams->rank[seams->ranked[i]] = i;
    }
}

bool ri_seams_rank(ri_seams *seams, const ri_rows *touchpoints)
{
    const size_t n = touchpoints->n;
    uint32_t *waiting = ri_alloc(n * sizeof *waiting);
    seams->rank = ri_alloc(n * sizeof *seams->rank);
    seams->ranked = ri_alloc(n * sizeof *seams->ranked);
    const bool done = waiting != NULL && seams->rank != NULL && seams->ranked != NULL;
    if (done) {
        rank_all(touchpoints, seams, waiting);
    }
    ri_free(waiting);
    return done;
}

void ri_seams_free(ri_seams *seams)
{
    ri_free(seams->rank);
    ri_free(seams->ranked);
    ri_free(seams->party);
    ri_set_free(&seams->parties);
    ri_map_free(&seams->joined);
    ri_map_free(&seams->common);
    *seams = (ri_seams){.rank = NULL};
}

uint32_t ri_seams_find(const ri_seams *seams, uint32_t from, uint32_t to)
{
    const uint32_t rank = seams->rank[from];
    const uint32_t first = seams->next.first[rank];
    const uint32_t n = seams->next.first[rank + 1] - first;
    const size_t at = ri_order_number(RI_FROM(seams->next.items, first), n, to);
    return at < n && seams->next.items[first + at] == to ? first + (uint32_t)at : RI_NONE;
}

bool ri_seams_party(ri_seams *seams, ri_loading *l, uint32_t set, uint32_t *out)
{
    size_t n = 0;
    const uint32_t *units = ri_set_get(&l->unit_sets, set, &n);
    for (size_t i = 0; i < n; i++) {
        uint32_t department = l->s->units.department[units[i]];
        if (!RI_PUSH(l->items, l->n_items, l->items_capacity, department)) {
            return false;
        }
    }
    l->n_items = ri_order_unique(l->items, l->n_items);
    return ri_loading_set(l, &seams->parties, out);
}

bool ri_seams_parties(ri_seams *seams, ri_loading *l)
{
    const uint32_t n_sets = ri_set_count(&l->unit_sets);
    uint32_t *party = ri_realloc(seams->party, n_sets * sizeof *party);
    if (party == NULL) {
        return false;
    }
    seams->party = party;
    seams->n_party = n_sets;
    for (uint32_t set = 0; set < n_sets; set++) {
        if (!ri_seams_party(seams, l, set, &party[set])) {
            return false;
        }
    }
    return true;
}

static bool push_set(ri_loading *l, const ri_set_table *table, uint32_t set)
{
    size_t n = 0;
    const uint32_t *items = ri_set_get(table, set, &n);
    for (size_t i = 0; i < n; i++) {
        if (!RI_PUSH(l->items, l->n_items, l->items_capacity, items[i])) {
            return false;
        }
    }
    return true;
}

static bool join(ri_loading *l, ri_seams *seams, uint32_t a, uint32_t b, uint32_t *out)
{
    uint64_t both = (uint64_t)a << 32 | b;
    if (a == b || b == 0 || a == 0) {
        *out = a != 0 ? a : b;
        return true;
    }
    return ri_map_get(&seams->joined, both, out) ||
           (push_set(l, &l->unit_sets, a) && push_set(l, &l->unit_sets, b) &&
            ri_loading_set(l, &l->unit_sets, out) && ri_map_put(&seams->joined, both, *out));
}

/* Whether a set of journeys, the first one first and the others ascending, has it. */
static bool has_journey(const uint32_t *journeys, size_t n, uint32_t journey)
{
    return n > 0 && (journeys[0] == journey || ri_order_has(journeys + 1, n - 1, journey));
}

/* The journeys in both sets, in the same order as sets of journeys have: a's first
   one first, the others ascending. */
static bool push_common(ri_loading *l, uint32_t a, uint32_t b)
{
    size_t n = 0;
    size_t n_others = 0;
    const uint32_t *items = ri_set_get(&l->journey_sets, a, &n);
    const uint32_t *others = ri_set_get(&l->journey_sets, b, &n_others);
    uint32_t first = n > 0 ? items[0] : RI_NONE;
    if (n > n_others) {
        const uint32_t *swap = items;
        size_t swap_n = n;
        items = others, n = n_others;
        others = swap, n_others = swap_n;
    }
    for (size_t i = 0; i < n; i++) {
        if (has_journey(others, n_others, items[i]) &&
            !RI_PUSH(l->items, l->n_items, l->items_capacity, items[i])) {
            return false;
        }
    }
    l->n_items = ri_order_unique(l->items, l->n_items);
    for (size_t i = 1; i < l->n_items; i++) {
        if (l->items[i] == first) {
            memmove(l->items + 1, l->items, i * sizeof *l->items);
            l->items[0] = first;
        }
    }
    return true;
}

static bool intersect(ri_loading *l, ri_seams *seams, uint32_t a, uint32_t b, uint32_t *out)
{
    uint64_t both = (uint64_t)a << 32 | b;
    if (a == b) {
        *out = a;
        return true;
    }
    return ri_map_get(&seams->common, both, out) ||
           (push_common(l, a, b) && ri_loading_set(l, &l->journey_sets, out) &&
            ri_map_put(&seams->common, both, *out));
}

bool ri_seams_passing(ri_passing *out, ri_seams *seams, ri_loading *l, uint32_t from, uint32_t to)
{
    const ri_touchpoints *t = &l->s->touchpoints;
    return join(l, seams, t->unit_set[from], t->unit_set[to], &out->unit_set) &&
           intersect(l, seams, t->journey_set[from], t->journey_set[to], &out->journey_set);
}
