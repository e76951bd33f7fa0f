/*
 * From a prospect to rows: what is altered ends on the day and begins anew.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/known.h"
#include "model/lookup.h"
#include "model/rewriting.h"

/* A thing on its way into its table. */
typedef struct writing {
    ri_rewriting *w;
    ri_prospect *p;
    const ri_altered *altered;
    int tab;
    const char *day;
    int64_t identity;
    bool known; /* it has had a row on some day */
    ri_stored_row *rows;
    size_t n;
} writing;

/* ---- cells ---- */

static raci_status link_cell(writing *x, const ri_column *column, uint32_t row, ri_datum *out,
                             raci_error *err)
{
    const ri_kind kind = ri_column_kind(column);
    bool known = false;
    int64_t id = 0;
    *out = (ri_datum){.type = RI_DATUM_NONE};
    if (row == RI_NONE) {
        return RACI_OK;
    }
    const char *key = ri_snapshot_rows(x->p->s, kind)->key[row];
    raci_status status = ri_rewriting_identity(&id, &known, x->w, kind, key, err);
    *out = ri_datum_number(id);
    return status;
}

static bool tags_cell(writing *x, const ri_said *said, ri_datum *out)
{
    ri_text *text = &x->w->text;
    ri_text_clear(text);
    for (uint32_t i = 0; i < said->n_items; i++) {
        ri_text_add(text, i > 0 ? ";" : "");
        ri_text_add(text, ri_intern_get(x->p->s->words, said->items[i]));
    }
    const char *kept = text->failed ? NULL : ri_arena_string(x->w->arena, ri_text_string(text));
    *out = ri_datum_text(kept);
    return kept != NULL;
}

/* Appends an id unless the list has it; it has room. */
static void add_id(ri_stored_row *row, int64_t id)
{
    size_t i = 0;
    while (i < row->n_items && row->items[i] != id) {
        i++;
    }
    if (i == row->n_items) {
        row->items[row->n_items++] = id;
    }
}

/* Appends the ids of what is there of a list. */
static raci_status append_ids(writing *x, const ri_column *column, const ri_said *said,
                              int64_t *ids, size_t *n, raci_error *err)
{
    for (uint32_t i = 0; i < said->n_items; i++) {
        ri_datum id;
        raci_status status = link_cell(x, column, said->items[i], &id, err);
        if (status != RACI_OK) {
            return status;
        }
        if (id.type != RI_DATUM_NONE) {
            ids[(*n)++] = id.number;
        }
    }
    return RACI_OK;
}

/* What the list says, and at its place among that what its row names and is not there on the
   day. `ids` are those of what it says, in the order of their origins. */
static raci_status join_rest(writing *x, int i, const ri_stored_row *was, const int64_t *ids,
                             ri_stored_row *row, raci_error *err)
{
    const ri_said before = ri_prospect_before(x->p, x->altered->kind, x->altered->row, i);
    const ri_said *said = &x->altered->cells[i];
    uint32_t place = 0; /* among those that were there */
    uint32_t next = 0;
    for (size_t k = 0; k < was->n_items; k++) {
        bool known = false;
        int64_t there = 0;
        raci_status status = RACI_OK;
        if (place < before.n_items) {
            const char *key = ri_snapshot_rows(x->p->s, RI_UNIT)->key[before.items[place]];
            status = ri_rewriting_identity(&there, &known, x->w, RI_UNIT, key, err);
        }
        if (status != RACI_OK) {
            return status;
        }
        if (there != was->items[k]) { /* not there on the day, or only now again */
            add_id(row, was->items[k]);
            continue;
        }
        const uint32_t origin =
            said->origin != NULL && next < said->n_items ? said->origin[next] : next;
        if (next < said->n_items && origin == place) {
            add_id(row, ids[next++]);
        }
        place++;
    }
    return RACI_OK;
}

