/*
 * Handoffs: neighbours in journeys and links, in the order of "a->b".
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/loading.h"

/* What is known about sets while handoffs are made. */
typedef struct seam {
    uint32_t *rank;       /* touchpoint -> its place in the order of key + "->" */
    uint32_t *ranked;     /* and back */
    ri_set_table parties; /* sets of departments */
    uint32_t *party;      /* set of units -> set of their departments */
    ri_map joined;        /* two sets of units -> the set of both's units */
    ri_map common;        /* two sets of journeys -> the set of those in both */
} seam_facts;

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
static void rank_touchpoints(const ri_rows *rows, seam_facts *seam, uint32_t *waiting)
{
    uint32_t n_waiting = 0;
    uint32_t n_ranked = 0;
    for (uint32_t row = 0; row < rows->n; row++) {
        while (n_waiting > 0 && !goes_before(rows->key[row], rows->key[waiting[n_waiting - 1]])) {
            seam->ranked[n_ranked++] = waiting[--n_waiting];
        }
        waiting[n_waiting++] = row;
    }
    while (n_waiting > 0) {
        seam->ranked[n_ranked++] = waiting[--n_waiting];
    }
    for (uint32_t i = 0; i < n_ranked; i++) {
        seam->rank[seam->ranked[i]] = i;
    }
}

/* All handoffs of the organization, as pairs of rank and touchpoint. */
static bool gather_all(ri_loading *l, const seam_facts *seam)
{
    const ri_snapshot *s = l->s;
    const ri_lists *touchpoints = &s->journeys.touchpoints;
    for (uint32_t journey = 0; journey < s->journeys.rows.n; journey++) {
        for (uint32_t i = touchpoints->first[journey] + 1; i < touchpoints->first[journey + 1];
             i++) {
            uint32_t from = seam->rank[touchpoints->items[i - 1]];
            if (!ri_pairs_add(&l->pairs, from, touchpoints->items[i])) {
                return false;
            }
        }
    }
    for (uint32_t i = 0; i < s->n_links; i++) {
        const ri_link *link = &s->links[i];
        if (link->kind == RI_LINK_HANDOFF &&
            !ri_pairs_add(&l->pairs, seam->rank[link->from], link->to)) {
            return false;
        }
    }
    return true;
}

/* Those a focus asks for, which exist. */
static bool gather_reached(ri_loading *l, const seam_facts *seam)
{
    const ri_ids *ids = &l->ids[RI_TOUCHPOINT];
    for (size_t i = 0; i < l->reach->n_passages; i++) {
        uint32_t from = ri_ids_get(ids, l->reach->passages[i].from);
        uint32_t to = ri_ids_get(ids, l->reach->passages[i].to);
        if (from != RI_NONE && to != RI_NONE && !ri_pairs_add(&l->pairs, seam->rank[from], to)) {
            return false;
        }
    }
    return true;
}

/* The set of departments of each set of units. */
static bool find_parties(ri_loading *l, seam_facts *seam)
{
    uint32_t n_sets = ri_set_count(&l->unit_sets);
    seam->party = ri_alloc(n_sets * sizeof *seam->party);
    if (seam->party == NULL) {
        return false;
    }
    for (uint32_t set = 0; set < n_sets; set++) {
        size_t n = 0;
        const uint32_t *units = ri_set_get(&l->unit_sets, set, &n);
        for (size_t i = 0; i < n; i++) {
            uint32_t department = l->s->units.department[units[i]];
            if (!RI_PUSH(l->items, l->n_items, l->items_capacity, department)) {
                return false;
            }
        }
        l->n_items = ri_order_unique(l->items, l->n_items);
        if (!ri_loading_set(l, &seam->parties, &seam->party[set])) {
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

static bool join(ri_loading *l, seam_facts *seam, uint32_t a, uint32_t b, uint32_t *out)
{
    uint64_t both = (uint64_t)a << 32 | b;
    if (a == b || b == 0 || a == 0) {
        *out = a != 0 ? a : b;
        return true;
    }
    return ri_map_get(&seam->joined, both, out) ||
           (push_set(l, &l->unit_sets, a) && push_set(l, &l->unit_sets, b) &&
            ri_loading_set(l, &l->unit_sets, out) && ri_map_put(&seam->joined, both, *out));
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

static bool intersect(ri_loading *l, seam_facts *seam, uint32_t a, uint32_t b, uint32_t *out)
{
    uint64_t both = (uint64_t)a << 32 | b;
    if (a == b) {
        *out = a;
        return true;
    }
    return ri_map_get(&seam->common, both, out) ||
           (push_common(l, a, b) && ri_loading_set(l, &l->journey_sets, out) &&
            ri_map_put(&seam->common, both, *out));
}

static bool fill_handoff(ri_loading *l, seam_facts *seam, uint32_t at, uint32_t from, uint32_t to)
{
    ri_handoffs *handoffs = &l->s->handoffs;
    const ri_touchpoints *t = &l->s->touchpoints;
    handoffs->from[at] = from;
    handoffs->to[at] = to;
    handoffs->crosses[at] = seam->party[t->unit_set[from]] != seam->party[t->unit_set[to]];
    return join(l, seam, t->unit_set[from], t->unit_set[to], &handoffs->unit_set[at]) &&
           intersect(l, seam, t->journey_set[from], t->journey_set[to], &handoffs->journey_set[at]);
}

static bool fill(ri_loading *l, seam_facts *seam)
{
    ri_handoffs *handoffs = &l->s->handoffs;
    uint32_t n = l->s->touchpoints.rows.n;
    ri_lists next = {0};
    if (!(l->reach != NULL ? gather_reached(l, seam) : gather_all(l, seam)) ||
        !ri_loading_lists(l, &next, n)) {
        return false;
    }
    ri_lists_sort(&next, n);
    handoffs->n = next.first[n];
    handoffs->crosses = ri_arena_array(l->arena, handoffs->n, sizeof *handoffs->crosses);
    if (handoffs->crosses == NULL || !ri_numbers(&handoffs->from, l->arena, handoffs->n) ||
        !ri_numbers(&handoffs->to, l->arena, handoffs->n) ||
        !ri_numbers(&handoffs->unit_set, l->arena, handoffs->n) ||
        !ri_numbers(&handoffs->journey_set, l->arena, handoffs->n) || !find_parties(l, seam)) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t at = next.first[i]; at < next.first[i + 1]; at++) {
            if (!fill_handoff(l, seam, at, seam->ranked[i], next.items[at])) {
                return false;
            }
        }
    }
    return true;
}

raci_status ri_load_handoffs(ri_loading *l, raci_error *err)
{
    seam_facts seam = {0};
    size_t n = l->s->touchpoints.rows.n;
    uint32_t *waiting = ri_alloc(n * sizeof *waiting);
    seam.rank = ri_alloc(n * sizeof *seam.rank);
    seam.ranked = ri_alloc(n * sizeof *seam.ranked);
    bool done = waiting != NULL && seam.rank != NULL && seam.ranked != NULL;
    if (done) {
        rank_touchpoints(&l->s->touchpoints.rows, &seam, waiting);
        done = fill(l, &seam);
    }
    ri_free(waiting);
    ri_free(seam.rank);
    ri_free(seam.ranked);
    ri_free(seam.party);
    ri_set_free(&seam.parties);
    ri_map_free(&seam.joined);
    ri_map_free(&seam.common);
    return done ? RACI_OK : ri_fail_nomem(err);
}
