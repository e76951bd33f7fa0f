/*
 * Delimited text as organizations have it: rows of differing length, quotes anywhere, line ends
 * of all kinds, and another character between the cells than the name says. (The canonical
 * files of a model are read strictly, by csv.c.)
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/book_parts.h"
#include "intake/delimiter.h"

#define END (-1)
#define TRIAL_BYTES 262144 /* of the file, for finding the delimiter out */

typedef struct reader {
    ri_decode *source;
    const char *bytes; /* the piece that is being read */
    size_t n;
    size_t at;
    uint64_t taken; /* bytes of pieces before it */
    uint64_t most;  /* the end is taken to be there */
    bool ended;
    char delimiter;
    uint32_t line; /* of the next byte */
    uint32_t column;
    bool wide; /* it was told that rows are cut */
    raci_status status;
    raci_error *err;
} reader;

static int peek(reader *r)
{
    if (r->at < r->n) {
        return (unsigned char)r->bytes[r->at];
    }
    if (r->ended) {
        return END;
    }
    r->taken += r->n;
    r->at = 0;
    r->n = 0;
    r->status = ri_decode_next(r->source, &r->bytes, &r->n, r->err);
    r->ended = r->status != RACI_OK || r->n == 0 || r->taken >= r->most;
    if (r->ended) {
        r->n = 0;
        return END;
    }
    return (unsigned char)r->bytes[0];
}

static void next_line(reader *r)
{
    r->line += r->line < UINT32_MAX;
    r->column = 1;
}

/* Takes a line end: LF, CRLF or CR. */
static void take_end(reader *r)
{
    const bool carriage = r->bytes[r->at++] == '\r';
    if (carriage && peek(r) == '\n') {
        r->at++;
    }
    next_line(r);
}

/* Takes the bytes up to one that means something; those of a quoted cell may be line ends. */
static void take_plain(reader *r, ri_gathered *row, bool quoted)
{
    const char stop = quoted ? '"' : r->delimiter;
    const size_t start = r->at;
    size_t at = start;
    while (at < r->n && r->bytes[at] != stop && r->bytes[at] != '\n' && r->bytes[at] != '\r') {
        at++;
    }
    ri_gathered_bytes(row, r->bytes + start, at - start);
    r->column += (uint32_t)(at - start);
    r->at = at;
}

/* The inside of quotes, up to and with the one that closes them. */
static void read_quoted(ri_book *book, reader *r)
{
    const uint32_t line = r->line;
    const uint32_t column = r->column;
    r->at++;
    r->column++;
    for (;;) {
        take_plain(r, &book->row, true);
        const int c = peek(r);
        if (c == END) {
            ri_book_tell(book, line, column, "the quote that opens here is never closed");
            return;
        }
        if (c == '"') {
            r->at++;
            r->column++;
            if (peek(r) != '"') {
                return;
            }
            ri_gathered_bytes(&book->row, "\"", 1);
            r->at++;
            r->column++;
        } else if (c == '\n' || c == '\r') {
            take_end(r);
            ri_gathered_bytes(&book->row, "\n", 1);
        }
    }
}

static void tell_loss(ri_book *book, reader *r, unsigned lost, uint32_t line, uint32_t column)
{
    if ((lost & RI_GATHERED_WIDE) != 0 && !r->wide) {
        r->wide = true;
        ri_book_tell(book, line, column,
                     "a row has more than %d cells: what stands further right is not read",
                     RI_BOOK_COLUMNS_MAX);
    }
    ri_book_tell_loss(book, lost, line, column);
}

/* A cell up to the delimiter or line end, which is not taken. */
static void read_cell(ri_book *book, reader *r)
{
    const uint32_t line = r->line;
    const uint32_t column = r->column;
    ri_gathered_open(&book->row, line, column);
    int c = peek(r);
    while (c == ' ' || (c == '\t' && r->delimiter != '\t')) {
        r->at++;
        r->column++;
        c = peek(r);
    }
    if (c == '"') {
        read_quoted(book, r);
        c = peek(r);
    }
    while (c != END && c != r->delimiter && c != '\n' && c != '\r') {
        take_plain(r, &book->row, false);
        c = peek(r);
    }
    const unsigned lost = ri_gathered_close(&book->row);
    if (lost != 0) {
        tell_loss(book, r, lost, line, column);
    }
}

