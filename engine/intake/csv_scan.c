#include "intake/csv_scan.h"

#include <errno.h>
#include <string.h>

#include "base/memory.h"

static bool refill(ri_csv *csv)
{
    if (csv->finished) {
        return false;
    }
    csv->place += csv->end;
    csv->at = 0;
    csv->end = 0;
    while (!csv->finished && csv->end < RI_CSV_BUFFER_SIZE) {
        errno = 0;
        ptrdiff_t got =
            csv->read(csv->buffer + csv->end, RI_CSV_BUFFER_SIZE - csv->end, csv->payload);
        if (got < 0) {
            csv->failed = errno != 0 ? errno : EIO;
        }
        csv->finished = got <= 0;
        csv->end += got > 0 ? (size_t)got : 0;
    }
    return csv->end > 0;
}

int ri_csv_peek(ri_csv *csv)
{
    if (csv->at == csv->end && !refill(csv)) {
        return RI_CSV_END;
    }
    return (unsigned char)csv->buffer[csv->at];
}

/* Takes the byte that was peeked at. */
static void advance(ri_csv *csv)
{
    if (csv->buffer[csv->at++] == '\n') {
        csv->line++;
        csv->column = 1;
    } else {
        csv->column++;
    }
}

void ri_csv_tell(ri_csv *csv, int line, int column, const char *message)
{
    csv->problem(line, column, message, csv->payload);
}

/* Tells a problem of the current cell, unless it has one already. */
static void spoil(ri_csv *csv, int line, int column, const char *message)
{
    if (csv->count < RI_CSV_COLUMNS_MAX && !csv->cells[csv->count].bad) {
        csv->cells[csv->count].bad = true;
        ri_csv_tell(csv, line, column, message);
    }
}

/* Appends to the current cell; what exceeds a limit is dropped. */
static void keep(ri_csv *csv, const char *bytes, size_t length)
{
    if (csv->count >= RI_CSV_COLUMNS_MAX || csv->long_row || csv->long_cell) {
        return;
    }
    if (csv->length - csv->starts[csv->count] + length > RI_CSV_CELL_MAX) {
        csv->long_cell = true;
        return;
    }
    if (csv->length + length > RI_CSV_ROW_MAX) {
        csv->long_row = true;
        return;
    }
    void *text = csv->text;
    if (!ri_grow(&text, &csv->capacity, csv->length + length + 1, 1)) {
        csv->nomem = true;
        return;
    }
    csv->text = text;
    memcpy(csv->text + csv->length, bytes, length);
    csv->length += length;
}

/* Keeps the bytes of the buffer up to a byte that means something: in quotes a
   quote or the end of a line, outside also a comma or a carriage return. */
static void take_plain(ri_csv *csv, bool quoted)
{
    const char comma = quoted ? '"' : ',';
    const char carriage = quoted ? '"' : '\r';
    size_t at = csv->at;
    while (at < csv->end && csv->buffer[at] != '"' && csv->buffer[at] != '\n' &&
           csv->buffer[at] != comma && csv->buffer[at] != carriage) {
        at++;
    }
    keep(csv, csv->buffer + csv->at, at - csv->at);
    csv->column += (int)(at - csv->at);
    csv->at = at;
}

/* The inside of a quoted cell, up to and with the closing quote. */
static void read_quoted(ri_csv *csv)
{
    int line = csv->line;
    int column = csv->column;
    advance(csv);
    for (;;) {
        take_plain(csv, true);
        int c = ri_csv_peek(csv);
        if (c == RI_CSV_END) {
            csv->torn = csv->failed == 0;
            if (csv->torn) {
                ri_csv_tell(csv, line, column, "the quote that opens here is never closed");
            }
            return;
        }
        if (c == '"') {
            advance(csv);
            if (ri_csv_peek(csv) != '"') {
                return;
            }
        }
        if (c == '"' || c == '\n') {
            keep(csv, c == '"' ? "\"" : "\n", 1);
            advance(csv);
        }
    }
}

/* The rest of a cell up to the comma or line end, which is not taken. */
static void read_plain(ri_csv *csv)
{
    for (;;) {
        take_plain(csv, false);
        int line = csv->line;
        int column = csv->column;
        int c = ri_csv_peek(csv);
        if (c == RI_CSV_END || c == ',' || c == '\n') {
            return;
        }
        if (c == '"') {
            spoil(csv, line, column,
                  "a quote inside a cell: put the whole cell in quotes, and this one twice");
            advance(csv);
        } else if (c == '\r') {
            advance(csv);
            c = ri_csv_peek(csv);
            if (c == '\n' || c == RI_CSV_END) {
                return;
            }
            spoil(csv, line, column, "a carriage return that ends no line: put the cell in quotes");
        }
    }
}

/* After the closing quote nothing may follow but the end of the cell. */
static void check_after_quote(ri_csv *csv)
{
    int c = ri_csv_peek(csv);
    if (c != RI_CSV_END && c != ',' && c != '\n' && c != '\r') {
        spoil(csv, csv->line, csv->column,
              "expected a comma or the end of the line after the closing quote");
    }
}

static void read_cell(ri_csv *csv)
{
    int line = csv->line;
    int column = csv->column;
    size_t i = csv->count;
    bool extra = i >= RI_CSV_COLUMNS_MAX;
    bool quoted = ri_csv_peek(csv) == '"';
    if (!extra) {
        csv->cells[i] = (ri_csv_cell){.line = line, .column = column, .quoted = quoted};
        csv->starts[i] = csv->length;
        csv->long_cell = false;
    }
    if (quoted) {
        read_quoted(csv);
    }
    if (quoted && !csv->torn) {
        check_after_quote(csv);
    }
    if (!csv->torn) {
        read_plain(csv);
    }
    if (extra || csv->torn) {
        return;
    }
    if (csv->long_cell) {
        spoil(csv, line, column, "the cell has more than 65536 bytes");
    }
    csv->cells[i].length = csv->length - csv->starts[i];
    csv->long_cell = false;
    csv->count++;
}

void ri_csv_scan(ri_csv *csv)
{
    bool many = false;
    csv->length = 0;
    csv->count = 0;
    csv->long_row = false;
    for (;;) {
        if (csv->count == RI_CSV_COLUMNS_MAX && !many) {
            many = true;
            ri_csv_tell(csv, csv->line, csv->column, "the row has more than 256 cells");
        }
        read_cell(csv);
        if (csv->torn) {
            return;
        }
        int c = ri_csv_peek(csv);
        if (c != RI_CSV_END) {
            advance(csv);
        }
        if (c != ',') {
            break;
        }
    }
}
