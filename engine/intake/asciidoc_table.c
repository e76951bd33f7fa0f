/*
 * Tables of AsciiDoc: cells that go over lines, several in a line or one, that span columns and
 * rows, or stand for several equal ones.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/asciidoc_blocks.h"
#include "intake/asciidoc_inline.h"
#include "intake/marks.h"

#define ROWS_MAX 65535     /* that a cell spans */
#define TEXT_MAX 134217728 /* bytes that a table gives out */

/* What stands before a cell's pipe: "2.3+", "3*". */
typedef struct spec {
    uint32_t columns;
    uint32_t rows;
    uint32_t times;
} spec;

/* What a cell above says of a column. */
typedef struct span {
    uint32_t rows;  /* further ones that it covers */
    uint32_t owner; /* the column that has its text and place */
    ri_text text;
    uint32_t line;
    uint32_t column;
} span;

typedef struct reader {
    ri_tabled document; /* first, as tabled.h wants it */
    uint32_t columns;
    char separator;
    size_t line; /* where the next cell begins: behind its pipe */
    size_t at;
    spec next;
    bool more; /* there is a next cell */

    spec cell; /* the one taken last: its text is the document's `cell` */
    uint32_t cell_line;
    uint32_t cell_column;
    uint32_t times; /* that it still stands for */
    ri_text raw;
    span *spans;
    size_t n_spans;
    size_t spans_capacity;
    size_t given;
} reader;

/* Reads a number of at most `most`, which is at least 1; *at stays where there is none. */
static uint32_t read_count(const char *bytes, size_t n, size_t *at, uint32_t most)
{
    uint32_t number = 0;
    for (; *at < n && bytes[*at] >= '0' && bytes[*at] <= '9'; ++*at) {
        number = number < most ? number * 10 + (uint32_t)(bytes[*at] - '0') : most;
    }
    return number == 0 ? 1 : number < most ? number : most;
}

/* Whether all of it is what may stand before a pipe. */
static bool read_spec(const char *bytes, size_t n, spec *out)
{
    size_t at = 0;
    *out = (spec){1, 1, 1};
    const uint32_t columns = read_count(bytes, n, &at, RI_BOOK_COLUMNS_MAX);
    uint32_t rows = 1;
    const bool dotted =
        at < n && bytes[at] == '.' && at + 1 < n && bytes[at + 1] >= '0' && bytes[at + 1] <= '9';
    if (dotted) {
        at++;
        rows = read_count(bytes, n, &at, ROWS_MAX);
    }
    if (at > 0) {
        if (at == n || (bytes[at] != '+' && bytes[at] != '*')) {
            return false;
        }
        out->times = bytes[at] == '*' ? columns : 1;
        out->columns = bytes[at] == '+' ? columns : 1;
        out->rows = bytes[at] == '+' ? rows : 1;
        at++;
    }
    while (at < n && strchr("<^>.", bytes[at]) != NULL) {
        at++;
    }
    at += at < n && strchr("adehlmsv", bytes[at]) != NULL;
    return at == n;
}

/* Takes a specification off the end of what stands before a pipe; gives what is left. `line` is
   whether it begins there. */
static size_t take_spec(const char *bytes, size_t n, bool line, spec *out)
{
    size_t start = n;
    while (start > 0 && !ri_mark_blank(bytes[start - 1]) && n - start < 32) {
        start--;
    }
    const bool apart = start == 0 ? line : ri_mark_blank(bytes[start - 1]);
    if (!apart || !read_spec(bytes + start, n - start, out)) {
        *out = (spec){1, 1, 1};
        return n;
    }
    return start;
}

/* Where the next pipe of a line is that is not escaped; n: nowhere. */
static size_t find_pipe(const char *bytes, size_t n, size_t at, char pipe)
{
    for (; at < n; at++) {
        if (bytes[at] == pipe && (at == 0 || bytes[at - 1] != '\\')) {
            return at;
        }
    }
    return n;
}

static bool is_item(const char *bytes, size_t n)
{
    const size_t marks = n > 0 ? ri_mark_run(bytes, n, bytes[0]) : 0;
    return marks > 0 && marks < n && strchr("*-.", bytes[0]) != NULL && bytes[marks] == ' ';
}

