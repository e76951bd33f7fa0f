/*
 * Seats, mandates and stated rows, from a prospect to rows.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "model/basis.h"
#include "model/loading.h"
#include "model/rewriting.h"

/* ---- seats ---- */

static const char *const seat_words[] = {"holder", "acting", "delegate"};

/* The grouping columns of a stored seat. */
static raci_status read_seat_key(ri_datum *key, ri_rewriting *w, int64_t id, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, w->store, STMT_SEAT_KEY, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, id);
        status = ri_step(stmt, &row, err);
    }
    if (status != RACI_OK || !row) {
        return status != RACI_OK ? status : ri_fail(err, RACI_INTERNAL, "a seat got lost");
    }
    key[0] = ri_datum_number(ri_column_int(stmt, 0));
    key[1] = ri_datum_number(ri_column_int(stmt, 1));
    key[2] = ri_datum_text(seat_words[ri_seat_kind(ri_column_text(stmt, 2, NULL))]);
    ri_reset(stmt);
    return RACI_OK;
}

/* Ends a seat; one that begins later does not begin. */
static raci_status end_seat(ri_rewriting *w, int64_t id, const char *day, raci_error *err)
{
    const ri_table *table = &ri_tables[RI_TABLE_SEATS];
    ri_datum key[RI_TABLE_COLUMNS_MAX] = {{.type = RI_DATUM_NONE}};
    ri_stored_row *rows = NULL;
    size_t n = 0;
    raci_status status = read_seat_key(key, w, id, err);
    if (status == RACI_OK) {
        status = ri_rewriting_rows(&rows, &n, w, RI_TABLE_SEATS, key, err);
    }
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        if (rows[i].id == id) {
            return ri_stored_later(table, &rows[i], day)
                       ? ri_stored_drop(w->store, table, id, err)
                       : ri_rewriting_close(w, RI_TABLE_SEATS, &rows[i], day, err);
        }
    }
    return status;
}

/* Of a person who was away, a seat may have gone on: it stays when it lasts as long. */
static raci_status replace_lasting(bool *stays, ri_rewriting *w, const ri_new_seat *seat,
                                   ri_stored_row *rows, size_t n, const char *day, raci_error *err)
{
    const ri_table *table = &ri_tables[RI_TABLE_SEATS];
    char end[11];
    const ri_datum to = ri_datum_text(ri_day_format(seat->to, end));
    raci_status status = RACI_OK;
    *stays = false;
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        if (!ri_stored_in_force(table, &rows[i], day)) {
            continue;
        }
        if (!seat->ends || ri_datum_same(&rows[i].values[4], &to)) {
            *stays = true;
        } else {
            status = ri_rewriting_close(w, RI_TABLE_SEATS, &rows[i], day, err);
        }
    }
    return status;
}

static raci_status add_seat(ri_rewriting *w, const ri_prospect *p, const ri_new_seat *seat,
                            const char *day, raci_error *err)
{
    char end[11];
    bool known = false;
    bool stays = false;
    int64_t position = 0;
    int64_t person = 0;
    ri_stored_row row = {.id = 0};
    ri_stored_row *rows = NULL;
    size_t n = 0;
    raci_status status = ri_rewriting_identity(&position, &known, w, RI_POSITION,
                                               p->s->positions.rows.key[seat->position], err);
    if (status == RACI_OK) {
        status = ri_rewriting_identity(&person, &known, w, RI_PERSON,
                                       p->s->people.rows.key[seat->person], err);
    }
    row.values[0] = ri_datum_number(position);
    row.values[1] = ri_datum_number(person);
    row.values[2] = ri_datum_text(seat_words[seat->kind]);
    if (status == RACI_OK) {
        status = ri_rewriting_rows(&rows, &n, w, RI_TABLE_SEATS, row.values, err);
    }
    if (status == RACI_OK) {
        status = replace_lasting(&stays, w, seat, rows, n, day, err);
    }
    if (status == RACI_OK && !stays) {
        row.values[4] = ri_datum_text(ri_day_format(seat->to, end));
        ri_stored_begin_on(&ri_tables[RI_TABLE_SEATS], &row, day, rows, n);
        status = ri_stored_add(w->store, &ri_tables[RI_TABLE_SEATS], &row, err);
    }
    return status;
}

/* A seat of the position that is in force on the day; 0 when there is none. */
static raci_status find_sitting(int64_t *id, ri_rewriting *w, const char *position, const char *day,
                                raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, w->store, STMT_SEAT_SITTING, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, position);
        ri_bind_text(stmt, 2, day);
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK) {
        *id = row ? ri_column_int(stmt, 0) : 0;
        ri_reset(stmt);
    }
    return status;
}

/* A position that is created is vacant, whoever sat in an earlier one of its key. */
static raci_status empty_created(ri_rewriting *w, const ri_prospect *p, const char *day,
                                 raci_error *err)
{
    raci_status status = RACI_OK;
    for (uint32_t i = 0; status == RACI_OK && i < p->n_altered; i++) {
        const ri_altered *altered = p->altered[i].it;
        const bool created = altered->kind == RI_POSITION && !altered->was && altered->there;
        const char *key = created ? p->s->positions.rows.key[altered->row] : NULL;
        int64_t id = 0;
        if (created) {
            status = find_sitting(&id, w, key, day, err);
        }
        while (status == RACI_OK && id != 0) {
            status = end_seat(w, id, day, err);
            if (status == RACI_OK) {
                status = find_sitting(&id, w, key, day, err);
            }
        }
    }
    return status;
}

