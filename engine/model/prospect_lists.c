/*
 * What a prospect has beside single things: who is linked to what, seats, mandates and
 * stated rows.
 */
#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/basis.h"
#include "model/prospect.h"

/* ---- what is linked to a thing ---- */

/* Rows are looked at in their order, whichever was altered when. What `each` alters is a
   row that was met already. */
void ri_prospect_each_linked(ri_prospect *p, ri_kind kind, int column, uint32_t to,
                             ri_prospect_fn each, void *payload)
{
    const uint32_t n = ri_snapshot_rows(p->s, kind)->n;
    for (uint32_t row = 0; row < n; row++) {
        if (ri_prospect_link(p, kind, row, column) == to && ri_prospect_there(p, kind, row)) {
            each(p, row, payload);
        }
    }
}

static bool has(const uint32_t *items, uint32_t n, uint32_t item)
{
    for (uint32_t i = 0; i < n; i++) {
        if (items[i] == item) {
            return true;
        }
    }
    return false;
}

bool ri_prospect_has_item(ri_prospect *p, ri_kind kind, uint32_t row, int column, uint32_t item)
{
    const ri_said said = ri_prospect_said(p, kind, row, column);
    return has(said.items, said.n_items, item);
}

/* Rows, gathered to be gone through. */
typedef struct rows_met {
    uint32_t *items;
    size_t n;
    size_t capacity;
} rows_met;

/* Whether the list of units is said anew of a touchpoint. */
static bool says_units(const ri_altered *altered)
{
    return altered != NULL && (altered->says >> RI_TOUCHPOINT_UNITS & 1u) != 0;
}

/* Touchpoints are many, sets of units few. */
static bool meet_delivered(ri_prospect *p, uint32_t unit, rows_met *met)
{
    const ri_sets *sets = &p->s->unit_sets;
    const ri_lists *delivered = &p->s->own->basis->delivered;
    for (uint32_t set = 0; set < sets->n; set++) {
        if (!has(RI_FROM(sets->of.items, sets->of.first[set]),
                 sets->of.first[set + 1] - sets->of.first[set], unit)) {
            continue;
        }
        for (uint32_t i = delivered->first[set]; i < delivered->first[set + 1]; i++) {
            const uint32_t row = delivered->items[i];
            if (!says_units(ri_prospect_altered(p, RI_TOUCHPOINT, row)) &&
                !RI_PUSH(met->items, met->n, met->capacity, row)) {
                return false;
            }
        }
    }
    return true;
}

static bool meet_said(ri_prospect *p, uint32_t unit, rows_met *met)
{
    for (uint32_t i = 0; i < p->n_altered; i++) {
        const ri_altered *altered = p->altered[i].it;
        const ri_said *units = &altered->cells[RI_TOUCHPOINT_UNITS];
        if (altered->kind == RI_TOUCHPOINT && says_units(altered) &&
            has(units->items, units->n_items, unit) &&
            !RI_PUSH(met->items, met->n, met->capacity, altered->row)) {
            return false;
        }
    }
    return true;
}

void ri_prospect_each_delivered(ri_prospect *p, uint32_t unit, ri_prospect_fn each, void *payload)
{
    rows_met met = {NULL, 0, 0};
    p->failed = p->failed || !meet_delivered(p, unit, &met) || !meet_said(p, unit, &met);
    met.n = ri_order_unique(met.items, met.n);
    for (size_t i = 0; i < met.n && !p->failed; i++) {
        if (ri_prospect_there(p, RI_TOUCHPOINT, met.items[i])) {
            each(p, met.items[i], payload);
        }
    }
    ri_free(met.items);
}

bool ri_prospect_on_journey(ri_prospect *p, uint32_t touchpoint, uint32_t journey)
{
    return ri_prospect_link(p, RI_TOUCHPOINT, touchpoint, RI_TOUCHPOINT_JOURNEY) == journey ||
           ri_basis_further(p->s, touchpoint, journey);
}

