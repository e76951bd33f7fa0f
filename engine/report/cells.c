#include "report/cells.h"

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
    ri_text_free(&cells->path);
}

/* Cuts the path to its first bytes. */
static void cut_path(ri_cells *cells, size_t length)
{
    if (cells->path.length > length) {
        cells->path.length = length;
        cells->path.bytes[length] = '\0';
    }
}

void ri_cells_clear(ri_cells *cells)
{
    for (size_t i = 0; i < cells->n; i++) {
        if (cells->counts[i] > 0 && !cells->cells[i].failed) {
            ri_text_clear(&cells->cells[i]);
        }
        cells->counts[i] = 0;
    }
    cut_path(cells, 0);
    cells->depth = 0;
}

const char *ri_cells_get(const ri_cells *cells, size_t i)
{
    return ri_text_string(&cells->cells[i]);
}

bool ri_cells_failed(const ri_cells *cells)
{
    bool failed = cells->path.failed;
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
        if (strcmp(cells->columns[i], ri_text_string(&cells->path)) == 0) {
            return i;
        }
    }
    return cells->n;
}

/* The column of the object that the path leads into, and where the rest of the path begins;
   cells->n for none. */
static size_t object_of(const ri_cells *cells, const char **rest)
{
    const char *path = ri_text_string(&cells->path);
    for (size_t i = 0; i < cells->n; i++) {
        const size_t length = strlen(cells->columns[i]);
        if (strncmp(cells->columns[i], path, length) == 0 && path[length] == '.') {
            *rest = path + length + 1;
            return i;
        }
    }
    return cells->n;
}

static void put_value(ri_cells *cells, const char *value)
{
    const char *key = NULL;
    size_t i = column_of(cells);
    if (i == cells->n && value != NULL) {
        i = object_of(cells, &key);
    }
    if (i == cells->n) {
        cells->lost = cells->lost || value != NULL; /* a whole object may be null */
        return;
    }
    cells->last = i;
    if (cells->counts[i]++ > 0) {
        ri_text_add(&cells->cells[i], key == NULL ? ";" : cells->fresh ? "; " : ", ");
    }
    if (key != NULL) {
        ri_text_add(&cells->cells[i], key);
        ri_text_char(&cells->cells[i], '=');
        cells->fresh = false;
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
    cells->lengths[cells->depth++] = cells->path.length;
    cells->fresh = true;
}

static void close_bracket(void *self, char bracket)
{
    ri_cells *cells = self;
    if (bracket == '}' && cells->depth > 0) {
        cut_path(cells, cells->lengths[--cells->depth]);
    }
}

static void put_key(void *self, const char *name)
{
    ri_cells *cells = self;
    cut_path(cells, cells->depth > 0 ? cells->lengths[cells->depth - 1] : 0);
    ri_text_add(&cells->path, cells->path.length > 0 ? "." : "");
    ri_text_add(&cells->path, name);
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
