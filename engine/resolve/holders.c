/*
 * Whom a holder expression names. Each find_… function appends what it finds for
 * one form of expression; `chain` is how the walk came there, and every holder
 * that is found gets that chain and itself.
 */
#include <stdio.h>
#include <string.h>

#include "resolve/workings.h"

/* A walk through one expression. */
typedef struct walk {
    ri_resolver *r;
    ri_source source;
    ri_ref subject;
    size_t first_found; /* where this expression's holders begin */
    bool as_positions;
} walk;

/* How the walk came to where it is: links of the subject's answer. */
typedef struct trail {
    ri_ref refs[4];
    uint32_t n;
} trail;

static void find(walk *w, const ri_holder *holder);

/* ---- what was found, and why nothing was ---- */

static void nobody(walk *w, ri_nobody why, ri_ref about, const char *text)
{
    if (w->r->nobody_known) {
        return;
    }
    w->r->nobody_known = true;
    w->r->nobody.source = w->source;
    w->r->nobody.why = why;
    w->r->nobody.about = about;
    w->r->nobody.ref_text = text;
}

static trail trail_of(const walk *w)
{
    trail start = {.refs = {w->subject}, .n = 1};
    return start;
}

static trail via(trail before, ri_ref ref)
{
    if (before.refs[before.n - 1] != ref) {
        before.refs[before.n++] = ref;
    }
    return before;
}

static bool found_already(const walk *w, ri_ref ref)
{
    for (size_t i = w->first_found; i < w->r->found.n; i++) {
        if (w->r->found.items[i].ref == ref) {
            return true;
        }
    }
    return false;
}

/* Appends a holder that ends the chain `before`. */
static void add(walk *w, const ri_ref *before, uint32_t n, ri_ref ref)
{
    ri_resolver *r = w->r;
    ri_found found = {ref, (uint32_t)r->links.n, 0};
    if (found_already(w, ref)) {
        return;
    }
    for (uint32_t i = 0; r->reasons && i < n; i++) {
        if (!RI_ADD(r->links, before[i])) {
            r->out_of_memory = true;
        }
    }
    if (r->reasons && (n == 0 || before[n - 1] != ref) && !RI_ADD(r->links, ref)) {
        r->out_of_memory = true;
    }
    found.n_links = (uint32_t)r->links.n - found.first_link;
    if (!RI_ADD(r->found, found)) {
        r->out_of_memory = true;
    }
}

/* The position that a unit, team or person stands for, or RI_NONE and why. */
static uint32_t stand_in(walk *w, ri_ref ref)
{
    const ri_snapshot *s = w->r->s;
    uint32_t index = ri_ref_index(ref);
    uint32_t position = ri_holder_position(s, ref);
    if (position != RI_NONE) {
        return position;
    }
    switch (ri_ref_kind(ref)) {
    case RI_UNIT:
        nobody(w, RI_NOBODY_HEADLESS, ref, NULL);
        break;
    case RI_TEAM:
        nobody(w, RI_NOBODY_LEADLESS, ref, NULL);
        break;
    default: {
        const ri_lists *of = &s->people.positions;
        bool none = of->first[index] == of->first[index + 1];
        nobody(w, none ? RI_NOBODY_UNSEATED : RI_NOBODY_TWO_SEATS, ref, NULL);
        break;
    }
    }
    return RI_NONE;
}

/* Appends a holder, turned into a position where the letter wants one. */
static void give(walk *w, trail before, ri_ref ref)
{
    if (w->as_positions && ri_ref_kind(ref) != RI_POSITION) {
        uint32_t position = stand_in(w, ref);
        if (position == RI_NONE) {
            return;
        }
        before = via(before, ref);
        ref = ri_ref_make(RI_POSITION, position);
    }
    add(w, before.refs, before.n, ref);
}

static void give_position(walk *w, trail before, uint32_t position)
{
    give(w, before, ri_ref_make(RI_POSITION, position));
}

/* ---- references ---- */

ri_ref ri_named_thing(const ri_resolver *r, const ri_holder *holder)
{
    uint32_t bound;
    if (ri_map_get(&r->bound, (uint64_t)(uintptr_t)holder, &bound)) {
        return bound;
    }
    return ri_snapshot_find(r->s, holder->kind, holder->key);
}

bool ri_call_holder(ri_resolver *r, ri_source source, ri_ref subject, const ri_holder *holder,
                    const ri_holder **named)
{
    ri_call_failure failure;
    *named = NULL;
    if (!ri_calls_begin(r, source, subject)) {
        return false;
    }
    const uint64_t then = r->costs != NULL ? ri_stopwatch_now(&r->costs->watch) : 0;
    const bool done = ri_policy_call_holder(r->policy, holder->function, subject, named, &failure);
    ri_calls_end(r);
    if (r->costs != NULL) {
        ri_costs_call(r->costs, source, then);
    }
    if (done) {
        return true;
    }
    ri_note_failure(r, source, subject, &failure);
    return false;
}

