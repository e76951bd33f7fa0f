/*
 * The rows of a table in a file of their own. A cell of a column that a row does not have is the
 * quoted empty text, which nothing else writes: the import leaves that column as it is.
 */
#define _POSIX_C_SOURCE 200809L

#include "model/staged_rows.h"

#include <errno.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/nameless.h"
#include "model/cell_out.h"

#define STAYS "\"\""

/* What `places` has of each cell: where it stands in the file, and where it came from. Before
   those of a row stands one whose `line` says how many there are. */
typedef struct cell_place {
    uint32_t line;
    uint32_t column;
    ri_staged_place from;
} cell_place;

static raci_status cannot_write(raci_error *err)
{
    const int number = errno;
    return ri_fail(err, RACI_IO, "what is read cannot be kept in a temporary file: %s",
                   strerror(number != 0 ? number : EIO));
}

static int write_bytes(const char *data, size_t length, void *payload)
{
    ri_staged_table *table = payload;
    table->written += length;
    return fwrite(data, 1, length, table->file) == length ? 0 : 1;
}

/* ---- columns ---- */

static bool is_named_already(const ri_staged_table *table, const char *const *columns, size_t n)
{
    bool same = table->file != NULL && table->n_named == n;
    for (size_t i = 0; same && i < n; i++) {
        same = strcmp(table->named[i], columns[i]) == 0;
    }
    return same;
}

/* The place of a column among all that rows have had, a new one where none had it. */
static size_t column_of(ri_staged_table *table, ri_arena *arena, const char *name)
{
    size_t at = 0;
    while (at < table->n && strcmp(table->columns[at], name) != 0) {
        at++;
    }
    if (at == table->n && at < RI_CSV_COLUMNS_MAX) {
        table->columns[at] = ri_arena_string(arena, name);
        table->n += table->columns[at] != NULL ? 1 : 0;
    }
    return at;
}

static raci_status begin(ri_staged_table *table, raci_error *err)
{
    table->file = ri_nameless(table->small);
    table->line = 1;
    if (table->origins == NULL) {
        table->origins = ri_nameless(table->small);
    }
    if (table->file == NULL || table->origins == NULL) {
        return cannot_write(err);
    }
    ri_sink_init(&table->sink, write_bytes, table);
    return RACI_OK;
}

raci_status ri_staged_table_columns(ri_staged_table *table, ri_arena *arena,
                                    const char *const *columns, size_t n, raci_error *err)
{
    if (is_named_already(table, columns, n)) {
        return RACI_OK;
    }
    raci_status status = table->file == NULL ? begin(table, err) : RACI_OK;
    for (size_t i = 0; i < RI_CSV_COLUMNS_MAX; i++) {
        table->cell_of[i] = -1;
    }
    table->n_named = 0;
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        const size_t at = column_of(table, arena, columns[i]);
        if (at == RI_CSV_COLUMNS_MAX) {
            return ri_fail(err, RACI_LIMIT, "more than %d columns are read for one table",
                           RI_CSV_COLUMNS_MAX);
        }
        if (at == table->n) {
            return ri_fail_nomem(err);
        }
        table->cell_of[at] = (int)i;
        table->named[table->n_named++] = table->columns[at];
    }
    const ri_staged_width width = {table->n_rows, table->n};
    return status != RACI_OK ||
                   (table->n_widths > 0 && table->widths[table->n_widths - 1].n == table->n) ||
                   RI_PUSH(table->widths, table->n_widths, table->widths_capacity, width)
               ? status
               : ri_fail_nomem(err);
}

/* ---- rows ---- */

/* How far a text brings the file on: lines, and bytes after the last line's end. */
static void follow(uint32_t *line, uint64_t *line_start, uint64_t end, const char *text)
{
    const char *last = strrchr(text, '\n');
    if (last == NULL) {
        return;
    }
    for (const char *at = strchr(text, '\n'); at != NULL; at = strchr(at + 1, '\n')) {
        ++*line;
    }
    uint64_t tail = 1; /* the quote that closes it */
    for (const char *at = last + 1; *at != '\0'; at++) {
        tail += *at == '"' ? 2 : 1;
    }
    *line_start = end - tail;
}

