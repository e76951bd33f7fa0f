#define _POSIX_C_SOURCE 200809L

#include "model/staged.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/cell_out.h"

/* The line at which a row begins in the table's files, and the one it came from. */
typedef struct origin {
    uint32_t line;
    uint32_t from;
    uint32_t source; /* by number of sources */
} origin;

/* Rows with the same columns, in a file without a name. */
typedef struct staged_part {
    FILE *file;
    uint32_t line; /* of the first */
    const char *const *columns;
    size_t n;
} staged_part;

typedef struct staged_table {
    staged_part *parts;
    size_t n_parts;
    size_t parts_capacity;
    ri_sink sink;  /* of the last part */
    uint32_t line; /* of the next row */
    origin *origins;
    size_t n;
    size_t capacity;
} staged_table;

struct ri_staged {
    ri_arena *arena;
    const char **sources;
    size_t n_sources;
    size_t sources_capacity;
    staged_table tables[RI_TABLE_COUNT];
};

static int write_bytes(const char *data, size_t length, void *payload)
{
    return fwrite(data, 1, length, payload) == length ? 0 : 1;
}

raci_status ri_staged_new(ri_staged **out, raci_error *err)
{
    ri_staged *staged = ri_alloc(sizeof *staged);
    if (staged == NULL) {
        return ri_fail_nomem(err);
    }
    memset(staged, 0, sizeof *staged);
    staged->arena = ri_arena_new();
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        staged->tables[tab].line = 1;
    }
    if (staged->arena == NULL) {
        ri_staged_free(staged);
        return ri_fail_nomem(err);
    }
    *out = staged;
    return RACI_OK;
}

void ri_staged_free(ri_staged *staged)
{
    if (staged == NULL) {
        return;
    }
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        staged_table *table = &staged->tables[tab];
        for (size_t i = 0; i < table->n_parts; i++) {
            (void)fclose(table->parts[i].file);
        }
        ri_free(table->parts);
        ri_free(table->origins);
    }
    ri_free((void *)staged->sources);
    ri_arena_free(staged->arena);
    ri_free(staged);
}

static raci_status cannot_write(int number, raci_error *err)
{
    return ri_fail(err, RACI_IO, "what is read cannot be kept in a temporary file: %s",
                   strerror(number != 0 ? number : EIO));
}

raci_status ri_staged_source(ri_staged *staged, const char *source, raci_error *err)
{
    const char *kept = ri_arena_string(staged->arena, source);
    return kept != NULL &&
                   RI_PUSH(staged->sources, staged->n_sources, staged->sources_capacity, kept)
               ? RACI_OK
               : ri_fail_nomem(err);
}

/* Writes a row, and counts the lines it takes: a cell may hold several. */
static raci_status write_row(staged_table *table, const char *const *cells, raci_error *err)
{
    const size_t n = table->parts[table->n_parts - 1].n;
    for (size_t i = 0; i < n; i++) {
        const char *text = cells[i] != NULL ? cells[i] : "";
        ri_cell_out(&table->sink, text, strlen(text));
        ri_sink_add(&table->sink, i + 1 < n ? "," : "\n");
        for (const char *at = strchr(text, '\n'); at != NULL; at = strchr(at + 1, '\n')) {
            table->line++;
        }
    }
    table->line++;
    return table->sink.stopped == 0 ? RACI_OK : cannot_write(table->sink.reason, err);
}

static raci_status finish_part(staged_table *table, raci_error *err)
{
    if (table->n_parts == 0) {
        return RACI_OK;
    }
    return ri_sink_flush(&table->sink, NULL) == RACI_OK &&
                   fflush(table->parts[table->n_parts - 1].file) == 0
               ? RACI_OK
               : cannot_write(errno, err);
}

static bool has_columns(const staged_table *table, const char *const *columns, size_t n)
{
    const staged_part *last = table->n_parts > 0 ? &table->parts[table->n_parts - 1] : NULL;
    bool same = last != NULL && last->n == n;
    for (size_t i = 0; same && i < n; i++) {
        same = strcmp(last->columns[i], columns[i]) == 0;
    }
    return same;
}

