/*
 * CODEOWNERS files as rows: of a rule its pattern and its owners, of a section its heading and
 * its owners, each a cell. A comment is one cell, which begins with '#'.
 */
#include "intake/codeowners_lines.h"

#include <string.h>

#include "intake/book_parts.h"
#include "intake/tabled.h"

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

size_t ri_section_heading_read(ri_section_heading *out, const char *text, size_t n)
{
    size_t at = n > 0 && text[0] == '^';
    *out = (ri_section_heading){.optional = at > 0};
    if (at == n || text[at] != '[') {
        return 0;
    }
    const char *close = memchr(text + at, ']', n - at);
    out->name = text + at + 1;
    out->length = close != NULL ? (size_t)(close - out->name) : 0;
    if (out->length == 0) {
        return 0;
    }
    at = (size_t)(close - text) + 1;
    if (at < n && text[at] == '[') {
        size_t digits = at + 1;
        while (digits < n && text[digits] >= '0' && text[digits] <= '9') {
            digits++;
        }
        if (digits == at + 1 || digits == n || text[digits] != ']') {
            return 0;
        }
        at = digits + 1;
    }
    return at == n || is_blank(text[at]) ? at : 0;
}

/* The end of the word at `at`: a blank behind a backslash belongs to it. */
static size_t word_end(const char *line, size_t n, size_t at)
{
    while (at < n && !is_blank(line[at])) {
        at += line[at] == '\\' && at + 1 < n ? 2 : 1;
    }
    return at;
}

static raci_status next(ri_book *book, bool *more, raci_error *err)
{
    (void)err;
    ri_tabled *document = book->inside;
    ri_section_heading heading;
    *more = document->line < document->tables[0].end;
    if (!*more) {
        return RACI_OK;
    }
    const uint32_t line = ++document->line;
    size_t n = 0;
    const char *bytes = ri_tabled_line(document, line - 1, &n);
    size_t at = 0;
    ri_gathered_start(&book->row, line);
    for (bool first = true; at < n;) {
        if (is_blank(bytes[at])) {
            at++;
            continue;
        }
        size_t end = bytes[at] == '#' ? n : word_end(bytes, n, at);
        if (first) {
            first = false;
            const size_t length = ri_section_heading_read(&heading, bytes + at, n - at);
            end = length > 0 ? at + length : end;
        }
        ri_tabled_cell(book, line, (uint32_t)at + 1, bytes + at, end - at);
        at = end;
    }
    return RACI_OK;
}

raci_status ri_codeowners_open(ri_book *book, ri_decode *source, raci_error *err)
{
    static const ri_book_reader verbs = {ri_tabled_begin, next, ri_tabled_close, NULL};
    ri_tabled *document = NULL;
    raci_status status = ri_tabled_open(&document, sizeof *document, book, &verbs, source, err);
    if (status == RACI_OK) {
        const ri_tabled_table all = {.end = (uint32_t)document->n_lines};
        status = ri_tabled_add(book, &all, "", 0, err);
    }
    return status;
}
