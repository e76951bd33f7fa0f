/*
 * What is kept beside a whole snapshot: seats and presence on all days, and further
 * journeys, in memory and in order.
 */
#include "model/basis.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

void ri_basis_free(ri_basis *basis)
{
    if (basis == NULL) {
        return;
    }
    ri_set_free(&basis->unit_sets);
    ri_set_free(&basis->tag_sets);
    ri_set_free(&basis->journey_sets);
    ri_seams_free(&basis->seams);
    ri_free(basis);
}

/* ---- seats ---- */

/* People of all days, by the numbers that are given to them here. */
typedef struct numbering {
    ri_map of; /* id -> number */
    uint32_t n;
} numbering;

/* false: exhausted. */
static bool number_of(numbering *all, int64_t id, uint32_t *out)
{
    if (id < 0 || ri_map_get(&all->of, (uint64_t)id, out)) {
        *out = id < 0 ? RI_NONE : *out;
        return true;
    }
    *out = all->n++;
    return ri_map_put(&all->of, (uint64_t)id, *out);
}

static int compare_terms(const void *a, const void *b, const void *context)
{
    const ri_term *x = a;
    const ri_term *y = b;
    (void)context;
    if (x->position != y->position) {
        return x->position < y->position ? -1 : 1;
    }
    if (x->who != y->who) {
        return x->who < y->who ? -1 : 1;
    }
    if (x->kind != y->kind) {
        return x->kind < y->kind ? -1 : 1;
    }
    return x->from < y->from ? -1 : x->from > y->from;
}

/* Takes a row of a statement of seats: position, person, kind, first day, first day after. */
static bool take_term(ri_loading *l, ri_stmt *stmt, numbering *people)
{
    ri_term term = {.id = ri_column_int(stmt, 5),
                    .position = ri_loading_ref(l, stmt, 0, RI_POSITION),
                    .person = ri_loading_ref(l, stmt, 1, RI_PERSON),
                    .kind = ri_seat_kind(ri_column_text(stmt, 2, NULL)),
                    .from = ri_column_day(stmt, 3, RI_DAY_MIN),
                    .to = ri_column_day(stmt, 4, RI_DAY_MAX)};
    ri_term *kept = ri_gather(&l->gathered, sizeof *kept);
    if (kept == NULL || !number_of(people, ri_column_int(stmt, 1), &term.who)) {
        return false;
    }
    *kept = term;
    return true;
}

/* Of a person, or of a position that has a place: first day, first day after. */
static bool take_stay(ri_loading *l, ri_stmt *stmt, numbering *people)
{
    ri_stay stay = {.of = people != NULL ? RI_NONE : ri_loading_ref(l, stmt, 0, RI_POSITION),
                    .from = ri_column_day(stmt, 1, RI_DAY_MIN),
                    .to = ri_column_day(stmt, 2, RI_DAY_MAX)};
    if (people != NULL && !number_of(people, ri_column_int(stmt, 0), &stay.of)) {
        return false;
    }
    if (people != NULL && ri_loading_ref(l, stmt, 0, RI_PERSON) != RI_NONE) {
        l->basis->who[ri_loading_ref(l, stmt, 0, RI_PERSON)] = stay.of;
    }
    if (stay.of == RI_NONE) {
        return true;
    }
    ri_stay *kept = ri_gather(&l->gathered, sizeof *kept);
    if (kept == NULL) {
        return false;
    }
    *kept = stay;
    return true;
}

typedef bool (*take_fn)(ri_loading *l, ri_stmt *stmt, numbering *people);

/* Reads one of the statements, sorted, into the snapshot. */
static raci_status read_all(ri_loading *l, enum ri_query query, bool dated, take_fn take,
                            numbering *people, ri_compare_fn compare, size_t size, void **out,
                            uint32_t *n, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, l->store, query, err);
    if (status == RACI_OK && dated) {
        ri_bind_text(stmt, 1, l->date);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        status = take(l, stmt, people) ? RACI_OK : ri_fail_nomem(err);
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status == RACI_OK && !(ri_order(l->gathered.items, l->gathered.n, size, compare, NULL) &&
                               ri_loading_keep(l, size, out, n))) {
        status = ri_fail_nomem(err);
    }
    return status;
}

static raci_status load_terms(ri_loading *l, raci_error *err)
{
    ri_basis *basis = l->basis;
    numbering people = {.n = 0};
    void *terms = NULL;
    void *stays = NULL;
    void *standing = NULL;
    if (!ri_numbers(&basis->who, l->arena, l->s->people.rows.n)) {
        return ri_fail_nomem(err);
    }
    raci_status status = read_all(l, STMT_BASIS_SEATS, false, take_term, &people, compare_terms,
                                  sizeof(ri_term), &terms, &basis->n_terms, err);
    if (status == RACI_OK) {
        status = read_all(l, STMT_BASIS_PEOPLE, true, take_stay, &people, ri_stay_order,
                          sizeof(ri_stay), &stays, &basis->n_stays, err);
    }
    if (status == RACI_OK) {
        status = read_all(l, STMT_BASIS_POSITIONS, true, take_stay, NULL, ri_stay_order,
                          sizeof(ri_stay), &standing, &basis->n_standing, err);
    }
    ri_map_free(&people.of);
    basis->terms = terms;
    basis->stays = stays;
    basis->standing = standing;
    return status;
}