static raci_status copy_columns(const char *const **out, ri_staged *staged,
                                const char *const *columns, size_t n, raci_error *err)
{
    const char **kept = ri_arena_array(staged->arena, n, sizeof *kept);
    bool done = kept != NULL;
    for (size_t i = 0; done && i < n; i++) {
        kept[i] = ri_arena_string(staged->arena, columns[i]);
        done = kept[i] != NULL;
    }
    *out = kept;
    return done ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_staged_table(ri_staged *staged, int tab, const char *const *columns, size_t n,
                            raci_error *err)
{
    staged_table *table = &staged->tables[tab];
    staged_part part = {.line = table->line, .n = n};
    if (has_columns(table, columns, n)) {
        return RACI_OK;
    }
    raci_status status = finish_part(table, err);
    if (status == RACI_OK) {
        status = copy_columns(&part.columns, staged, columns, n, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    part.file = tmpfile();
    if (part.file == NULL) {
        return cannot_write(errno, err);
    }
    if (!RI_PUSH(table->parts, table->n_parts, table->parts_capacity, part)) {
        (void)fclose(part.file);
        return ri_fail_nomem(err);
    }
    ri_sink_init(&table->sink, write_bytes, part.file);
    return write_row(table, columns, err);
}

raci_status ri_staged_row(ri_staged *staged, int tab, const char *const *cells, uint32_t line,
                          raci_error *err)
{
    staged_table *table = &staged->tables[tab];
    const origin from = {table->line, line, (uint32_t)staged->n_sources - 1};
    if (!RI_PUSH(table->origins, table->n, table->capacity, from)) {
        return ri_fail_nomem(err);
    }
    return write_row(table, cells, err);
}

size_t ri_staged_rows(const ri_staged *staged, int tab)
{
    return staged->tables[tab].n;
}

/* ---- into the model ---- */

typedef struct import_staged {
    const ri_staged *staged;
    const ri_import_way *more;
} import_staged;

static int open_part(int tab, size_t i, int *line, void *payload)
{
    const import_staged *x = payload;
    const staged_table *table = &x->staged->tables[tab];
    if (i >= table->n_parts) {
        return -1;
    }
    *line = (int)table->parts[i].line;
    /* The import closes its descriptor; both have one place in the file. */
    const int descriptor = dup(fileno(table->parts[i].file));
    return descriptor >= 0 && lseek(descriptor, 0, SEEK_SET) == 0 ? descriptor : -1;
}

static int by_line(const void *row, const void *line, const void *context)
{
    const uint32_t left = ((const origin *)row)->line;
    const uint32_t right = *(const uint32_t *)line;
    (void)context;
    return (left > right) - (left < right);
}

static void locate(int tab, int *line, char *path, size_t size, void *payload)
{
    const import_staged *x = payload;
    const staged_table *table = &x->staged->tables[tab];
    const uint32_t after = (uint32_t)*line + 1;
    const size_t at =
        ri_order_place(table->origins, table->n, sizeof *table->origins, by_line, &after, NULL);
    const origin *from = &table->origins[at > 0 ? at - 1 : 0];
    *line = at > 0 ? (int)from->from : 0;
    (void)snprintf(path, size, "%s", x->staged->sources[from->source]);
}

static raci_status finish(ri_import *import, void *payload, raci_error *err)
{
    const import_staged *x = payload;
    return x->more->finish(import, x->more->payload, err);
}

raci_status ri_staged_import(ri_staged *staged, raci_model *model, const ri_import_way *more,
                             raci_import_counts *counts, raci_problem_fn problem, void *payload,
                             raci_error *err)
{
    import_staged x = {staged, more};
    const ri_import_way way = {.open = open_part,
                               .locate = locate,
                               .finish = more->finish != NULL ? finish : NULL,
                               .as_of = more->as_of,
                               .payload = &x};
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        raci_status status = finish_part(&staged->tables[tab], err);
        if (status != RACI_OK) {
            return status;
        }
    }
    return ri_import_folder(model, staged->sources[0], &way, counts, problem, payload, err);
}
