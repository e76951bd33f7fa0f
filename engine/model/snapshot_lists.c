/*
 * Who sits where, who is on which team, who heads what: lists between positions,
 * people, units and teams.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/order.h"
#include "model/loading.h"

static raci_status take_dotted(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    uint32_t from = ri_ids_get(&l->periods[RI_POSITION], ri_column_int(stmt, 0));
    uint32_t to = ri_loading_ref(l, stmt, 1, RI_POSITION);
    if (from == RI_NONE || to == RI_NONE) {
        return RACI_OK;
    }
    return ri_pairs_add(&l->pairs, from, to) ? RACI_OK : ri_fail_nomem(err);
}

static raci_status load_dotted(ri_loading *l, raci_error *err)
{
    static const ri_scan scan = {STMT_SNAPSHOT_DOTTED, STMT_SNAPSHOT_DOTTED_OF, false, true, false,
                                 RI_POSITION};
    ri_positions *positions = &l->s->positions;
    raci_status status = ri_loading_each(l, &scan, take_dotted, err);
    if (status == RACI_OK && !(ri_loading_lists(l, &positions->dotted, positions->rows.n) &&
                               ri_lists_unrepeat(&positions->dotted, positions->rows.n))) {
        status = ri_fail_nomem(err);
    }
    return status;
}

static raci_status take_member(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    uint32_t team = ri_loading_ref(l, stmt, 0, RI_TEAM);
    uint32_t position = ri_loading_ref(l, stmt, 1, RI_POSITION);
    if (team == RI_NONE || position == RI_NONE) {
        return RACI_OK;
    }
    return ri_pairs_add(&l->pairs, team, position) ? RACI_OK : ri_fail_nomem(err);
}

/* A lead is a member, whether or not a row says so. */
static bool add_leads(ri_loading *l)
{
    const ri_teams *teams = &l->s->teams;
    for (uint32_t team = 0; team < teams->rows.n; team++) {
        if (teams->lead[team] != RI_NONE && !ri_pairs_add(&l->pairs, team, teams->lead[team])) {
            return false;
        }
    }
    return true;
}

static raci_status load_members(ri_loading *l, raci_error *err)
{
    static const ri_scan scan = {
        STMT_SNAPSHOT_MEMBERS, STMT_SNAPSHOT_MEMBERS_OF, true, false, false, RI_TEAM};
    ri_teams *teams = &l->s->teams;
    raci_status status = ri_loading_each(l, &scan, take_member, err);
    if (status != RACI_OK) {
        return status;
    }
    if (!add_leads(l) || !ri_loading_lists(l, &teams->members, teams->rows.n)) {
        return ri_fail_nomem(err);
    }
    ri_lists_sort(&teams->members, teams->rows.n);
    return RACI_OK;
}

uint32_t ri_seat_kind(const char *kind)
{
    if (kind != NULL && strcmp(kind, "acting") == 0) {
        return RI_SEAT_ACTING;
    }
    return kind != NULL && strcmp(kind, "delegate") == 0 ? RI_SEAT_DELEGATE : RI_SEAT_HOLDER;
}

static raci_status take_seat(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_seat seat = {.position = ri_loading_ref(l, stmt, 0, RI_POSITION),
                    .person = ri_loading_ref(l, stmt, 1, RI_PERSON),
                    .kind = ri_seat_kind(ri_column_text(stmt, 2, NULL)),
                    .from = ri_column_day(stmt, 3, RI_DAY_MIN),
                    .to = ri_column_day(stmt, 4, RI_DAY_MAX)};
    if (seat.position == RI_NONE || seat.person == RI_NONE) {
        return RACI_OK;
    }
    ri_seat *kept = ri_gather(&l->gathered, sizeof *kept);
    if (kept == NULL) {
        return ri_fail_nomem(err);
    }
    *kept = seat;
    return RACI_OK;
}

int ri_seat_order(const void *a, const void *b, const void *context)
{
    const ri_seat *x = a;
    const ri_seat *y = b;
    (void)context;
    if (x->position != y->position) {
        return x->position < y->position ? -1 : 1;
    }
    if (x->person != y->person) {
        return x->person < y->person ? -1 : 1;
    }
    if (x->kind != y->kind) {
        return x->kind < y->kind ? -1 : 1;
    }
    return x->from < y->from ? -1 : x->from > y->from;
}

/* Where each position's seats begin, and in which positions people are seated. */
bool ri_index_seats(ri_loading *l)
{
    ri_snapshot *s = l->s;
    uint32_t n = s->positions.rows.n;
    if (!ri_numbers(&s->positions.first_seat, l->arena, (size_t)n + 1)) {
        return false;
    }
    uint32_t at = 0;
    for (uint32_t position = 0; position < n; position++) {
        s->positions.first_seat[position] = at;
        while (at < s->n_seats && s->seats[at].position == position) {
            if (!ri_pairs_add(&l->pairs, s->seats[at].person, position)) {
                return false;
            }
            at++;
        }
    }
    s->positions.first_seat[n] = at;
    if (!ri_loading_lists(l, &s->people.positions, s->people.rows.n)) {
        return false;
    }
    ri_lists_sort(&s->people.positions, s->people.rows.n);
    return true;
}

static raci_status load_seats(ri_loading *l, raci_error *err)
{
    static const ri_scan scan = {STMT_SNAPSHOT_SEATS, STMT_SNAPSHOT_SEATS_OF, true, false, false,
                                 RI_POSITION};
    raci_status status = ri_loading_each(l, &scan, take_seat, err);
    if (status != RACI_OK) {
        return status;
    }
    void *seats = NULL;
    bool done = ri_order(l->gathered.items, l->gathered.n, sizeof(ri_seat), ri_seat_order, NULL) &&
                ri_loading_keep(l, sizeof(ri_seat), &seats, &l->s->n_seats);
    l->s->seats = seats;
    return done && ri_index_seats(l) ? RACI_OK : ri_fail_nomem(err);
}

/* Lists that are columns read backwards: row column[i] has the item i. */
static bool reverse(ri_loading *l, ri_lists *out, uint32_t n, const uint32_t *column,
                    uint32_t n_column)
{
    for (uint32_t i = 0; i < n_column; i++) {
        if (column[i] != RI_NONE && !ri_pairs_add(&l->pairs, column[i], i)) {
            return false;
        }
    }
    return ri_loading_lists(l, out, n);
}

bool ri_load_heads(ri_loading *l)
{
    ri_snapshot *s = l->s;
    return reverse(l, &s->positions.heads, s->positions.rows.n, s->units.head, s->units.rows.n);
}

bool ri_load_located(ri_loading *l)
{
    ri_snapshot *s = l->s;
    return reverse(l, &s->units.positions, s->units.rows.n, s->positions.unit, s->positions.rows.n);
}

bool ri_load_offices(ri_loading *l)
{
    ri_snapshot *s = l->s;
    s->own->n_offices = ri_intern_count(s->words);
    return reverse(l, &s->own->offices, s->own->n_offices, s->positions.office,
                   s->positions.rows.n);
}

raci_status ri_load_lists(ri_loading *l, raci_error *err)
{
    raci_status status = load_dotted(l, err);
    if (status == RACI_OK) {
        status = load_members(l, err);
    }
    if (status == RACI_OK) {
        status = load_seats(l, err);
    }
    const bool done =
        status != RACI_OK || (ri_load_heads(l) && ri_load_located(l) && ri_load_offices(l));
    return done ? status : ri_fail_nomem(err);
}
