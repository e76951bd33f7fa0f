/*
 * A book that a test writes down: a line for each row, "|" between cells, "\n" for a line's end
 * within a cell. "<" is covered by the cell left of it, "^" by the one above. A line "== NAME"
 * begins a sheet. It stands in for the readers of files, so that every way to merge cells can be
 * tried.
 */
#ifndef TEST_PAPER_BOOK_H
#define TEST_PAPER_BOOK_H

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/book.h"

#define PAPER_CELLS 64

struct ri_book {
    const char *text;
    const char *at; /* the next row */
    uint32_t line;
    char name[64];
    ri_text texts[2][PAPER_CELLS]; /* of this row, and the one before it */
    int turn;
    ri_book_cell cells[PAPER_CELLS];
};

static inline ri_book paper(const char *text)
{
    return (ri_book){.text = text};
}

static inline void paper_free(ri_book *book)
{
    for (size_t i = 0; i < PAPER_CELLS; i++) {
        ri_text_free(&book->texts[0][i]);
        ri_text_free(&book->texts[1][i]);
    }
}

static inline const char *paper_sheet(const ri_book *book, size_t sheet)
{
    const char *at = book->text;
    if (strncmp(at, "== ", 3) != 0) {
        return sheet == 0 ? at : NULL;
    }
    for (; at != NULL && sheet > 0; sheet--) {
        at = strstr(at + 1, "\n== ");
        at = at != NULL ? at + 1 : NULL;
    }
    return at;
}

/* With sheets that have names it is a document. */
ri_book_form ri_book_form_of(const ri_book *book)
{
    return strncmp(book->text, "== ", 3) == 0 ? RI_BOOK_MARKDOWN : RI_BOOK_DELIMITED;
}

size_t ri_book_sheets(const ri_book *book)
{
    size_t n = 0;
    while (paper_sheet(book, n) != NULL) {
        n++;
    }
    return n;
}

const char *ri_book_sheet_name(const ri_book *book, size_t sheet)
{
    const char *at = paper_sheet(book, sheet);
    char *name = ((ri_book *)book)->name;
    name[0] = '\0';
    if (at != NULL && strncmp(at, "== ", 3) == 0) {
        (void)snprintf(name, sizeof book->name, "%.*s", (int)strcspn(at + 3, "\n"), at + 3);
    }
    return name;
}

raci_status ri_book_begin(ri_book *book, size_t sheet, raci_error *err)
{
    const char *at = paper_sheet(book, sheet);
    if (at == NULL) {
        return ri_fail(err, RACI_INVALID, "there is no such sheet");
    }
    book->line = 1;
    if (strncmp(at, "== ", 3) == 0) {
        at += strcspn(at, "\n");
        at += *at == '\n' ? 1 : 0;
    }
    book->at = at;
    return RACI_OK;
}

static inline void paper_cell(ri_book *book, size_t c, const char *bytes, size_t length)
{
    ri_text *text = &book->texts[book->turn][c];
    ri_book_cell *cell = &book->cells[c];
    const ri_text *from = NULL;
    ri_text_clear(text);
    if (length == 1 && bytes[0] == '<' && c > 0) {
        from = &book->texts[book->turn][c - 1];
    } else if (length == 1 && bytes[0] == '^') {
        from = &book->texts[1 - book->turn][c];
    }
    for (size_t i = 0; i < length && from == NULL; i++) {
        bool end = bytes[i] == '\\' && i + 1 < length && bytes[i + 1] == 'n';
        ri_text_char(text, end ? '\n' : bytes[i]);
        i += end ? 1 : 0;
    }
    if (from != NULL) {
        ri_text_add(text, ri_text_string(from));
    }
    *cell = (ri_book_cell){.length = text->length,
                           .line = book->line,
                           .column = (uint32_t)c + 1,
                           .covered = from != NULL};
}

raci_status ri_book_next(ri_book *book, ri_book_row *out, bool *more, raci_error *err)
{
    *more = *book->at != '\0' && strncmp(book->at, "== ", 3) != 0;
    if (!*more) {
        return RACI_OK;
    }
    const char *at = book->at;
    size_t end = strcspn(at, "\n");
    size_t n = 0;
    book->turn = 1 - book->turn;
    for (size_t from = 0; from <= end && n < PAPER_CELLS; n++) {
        size_t to = from + strcspn(at + from, "|\n");
        size_t first = from + strspn(at + from, " ");
        size_t last = to;
        while (last > first && at[last - 1] == ' ') {
            last--;
        }
        paper_cell(book, n, at + first, last > first ? last - first : 0);
        from = to + 1;
    }
    bool failed = false;
    for (size_t c = 0; c < n; c++) {
        book->cells[c].bytes = ri_text_string(&book->texts[book->turn][c]);
        failed = failed || book->texts[book->turn][c].failed;
    }
    while (n > 0 && book->cells[n - 1].length == 0) {
        n--;
    }
    *out = (ri_book_row){book->cells, n, book->line};
    book->line++;
    book->at = at + end + (at[end] == '\n' ? 1 : 0);
    return failed ? ri_fail_nomem(err) : RACI_OK;
}

#endif