static void find_office(walk *w, const char *office)
{
    ri_resolver *r = w->r;
    uint32_t n;
    const uint32_t *positions = ri_snapshot_office(r->s, office, &n);
    uint32_t word = ri_intern_find(r->s->words, office);
    trail chain = trail_of(w);
    if (n == 0) {
        r->lacked = true;
        nobody(w, RI_NOBODY_NO_OFFICE, RI_NONE, office);
    }
    if (word != RI_NONE) {
        chain = via(chain, ri_ref_make(RI_OFFICE, word));
    }
    for (uint32_t i = 0; i < n; i++) {
        give_position(w, chain, positions[i]);
    }
}

/* "unit:ops" of an expression, in memory that lives as long as the resolver. */
static const char *reference_text(walk *w, const ri_holder *holder)
{
    const char *text =
        ri_arena_format(w->r->arena, "%s:%s", ri_kind_name(holder->kind), holder->key);
    if (text == NULL) {
        w->r->out_of_memory = true;
    }
    return text;
}

/* What a reference or an argument names on the date; RI_NONE and why when absent. */
static ri_ref present(walk *w, const ri_holder *holder)
{
    ri_ref ref = ri_named_thing(w->r, holder);
    w->r->lacked = w->r->lacked || ref == RI_NONE;
    if (ref == RI_NONE && !w->r->nobody_known) {
        nobody(w, RI_NOBODY_ABSENT, RI_NONE, reference_text(w, holder));
    }
    return ref;
}

static void find_reference(walk *w, const ri_holder *holder)
{
    if (holder->kind == RI_OFFICE) {
        find_office(w, holder->key);
        return;
    }
    ri_ref ref = present(w, holder);
    if (ref != RI_NONE) {
        give(w, trail_of(w), ref);
    }
}

/* ---- delivering units, journeys ---- */

/* The set of delivering units of the subject. */
static uint32_t delivering_set(const walk *w)
{
    uint32_t index = ri_ref_index(w->subject);
    switch (ri_ref_kind(w->subject)) {
    case RI_TOUCHPOINT:
        return w->r->s->touchpoints.unit_set[index];
    case RI_HANDOFF:
        return ri_handoff_passing(&w->r->s->handoffs, index).unit_set;
    default:
        return 0;
    }
}

static void find_delivering(walk *w, bool heads)
{
    const ri_snapshot *s = w->r->s;
    uint32_t set = delivering_set(w);
    const ri_lists *of = &s->unit_sets.of;
    if (of->first[set] == of->first[set + 1]) {
        nobody(w, RI_NOBODY_NO_UNITS, w->subject, NULL);
    }
    for (uint32_t i = of->first[set]; i < of->first[set + 1]; i++) {
        ri_ref unit = ri_ref_make(RI_UNIT, of->items[i]);
        uint32_t head = s->units.head[of->items[i]];
        if (!heads) {
            give(w, trail_of(w), unit);
        } else if (head != RI_NONE) {
            give_position(w, via(trail_of(w), unit), head);
        } else {
            nobody(w, RI_NOBODY_HEADLESS, unit, NULL);
        }
    }
}

static void give_of_journey(walk *w, uint32_t journey, bool team)
{
    const ri_journeys *journeys = &w->r->s->journeys;
    ri_ref ref = ri_ref_make(RI_JOURNEY, journey);
    trail chain = via(trail_of(w), ref);
    if (team && journeys->team[journey] == RI_NONE) {
        nobody(w, RI_NOBODY_NO_TEAM, ref, NULL);
    } else if (team) {
        give(w, chain, ri_ref_make(RI_TEAM, journeys->team[journey]));
    } else if (journeys->lead[journey] == RI_NONE) {
        nobody(w, RI_NOBODY_LEADLESS, ref, NULL);
    } else {
        give_position(w, chain, journeys->lead[journey]);
    }
}

/* The leads or teams of all journeys of the subject. */
static void find_of_journeys(walk *w, bool team)
{
    const ri_snapshot *s = w->r->s;
    const ri_lists *of = &s->journey_sets.of;
    uint32_t index = ri_ref_index(w->subject);
    uint32_t set = 0;
    if (ri_ref_kind(w->subject) == RI_JOURNEY) {
        give_of_journey(w, index, team);
        return;
    }
    if (ri_ref_kind(w->subject) == RI_TOUCHPOINT) {
        set = s->touchpoints.journey_set[index];
    } else if (ri_ref_kind(w->subject) == RI_HANDOFF) {
        set = ri_handoff_passing(&s->handoffs, index).journey_set;
    }
    if (of->first[set] == of->first[set + 1]) {
        nobody(w, RI_NOBODY_NO_JOURNEY, w->subject, NULL);
    }
    for (uint32_t i = of->first[set]; i < of->first[set + 1]; i++) {
        give_of_journey(w, of->items[i], team);
    }
}

/* ---- heads, leads, managers, lists, functions ---- */