/* ---- seats ---- */

static bool is_meant(uint32_t wanted, uint32_t value)
{
    return wanted == RI_NONE || wanted == value;
}

/* Whether a term is in force now. */
static bool in_force(const ri_prospect *p, uint32_t term)
{
    const ri_term *t = &p->s->own->basis->terms[term];
    return ri_day_within(p->s->date, t->from, t->to) && (p->ended == NULL || p->ended[term] == 0);
}

bool ri_prospect_seated(const ri_prospect *p, uint32_t position, uint32_t person, uint32_t kind,
                        int32_t *to)
{
    const ri_basis *basis = p->s->own->basis;
    for (uint32_t i = ri_basis_terms_of(basis, position);
         i < basis->n_terms && basis->terms[i].position == position; i++) {
        const ri_term *term = &basis->terms[i];
        if (term->person == person && term->kind == kind && in_force(p, i)) {
            *to = term->to;
            return true;
        }
    }
    for (size_t i = 0; i < p->n_seats; i++) {
        const ri_new_seat *seat = &p->seats[i];
        if (!seat->dropped && seat->position == position && seat->person == person &&
            seat->kind == kind) {
            *to = seat->to;
            return true;
        }
    }
    return false;
}

void ri_prospect_seat(ri_prospect *p, uint32_t position, uint32_t person, uint32_t kind, int32_t to,
                      bool ends)
{
    const ri_new_seat seat = {position, person, kind, to, ends, false};
    p->failed = p->failed || !RI_PUSH(p->seats, p->n_seats, p->seats_capacity, seat);
}

/* Begins to note which rows of a list of the snapshot end. */
static uint8_t *flags(ri_prospect *p, uint8_t **out, size_t n)
{
    if (*out == NULL) {
        *out = ri_arena_array(p->arena, n, 1);
        p->failed = p->failed || *out == NULL;
    }
    return *out;
}

uint32_t ri_prospect_unseat(ri_prospect *p, uint32_t position, uint32_t person, uint32_t kind,
                            bool later)
{
    const ri_basis *basis = p->s->own->basis;
    uint32_t n = 0;
    for (uint32_t i = position != RI_NONE ? ri_basis_terms_of(basis, position) : 0;
         i < basis->n_terms && is_meant(position, basis->terms[i].position); i++) {
        const ri_term *term = &basis->terms[i];
        const bool begins_later = later && term->from > p->s->date;
        if (is_meant(person, term->person) && is_meant(kind, term->kind) &&
            (in_force(p, i) || begins_later) && flags(p, &p->ended, basis->n_terms) != NULL &&
            p->ended[i] == 0) {
            p->ended[i] = 1;
            n++;
        }
    }
    for (size_t i = 0; i < p->n_seats; i++) {
        ri_new_seat *seat = &p->seats[i];
        if (!seat->dropped && is_meant(position, seat->position) &&
            is_meant(person, seat->person) && is_meant(kind, seat->kind)) {
            seat->dropped = true;
            n++;
        }
    }
    return n;
}

/* ---- mandates ---- */

/* The mandate of the snapshot that is in force and has not been withdrawn, or RI_NONE. */
static uint32_t mandate_of(const ri_prospect *p, uint32_t position, const char *scope)
{
    const ri_snapshot *s = p->s;
    for (uint32_t i = s->first_mandate[position]; i < s->first_mandate[position + 1]; i++) {
        if (strcmp(s->mandates[i].scope_text, scope) == 0 &&
            (p->withdrawn == NULL || p->withdrawn[i] == 0)) {
            return i;
        }
    }
    return RI_NONE;
}

static ri_new_mandate *new_mandate_of(const ri_prospect *p, uint32_t position, const char *scope)
{
    for (size_t i = 0; i < p->n_mandates; i++) {
        ri_new_mandate *mandate = &p->mandates[i];
        if (!mandate->dropped && mandate->position == position &&
            strcmp(mandate->scope, scope) == 0) {
            return mandate;
        }
    }
    return NULL;
}

