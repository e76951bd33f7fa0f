#include "model/loading.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"

/* Texts are put side by side into pieces of this size; longer ones stand alone. */
#define PIECE ((size_t)32768)

/* Steps through a statement that has its parameters. */
static raci_status take_rows(ri_loading *l, ri_stmt *stmt, ri_take_fn take, raci_error *err)
{
    raci_status status = RACI_OK;
    bool row = true;
    while (status == RACI_OK) {
        status = ri_step(stmt, &row, err);
        if (status != RACI_OK || !row) {
            return status;
        }
        status = take(l, stmt, err);
    }
    ri_reset(stmt);
    return status;
}

static raci_status begin_scan(ri_stmt **out, ri_loading *l, const ri_scan *scan,
                              enum ri_query query, raci_error *err)
{
    raci_status status = ri_store_stmt(out, l->store, query, err);
    if (status == RACI_OK && scan->dated) {
        ri_bind_text(*out, 1, l->date);
    }
    if (status == RACI_OK && scan->named) {
        ri_bind_int(*out, 3, l->names);
    }
    return status;
}

raci_status ri_loading_each(ri_loading *l, const ri_scan *scan, ri_take_fn take, raci_error *err)
{
    ri_stmt *stmt = NULL;
    if (l->reach == NULL) {
        raci_status status = begin_scan(&stmt, l, scan, scan->all, err);
        return status == RACI_OK ? take_rows(l, stmt, take, err) : status;
    }
    const ri_reached *rows = l->reach->rows[scan->of];
    for (size_t i = 0; i < l->reach->n[scan->of]; i++) {
        raci_status status = begin_scan(&stmt, l, scan, scan->one, err);
        if (status == RACI_OK) {
            ri_bind_int(stmt, 2, scan->by_period ? rows[i].period : rows[i].id);
            status = take_rows(l, stmt, take, err);
        }
        if (status != RACI_OK) {
            return status;
        }
    }
    return RACI_OK;
}

raci_status ri_loading_read(ri_loading *l, enum ri_query query, bool dated, const char *about,
                            ri_take_fn take, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, l->store, query, err);
    if (status != RACI_OK) {
        return status;
    }
    if (dated) {
        ri_bind_text(stmt, 1, l->date);
    }
    if (about != NULL) {
        ri_bind_text(stmt, 2, about);
    }
    return take_rows(l, stmt, take, err);
}

ri_rows *ri_loading_rows(ri_snapshot *s, ri_kind kind)
{
    switch (kind) {
    case RI_CHANNEL:
        return &s->channels.rows;
    case RI_JOURNEY:
        return &s->journeys.rows;
    case RI_PERSON:
        return &s->people.rows;
    case RI_POSITION:
        return &s->positions.rows;
    case RI_STAGE:
        return &s->stages.rows;
    case RI_TEAM:
        return &s->teams.rows;
    case RI_TOUCHPOINT:
        return &s->touchpoints.rows;
    case RI_UNIT:
        return &s->units.rows;
    case RI_ENTERPRISE:
    case RI_HANDOFF:
    case RI_OFFICE:
    case RI_RULE:
    case RI_KIND_COUNT:
        break;
    }
    return NULL;
}

bool ri_numbers(uint32_t **out, ri_arena *arena, size_t n)
{
    *out = ri_arena_array(arena, n, sizeof **out);
    return *out != NULL;
}

bool ri_loading_row(ri_loading *l, ri_stmt *row, ri_kind kind, uint32_t *out)
{
    *out = ri_ids_get(&l->ids[kind], ri_column_int(row, 0));
    return *out == RI_NONE || ri_ids_put(&l->periods[kind], ri_column_int(row, 1), *out);
}

bool ri_loading_name(ri_loading *l, ri_stmt *row, int at, ri_rows *rows, uint32_t index)
{
    if (!l->names) {
        return true;
    }
    if (!ri_loading_column(l, row, at, &rows->name[index])) {
        return false;
    }
    if (rows->name[index] == NULL) {
        rows->name[index] = rows->key[index];
    }
    return true;
}

const char *ri_loading_text(ri_loading *l, const char *bytes, size_t length)
{
    if (length >= PIECE / 4) {
        return ri_arena_copy(l->arena, bytes, length);
    }
    if (length + 1 > l->text_left) {
        l->text_at = ri_arena_take(l->arena, PIECE);
        l->text_left = l->text_at != NULL ? PIECE : 0;
        if (l->text_at == NULL) {
            return NULL;
        }
    }
    char *text = l->text_at;
    if (length > 0) {
        memcpy(text, bytes, length);
    }
    text[length] = '\0';
    l->text_at += length + 1;
    l->text_left -= length + 1;
    return text;
}

