#include "report/cells.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"

bool ri_cells_init(ri_cells *cells, const char *const *columns, size_t n)
{
    *cells = (ri_cells){.columns = columns, .n = n};
    cells->cells = ri_alloc(n * sizeof *cells->cells);
    cells->counts = ri_alloc(n * sizeof *cells->counts);
    if (cells->cells == NULL || cells->counts == NULL) {
        ri_free(cells->cells);
        cells->cells = NULL;
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        cells->cells[i] = (ri_text)RI_TEXT_INIT;
        cells->counts[i] = 0;
    }
    return true;
}

void ri_cells_free(ri_cells *cells)
{
    for (size_t i = 0; cells->cells != NULL && i < cells->n; i++) {
        ri_text_free(&cells->cells[i]);
    }
    ri_free(cells->cells);
    ri_free(cells->counts);
}

void ri_cells_clear(ri_cells *cells)
{
    for (size_t i = 0; i < cells->n; i++) {
        if (cells->counts[i] > 0 && !cells->cells[i].failed) {
            ri_text_clear(&cells->cells[i]);
        }
        cells->counts[i] = 0;
    }
    cells->path[0] = '\0';
    cells->depth = 0;
}

const char *ri_cells_get(const ri_cells *cells, size_t i)
{
    return ri_text_string(&cells->cells[i]);
}

bool ri_cells_failed(const ri_cells *cells)
{
    bool failed = false;
    for (size_t i = 0; i < cells->n; i++) {
        failed = failed || cells->cells[i].failed;
    }
    return failed;
}

/* Elements come in the order of the columns, so the search goes on where the
   last one ended. */
static size_t column_of(const ri_cells *cells)
{
    for (size_t step = 0; step < cells->n; step++) {
        size_t i = (cells->last + step) % cells->n;
        if (strcmp(cells->columns[i], cells->path) == 0) {
            return i;
        }
    }
    return cells->n;
}

static void put_value(ri_cells *cells, const char *value)
{
    size_t i = column_of(cells);
    if (i == cells->n) {
        cells->lost = cells->lost || value != NULL; /* a whole object may be null */
        return;
    }
    cells->last = i;
    if (cells->counts[i]++ > 0) {
        ri_text_char(&cells->cells[i], ';');
    }
    if (value != NULL) {
        ri_text_add(&cells->cells[i], value);
    }
}

static void open_bracket(void *self, char bracket)
{
    ri_cells *cells = self;
    if (bracket != '{') {
        return;
    }
    if (cells->depth == RI_CELLS_DEPTH) {
        cells->lost = true;
        return;
    }
    cells->lengths[cells->depth++] = strlen(cells->path);
}

static void close_bracket(void *self, char bracket)
{
    ri_cells *cells = self;
    if (bracket == '}' && cells->depth > 0) {
        cells->path[cells->lengths[--cells->depth]] = '\0';
    }
}

static void put_key(void *self, const char *name)
{
    ri_cells *cells = self;
    size_t length = cells->depth > 0 ? cells->lengths[cells->depth - 1] : 0;
    int more = snprintf(cells->path + length, sizeof cells->path - length, "%s%s",
                        length > 0 ? "." : "", name);
    if (more < 0 || (size_t)more >= sizeof cells->path - length) {
        cells->lost = true;
    }
}

static void put_string(void *self, const char *value)
{
    put_value(self, value);
}

static void put_word(void *self, const char *word)
{
    put_value(self, strcmp(word, "null") == 0 ? NULL : word);
}

ri_emit ri_cells_emit(ri_cells *cells)
{
    static const ri_receiver receiver = {open_bracket, close_bracket, put_key, put_string,
                                         put_word};
    return (ri_emit){&receiver, cells};
}
