/*
 * Seats: who sits where from the day on, and what that changes of before and after.
 */
#include "model/deriving.h"

#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/power.h"

/* A seat that is filled until some other one of its kind begins has been cut by the step. */
static ri_seat seat_of(const ri_deriving *d, const ri_new_seat *seat)
{
    return (ri_seat){.person = seat->person,
                     .position = seat->position,
                     .kind = seat->kind,
                     .from = d->s->date,
                     .to = seat->to};
}

static bool has_ended(const ri_deriving *d, uint32_t term)
{
    return d->p->ended != NULL && d->p->ended[term] != 0;
}

/* ---- who sits where ---- */

/* Marks the seats of the other snapshot that end. */
static void mark_ended(const ri_deriving *d, uint8_t *gone)
{
    const ri_snapshot *s = d->s;
    for (uint32_t i = 0; d->p->ended != NULL && i < d->basis->n_terms; i++) {
        const ri_term *term = &d->basis->terms[i];
        if (d->p->ended[i] == 0 || term->position == RI_NONE) {
            continue;
        }
        for (uint32_t k = s->positions.first_seat[term->position];
             k < s->positions.first_seat[term->position + 1]; k++) {
            const ri_seat *seat = &s->seats[k];
            gone[k] = gone[k] != 0 || (seat->person == term->person && seat->kind == term->kind &&
                                       seat->from == term->from);
        }
    }
}

/* Those that stay and those that begin, both in order, in one order. */
static uint32_t merge(const ri_deriving *d, const uint8_t *gone, const ri_seat *fresh, size_t n,
                      ri_seat *out)
{
    uint32_t kept = 0;
    size_t next = 0;
    for (uint32_t i = 0; i < d->s->n_seats; i++) {
        const ri_seat *seat = &d->s->seats[i];
        if (gone[i] != 0) {
            continue;
        }
        while (next < n && ri_seat_order(&fresh[next], seat, NULL) < 0) {
            out[kept++] = fresh[next++];
        }
        out[kept++] = *seat;
    }
    while (next < n) {
        out[kept++] = fresh[next++];
    }
    return kept;
}

static void derive_sitting(ri_deriving *d)
{
    const ri_prospect *p = d->p;
    const ri_snapshot *s = d->s;
    ri_seat *fresh = ri_arena_array(d->arena, p->n_seats, sizeof *fresh);
    ri_seat *seats = ri_arena_array(d->arena, s->n_seats + p->n_seats, sizeof *seats);
    uint8_t *gone = ri_alloc(s->n_seats);
    size_t n = 0;
    if (fresh == NULL || seats == NULL || gone == NULL) {
        ri_free(gone);
        d->failed = true;
        return;
    }
    memset(gone, 0, s->n_seats);
    mark_ended(d, gone);
    for (size_t i = 0; i < p->n_seats; i++) {
        if (!p->seats[i].dropped) {
            fresh[n++] = seat_of(d, &p->seats[i]);
        }
    }
    if (ri_order(fresh, n, sizeof *fresh, ri_seat_order, NULL)) {
        d->out->n_seats = merge(d, gone, fresh, n, seats);
        d->out->seats = seats;
        d->failed = !ri_index_seats(&d->l);
    } else {
        d->failed = true;
    }
    ri_free(gone);
}

/* ---- before and after ---- */

/* Positions and people whose seats are others. */
typedef struct touched {
    uint8_t *positions;
    uint8_t *people;
} touched;

static void mark(const ri_deriving *d, touched *t, uint32_t position, uint32_t person)
{
    ri_positions *positions = &d->out->positions;
    if (position != RI_NONE && t->positions[position] == 0) {
        t->positions[position] = 1;
        positions->vacant_on[position] = RI_DAY_MAX;
        positions->last_end[position] = RI_DAY_MIN;
        positions->last_acting[position] = 0;
        positions->reseated[position] = RI_DAY_MIN;
    }
    if (person != RI_NONE && t->people[person] == 0) {
        t->people[person] = 1;
        d->out->people.reseated[person] = RI_DAY_MIN;
    }
}

