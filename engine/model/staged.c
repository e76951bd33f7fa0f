#define _POSIX_C_SOURCE 200809L

#include "model/staged.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/intern.h"
#include "base/memory.h"
#include "model/staged_rows.h"

struct ri_staged {
    ri_arena *arena;    /* names of columns */
    ri_intern *sources; /* what rows are read from */
    uint32_t source;    /* of the next rows */
    ri_staged_table tables[RI_TABLE_COUNT];
};

raci_status ri_staged_new(ri_staged **out, bool few, raci_error *err)
{
    ri_staged *staged = ri_alloc(sizeof *staged);
    if (staged == NULL) {
        return ri_fail_nomem(err);
    }
    memset(staged, 0, sizeof *staged);
    staged->arena = ri_arena_new();
    staged->sources = ri_intern_new();
    if (staged->arena == NULL || staged->sources == NULL) {
        ri_staged_free(staged);
        return ri_fail_nomem(err);
    }
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        staged->tables[tab].small = few;
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
        ri_staged_table_free(&staged->tables[tab]);
    }
    ri_intern_free(staged->sources);
    ri_arena_free(staged->arena);
    ri_free(staged);
}

raci_status ri_staged_source(ri_staged *staged, const char *source, raci_error *err)
{
    staged->source = ri_intern_string(staged->sources, source);
    return staged->source != RI_NONE ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_staged_columns(ri_staged *staged, int tab, const char *const *columns, size_t n,
                              raci_error *err)
{
    return ri_staged_table_columns(&staged->tables[tab], staged->arena, columns, n, err);
}

raci_status ri_staged_row(ri_staged *staged, int tab, const char *const *cells, uint32_t line,
                          raci_error *err)
{
    return ri_staged_placed(staged, tab, cells, NULL, line, err);
}

raci_status ri_staged_placed(ri_staged *staged, int tab, const char *const *cells,
                             const ri_staged_place *places, uint32_t line, raci_error *err)
{
    return ri_staged_table_row(&staged->tables[tab], cells, places, line, staged->source, err);
}

size_t ri_staged_rows(const ri_staged *staged, int tab)
{
    return staged->tables[tab].n_rows;
}

/* ---- into the model ---- */

typedef struct import_staged {
    const ri_staged *staged;
    const ri_import_way *more;
} import_staged;

static raci_status open_table(int *out, int tab, void *payload, raci_error *err)
{
    const ri_staged *staged = ((const import_staged *)payload)->staged;
    FILE *file = staged->tables[tab].file;
    if (file == NULL) {
        return RACI_OK;
    }
    /* The import closes its descriptor; both have one place in the file. */
    *out = dup(fileno(file));
    return *out >= 0 && lseek(*out, 0, SEEK_SET) == 0
               ? RACI_OK
               : ri_fail(err, RACI_IO, "what was read is lost with its temporary file: %s",
                         strerror(errno));
}

static void locate(int tab, int *line, int *column, char *path, size_t size, void *payload)
{
    const ri_staged *staged = ((const import_staged *)payload)->staged;
    ri_staged_place place;
    const ri_staged_origin origin = ri_staged_table_origin(
        &staged->tables[tab], (uint32_t)*line, *column > 0 ? (uint32_t)*column : 1, &place);
    *line = place.line > 0 ? (int)place.line : (int)origin.from;
    *column = (int)place.column;
    (void)snprintf(path, size, "%s", ri_intern_get(staged->sources, origin.source));
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
    ri_import_way way = {.open = open_table,
                         .locate = locate,
                         .finish = more->finish != NULL ? finish : NULL,
                         .as_of = more->as_of,
                         .shows_seats = more->shows_seats,
                         .payload = &x};
    raci_status status = RACI_OK;
    for (int tab = 0; status == RACI_OK && tab < RI_TABLE_COUNT; tab++) {
        if (staged->tables[tab].file != NULL) {
            status = ri_staged_table_finish(&staged->tables[tab], err);
            way.bytes += staged->tables[tab].written;
        }
    }
    return status == RACI_OK ? ri_import_folder(model, ri_intern_get(staged->sources, 0), &way,
                                                counts, problem, payload, err)
                             : status;
}