static void find_head_of(walk *w, const ri_holder *holder)
{
    ri_ref unit = present(w, holder);
    if (unit == RI_NONE) {
        return;
    }
    uint32_t head = w->r->s->units.head[ri_ref_index(unit)];
    if (head == RI_NONE) {
        nobody(w, RI_NOBODY_HEADLESS, unit, NULL);
    } else {
        give_position(w, via(trail_of(w), unit), head);
    }
}

static void find_lead_of(walk *w, const ri_holder *holder)
{
    ri_ref team = present(w, holder);
    if (team == RI_NONE) {
        return;
    }
    uint32_t lead = w->r->s->teams.lead[ri_ref_index(team)];
    if (lead == RI_NONE) {
        nobody(w, RI_NOBODY_LEADLESS, team, NULL);
    } else {
        give_position(w, via(trail_of(w), team), lead);
    }
}

/* Replaces what the inner expression finds by the superiors of the positions it
   stands for. The inner chains stay in the links; outer ones continue them. */
static void find_manager_of(walk *w, const ri_holder *inner)
{
    ri_resolver *r = w->r;
    walk below = {r, w->source, w->subject, r->found.n, true};
    find(&below, inner);
    size_t end = r->found.n;
    for (size_t i = below.first_found; i < end && !r->out_of_memory; i++) {
        ri_found reached = r->found.items[i];
        uint32_t position = ri_ref_index(reached.ref);
        uint32_t superior = r->s->positions.reports_to[position];
        ri_found found = {ri_ref_make(RI_POSITION, superior), (uint32_t)r->links.n,
                          reached.n_links + r->reasons};
        if (superior == RI_NONE) {
            nobody(w, RI_NOBODY_TOP, reached.ref, NULL);
            continue;
        }
        for (uint32_t k = 0; k < reached.n_links; k++) {
            if (!RI_ADD(r->links, r->links.items[reached.first_link + k])) {
                r->out_of_memory = true;
            }
        }
        if ((r->reasons && !RI_ADD(r->links, found.ref)) || !RI_ADD(r->found, found)) {
            r->out_of_memory = true;
        }
    }
    /* Move the superiors over what they were found through, without repetitions. */
    size_t n = below.first_found;
    for (size_t i = end; i < r->found.n; i++) {
        bool again = false;
        for (size_t k = w->first_found; k < n; k++) {
            again = again || r->found.items[k].ref == r->found.items[i].ref;
        }
        if (!again) {
            r->found.items[n++] = r->found.items[i];
        }
    }
    r->found.n = n;
}

static void find_by_function(walk *w, const ri_holder *holder)
{
    const ri_holder *named;
    if (!ri_call_holder(w->r, w->source, w->subject, holder, &named)) {
        nobody(w, RI_NOBODY_FAILED, RI_NONE, NULL);
    } else if (named != NULL) {
        find(w, named);
    }
}

static void find(walk *w, const ri_holder *holder)
{
    switch (holder->form) {
    case RI_HOLD_REFERENCE:
        find_reference(w, holder);
        break;
    case RI_HOLD_LIST:
        for (uint32_t i = 0; i < holder->n_items; i++) {
            find(w, holder->items[i]);
        }
        break;
    case RI_HOLD_FUNCTION:
        find_by_function(w, holder);
        break;
    case RI_HOLD_DELIVERING:
        find_delivering(w, false);
        break;
    case RI_HOLD_DELIVERING_HEADS:
        find_delivering(w, true);
        break;
    case RI_HOLD_HEAD_OF:
        find_head_of(w, holder);
        break;
    case RI_HOLD_MANAGER_OF:
        find_manager_of(w, holder->items[0]);
        break;
    case RI_HOLD_JOURNEY_LEAD:
        find_of_journeys(w, false);
        break;
    case RI_HOLD_JOURNEY_TEAM:
        find_of_journeys(w, true);
        break;
    case RI_HOLD_LEAD_OF:
        find_lead_of(w, holder);
        break;
    case RI_HOLD_UNDER: /* names whom a ban means, never a holder */
        break;
    }
}

void ri_find_holders(ri_resolver *resolver, ri_source source, ri_ref subject,
                     const ri_holder *holder, bool as_positions)
{
    walk w = {resolver, source, subject, resolver->found.n, as_positions};
    resolver->nobody_known = false;
    find(&w, holder);
    if (resolver->found.n == w.first_found) {
        nobody(&w, RI_NOBODY_EMPTY, RI_NONE, NULL);
    }
}

/* ---- stated rows and rulings ---- */

void ri_find_stated(ri_resolver *resolver, ri_ref subject, const ri_stated *stated,
                    bool as_positions)
{
    walk w = {resolver, RI_NONE, subject, resolver->found.n, as_positions};
    ri_kind kind;
    const char *key;
    resolver->nobody_known = false;
    if (ri_reference_split(stated->holder_text, &kind, &key) && kind == RI_OFFICE) {
        find_office(&w, key);
    } else if (stated->holder == RI_NONE) {
        resolver->lacked = true;
        nobody(&w, RI_NOBODY_ABSENT, RI_NONE, stated->holder_text);
    } else {
        give(&w, trail_of(&w), stated->holder);
    }
}
