/*
 * Circles that a change closes: a unit that would be above itself, or a position, on some day.
 * Its rows are followed upwards, each within the days on which those below it hold.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/lookup.h"
#include "model/rewriting.h"

#define SHOWN_MAX 6 /* keys of a long circle that are named */

/* A thing met on the way up, and the days on which the way holds. */
typedef struct met {
    int64_t id;
    ri_datum from;
    ri_datum to;
    uint32_t below; /* place of the one below it, or RI_NONE */
    uint32_t depth;
    uint32_t mark; /* one further below: a circle that leads past the start comes back to it */
} met;

typedef struct climb {
    ri_rewriting *w;
    int tab;
    int up; /* the column that leads upwards */
    ri_arena *arena;
    met *all;
    size_t n;
    size_t capacity;
} climb;

static int compare_bytes(const ri_datum *a, const ri_datum *b)
{
    const size_t length = a->length < b->length ? a->length : b->length;
    const int order = memcmp(a->bytes, b->bytes, length);
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static ri_datum later(ri_datum a, ri_datum b)
{
    return a.type == RI_DATUM_NONE || (b.type != RI_DATUM_NONE && compare_bytes(&a, &b) < 0) ? b
                                                                                             : a;
}

static ri_datum earlier(ri_datum a, ri_datum b)
{
    return a.type == RI_DATUM_NONE || (b.type != RI_DATUM_NONE && compare_bytes(&b, &a) < 0) ? b
                                                                                             : a;
}

/* Goes one up by a row of what stands at `below`, if there is a day for it. */
static bool go_up(climb *c, const ri_stored_row *row, uint32_t below)
{
    const ri_table *table = &ri_tables[c->tab];
    const met from = c->all[below];
    met next = {.id = row->values[c->up].number,
                .from = later(from.from, row->values[ri_table_column_of(table, RI_CELL_FROM)]),
                .to = earlier(from.to, row->values[ri_table_column_of(table, RI_CELL_TO)]),
                .below = below,
                .depth = from.depth + 1,
                .mark = from.mark};
    if (row->values[c->up].type == RI_DATUM_NONE ||
        (next.from.type != RI_DATUM_NONE && next.to.type != RI_DATUM_NONE &&
         compare_bytes(&next.from, &next.to) >= 0) ||
        (below != from.mark && next.id == c->all[from.mark].id)) {
        return true;
    }
    if ((next.depth & (next.depth - 1)) == 0) {
        next.mark = (uint32_t)c->n;
    }
    return RI_PUSH(c->all, c->n, c->capacity, next);
}

static raci_status read_rows(ri_stored_row **rows, size_t *n, const climb *c, int64_t id,
                             raci_error *err)
{
    const ri_datum key[RI_TABLE_COLUMNS_MAX] = {ri_datum_number(id)};
    return ri_stored_read(rows, n, c->w->store, &ri_tables[c->tab], key, c->arena, err);
}

/* Where the way up from a row comes back to what the row is of; RI_NONE when it does not. */
static raci_status follow(uint32_t *back, climb *c, const ri_stored_row *row, raci_error *err)
{
    const int64_t start = row->values[0].number;
    raci_status status = RACI_OK;
    bool pushed = true;
    *back = RI_NONE;
    c->n = 0;
    if (!RI_PUSH(c->all, c->n, c->capacity,
                 ((met){.id = start, .below = RI_NONE, .depth = 0, .mark = 0})) ||
        !go_up(c, row, 0)) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 1; status == RACI_OK && i < c->n; i++) {
        ri_stored_row *rows = NULL;
        size_t n = 0;
        if (c->all[i].id == start) {
            *back = i;
            return RACI_OK;
        }
        status = read_rows(&rows, &n, c, c->all[i].id, err);
        for (size_t k = 0; status == RACI_OK && pushed && k < n; k++) {
            pushed = go_up(c, &rows[k], i);
        }
        if (!pushed) {
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

/* ---- what is told of it ---- */

static raci_status key_of(const char **out, const climb *c, int64_t id, raci_error *err)
{
    ri_text text = RI_TEXT_INIT;
    raci_status status = ri_lookup_key(&text, c->w->store, ri_tables[c->tab].kind, id, err);
    *out = status == RACI_OK ? ri_arena_string(c->w->arena, ri_text_string(&text)) : NULL;
    ri_text_free(&text);
    return status == RACI_OK && *out == NULL ? ri_fail_nomem(err) : status;
}

/* The keys of a circle upwards from the least, so that it reads the same from wherever it
   was met: "a -> b -> a". */
static raci_status say_keys(const char **out, const char **least, const climb *c, uint32_t back,
                            raci_error *err)
{
    const uint32_t n = c->all[back].depth;
    const char **keys = ri_arena_array(c->w->arena, n, sizeof *keys);
    raci_status status = keys != NULL ? RACI_OK : ri_fail_nomem(err);
    uint32_t first = 0;
    uint32_t at = c->all[back].below;
    ri_text *text = &c->w->text;
    for (uint32_t i = n; status == RACI_OK && i-- > 0; at = c->all[at].below) {
        status = key_of(&keys[i], c, c->all[at].id, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    for (uint32_t i = 1; i < n; i++) {
        first = strcmp(keys[i], keys[first]) < 0 ? i : first;
    }
    ri_text_clear(text);
    for (uint32_t i = 0; i < n; i++) {
        if (n > SHOWN_MAX && i == SHOWN_MAX - 1) {
            ri_text_format(text, "… (%u in all) -> ", (unsigned)n);
            break;
        }
        ri_text_format(text, "%s -> ", keys[(first + i) % n]);
    }
    ri_text_add(text, keys[first]);
    *least = keys[first];
    *out = text->failed ? NULL : ri_arena_string(c->w->arena, ri_text_string(text));
    return *out != NULL ? RACI_OK : ri_fail_nomem(err);
}

/* ---- all of them ---- */

typedef struct circles {
    ri_rewriting *w;
    ri_intern *told;
    ri_circle *found;
    size_t n;
    size_t capacity;
} circles;

static raci_status look_from(circles *x, climb *c, const ri_stored_row *row, raci_error *err)
{
    ri_circle circle = {.tab = c->tab};
    uint32_t back = RI_NONE;
    raci_status status = follow(&back, c, row, err);
    if (status != RACI_OK || back == RI_NONE) {
        return status;
    }
    status = say_keys(&circle.keys, &circle.key, c, back, err);
    if (status != RACI_OK) {
        return status;
    }
    const uint32_t before = ri_intern_count(x->told);
    if (ri_intern_string(x->told, circle.keys) == RI_NONE ||
        (ri_intern_count(x->told) > before && !RI_PUSH(x->found, x->n, x->capacity, circle))) {
        return ri_fail_nomem(err);
    }
    return RACI_OK;
}

/* Whether a row leads where none of the same days led before the change. */
static bool leads_anew(const ri_group *group, const ri_stored_row *row, int up)
{
    const ri_table *table = &ri_tables[group->tab];
    const int from = ri_table_column_of(table, RI_CELL_FROM);
    const int to = ri_table_column_of(table, RI_CELL_TO);
    for (size_t i = 0; i < group->n_before; i++) {
        const ri_stored_row *was = &group->before[i];
        if (ri_datum_same(&was->values[up], &row->values[up]) &&
            ri_datum_same(&was->values[from], &row->values[from]) &&
            ri_datum_same(&was->values[to], &row->values[to])) {
            return false;
        }
    }
    return row->values[up].type != RI_DATUM_NONE;
}

static raci_status look_at(circles *x, climb *c, const ri_group *group, raci_error *err)
{
    ri_stored_row *rows = NULL;
    size_t n = 0;
    c->tab = group->tab;
    c->up = group->tab == RI_TABLE_UNITS ? (int)RI_UNIT_PARENT : (int)RI_POSITION_REPORTS_TO;
    c->arena = ri_arena_new(); /* what is read on the way is many times what is told of it */
    raci_status status = c->arena != NULL ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = read_rows(&rows, &n, c, group->key[0].number, err);
    }
    for (size_t k = 0; status == RACI_OK && k < n; k++) {
        if (leads_anew(group, &rows[k], c->up)) {
            status = look_from(x, c, &rows[k], err);
        }
    }
    ri_arena_free(c->arena);
    return status;
}

raci_status ri_rewriting_circles(ri_circle **out, size_t *n, ri_rewriting *w, raci_error *err)
{
    circles x = {.w = w, .told = ri_intern_new()};
    climb c = {.w = w};
    raci_status status = x.told != NULL ? RACI_OK : ri_fail_nomem(err);
    for (size_t i = 0; status == RACI_OK && i < w->n_groups; i++) {
        const ri_group *group = &w->groups[i];
        if (group->tab == RI_TABLE_UNITS || group->tab == RI_TABLE_POSITIONS) {
            status = look_at(&x, &c, group, err);
        }
    }
    if (status == RACI_OK) {
        *n = x.n;
        *out = ri_arena_keep(w->arena, x.found, x.n, sizeof *x.found);
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_intern_free(x.told);
    ri_free(x.found);
    ri_free(c.all);
    return status;
}