static uint64_t offset_of(const ri_staged_table *table)
{
    return table->written + table->sink.used;
}

/* Writes a row; into `places`, where there are some, where each cell stands. */
static bool write_row(ri_staged_table *table, const char *const *cells,
                      const ri_staged_place *places)
{
    uint64_t line_start = offset_of(table);
    uint32_t line = table->line;
    bool done = true;
    for (size_t i = 0; i < table->n; i++) {
        const int cell = table->cell_of[i];
        const char *text = cell >= 0 && cells[cell] != NULL ? cells[cell] : "";
        ri_sink_add(&table->sink, i > 0 ? "," : "");
        if (places != NULL && cell >= 0) {
            const cell_place at = {line, (uint32_t)(offset_of(table) - line_start) + 1,
                                   places[cell]};
            done = done && fwrite(&at, sizeof at, 1, table->places) == 1;
            table->n_places++;
        }
        if (cell < 0) {
            ri_sink_add(&table->sink, STAYS);
        } else {
            ri_cell_out(&table->sink, text, strlen(text));
        }
        follow(&line, &line_start, offset_of(table), text);
    }
    ri_sink_add(&table->sink, "\n");
    table->line = line + 1;
    return done && table->sink.stopped == 0;
}

raci_status ri_staged_table_row(ri_staged_table *table, const char *const *cells,
                                const ri_staged_place *places, uint32_t line, uint32_t source,
                                raci_error *err)
{
    ri_staged_origin origin = {table->line, line, source, 0};
    if (places != NULL && table->places == NULL) {
        table->places = ri_nameless(table->small);
    }
    if (places != NULL) {
        cell_place count = {.line = 0};
        for (size_t i = 0; i < table->n; i++) {
            count.line += table->cell_of[i] >= 0 ? 1 : 0;
        }
        if (table->places == NULL || fwrite(&count, sizeof count, 1, table->places) != 1) {
            return cannot_write(err);
        }
        origin.first = ++table->n_places;
    }
    errno = 0;
    if (fwrite(&origin, sizeof origin, 1, table->origins) != 1) {
        return cannot_write(err);
    }
    table->n_rows++;
    return write_row(table, cells, places) ? RACI_OK : cannot_write(err);
}

/* ---- all of them ---- */

static bool read_origin(const ri_staged_table *table, size_t row, ri_staged_origin *out)
{
    const long place = (long)(row * sizeof *out);
    return fseek(table->origins, place, SEEK_SET) == 0 &&
           fread(out, sizeof *out, 1, table->origins) == 1;
}

/* The header, written into the table's file as a row is. */
static bool write_header(ri_staged_table *table)
{
    for (size_t i = 0; i < table->n; i++) {
        table->cell_of[i] = (int)i;
    }
    return write_row(table, table->columns, NULL);
}

/* Copies a row of `have` cells, which goes on for so many lines, and fills it up. */
static bool copy_row(ri_staged_table *table, FILE *from, uint32_t lines, size_t have)
{
    while (lines > 0) {
        const int c = getc(from);
        if (c == EOF) {
            return false;
        }
        lines -= c == '\n' ? 1 : 0;
        for (size_t i = have; lines == 0 && i < table->n; i++) {
            ri_sink_add(&table->sink, "," STAYS);
        }
        const char byte = (char)c;
        ri_sink_bytes(&table->sink, &byte, 1);
    }
    return table->sink.stopped == 0;
}

/* Copies all rows as they are. */
static bool copy_all(ri_staged_table *table, FILE *from)
{
    char block[16384];
    size_t n = 0;
    while ((n = fread(block, 1, sizeof block, from)) > 0) {
        ri_sink_bytes(&table->sink, block, n);
    }
    return ferror(from) == 0 && table->sink.stopped == 0;
}

