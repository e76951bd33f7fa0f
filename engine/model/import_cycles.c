/* Cycles of units and of reporting lines. Only rows of one and the same period
   can be told here: others stand together on some dates only, and that is what
   the checks on a date are for. */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/import.h"

#define SHOWN_MAX 6 /* keys of a long cycle that a message names */

/* Rows that lead to another row, in the order of their ids. */
typedef struct line_list {
    int tab;
    const char *each_other;
    const char *itself;
    enum ri_query row_query;
    struct line {
        int64_t id;
        int64_t next;
        size_t seen; /* the walk on which it was met, from 1 */
    } * items;
    size_t n;
    size_t capacity;
} line_list;

static raci_status load(line_list *lines, ri_store *store, enum ri_query query, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, store, query, err);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        struct line line = {ri_column_int(stmt, 0), ri_column_int(stmt, 1), 0};
        if (!RI_PUSH(lines->items, lines->n, lines->capacity, line)) {
            ri_reset(stmt);
            return ri_fail_nomem(err);
        }
    }
    return status;
}

static int compare_id(const void *row, const void *id, const void *context)
{
    const int64_t left = ((const struct line *)row)->id;
    const int64_t right = *(const int64_t *)id;
    (void)context;
    return left < right ? -1 : left > right;
}

/* The row with that id, or NULL when it leads nowhere. */
static struct line *find(const line_list *lines, int64_t id)
{
    size_t at = ri_order_place(lines->items, lines->n, sizeof *lines->items, compare_id, &id, NULL);
    return at < lines->n && lines->items[at].id == id ? &lines->items[at] : NULL;
}

/* A row's key, and where it stands in the file: line 0 when it is not in it. */
typedef struct place {
    char key[RI_KEY_MAX + 1];
    int line;
    int column;
} place;

static raci_status look_up(place *out, const line_list *lines, ri_store *store, int64_t id,
                           raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    *out = (place){.line = 0};
    raci_status status = ri_store_stmt(&stmt, store, lines->row_query, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, lines->tab);
        ri_bind_int(stmt, 2, id);
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK && row) {
        size_t length = 0;
        const char *key = ri_column_text(stmt, 0, &length);
        if (key != NULL && length < sizeof out->key) {
            memcpy(out->key, key, length + 1);
        }
        out->line = (int)ri_column_int(stmt, 1);
        out->column = (int)ri_column_int(stmt, 2);
        ri_reset(stmt);
    }
    return status;
}

/* Tells of the cycle that `start` is on: at its smallest key in the file, with
   the keys in the order of the lines. One that the file does not touch is old. */
static raci_status tell(ri_import *import, const line_list *lines, const struct line *start,
                        raci_error *err)
{
    place least = {.line = 0};
    place at;
    const struct line *first = NULL;
    const struct line *line = start;
    size_t n = 0;
    raci_status status = RACI_OK;
    do {
        status = look_up(&at, lines, import->store, line->id, err);
        if (status != RACI_OK) {
            return status;
        }
        if (at.line > 0 && (first == NULL || strcmp(at.key, least.key) < 0)) {
            least = at;
            first = line;
        }
        n++;
        line = find(lines, line->next);
    } while (line != start);
    if (first == NULL) {
        return RACI_OK;
    }
    ri_text_format(&import->message, "%s: %s", n > 1 ? lines->each_other : lines->itself,
                   least.key);
    line = first;
    for (size_t i = 1; i < n; i++) {
        line = find(lines, line->next);
        if (n > SHOWN_MAX && i == SHOWN_MAX - 1) {
            ri_text_format(&import->message, " -> … (%zu in all)", n);
            break;
        }
        status = look_up(&at, lines, import->store, line->id, err);
        if (status != RACI_OK) {
            return status;
        }
        ri_text_format(&import->message, " -> %s", at.key);
    }
    if (n > 1) {
        ri_text_format(&import->message, " -> %s", least.key);
    }
    import->tab = lines->tab;
    ri_import_problem(import, least.line, least.column, RI_KIND_COUNT, NULL);
    return RACI_OK;
}

/* Every row leads to one other at most, so a walk ends, or meets a row of an
   earlier walk, or comes back to a row of its own: then that row is on a cycle. */
static raci_status walk(ri_import *import, line_list *lines, raci_error *err)
{
    for (size_t i = 0; i < lines->n; i++) {
        struct line *line = &lines->items[i];
        while (line != NULL && line->seen == 0) {
            line->seen = i + 1;
            line = find(lines, line->next);
        }
        if (line != NULL && line->seen == i + 1) {
            raci_status status = tell(import, lines, line, err);
            if (status != RACI_OK) {
                return status;
            }
        }
    }
    return RACI_OK;
}

raci_status ri_import_cycles(ri_import *import, raci_error *err)
{
    line_list all[] = {
        {.tab = RI_TABLE_UNITS,
         .each_other = "units that are parts of each other",
         .itself = "a unit that is a part of itself",
         .row_query = STMT_UNIT_LINE},
        {.tab = RI_TABLE_POSITIONS,
         .each_other = "positions that report to each other",
         .itself = "a position that reports to itself",
         .row_query = STMT_POSITION_LINE},
    };
    static const enum ri_query queries[] = {STMT_UNIT_LINES, STMT_POSITION_LINES};
    raci_status status = RACI_OK;
    for (size_t i = 0; i < 2 && status == RACI_OK; i++) {
        status = load(&all[i], import->store, queries[i], err);
        if (status == RACI_OK) {
            status = walk(import, &all[i], err);
        }
        ri_free(all[i].items);
    }
    return status;
}
