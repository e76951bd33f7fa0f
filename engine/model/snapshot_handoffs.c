/*
 * Handoffs: neighbours in journeys and links, in the order of "a->b".
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/basis.h"

typedef bool (*pair_fn)(ri_loading *l, const ri_seams *seams, uint32_t from, uint32_t to,
                        void *payload);

/* Calls `each` for every neighbourhood in a journey and every link that makes a handoff. */
static bool each_pair(ri_loading *l, const ri_seams *seams, pair_fn each, void *payload)
{
    const ri_snapshot *s = l->s;
    const ri_lists *touchpoints = &s->journeys.touchpoints;
    bool done = true;
    for (uint32_t journey = 0; journey < s->journeys.rows.n; journey++) {
        for (uint32_t i = touchpoints->first[journey] + 1;
             i < touchpoints->first[journey + 1] && done; i++) {
            done = each(l, seams, touchpoints->items[i - 1], touchpoints->items[i], payload);
        }
    }
    for (uint32_t i = 0; i < s->n_links && done; i++) {
        const ri_link *link = &s->links[i];
        done = link->kind != RI_LINK_HANDOFF || each(l, seams, link->from, link->to, payload);
    }
    return done;
}

static bool add_pair(ri_loading *l, const ri_seams *seams, uint32_t from, uint32_t to,
                     void *payload)
{
    (void)payload;
    return ri_pairs_add(&l->pairs, seams->rank[from], to);
}

static bool count_pair(ri_loading *l, const ri_seams *seams, uint32_t from, uint32_t to,
                       void *payload)
{
    uint32_t *made = payload;
    (void)l;
    made[ri_seams_find(seams, from, to)]++;
    return true;
}

/* Handoffs that are to have a place, whether or not they are there. */
static bool gather_further(ri_loading *l, const ri_seams *seams)
{
    const ri_rows *rows = &l->s->touchpoints.rows;
    const size_t n = l->places != NULL ? l->places->n[RI_HANDOFF] : 0;
    for (size_t i = 0; i < n; i++) {
        char key[RI_KEY_MAX + 1];
        const char *text = l->places->keys[RI_HANDOFF][i];
        const char *arrow = strstr(text, "->");
        const size_t length = (size_t)(arrow - text);
        if (arrow == NULL || length >= sizeof key) {
            continue;
        }
        memcpy(key, text, length);
        key[length] = '\0';
        const uint32_t from = ri_rows_place(rows, key);
        const uint32_t to = ri_rows_place(rows, arrow + 2);
        if (from != RI_NONE && to != RI_NONE && !add_pair(l, seams, from, to, NULL)) {
            return false;
        }
    }
    return true;
}

/* Those a focus asks for, which exist. */
static bool gather_reached(ri_loading *l, const ri_seams *seams)
{
    const ri_ids *ids = &l->ids[RI_TOUCHPOINT];
    for (size_t i = 0; i < l->reach->n_passages; i++) {
        uint32_t from = ri_ids_get(ids, l->reach->passages[i].from);
        uint32_t to = ri_ids_get(ids, l->reach->passages[i].to);
        if (from != RI_NONE && to != RI_NONE && !add_pair(l, seams, from, to, NULL)) {
            return false;
        }
    }
    return true;
}

/* How often each handoff is made; those that never are have a place only. */
static bool count_made(ri_loading *l, const ri_seams *seams)
{
    ri_handoffs *handoffs = &l->s->handoffs;
    uint8_t *absent = ri_arena_array(l->arena, handoffs->n, 1);
    uint32_t *made = NULL;
    if (absent == NULL || !ri_numbers(&made, l->arena, handoffs->n) ||
        !each_pair(l, seams, count_pair, made)) {
        return false;
    }
    handoffs->absent = NULL;
    for (uint32_t at = 0; at < handoffs->n; at++) {
        absent[at] = made[at] == 0;
        handoffs->absent = made[at] == 0 ? absent : handoffs->absent;
    }
    if (l->basis != NULL) {
        l->basis->made = made;
    }
    return true;
}

/* The handoffs that lead to each touchpoint, for whoever comes from it. */
static bool list_arriving(ri_loading *l)
{
    const ri_handoffs *handoffs = &l->s->handoffs;
    for (uint32_t at = 0; l->basis != NULL && at < handoffs->n; at++) {
        if (!ri_pairs_add(&l->pairs, handoffs->to[at], at)) {
            return false;
        }
    }
    return l->basis == NULL || ri_loading_lists(l, &l->basis->arriving, l->s->touchpoints.rows.n);
}

static bool fill(ri_loading *l, ri_seams *seams)
{
    ri_handoffs *handoffs = &l->s->handoffs;
    uint32_t n = l->s->touchpoints.rows.n;
    bool gathered = l->reach != NULL
                        ? gather_reached(l, seams)
                        : each_pair(l, seams, add_pair, NULL) && gather_further(l, seams);
    if (!gathered || !ri_loading_lists(l, &seams->next, n)) {
        return false;
    }
    const ri_lists *next = &seams->next;
    const uint32_t *unit_set = l->s->touchpoints.unit_set;
    ri_lists_sort(&seams->next, n);
    handoffs->n = next->first[n];
    handoffs->passing = ri_arena_array(l->arena, handoffs->n, sizeof *handoffs->passing);
    if (handoffs->passing == NULL || !ri_numbers(&handoffs->from, l->arena, handoffs->n) ||
        !ri_numbers(&handoffs->to, l->arena, handoffs->n) || !ri_seams_parties(seams, l)) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t at = next->first[i]; at < next->first[i + 1]; at++) {
            handoffs->from[at] = seams->ranked[i];
            handoffs->to[at] = next->items[at];
            ri_passing *passing = &handoffs->passing[at];
            if (!ri_seams_passing(passing, seams, l, handoffs->from[at], handoffs->to[at])) {
                return false;
            }
            passing->crosses = seams->party[unit_set[handoffs->from[at]]] !=
                               seams->party[unit_set[handoffs->to[at]]];
        }
    }
    return (l->places == NULL && l->basis == NULL) || (count_made(l, seams) && list_arriving(l));
}

raci_status ri_load_handoffs(ri_loading *l, raci_error *err)
{
    ri_seams own = {0};
    ri_seams *seams = l->basis != NULL ? &l->basis->seams : &own;
    bool done =
        (seams->rank != NULL || ri_seams_rank(seams, &l->s->touchpoints.rows)) && fill(l, seams);
    ri_seams_free(&own);
    return done ? RACI_OK : ri_fail_nomem(err);
}
