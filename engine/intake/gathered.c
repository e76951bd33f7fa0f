#include "intake/gathered.h"

#include <string.h>

#include "base/memory.h"

void ri_gathered_start(ri_gathered *row, uint32_t line)
{
    ri_text_clear(&row->text);
    row->n = 0;
    row->line = line;
    row->open = 0;
    row->wide = false;
    row->lost = 0;
    row->told = 0;
    row->failed = false;
}

/* How many bytes of a blank stand at `bytes`: 0 when there is none. */
static size_t blank_at(const char *bytes, size_t n)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (n == 0) {
        return 0;
    }
    if (b[0] == ' ' || (b[0] >= '\t' && b[0] <= '\r')) {
        return 1;
    }
    if (n >= 2 && b[0] == 0xc2 && b[1] == 0xa0) {
        return 2; /* no-break space */
    }
    if (n < 3) {
        return 0;
    }
    const unsigned tail = (unsigned)b[1] << 8 | b[2];
    if ((b[0] == 0xe2 && ((tail >= 0x8080 && tail <= 0x808b) || tail == 0x80af)) ||
        (b[0] == 0xe3 && tail == 0x8080) || (b[0] == 0xef && tail == 0xbbbf)) {
        return 3; /* U+2000 to U+200B, U+202F, U+3000, U+FEFF */
    }
    return 0;
}

size_t ri_blanks_before(const char *bytes, size_t n)
{
    size_t at = 0;
    for (size_t step; (step = blank_at(bytes + at, n - at)) > 0;) {
        at += step;
    }
    return at;
}

size_t ri_blanks_after(const char *bytes, size_t n)
{
    size_t end = n;
    while (end > 0) {
        size_t step = 1;
        while (step <= 3 && step <= end && blank_at(bytes + end - step, step) != step) {
            step++;
        }
        if (step > 3 || step > end) {
            break;
        }
        end -= step;
    }
    return n - end;
}

void ri_gathered_open(ri_gathered *row, uint32_t line, uint32_t column)
{
    row->lost = 0;
    row->open = row->text.length;
    row->wide = row->n >= RI_BOOK_COLUMNS_MAX;
    if (row->wide) {
        return;
    }
    const ri_book_cell cell = {.line = line, .column = column};
    size_t n = row->n;
    if (!RI_PUSH(row->starts, n, row->starts_capacity, row->open) ||
        !RI_PUSH(row->cells, row->n, row->capacity, cell)) {
        row->failed = true;
    }
}

void ri_gathered_bytes(ri_gathered *row, const char *bytes, size_t n)
{
    if (row->failed || row->lost != 0 || n == 0) {
        return;
    }
    if (row->wide) {
        row->lost = ri_blanks_before(bytes, n) < n ? RI_GATHERED_WIDE : 0;
        return;
    }
    size_t room = RI_BOOK_CELL_MAX - (row->text.length - row->open);
    unsigned loss = RI_GATHERED_LONG_CELL;
    /* The closing NULs may lead a little beyond it. */
    const size_t left =
        row->text.length < RI_GATHERED_ROW_MAX ? RI_GATHERED_ROW_MAX - row->text.length : 0;
    if (left < room) {
        room = left;
        loss = RI_GATHERED_LONG_ROW;
    }
    if (n > room) {
        /* Blanks at a cell's end are no loss; a character is kept whole or not at all. */
        if (ri_blanks_before(bytes + room, n - room) < n - room) {
            row->lost = loss;
        }
        while (room > 0 && ((unsigned char)bytes[room] & 0xc0) == 0x80) {
            room--;
        }
        n = room;
    }
    ri_text_bytes(&row->text, bytes, n);
    row->failed = row->text.failed;
}

/* Makes CRLF and CR plain line ends; gives the new length. */
static size_t plain_ends(char *bytes, size_t n)
{
    if (memchr(bytes, '\r', n) == NULL) {
        return n;
    }
    size_t to = 0;
    for (size_t at = 0; at < n; at++) {
        if (bytes[at] != '\r') {
            bytes[to++] = bytes[at];
        } else if (at + 1 == n || bytes[at + 1] != '\n') {
            bytes[to++] = '\n';
        }
    }
    return to;
}