static void mark_touched(const ri_deriving *d, touched *t)
{
    for (uint32_t i = 0; d->p->ended != NULL && i < d->basis->n_terms; i++) {
        if (d->p->ended[i] != 0) {
            mark(d, t, d->basis->terms[i].position, d->basis->terms[i].person);
        }
    }
    for (size_t i = 0; i < d->p->n_seats; i++) {
        mark(d, t, d->p->seats[i].position, d->p->seats[i].person);
    }
    for (uint32_t i = 0; i < d->n_of[RI_POSITION]; i++) {
        if (d->of[RI_POSITION][i].it->was != d->of[RI_POSITION][i].it->there) {
            mark(d, t, d->of[RI_POSITION][i].it->row, RI_NONE);
        }
    }
}

/* One that ends on the day on which it begins, or before, never was. */
static bool term_now(const ri_deriving *d, uint32_t i, ri_term *out)
{
    *out = d->basis->terms[i];
    if (has_ended(d, i)) {
        out->to = d->s->date;
    }
    return out->from < out->to;
}

static void tell_past(const ri_deriving *d, const touched *t, const ri_term *term)
{
    const bool position = term->position != RI_NONE && t->positions[term->position] != 0;
    const bool person = term->person != RI_NONE && t->people[term->person] != 0;
    if (position || person) {
        ri_tenure_past(d->out, position ? term->position : RI_NONE, person ? term->person : RI_NONE,
                       term->kind == RI_SEAT_ACTING, term->from, term->to);
    }
}

/* ---- when a position will be vacant ---- */

static bool push_stay(ri_deriving *d, ri_stay stay)
{
    ri_stay *kept = stay.from < stay.to ? ri_gather(&d->l.gathered, sizeof *kept) : NULL;
    if (kept != NULL) {
        *kept = stay;
    }
    return kept != NULL || stay.from >= stay.to;
}

static int by_person(const void *stay, const void *who, const void *context)
{
    const uint32_t of = ((const ri_stay *)stay)->of;
    const uint32_t wanted = *(const uint32_t *)who;
    (void)context;
    return of < wanted ? -1 : of > wanted;
}

/* The days of a term on which its person is there. */
static bool push_sitting(ri_deriving *d, const ri_term *term)
{
    const ri_basis *basis = d->basis;
    bool done = true;
    for (size_t i = ri_order_place(basis->stays, basis->n_stays, sizeof *basis->stays, by_person,
                                   &term->who, NULL);
         done && i < basis->n_stays && basis->stays[i].of == term->who; i++) {
        const ri_stay *stay = &basis->stays[i];
        done = push_stay(d, (ri_stay){term->position,
                                      stay->from > term->from ? stay->from : term->from,
                                      stay->to < term->to ? stay->to : term->to});
    }
    return done;
}

/* Somebody new is there from now on. */
static bool push_seated(ri_deriving *d, const ri_new_seat *seat)
{
    const ri_term term = {.position = seat->position,
                          .who = d->basis->who[seat->person],
                          .from = d->s->date,
                          .to = seat->to};
    return ri_row_there(&d->s->people.rows, seat->person)
               ? push_sitting(d, &term)
               : push_stay(d, (ri_stay){seat->position, term.from, term.to});
}

static bool gather_sitting(ri_deriving *d, uint32_t position)
{
    bool done = true;
    d->l.gathered.n = 0;
    for (uint32_t i = ri_basis_terms_of(d->basis, position);
         done && i < d->basis->n_terms && d->basis->terms[i].position == position; i++) {
        ri_term term;
        if (term_now(d, i, &term)) {
            done = push_sitting(d, &term);
        }
    }
    for (size_t i = 0; done && i < d->p->n_seats; i++) {
        const ri_new_seat *seat = &d->p->seats[i];
        if (seat->position == position && !seat->dropped) {
            done = push_seated(d, seat);
        }
    }
    return done &&
           ri_order(d->l.gathered.items, d->l.gathered.n, sizeof(ri_stay), ri_stay_order, NULL);
}

static void find_vacant(ri_deriving *d, uint32_t position)
{
    const ri_basis *basis = d->basis;
    const ri_stay made = {position, d->s->date, RI_DAY_MAX};
    const size_t at = ri_order_place(basis->standing, basis->n_standing, sizeof *basis->standing,
                                     by_person, &position, NULL);
    size_t end = at;
    if (!gather_sitting(d, position)) {
        d->failed = true;
        return;
    }
    while (end < basis->n_standing && basis->standing[end].of == position) {
        end++;
    }
    const bool fresh = !ri_row_there(&d->s->positions.rows, position);
    const ri_stay *sitting = d->l.gathered.items;
    d->out->positions.vacant_on[position] = ri_tenure_vacant(
        d->out->date + 1, fresh ? &made : basis->standing + at,
        fresh ? &made + 1 : basis->standing + end, sitting, sitting + d->l.gathered.n);
}