/* ---- further journeys ---- */

static int compare_steps(const void *a, const void *b, const void *context)
{
    const ri_step_on *x = a;
    const ri_step_on *y = b;
    (void)context;
    if (x->touchpoint != y->touchpoint) {
        return x->touchpoint < y->touchpoint ? -1 : 1;
    }
    return x->journey < y->journey ? -1 : x->journey > y->journey;
}

static bool keep_steps(ri_loading *l)
{
    ri_basis *basis = l->basis;
    const size_t n = l->steps.n;
    basis->n_steps = (uint32_t)(n + l->hidden.n);
    basis->steps = ri_arena_array(l->arena, basis->n_steps, sizeof *basis->steps);
    if (basis->steps == NULL) {
        return false;
    }
    if (n > 0) {
        memcpy(basis->steps, l->steps.items, n * sizeof *basis->steps);
    }
    if (l->hidden.n > 0) {
        memcpy(basis->steps + n, l->hidden.items, l->hidden.n * sizeof *basis->steps);
    }
    return ri_order(basis->steps, basis->n_steps, sizeof *basis->steps, compare_steps, NULL);
}

/* ---- touchpoints ---- */

static raci_status take_fresh(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    const uint32_t row = ri_loading_ref(l, stmt, 0, RI_TOUCHPOINT);
    (void)err;
    if (row != RI_NONE) {
        l->basis->fresh[row] = 1;
    }
    return RACI_OK;
}

static bool list_delivered(ri_loading *l)
{
    const ri_touchpoints *t = &l->s->touchpoints;
    for (uint32_t row = 0; row < t->rows.n; row++) {
        if (!ri_pairs_add(&l->pairs, t->unit_set[row], row)) {
            return false;
        }
    }
    return ri_loading_lists(l, &l->basis->delivered, ri_set_count(&l->unit_sets));
}

raci_status ri_load_basis(ri_loading *l, raci_error *err)
{
    if (l->basis == NULL) {
        return RACI_OK;
    }
    l->basis->fresh = ri_arena_array(l->arena, l->s->touchpoints.rows.n, 1);
    if (l->basis->fresh == NULL || !keep_steps(l) || !list_delivered(l)) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_loading_read(l, STMT_BASIS_FRESH, true, NULL, take_fresh, err);
    return status == RACI_OK ? load_terms(l, err) : status;
}

/* ---- questions ---- */

const ri_step_on *ri_basis_step(const ri_basis *basis, uint32_t touchpoint, uint32_t journey)
{
    const ri_step_on wanted = {.journey = journey, .touchpoint = touchpoint};
    const size_t at =
        ri_order_place(basis->steps, basis->n_steps, sizeof wanted, compare_steps, &wanted, NULL);
    return at < basis->n_steps && compare_steps(&basis->steps[at], &wanted, NULL) == 0
               ? &basis->steps[at]
               : NULL;
}

uint32_t ri_basis_steps_of(const ri_basis *basis, uint32_t touchpoint, const ri_step_on **out)
{
    const ri_step_on first = {.journey = 0, .touchpoint = touchpoint};
    const size_t at =
        ri_order_place(basis->steps, basis->n_steps, sizeof first, compare_steps, &first, NULL);
    uint32_t n = 0;
    while (at + n < basis->n_steps && basis->steps[at + n].touchpoint == touchpoint) {
        n++;
    }
    *out = basis->steps + at;
    return n;
}

bool ri_basis_further(const ri_snapshot *s, uint32_t touchpoint, uint32_t journey)
{
    return ri_basis_step(s->own->basis, touchpoint, journey) != NULL;
}

uint32_t ri_basis_terms_of(const ri_basis *basis, uint32_t position)
{
    const ri_term first = {.position = position, .from = RI_DAY_MIN};
    return (uint32_t)ri_order_place(basis->terms, basis->n_terms, sizeof first, compare_terms,
                                    &first, NULL);
}

int32_t ri_basis_next_seat(const ri_snapshot *s, uint32_t position, uint32_t person, uint32_t kind)
{
    const ri_basis *basis = s->own->basis;
    int32_t next = RI_DAY_MAX;
    for (uint32_t i = ri_basis_terms_of(basis, position);
         i < basis->n_terms && basis->terms[i].position == position; i++) {
        const ri_term *term = &basis->terms[i];
        if (term->person == person && term->kind == kind && term->from > s->date &&
            term->from < next) {
            next = term->from;
        }
    }
    return next;
}

uint32_t ri_basis_handoffs(const ri_snapshot *s, uint32_t touchpoint, uint32_t *first,
                           uint32_t *end, const uint32_t **items)
{
    const ri_basis *basis = s->own->basis;
    const uint32_t rank = basis->seams.rank[touchpoint];
    const uint32_t at = basis->arriving.first[touchpoint];
    *first = basis->seams.next.first[rank];
    *end = basis->seams.next.first[rank + 1];
    *items = RI_FROM(basis->arriving.items, at);
    return basis->arriving.first[touchpoint + 1] - at;
}

uint32_t ri_basis_delivered(const ri_snapshot *s, uint32_t set, const uint32_t **out)
{
    const ri_lists *delivered = &s->own->basis->delivered;
    *out = RI_FROM(delivered->items, delivered->first[set]);
    return delivered->first[set + 1] - delivered->first[set];
}