static bool has_replacement(const char *bytes, size_t n)
{
    for (const char *at = bytes; (at = memchr(at, 0xef, n - (size_t)(at - bytes))) != NULL; at++) {
        if ((size_t)(at - bytes) + 3 <= n && memcmp(at, "\xef\xbf\xbd", 3) == 0) {
            return true;
        }
    }
    return false;
}

/* What is lost of a row is said once for each row. */
static unsigned once(ri_gathered *row, unsigned lost)
{
    const unsigned of_row = lost & (RI_GATHERED_WIDE | RI_GATHERED_LONG_ROW);
    lost &= ~(of_row & row->told);
    row->told |= of_row;
    return lost;
}

/* What tables that a program wrote have where there is no value, and no heading: "NaN",
   "Unnamed: 3". */
static bool is_filler(const char *bytes, size_t n)
{
    static const char heading[] = "Unnamed: ";
    const size_t length = sizeof heading - 1;
    if (n == 3 && memcmp(bytes, "NaN", 3) == 0) {
        return true;
    }
    bool digits = n > length && n <= length + 5 && memcmp(bytes, heading, length) == 0;
    for (size_t i = length; i < n && digits; i++) {
        digits = bytes[i] >= '0' && bytes[i] <= '9';
    }
    return digits;
}

unsigned ri_gathered_close(ri_gathered *row)
{
    if (row->failed || row->wide) {
        return once(row, row->lost);
    }
    ri_text *text = &row->text;
    ri_book_cell *cell = &row->cells[row->n - 1];
    if (text->length > row->open) {
        size_t n = text->length - row->open;
        char *bytes = text->bytes + row->open;
        n = plain_ends(bytes, n - ri_blanks_after(bytes, n));
        text->length = row->open + n;
        text->bytes[text->length] = '\0';
        const size_t before = ri_blanks_before(bytes, n);
        row->starts[row->n - 1] += before;
        cell->length = n - before;
        if (is_filler(bytes + before, cell->length)) {
            row->starts[row->n - 1] += cell->length; /* the closing NUL */
            cell->length = 0;
        }
        if (has_replacement(bytes, n)) {
            row->lost |= RI_GATHERED_UNREADABLE;
        }
    }
    ri_text_bytes(text, "", 1); /* the closing NUL */
    row->failed = text->failed;
    return once(row, row->lost);
}

ri_book_cell *ri_gathered_last(ri_gathered *row)
{
    return row->wide || row->failed || row->n == 0 ? NULL : &row->cells[row->n - 1];
}

unsigned ri_gathered_cell(ri_gathered *row, uint32_t line, uint32_t column, const char *bytes,
                          size_t n)
{
    ri_gathered_open(row, line, column);
    ri_gathered_bytes(row, bytes, n);
    return ri_gathered_close(row);
}

void ri_gathered_empty(ri_gathered *row, uint32_t line, uint32_t column, size_t n)
{
    n = n < RI_BOOK_COLUMNS_MAX - row->n ? n : RI_BOOK_COLUMNS_MAX - row->n;
    ri_text_bytes(&row->text, "", 1);
    if (row->failed || row->text.failed ||
        !ri_grow((void **)&row->starts, &row->starts_capacity, row->n + n, sizeof *row->starts) ||
        !ri_grow((void **)&row->cells, &row->capacity, row->n + n, sizeof *row->cells)) {
        row->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        row->starts[row->n] = row->text.length - 1; /* they share a NUL */
        row->cells[row->n++] = (ri_book_cell){.line = line, .column = column + (uint32_t)i};
    }
}

bool ri_gathered_finish(ri_gathered *row)
{
    if (row->failed) {
        return false;
    }
    while (row->n > 0 && row->cells[row->n - 1].length == 0) {
        row->n--;
    }
    for (size_t i = 0; i < row->n; i++) {
        row->cells[i].bytes = row->text.bytes + row->starts[i];
    }
    return true;
}

void ri_gathered_free(ri_gathered *row)
{
    ri_text_free(&row->text);
    ri_free(row->cells);
    ri_free(row->starts);
    *row = (ri_gathered){0};
}