bool ri_loading_column(ri_loading *l, ri_stmt *row, int at, const char **out)
{
    size_t length = 0;
    const char *text = ri_column_text(row, at, &length);
    if (text == NULL) {
        *out = NULL;
        return true;
    }
    *out = ri_loading_text(l, text, length);
    return *out != NULL;
}

bool ri_loading_shared(ri_loading *l, ri_stmt *row, int at, const char **out)
{
    size_t length = 0;
    const char *text = ri_column_text(row, at, &length);
    if (text == NULL) {
        *out = NULL;
        return true;
    }
    *out = ri_intern_get(l->s->own->texts, ri_intern_put(l->s->own->texts, text, length));
    return *out != NULL;
}

bool ri_loading_word(ri_loading *l, ri_stmt *row, int at, uint32_t *out)
{
    size_t length = 0;
    const char *text = ri_column_text(row, at, &length);
    *out = RI_NONE;
    if (text == NULL || length == 0) {
        return true;
    }
    *out = ri_intern_put(l->s->words, text, length);
    return *out != RI_NONE;
}

uint32_t ri_loading_ref(const ri_loading *l, ri_stmt *row, int at, ri_kind kind)
{
    int64_t id = ri_column_int(row, at);
    if (id == 0 && ri_column_null(row, at)) {
        return RI_NONE;
    }
    return ri_ids_get(&l->ids[kind], id);
}

/* The words of a ';' list, spaces around them dropped, into the scratch items. */
static bool split_tags(ri_loading *l, const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        const char *stop = memchr(text, ';', (size_t)(end - text));
        const char *next = stop != NULL ? stop + 1 : end;
        stop = stop != NULL ? stop : end;
        while (text < stop && *text == ' ') {
            text++;
        }
        while (stop > text && stop[-1] == ' ') {
            stop--;
        }
        if (stop > text) {
            uint32_t word = ri_intern_put(l->s->words, text, (size_t)(stop - text));
            if (word == RI_NONE || !RI_PUSH(l->items, l->n_items, l->items_capacity, word)) {
                return false;
            }
        }
        text = next;
    }
    return true;
}

bool ri_loading_tags(ri_loading *l, ri_stmt *row, int at, uint32_t *out)
{
    size_t length = 0;
    const char *text = ri_column_text(row, at, &length);
    *out = 0;
    if (text == NULL || length == 0) {
        return true;
    }
    /* Many rows have the same list: each is split once. */
    uint32_t number = ri_intern_put(l->s->own->texts, text, length);
    if (number == RI_NONE) {
        return false;
    }
    if (ri_map_get(&l->tag_texts, number, out)) {
        return true;
    }
    return split_tags(l, text, length) && ri_loading_set(l, &l->tag_sets, out) &&
           ri_map_put(&l->tag_texts, number, *out);
}

bool ri_loading_set(ri_loading *l, ri_set_table *table, uint32_t *out)
{
    *out = ri_set_put(table, l->items, &l->n_items);
    l->n_items = 0;
    return *out != RI_NONE;
}

bool ri_loading_lists(ri_loading *l, ri_lists *out, uint32_t n)
{
    bool done = ri_lists_build(out, l->arena, n, &l->pairs);
    l->pairs.n = 0;
    return done;
}

void *ri_gather(ri_gathering *run, size_t size)
{
    /* Rows of different sizes are gathered in turn, so the capacity counts bytes. */
    if (run->n >= UINT32_MAX || !ri_grow(&run->items, &run->capacity, (run->n + 1) * size, 1)) {
        return NULL;
    }
    return (char *)run->items + run->n++ * size;
}

bool ri_loading_keep(ri_loading *l, size_t size, void **out, uint32_t *n)
{
    *out = ri_arena_keep(l->arena, l->gathered.items, l->gathered.n, size);
    if (*out == NULL) {
        return false;
    }
    *n = (uint32_t)l->gathered.n;
    l->gathered.n = 0;
    return true;
}

void ri_office_fold(char *office)
{
    for (char *c = office; *c != '\0'; c++) {
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    }
    if (strcmp(office, "cco") == 0) {
        office[1] = 'x';
    }
}

void ri_office_word(ri_text *out, const char *office)
{
    const size_t begin = out->length;
    ri_text_add(out, office);
    if (!out->failed) {
        ri_office_fold(out->bytes + begin);
    }
}
