#define _POSIX_C_SOURCE 200809L

#include "model/staged.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/cell_out.h"

/* The line at which a row begins in the table's file, and the one it came from. */
typedef struct origin {
    uint32_t line;
    uint32_t from;
} origin;

typedef struct staged_table {
    FILE *file; /* NULL: not begun */
    ri_sink sink;
    size_t columns;
    uint32_t line; /* of the next row */
    origin *origins;
    size_t n;
    size_t capacity;
} staged_table;

struct ri_staged {
    const char *path;
    staged_table tables[RI_TABLE_COUNT];
};

static int write_bytes(const char *data, size_t length, void *payload)
{
    return fwrite(data, 1, length, payload) == length ? 0 : 1;
}

raci_status ri_staged_new(ri_staged **out, const char *path, raci_error *err)
{
    ri_staged *staged = ri_alloc(sizeof *staged);
    if (staged == NULL) {
        return ri_fail_nomem(err);
    }
    memset(staged, 0, sizeof *staged);
    staged->path = path;
    *out = staged;
    return RACI_OK;
}

void ri_staged_free(ri_staged *staged)
{
    if (staged == NULL) {
        return;
    }
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        if (staged->tables[tab].file != NULL) {
            (void)fclose(staged->tables[tab].file);
        }
        ri_free(staged->tables[tab].origins);
    }
    ri_free(staged);
}

static raci_status cannot_write(int number, raci_error *err)
{
    return ri_fail(err, RACI_IO, "what is read cannot be kept in a temporary file: %s",
                   strerror(number != 0 ? number : EIO));
}

/* Writes a row, and counts the lines it takes: a cell may hold several. */
static raci_status write_row(staged_table *table, const char *const *cells, raci_error *err)
{
    for (size_t i = 0; i < table->columns; i++) {
        const char *text = cells[i] != NULL ? cells[i] : "";
        ri_cell_out(&table->sink, text, strlen(text));
        ri_sink_add(&table->sink, i + 1 < table->columns ? "," : "\n");
        for (const char *at = strchr(text, '\n'); at != NULL; at = strchr(at + 1, '\n')) {
            table->line++;
        }
    }
    table->line++;
    return table->sink.stopped == 0 ? RACI_OK : cannot_write(table->sink.reason, err);
}

raci_status ri_staged_table(ri_staged *staged, int tab, const char *const *columns, size_t n,
                            raci_error *err)
{
    staged_table *table = &staged->tables[tab];
    table->file = tmpfile();
    if (table->file == NULL) {
        return cannot_write(errno, err);
    }
    table->columns = n;
    table->line = 1;
    ri_sink_init(&table->sink, write_bytes, table->file);
    return write_row(table, columns, err);
}

raci_status ri_staged_row(ri_staged *staged, int tab, const char *const *cells, uint32_t line,
                          raci_error *err)
{
    staged_table *table = &staged->tables[tab];
    if (!RI_PUSH(table->origins, table->n, table->capacity, ((origin){table->line, line}))) {
        return ri_fail_nomem(err);
    }
    return write_row(table, cells, err);
}

size_t ri_staged_rows(const ri_staged *staged, int tab)
{
    return staged->tables[tab].n;
}

/* ---- into the model ---- */

static int open_table(int tab, void *payload)
{
    const ri_staged *staged = payload;
    FILE *file = staged->tables[tab].file;
    if (file == NULL) {
        return -1;
    }
    /* The import closes its descriptor; both have one place in the file. */
    const int descriptor = dup(fileno(file));
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
    const ri_staged *staged = payload;
    const staged_table *table = &staged->tables[tab];
    const uint32_t after = (uint32_t)*line + 1;
    const size_t at =
        ri_order_place(table->origins, table->n, sizeof *table->origins, by_line, &after, NULL);
    *line = at > 0 ? (int)table->origins[at - 1].from : 0;
    (void)snprintf(path, size, "%s", staged->path);
}

raci_status ri_staged_import(ri_staged *staged, raci_model *model, raci_import_counts *counts,
                             raci_problem_fn problem, void *payload, raci_error *err)
{
    const ri_import_way way = {.open = open_table, .locate = locate, .payload = staged};
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        staged_table *table = &staged->tables[tab];
        if (table->file != NULL &&
            (ri_sink_flush(&table->sink, NULL) != RACI_OK || fflush(table->file) != 0)) {
            return cannot_write(errno, err);
        }
    }
    return ri_import_folder(model, staged->path, &way, counts, problem, payload, err);
}