/* `touch` marks those whose seats are others. */
static void derive_tenure(ri_deriving *d, touched *t,
                          void (*touch)(const ri_deriving *d, touched *t))
{
    ri_positions *positions = &d->out->positions;
    const uint32_t n = positions->rows.n;
    if (RI_DERIVE(d, positions->vacant_on, n) == NULL ||
        RI_DERIVE(d, positions->last_end, n) == NULL ||
        RI_DERIVE(d, positions->last_acting, n) == NULL ||
        RI_DERIVE(d, positions->reseated, n) == NULL ||
        RI_DERIVE(d, d->out->people.reseated, d->out->people.rows.n) == NULL) {
        return;
    }
    touch(d, t);
    for (uint32_t i = 0; i < d->basis->n_terms; i++) {
        ri_term term;
        if (term_now(d, i, &term)) {
            tell_past(d, t, &term);
        }
    }
    for (size_t i = 0; i < d->p->n_seats; i++) {
        const ri_new_seat *seat = &d->p->seats[i];
        if (!seat->dropped) {
            ri_tenure_past(d->out, seat->position, seat->person, seat->kind == RI_SEAT_ACTING,
                           d->s->date, seat->to);
        }
    }
    for (uint32_t p = 0; p < n && !d->failed; p++) {
        if (t->positions[p] != 0 && ri_row_there(&positions->rows, p) &&
            !ri_position_vacant(d->out, p)) {
            find_vacant(d, p);
        }
    }
}

static void derive_before_and_after(ri_deriving *d, void (*touch)(const ri_deriving *d, touched *t))
{
    touched t = {NULL, NULL};
    t.positions = ri_alloc(d->out->positions.rows.n);
    t.people = ri_alloc(d->out->people.rows.n);
    if (t.positions == NULL || t.people == NULL) {
        d->failed = true;
    } else if (!d->failed) {
        memset(t.positions, 0, d->out->positions.rows.n);
        memset(t.people, 0, d->out->people.rows.n);
        derive_tenure(d, &t, touch);
    }
    ri_free(t.positions);
    ri_free(t.people);
}

void ri_derive_seats(ri_deriving *d)
{
    if (d->p->ended == NULL && d->p->n_seats == 0 && !d->appears[RI_POSITION] &&
        !d->appears[RI_PERSON]) {
        return;
    }
    derive_sitting(d);
    derive_before_and_after(d, mark_touched);
}

/* ---- on a later day ---- */

/* Whether a day is after the other snapshot's, and not after the new one's. */
static bool since(const ri_deriving *d, int32_t day)
{
    return day > d->s->date && day <= d->out->date;
}

static void mark_turned(const ri_deriving *d, touched *t)
{
    for (uint32_t i = 0; i < d->basis->n_terms; i++) {
        const ri_term *term = &d->basis->terms[i];
        if (since(d, term->from) || since(d, term->to)) {
            mark(d, t, term->position, term->person);
        }
    }
}

/* The seats that are there on the new one's day, of all that the basis has. */
static void derive_sitting_later(ri_deriving *d)
{
    const ri_basis *basis = d->basis;
    ri_seat *seats = ri_arena_array(d->arena, basis->n_terms, sizeof *seats);
    uint32_t n = 0;
    for (uint32_t i = 0; seats != NULL && i < basis->n_terms; i++) {
        const ri_term *term = &basis->terms[i];
        if (term->position != RI_NONE && term->person != RI_NONE &&
            ri_day_within(d->out->date, term->from, term->to)) {
            seats[n++] = (ri_seat){term->person, term->position, term->kind, term->from, term->to};
        }
    }
    if (seats == NULL || !ri_order(seats, n, sizeof *seats, ri_seat_order, NULL)) {
        d->failed = true;
        return;
    }
    d->out->seats = seats;
    d->out->n_seats = n;
    d->failed = !ri_index_seats(&d->l);
}

void ri_derive_seats_later(ri_deriving *d)
{
    derive_sitting_later(d);
    derive_before_and_after(d, mark_turned);
}