static raci_status next(ri_book *book, bool *more, raci_error *err)
{
    reader *r = book->inside;
    r->err = err;
    *more = peek(r) != END;
    if (*more) {
        ri_gathered_start(&book->row, r->line);
        read_cell(book, r);
        while (peek(r) == r->delimiter) {
            r->at++;
            r->column++;
            read_cell(book, r);
        }
        if (peek(r) != END) {
            take_end(r);
        }
    }
    r->err = NULL;
    return r->status;
}

static raci_status rewind_to(reader *r, uint64_t most, raci_error *err)
{
    r->bytes = NULL;
    r->n = 0;
    r->at = 0;
    r->taken = 0;
    r->most = most;
    r->ended = false;
    r->line = 1;
    r->column = 1;
    r->wide = false;
    r->status = ri_decode_rewind(r->source, err);
    return r->status;
}

/* Excel's own first line, "sep=;": gives the character it names, or 0. */
static char named_delimiter(reader *r)
{
    if (peek(r) == END || r->n < 5 || memcmp(r->bytes, "sep=", 4) != 0 ||
        strchr(RI_DELIMITERS, r->bytes[4]) == NULL ||
        (r->n > 5 && r->bytes[5] != '\n' && r->bytes[5] != '\r')) {
        return '\0';
    }
    return r->bytes[4];
}

static raci_status begin(ri_book *book, size_t sheet, raci_error *err)
{
    (void)sheet;
    reader *r = book->inside;
    r->err = err;
    if (rewind_to(r, UINT64_MAX, err) == RACI_OK && named_delimiter(r) != '\0') {
        r->at = 5;
        r->column = 6;
        if (peek(r) != END) {
            take_end(r);
        }
    }
    r->err = NULL;
    return r->status;
}

/* Takes the first rows apart as a candidate would. */
static raci_status try_delimiter(ri_book *book, ri_delimiter_trial *trial, raci_error *err)
{
    reader *r = book->inside;
    r->delimiter = trial->delimiter;
    raci_status status = rewind_to(r, TRIAL_BYTES, err);
    bool more = status == RACI_OK;
    while (more && trial->rows < RI_DELIMITER_ROWS &&
           (status = next(book, &more, err)) == RACI_OK && more) {
        const size_t cells = book->row.n;
        if (!ri_gathered_finish(&book->row)) {
            return ri_fail_nomem(err);
        }
        /* The last row may be cut; it counts when it is the only one. */
        if (book->row.n > 0 && (!r->ended || r->taken < r->most || trial->rows == 0)) {
            trial->cells[trial->rows++] = cells;
        }
    }
    return status;
}

static raci_status find_delimiter(ri_book *book, raci_error *err)
{
    reader *r = book->inside;
    ri_delimiter_trial trials[sizeof RI_DELIMITERS - 1];
    const raci_problem_fn problem = book->problem;
    raci_status status = rewind_to(r, UINT64_MAX, err);
    r->err = err;
    const char named = status == RACI_OK ? named_delimiter(r) : '\0';
    if (r->status != RACI_OK || named != '\0') {
        r->delimiter = named;
        return r->status;
    }
    book->problem = NULL;
    for (size_t i = 0; i < sizeof trials / sizeof trials[0] && status == RACI_OK; i++) {
        trials[i].delimiter = RI_DELIMITERS[i];
        trials[i].rows = 0;
        status = try_delimiter(book, &trials[i], err);
    }
    book->problem = problem;
    if (status == RACI_OK) {
        r->delimiter = ri_delimiter_choose(trials, sizeof trials / sizeof trials[0]);
    }
    return status;
}

static void far(const ri_book *book, uint64_t *done, uint64_t *whole)
{
    const reader *r = book->inside;
    ri_decode_far(r->source, done, whole);
}

static void close_reader(void *inside)
{
    reader *r = inside;
    ri_decode_close(r->source);
    ri_free(r);
}

raci_status ri_delimited_open(ri_book *book, ri_decode *source, raci_error *err)
{
    static const ri_book_reader verbs = {begin, next, close_reader, far};
    reader *r = ri_alloc(sizeof *r);
    if (r == NULL) {
        ri_decode_close(source);
        return ri_fail_nomem(err);
    }
    *r = (reader){.source = source, .delimiter = book->delimiter};
    book->inside = r;
    book->reader = &verbs;
    raci_status status = ri_book_add_sheet(book, "", 0, false, err);
    if (status == RACI_OK && r->delimiter == '\0') {
        status = find_delimiter(book, err);
    }
    book->delimiter = r->delimiter;
    return status;
}
