#include "intake/csv.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "intake/csv_scan.h"

/* Where byte `at` of a cell stands, given where the cell does. */
static void locate(const ri_csv_cell *cell, size_t at, int *line, int *column)
{
    *line = cell->line;
    *column = cell->column + (cell->quoted ? 1 : 0);
    for (size_t i = 0; i < at; i++) {
        if (cell->bytes[i] == '\n') {
            ++*line;
            *column = 1;
        } else {
            *column += cell->quoted && cell->bytes[i] == '"' ? 2 : 1;
        }
    }
}

/* Marks cells that are no text. */
static void check_text(ri_csv *csv)
{
    for (size_t i = 0; i < csv->count; i++) {
        ri_csv_cell *cell = &csv->cells[i];
        size_t at = 0;
        if (cell->bad || ri_utf8_valid(cell->bytes, cell->length, &at)) {
            continue;
        }
        int line = 0;
        int column = 0;
        char message[96];
        locate(cell, at, &line, &column);
        unsigned byte = (unsigned char)cell->bytes[at];
        if (byte == 0) {
            (void)snprintf(message, sizeof message, "expected text, found a NUL byte");
        } else {
            (void)snprintf(message, sizeof message,
                           "expected UTF-8, found the byte 0x%02X: save the file as UTF-8", byte);
        }
        cell->bad = true;
        ri_csv_tell(csv, line, column, message);
    }
}

/* Closes every cell with a NUL and makes offsets pointers. Text that was split
   by limits has been dropped by then. */
static bool settle_cells(ri_csv *csv)
{
    void *text = csv->text;
    if (!ri_grow(&text, &csv->capacity, csv->length + csv->count + 1, 1)) {
        csv->nomem = true;
        return false;
    }
    csv->text = text;
    /* From the last to the first, each moves by the NULs before it. */
    for (size_t i = csv->count; i-- > 0;) {
        char *to = csv->text + csv->starts[i] + i;
        memmove(to, csv->text + csv->starts[i], csv->cells[i].length);
        to[csv->cells[i].length] = '\0';
        csv->cells[i].bytes = to;
    }
    return true;
}

static bool is_blank(const ri_csv *csv)
{
    for (size_t i = 0; i < csv->count; i++) {
        if (csv->cells[i].length > 0 || csv->cells[i].bad) {
            return false;
        }
    }
    return true;
}

/* Brings the row to as many cells as the header has; gives whether it had not. */
static bool square(ri_csv *csv, int line)
{
    if (csv->columns == 0 || csv->count == csv->columns) {
        return false;
    }
    char message[96];
    (void)snprintf(message, sizeof message, "the row has %zu cell%s, the header has %zu",
                   csv->count, csv->count == 1 ? "" : "s", csv->columns);
    bool more = csv->count > csv->columns;
    ri_csv_tell(csv, line, more ? csv->cells[csv->columns].column : 1, message);
    for (size_t i = csv->count; i < csv->columns; i++) {
        csv->cells[i] = (ri_csv_cell){.bytes = "", .line = line, .column = 1, .bad = true};
    }
    csv->count = csv->columns;
    return true;
}

raci_status ri_csv_next(ri_csv *csv, ri_csv_row *out, bool *row, raci_error *err)
{
    *row = false;
    while (!csv->torn && ri_csv_peek(csv) != RI_CSV_END) {
        int line = csv->line;
        uint64_t place = csv->place + csv->at;
        ri_csv_scan(csv);
        if (csv->torn || csv->failed != 0 || !settle_cells(csv) || csv->nomem) {
            break;
        }
        if (csv->long_row) {
            ri_csv_tell(csv, line, 1, "the row has more than 1048576 bytes");
            continue;
        }
        check_text(csv);
        if (is_blank(csv)) {
            continue;
        }
        bool ragged = square(csv, line);
        *out = (ri_csv_row){csv->cells, csv->count, line, place, ragged};
        *row = true;
        return RACI_OK;
    }
    if (csv->nomem) {
        return ri_fail_nomem(err);
    }
    if (csv->failed != 0) {
        return ri_fail(err, RACI_IO, "reading failed: %s", strerror(csv->failed));
    }
    return RACI_OK;
}