/* Puts a further line of a cell to it: lines of a paragraph are one, others stay apart. */
static void join(ri_text *raw, const char *bytes, size_t n)
{
    const char *end = raw->length > 0 ? raw->bytes + raw->length - 1 : "\n";
    const bool forced = raw->length > 1 && end[0] == '+' && ri_mark_blank(end[-1]);
    if (forced) {
        raw->length--;
        raw->length -= ri_blanks_after(raw->bytes, raw->length);
        raw->bytes[raw->length] = '\0';
    }
    if (ri_blanks_before(bytes, n) == n) {
        ri_text_add(raw, *end == '\n' ? "" : "\n");
        return;
    }
    if (n >= 2 && memcmp(bytes, "//", 2) == 0) {
        return; /* a comment */
    }
    if (raw->length > 0 && raw->bytes[raw->length - 1] != '\n') {
        ri_text_add(raw, forced || is_item(bytes, n) ? "\n" : " ");
    }
    ri_text_bytes(raw, bytes, n);
}

/* Takes the next cell: its text, and where the one behind it begins. */
static void take_cell(reader *r)
{
    ri_tabled *document = &r->document;
    const ri_tabled_table *table = &document->tables[document->table];
    size_t n = 0;
    const char *bytes = ri_tabled_line(document, r->line, &n);
    const size_t blanks = ri_blanks_before(bytes + r->at, n - r->at);
    r->cell = r->next;
    r->times = r->cell.times;
    r->cell_line = (uint32_t)r->line + 1;
    r->cell_column = (uint32_t)(r->at + (r->at + blanks < n ? blanks : 0)) + 1;
    ri_text_clear(&r->raw);
    for (;;) {
        const size_t pipe = find_pipe(bytes, n, r->at, r->separator);
        size_t length = pipe - r->at;
        if (pipe < n) {
            length = take_spec(bytes + r->at, length, r->at == 0, &r->next);
        }
        if (length > 0 || pipe == n) {
            join(&r->raw, bytes + r->at, length);
        }
        r->at = pipe + 1;
        r->more = pipe < n;
        if (r->more || ++r->line >= table->end) {
            break;
        }
        r->at = 0;
        bytes = ri_tabled_line(document, r->line, &n);
    }
    ri_text_clear(&document->cell);
    /* What is too long is cut, and told, as it stands. */
    if (r->raw.length <= RI_BOOK_CELL_MAX) {
        ri_asciidoc_plain(&document->cell, ri_text_string(&r->raw), r->raw.length);
    } else {
        ri_text_bytes(&document->cell, r->raw.bytes, r->raw.length);
    }
}

/* How many columns the cells of the line have that the table begins with. */
static uint32_t count_first(const reader *r)
{
    size_t n = 0;
    const char *bytes = ri_tabled_line(&r->document, r->line, &n);
    spec one = r->next;
    uint32_t columns = 0;
    for (size_t at = r->at; at <= n && columns < RI_BOOK_COLUMNS_MAX;) {
        const size_t pipe = find_pipe(bytes, n, at, r->separator);
        columns += one.columns * one.times;
        if (pipe < n) {
            (void)take_spec(bytes + at, pipe - at, false, &one);
        }
        at = pipe + 1;
    }
    return columns < RI_BOOK_COLUMNS_MAX ? columns : RI_BOOK_COLUMNS_MAX;
}

static void forget_spans(reader *r)
{
    for (size_t i = 0; i < r->n_spans; i++) {
        ri_text_free(&r->spans[i].text);
    }
    r->n_spans = 0;
}