static raci_status list_cell(writing *x, int i, const ri_stored_row *was, ri_stored_row *row,
                             raci_error *err)
{
    const ri_said *said = &x->altered->cells[i];
    const size_t room = said->n_items + (was != NULL ? was->n_items : 0);
    int64_t *ids = ri_arena_array(x->w->arena, said->n_items, sizeof *ids);
    size_t n = 0;
    row->items = ri_arena_array(x->w->arena, room, sizeof *row->items);
    row->n_items = 0;
    if (row->items == NULL || ids == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = append_ids(x, &ri_tables[x->tab].columns[i], said, ids, &n, err);
    if (status == RACI_OK && said->rest && was != NULL) {
        return join_rest(x, i, was, ids, row, err);
    }
    memcpy(row->items, ids, n * sizeof *ids);
    row->n_items = n;
    return status;
}

static raci_status number_cell(const ri_column *column, const ri_said *said, ri_datum *out)
{
    if (said->text == NULL) {
        *out = (ri_datum){.type = RI_DATUM_NONE};
    } else if (column->type == RI_CELL_FLAG) {
        *out = ri_datum_number(said->text[0] == 'y');
    } else {
        *out = ri_datum_number(strtoll(said->text, NULL, 10));
    }
    return RACI_OK;
}

static raci_status put_cell(writing *x, int i, const ri_stored_row *was, ri_stored_row *row,
                            raci_error *err)
{
    const ri_table *table = &ri_tables[x->tab];
    const ri_column *column = &table->columns[i];
    const ri_said *said = &x->altered->cells[i];
    switch (column->type) {
    case RI_CELL_KEY:
        row->values[i] = ri_datum_number(x->identity);
        return RACI_OK;
    case RI_CELL_FROM:
    case RI_CELL_TO:
        return RACI_OK;
    case RI_CELL_LINK:
        return link_cell(x, column, said->link, &row->values[i], err);
    case RI_CELL_LINKS:
        return list_cell(x, i, was, row, err);
    case RI_CELL_TAGS:
        return tags_cell(x, said, &row->values[i]) ? RACI_OK : ri_fail_nomem(err);
    case RI_CELL_ORDER:
    case RI_CELL_RATING:
    case RI_CELL_FLAG:
        return number_cell(column, said, &row->values[i]);
    default:
        row->values[i] = ri_datum_text(said->text);
        return RACI_OK;
    }
}

/* ---- attributes ---- */

static const char *attribute_of(const ri_altered *altered, const char *name, bool *said)
{
    for (uint32_t i = 0; i < altered->n_attributes; i++) {
        if (strcmp(altered->attributes[(size_t)2 * i], name) == 0) {
            *said = true;
            return altered->attributes[(size_t)2 * i + 1];
        }
    }
    *said = false;
    return NULL;
}

/* Those of the row that was, but for what is said anew. */
static bool put_attributes(writing *x, const ri_stored_row *was, ri_stored_row *row)
{
    const ri_altered *altered = x->altered;
    const size_t before = was != NULL ? was->n_attributes : 0;
    row->attributes =
        ri_arena_array(x->w->arena, 2 * (before + altered->n_attributes), sizeof *row->attributes);
    row->n_attributes = 0;
    for (size_t i = 0; row->attributes != NULL && i < before; i++) {
        bool said = false;
        (void)attribute_of(altered, was->attributes[2 * i], &said);
        if (!said) {
            row->attributes[2 * row->n_attributes] = was->attributes[2 * i];
            row->attributes[2 * row->n_attributes++ + 1] = was->attributes[2 * i + 1];
        }
    }
    for (uint32_t i = 0; row->attributes != NULL && i < altered->n_attributes; i++) {
        const char *value = altered->attributes[(size_t)2 * i + 1];
        if (value != NULL) {
            row->attributes[2 * row->n_attributes] = altered->attributes[(size_t)2 * i];
            row->attributes[2 * row->n_attributes++ + 1] = value;
        }
    }
    return row->attributes != NULL;
}

/* ---- rows ---- */

/* The row that is in force on the day, or NULL. */
static ri_stored_row *in_force(const writing *x)
{
    for (size_t i = 0; i < x->n; i++) {
        if (ri_stored_in_force(&ri_tables[x->tab], &x->rows[i], x->day)) {
            return &x->rows[i];
        }
    }
    return NULL;
}

static raci_status fill(writing *x, const ri_stored_row *was, ri_stored_row *row, raci_error *err)
{
    raci_status status = put_attributes(x, was, row) ? RACI_OK : ri_fail_nomem(err);
    for (int i = 0; status == RACI_OK && i < (int)ri_tables[x->tab].n; i++) {
        if ((x->altered->says >> i & 1u) != 0) {
            status = put_cell(x, i, was, row, err);
        }
    }
    return status;
}

/* The row ends, and one that says what is new follows in its place. */
static raci_status amend(writing *x, ri_stored_row *was, raci_error *err)
{
    const ri_table *table = &ri_tables[x->tab];
    ri_stored_row row = *was;
    raci_status status = fill(x, was, &row, err);
    if (status == RACI_OK) {
        status = ri_rewriting_close(x->w, x->tab, was, x->day, err);
    }
    if (status == RACI_OK) {
        row.values[ri_table_column_of(table, RI_CELL_FROM)] = ri_datum_text(x->day);
        status = ri_stored_add(x->w->store, table, &row, err);
    }
    return status;
}

static raci_status open(writing *x, raci_error *err)
{
    const ri_table *table = &ri_tables[x->tab];
    ri_stored_row row = {.id = 0};
    raci_status status = fill(x, NULL, &row, err);
    if (status == RACI_OK) {
        ri_stored_begin_on(table, &row, x->day, x->rows, x->n);
        status = ri_stored_add(x->w->store, table, &row, err);
    }
    return status;
}

static raci_status write_altered(writing *x, raci_error *err)
{
    const ri_altered *altered = x->altered;
    const bool anew = altered->says == UINT32_MAX;
    ri_datum key[RI_TABLE_COLUMNS_MAX] = {{.type = RI_DATUM_NONE}};
    const char *text = ri_snapshot_rows(x->p->s, altered->kind)->key[altered->row];
    raci_status status =
        ri_rewriting_identity(&x->identity, &x->known, x->w, altered->kind, text, err);
    if (status == RACI_OK && altered->kind != RI_STAGE && altered->kind != RI_CHANNEL) {
        status = ri_model_rename(x->w->model, altered->kind, x->identity, !x->known, err);
    }
    if (status == RACI_OK) {
        key[0] = ri_datum_number(x->identity);
        status = ri_rewriting_rows(&x->rows, &x->n, x->w, x->tab, key, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    ri_stored_row *was = in_force(x);
    if (was == NULL && altered->was) {
        return ri_fail(err, RACI_INTERNAL, "%s:%s got lost", ri_kind_name(altered->kind), text);
    }
    if (was != NULL && altered->there && !anew) {
        return amend(x, was, err);
    }
    if (was != NULL) {
        status = ri_rewriting_close(x->w, x->tab, was, x->day, err);
    }
    return status == RACI_OK && altered->there ? open(x, err) : status;
}

raci_status ri_rewrite(ri_rewriting *w, ri_prospect *p, raci_error *err)
{
    char day[11];
    raci_status status = RACI_OK;
    const char *kept = ri_arena_string(w->arena, ri_day_format(p->s->date, day));
    if (p->failed || kept == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; status == RACI_OK && i < p->n_altered; i++) {
        const ri_altered *altered = p->altered[i].it;
        writing x = {.w = w, .p = p, .altered = altered, .day = kept};
        const bool touched = altered->says != 0 || altered->n_attributes > 0;
        x.tab = ri_table_of_kind(altered->kind);
        if (altered->there ? touched : altered->was) {
            status = write_altered(&x, err);
        }
    }
    if (status == RACI_OK) {
        status = ri_rewrite_seats(w, p, kept, err);
    }
    if (status == RACI_OK) {
        status = ri_rewrite_mandates(w, p, kept, err);
    }
    return status == RACI_OK ? ri_rewrite_stated(w, p, err) : status;
}