bool ri_csv_torn(const ri_csv *csv)
{
    return csv->torn;
}

/* Copies a header cell without blanks around it. */
static bool take_name(ri_csv *csv, ri_csv_cell *name, const ri_csv_cell *cell)
{
    const char *bytes = cell->bytes;
    size_t length = cell->bad ? 0 : cell->length;
    while (length > 0 && (bytes[0] == ' ' || bytes[0] == '\t')) {
        bytes++;
        length--;
    }
    while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == '\t')) {
        length--;
    }
    *name = *cell;
    name->bytes = ri_arena_copy(csv->arena, bytes, length);
    name->length = length;
    return name->bytes != NULL;
}

raci_status ri_csv_header(ri_csv *csv, bool *row, raci_error *err)
{
    ri_csv_row header;
    raci_status status = ri_csv_next(csv, &header, row, err);
    if (status != RACI_OK || !*row) {
        return status;
    }
    csv->names = ri_arena_array(csv->arena, header.count, sizeof *csv->names);
    if (csv->names == NULL) {
        return ri_fail_nomem(err);
    }
    csv->columns = header.count;
    for (size_t i = 0; i < header.count; i++) {
        ri_csv_cell *name = &csv->names[i];
        if (!take_name(csv, name, &header.cells[i])) {
            return ri_fail_nomem(err);
        }
        if (name->bad) {
            continue;
        }
        if (name->length == 0) {
            ri_csv_tell(csv, name->line, name->column, "the column has no name");
        }
        for (size_t j = 0; j < i && name->length > 0; j++) {
            if (strcmp(csv->names[j].bytes, name->bytes) == 0) {
                ri_csv_tell(csv, name->line, name->column,
                            "a column of this name is there already");
                break;
            }
        }
    }
    return RACI_OK;
}

size_t ri_csv_columns(const ri_csv *csv)
{
    return csv->columns;
}

const ri_csv_cell *ri_csv_name(const ri_csv *csv, size_t i)
{
    return &csv->names[i];
}

void ri_csv_resume(ri_csv *csv, uint64_t place, int line)
{
    csv->at = 0;
    csv->end = 0;
    csv->place = place;
    csv->finished = false;
    csv->torn = false;
    csv->line = line;
    csv->column = 1;
}

/* Skips a byte order mark at the very beginning; tells of the wrong one, and of
   a workbook that was only renamed. */
static void skip_mark(ri_csv *csv)
{
    if (ri_csv_peek(csv) == RI_CSV_END) {
        return;
    }
    const unsigned char *bytes = (const unsigned char *)csv->buffer;
    if (csv->end >= 4 && memcmp(bytes, "PK\003\004", 4) == 0) {
        ri_csv_tell(csv, 1, 1,
                    "expected CSV, found an archive, such as an Excel workbook: save "
                    "it as CSV UTF-8");
        csv->torn = true;
    } else if (csv->end >= 3 && bytes[0] == 0xef && bytes[1] == 0xbb && bytes[2] == 0xbf) {
        csv->at = 3;
    } else if (csv->end >= 2 &&
               ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff))) {
        ri_csv_tell(csv, 1, 1, "expected UTF-8, found UTF-16: save the file as UTF-8");
        csv->torn = true;
    }
}

raci_status ri_csv_open(ri_csv **out, ri_csv_read_fn read, ri_csv_problem_fn problem, void *payload,
                        raci_error *err)
{
    ri_csv *csv = ri_alloc(sizeof *csv);
    if (csv == NULL) {
        return ri_fail_nomem(err);
    }
    memset(csv, 0, sizeof *csv);
    csv->read = read;
    csv->problem = problem;
    csv->payload = payload;
    csv->line = 1;
    csv->column = 1;
    csv->arena = ri_arena_new();
    if (csv->arena == NULL) {
        ri_free(csv);
        return ri_fail_nomem(err);
    }
    skip_mark(csv);
    *out = csv;
    return RACI_OK;
}

void ri_csv_close(ri_csv *csv)
{
    if (csv == NULL) {
        return;
    }
    ri_arena_free(csv->arena);
    ri_free(csv->text);
    ri_free(csv);
}