static raci_status begin(ri_book *book, size_t sheet, raci_error *err)
{
    reader *r = book->inside;
    raci_status status = ri_tabled_begin(book, sheet, err);
    const ri_tabled_table *table = &r->document.tables[sheet];
    r->separator = table->separator;
    r->more = false;
    r->times = 0;
    r->given = 0;
    forget_spans(r);
    for (r->line = table->first; r->line < table->end && !r->more; r->line += !r->more) {
        size_t n = 0;
        const char *bytes = ri_tabled_line(&r->document, r->line, &n);
        const size_t pipe = find_pipe(bytes, n, 0, r->separator);
        if (pipe < n) {
            (void)take_spec(bytes, pipe, true, &r->next);
            r->at = pipe + 1;
            r->more = true;
        }
    }
    r->columns = table->columns > 0 ? table->columns : r->more ? count_first(r) : 0;
    while (status == RACI_OK && r->n_spans < r->columns) {
        const span none = {.owner = (uint32_t)r->n_spans};
        if (!RI_PUSH(r->spans, r->n_spans, r->spans_capacity, none)) {
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

static void put(ri_book *book, const ri_text *text, uint32_t line, uint32_t column, bool covered)
{
    ri_tabled_cell(book, line, column, ri_text_string(text), text->length);
    ri_book_cell *cell = ri_gathered_last(&book->row);
    if (cell != NULL) {
        cell->covered = covered;
    }
}

/* Puts the cell that was taken from column `at` on; gives the column behind it. */
static uint32_t put_cell(ri_book *book, reader *r, uint32_t at)
{
    const ri_text *text = &r->document.cell;
    const uint32_t room = r->columns - at;
    const uint32_t end = at + (r->cell.columns < room ? r->cell.columns : room);
    for (uint32_t column = at; column < end; column++) {
        put(book, text, r->cell_line, r->cell_column, column > at);
        r->spans[column].rows = r->cell.rows - 1;
        r->spans[column].owner = at;
    }
    if (r->cell.rows > 1) {
        r->spans[at].line = r->cell_line;
        r->spans[at].column = r->cell_column;
        ri_text_clear(&r->spans[at].text);
        ri_text_bytes(&r->spans[at].text, ri_text_string(text), text->length);
        book->row.failed = book->row.failed || r->spans[at].text.failed;
    }
    return end;
}

/* Passes over rows that have nothing but what cells above span. */
static void pass_spanned(reader *r)
{
    uint32_t least = UINT32_MAX;
    for (uint32_t column = 0; column < r->columns; column++) {
        least = r->spans[column].rows < least ? r->spans[column].rows : least;
    }
    for (uint32_t column = 0; column < r->columns; column++) {
        r->spans[column].rows -= least;
    }
}

/* Gathers a row; there is a column that nothing spans. */
static void gather(ri_book *book, reader *r)
{
    bool own = false;
    uint32_t column = 0;
    ri_gathered_start(&book->row, (uint32_t)r->line + 1);
    while (column < r->columns) {
        span *above = &r->spans[column];
        if (above->rows > 0) {
            above->rows--;
            const span *owner = &r->spans[above->owner];
            put(book, &owner->text, owner->line, owner->column, true);
            column++;
            continue;
        }
        if (r->times == 0) {
            if (!r->more) {
                break;
            }
            take_cell(r);
            book->row.failed = book->row.failed || r->document.cell.failed || r->raw.failed;
        }
        book->row.line = own ? book->row.line : r->cell_line;
        own = true;
        r->times--;
        column = put_cell(book, r, column);
    }
}

static raci_status next(ri_book *book, bool *more, raci_error *err)
{
    reader *r = book->inside;
    *more = r->more || r->times > 0;
    if (!*more) {
        return RACI_OK;
    }
    pass_spanned(r);
    gather(book, r);
    r->given += book->row.text.length;
    if (r->given > TEXT_MAX) {
        return ri_fail_at(err, RACI_LIMIT, book->path, (int)book->row.line, 1,
                          "the table has more than %d MB of text", TEXT_MAX / 1048576);
    }
    return RACI_OK;
}

static void close_reader(void *inside)
{
    reader *r = inside;
    forget_spans(r);
    ri_free(r->spans);
    ri_text_free(&r->raw);
    ri_tabled_close(r);
}

raci_status ri_asciidoc_open(ri_book *book, ri_decode *source, raci_error *err)
{
    static const ri_book_reader verbs = {begin, next, close_reader, NULL};
    ri_tabled *document = NULL;
    const raci_status status = ri_tabled_open(&document, sizeof(reader), book, &verbs, source, err);
    return status == RACI_OK ? ri_asciidoc_find(book, err) : status;
}