raci_status ri_rewrite_seats(ri_rewriting *w, ri_prospect *p, const char *day, raci_error *err)
{
    const ri_basis *basis = p->s->own->basis;
    raci_status status = empty_created(w, p, day, err);
    for (uint32_t i = 0; status == RACI_OK && p->ended != NULL && i < basis->n_terms; i++) {
        if (p->ended[i] != 0) {
            status = end_seat(w, basis->terms[i].id, day, err);
        }
    }
    for (size_t i = 0; status == RACI_OK && i < p->n_seats; i++) {
        if (!p->seats[i].dropped) {
            status = add_seat(w, p, &p->seats[i], day, err);
        }
    }
    return status;
}

/* ---- mandates ---- */

static raci_status rows_of_mandate(ri_stored_row **rows, size_t *n, ri_datum *key, ri_rewriting *w,
                                   const ri_prospect *p, uint32_t position, const char *scope,
                                   raci_error *err)
{
    bool known = false;
    int64_t id = 0;
    raci_status status =
        ri_rewriting_identity(&id, &known, w, RI_POSITION, p->s->positions.rows.key[position], err);
    key[0] = ri_datum_number(id);
    key[1] = ri_datum_text(scope);
    return status == RACI_OK ? ri_rewriting_rows(rows, n, w, RI_TABLE_MANDATES, key, err) : status;
}

static raci_status withdraw(ri_rewriting *w, const ri_prospect *p, const ri_mandate *mandate,
                            const char *day, raci_error *err)
{
    ri_datum key[RI_TABLE_COLUMNS_MAX] = {{.type = RI_DATUM_NONE}};
    ri_stored_row *rows = NULL;
    size_t n = 0;
    raci_status status =
        rows_of_mandate(&rows, &n, key, w, p, mandate->position, mandate->scope_text, err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        if (ri_stored_in_force(&ri_tables[RI_TABLE_MANDATES], &rows[i], day)) {
            status = ri_rewriting_close(w, RI_TABLE_MANDATES, &rows[i], day, err);
        }
    }
    return status;
}

static raci_status grant(ri_rewriting *w, const ri_prospect *p, const ri_new_mandate *mandate,
                         const char *day, raci_error *err)
{
    ri_stored_row row = {.id = 0};
    ri_stored_row *rows = NULL;
    size_t n = 0;
    raci_status status =
        rows_of_mandate(&rows, &n, row.values, w, p, mandate->position, mandate->scope, err);
    if (status == RACI_OK) {
        ri_stored_begin_on(&ri_tables[RI_TABLE_MANDATES], &row, day, rows, n);
        status = ri_stored_add(w->store, &ri_tables[RI_TABLE_MANDATES], &row, err);
    }
    return status;
}

raci_status ri_rewrite_mandates(ri_rewriting *w, ri_prospect *p, const char *day, raci_error *err)
{
    raci_status status = RACI_OK;
    for (uint32_t i = 0; status == RACI_OK && p->withdrawn != NULL && i < p->s->n_mandates; i++) {
        if (p->withdrawn[i] != 0) {
            status = withdraw(w, p, &p->s->mandates[i], day, err);
        }
    }
    for (size_t i = 0; status == RACI_OK && i < p->n_mandates; i++) {
        if (!p->mandates[i].dropped) {
            status = grant(w, p, &p->mandates[i], day, err);
        }
    }
    return status;
}

/* ---- stated rows ---- */

static raci_status write_stated(ri_rewriting *w, const ri_prospect *p, const ri_new_stated *said,
                                raci_error *err)
{
    const ri_table *table = &ri_tables[RI_TABLE_STATED];
    ri_stored_row row = {.id = 0};
    ri_stored_row *rows = NULL;
    size_t n = 0;
    bool known = false;
    int64_t touchpoint = 0;
    raci_status status = ri_rewriting_identity(&touchpoint, &known, w, RI_TOUCHPOINT,
                                               p->s->touchpoints.rows.key[said->touchpoint], err);
    row.values[0] = ri_datum_number(touchpoint);
    row.values[1] = ri_datum_text(said->letter);
    row.values[2] = ri_datum_text(said->holder);
    if (status == RACI_OK) {
        status = ri_rewriting_rows(&rows, &n, w, RI_TABLE_STATED, row.values, err);
    }
    if (status != RACI_OK || (n == 0 && said->gone)) {
        return status;
    }
    if (said->gone) {
        return ri_stored_drop(w->store, table, rows[0].id, err);
    }
    if (n > 0) {
        rows[0].values[3] = ri_datum_text(said->reason);
        return ri_stored_set(w->store, table, &rows[0], err);
    }
    row.values[3] = ri_datum_text(said->reason);
    return ri_stored_add(w->store, table, &row, err);
}

raci_status ri_rewrite_stated(ri_rewriting *w, ri_prospect *p, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < p->n_stated; i++) {
        status = write_stated(w, p, &p->stated[i], err);
    }
    return status;
}