/* Copies all rows, each filled up to as many cells as the widest has. */
static bool copy_filled(ri_staged_table *table, FILE *from, uint32_t end)
{
    ri_staged_origin row = {0, 0, 0, 0};
    bool done = table->n_rows == 0 || read_origin(table, 0, &row);
    for (size_t i = 0, width = 0; done && i < table->n_rows; i++) {
        const uint32_t line = row.line;
        if (i + 1 < table->n_rows) {
            done = fread(&row, sizeof row, 1, table->origins) == 1;
        } else {
            row.line = end;
        }
        while (width + 1 < table->n_widths && table->widths[width + 1].row <= i) {
            width++;
        }
        done = done && copy_row(table, from, row.line - line, table->widths[width].n);
    }
    return done;
}

raci_status ri_staged_table_finish(ri_staged_table *table, raci_error *err)
{
    FILE *body = table->file;
    errno = 0;
    if (ri_sink_flush(&table->sink, NULL) != RACI_OK || fseek(body, 0, SEEK_SET) != 0) {
        return cannot_write(err);
    }
    const uint32_t end = table->line;
    table->written = 0;
    raci_status status = begin(table, err);
    bool done = status == RACI_OK && write_header(table);
    table->header = table->line - 1;
    const bool even = table->widths[0].n == table->n; /* no row lacks a column */
    if (done) {
        done = even ? copy_all(table, body) : copy_filled(table, body, end);
    }
    done = done && ri_sink_flush(&table->sink, NULL) == RACI_OK && fflush(table->file) == 0;
    status = status == RACI_OK && !done ? cannot_write(err) : status;
    (void)fclose(body);
    return status;
}

/* ---- where they came from ---- */

/* The row that begins at a line of the rows or before it; false: none does. */
static bool find_origin(const ri_staged_table *table, uint32_t line, ri_staged_origin *out)
{
    size_t first = 0; /* rows before it begin at the line or before it */
    size_t end = table->n_rows;
    while (first < end) {
        const size_t middle = first + (end - first) / 2;
        if (!read_origin(table, middle, out)) {
            return false;
        }
        if (out->line <= line) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return first > 0 && read_origin(table, first - 1, out);
}

/* The last cell of a row that begins at or before a line and column of the file, whose lines
   the places count from `before` lines less. */
static ri_staged_place find_place(const ri_staged_table *table, uint32_t first, uint32_t line,
                                  uint32_t column, uint32_t before)
{
    ri_staged_place found = {0, 0};
    cell_place at;
    const long start = (long)(first - 1) * (long)sizeof at;
    if (fseek(table->places, start, SEEK_SET) != 0 ||
        fread(&at, sizeof at, 1, table->places) != 1) {
        return found;
    }
    for (uint32_t n = at.line; n > 0 && fread(&at, sizeof at, 1, table->places) == 1; n--) {
        const uint32_t own = at.line + before;
        if (own < line || (own == line && at.column <= column)) {
            found = at.from;
        }
    }
    return found;
}

ri_staged_origin ri_staged_table_origin(const ri_staged_table *table, uint32_t line,
                                        uint32_t column, ri_staged_place *place)
{
    ri_staged_origin origin = {0, 0, 0, 0};
    *place = (ri_staged_place){0, 0};
    if (line <= table->header || !find_origin(table, line - table->header, &origin)) {
        return (ri_staged_origin){0, 0, 0, 0};
    }
    if (origin.first > 0) {
        *place = find_place(table, origin.first, line, column, table->header);
    }
    return origin;
}

void ri_staged_table_free(ri_staged_table *table)
{
    if (table->file != NULL) {
        (void)fclose(table->file);
    }
    if (table->places != NULL) {
        (void)fclose(table->places);
    }
    if (table->origins != NULL) {
        (void)fclose(table->origins);
    }
    ri_free(table->widths);
}