bool ri_prospect_mandated(const ri_prospect *p, uint32_t position, const char *scope)
{
    return mandate_of(p, position, scope) != RI_NONE || new_mandate_of(p, position, scope) != NULL;
}

void ri_prospect_grant(ri_prospect *p, uint32_t position, const char *scope)
{
    const ri_new_mandate mandate = {position, scope, false};
    p->failed = p->failed || !RI_PUSH(p->mandates, p->n_mandates, p->mandates_capacity, mandate);
}

void ri_prospect_withdraw(ri_prospect *p, uint32_t position, const char *scope)
{
    ri_new_mandate *given = new_mandate_of(p, position, scope);
    uint32_t at = 0;
    if (given != NULL) {
        given->dropped = true;
    }
    while ((at = mandate_of(p, position, scope)) != RI_NONE &&
           flags(p, &p->withdrawn, p->s->n_mandates) != NULL) {
        p->withdrawn[at] = 1;
    }
}

/* ---- stated rows ---- */

static const ri_stated *stated_of(const ri_snapshot *s, uint32_t touchpoint, const char *letter,
                                  const char *holder)
{
    const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, touchpoint);
    for (uint32_t i = ri_stated_first(s->stated, s->n_stated, subject);
         i < s->n_stated && s->stated[i].subject == subject; i++) {
        if (strcmp(s->stated[i].letter, letter) == 0 &&
            strcmp(s->stated[i].holder_text, holder) == 0) {
            return &s->stated[i];
        }
    }
    return NULL;
}

static ri_new_stated *new_stated_of(const ri_prospect *p, uint32_t touchpoint, const char *letter,
                                    const char *holder)
{
    uint32_t at = RI_NONE;
    (void)ri_map_get(&p->stated_last, touchpoint, &at);
    for (; at != RI_NONE; at = p->stated[at].before) {
        ri_new_stated *row = &p->stated[at];
        if (strcmp(row->letter, letter) == 0 && strcmp(row->holder, holder) == 0) {
            return row;
        }
    }
    return NULL;
}

bool ri_prospect_is_stated(const ri_prospect *p, uint32_t touchpoint, const char *letter,
                           const char *holder, const char **reason)
{
    const ri_new_stated *anew = new_stated_of(p, touchpoint, letter, holder);
    const ri_stated *before = stated_of(p->s, touchpoint, letter, holder);
    *reason = anew != NULL ? anew->reason : before != NULL ? before->reason : NULL;
    return anew != NULL ? !anew->gone : before != NULL;
}

static void put_stated(ri_prospect *p, ri_new_stated row)
{
    ri_new_stated *anew = new_stated_of(p, row.touchpoint, row.letter, row.holder);
    row.was = stated_of(p->s, row.touchpoint, row.letter, row.holder) != NULL;
    row.before = RI_NONE;
    if (anew != NULL) {
        row.before = anew->before;
        *anew = row;
        return;
    }
    (void)ri_map_get(&p->stated_last, row.touchpoint, &row.before);
    p->failed = p->failed || !RI_PUSH(p->stated, p->n_stated, p->stated_capacity, row) ||
                !ri_map_put(&p->stated_last, row.touchpoint, (uint32_t)p->n_stated - 1);
}

void ri_prospect_state(ri_prospect *p, uint32_t touchpoint, const char *letter, const char *holder,
                       const char *reason)
{
    put_stated(p, (ri_new_stated){touchpoint, letter, holder, reason, false, false, RI_NONE});
}

void ri_prospect_unstate(ri_prospect *p, uint32_t touchpoint, const char *letter,
                         const char *holder)
{
    put_stated(p, (ri_new_stated){touchpoint, letter, holder, NULL, false, true, RI_NONE});
}
