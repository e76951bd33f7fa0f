/*
 * Tables of pipes in Markdown, as GitHub shows them; also those in quotations and lists. What
 * stands in fences, comments or at the front of the document is no table.
 */
#include <string.h>

#include "intake/markdown_inline.h"
#include "intake/markdown_lines.h"
#include "intake/tabled.h"

/* Where the search for tables stands. */
typedef struct search {
    ri_book *book;
    const ri_tabled *document;
    size_t line;
    const char *heading;
    size_t heading_length;
} search;

static bool blank_line(const char *line, size_t n)
{
    return ri_blanks_before(line, n) == n;
}

/* Behind a block that ends with a line that `closes`: a fence, a comment, the front. */
static size_t behind_fence(const ri_tabled *document, size_t line, char mark, size_t length)
{
    size_t n = 0;
    for (line++; line < document->n_lines; line++) {
        const char *bytes = ri_tabled_line(document, line, &n);
        if (ri_markdown_closes(bytes, n, mark, length)) {
            return line + 1;
        }
    }
    return line;
}

static bool has_text(const char *bytes, size_t n, const char *text)
{
    const size_t length = strlen(text);
    for (const char *at = bytes; n >= length; at++, n--) {
        const char *next = memchr(at, text[0], n - length + 1);
        if (next == NULL) {
            return false;
        }
        n -= (size_t)(next - at);
        at = next;
        if (memcmp(at, text, length) == 0) {
            return true;
        }
    }
    return false;
}

static size_t behind_comment(const ri_tabled *document, size_t line)
{
    size_t n = 0;
    for (; line < document->n_lines; line++) {
        const char *bytes = ri_tabled_line(document, line, &n);
        if (has_text(bytes, n, "-->")) {
            return line + 1;
        }
    }
    return line;
}

/* Behind the settings between two lines of dashes that a document may begin with. */
static size_t behind_front(const ri_tabled *document)
{
    size_t n = 0;
    const char *bytes = document->n_lines > 0 ? ri_tabled_line(document, 0, &n) : "";
    if (n != 3 || memcmp(bytes, "---", 3) != 0) {
        return 0;
    }
    for (size_t line = 1; line < document->n_lines; line++) {
        bytes = ri_tabled_line(document, line, &n);
        if (n == 3 && (memcmp(bytes, "---", 3) == 0 || memcmp(bytes, "...", 3) == 0)) {
            return line + 1;
        }
    }
    return 0;
}

/* Takes what a heading says as the name of tables below it. */
static void take_heading(search *s, const char *bytes, size_t n)
{
    s->heading = bytes;
    s->heading_length = n;
}

/* Adds the table whose header is the current line, and goes behind it. */
static raci_status take_table(search *s, raci_error *err)
{
    ri_tabled *document = s->book->inside;
    ri_tabled_table table = {.first = (uint32_t)s->line};
    size_t n = 0;
    for (s->line += 2; s->line < document->n_lines; s->line++) {
        const char *bytes = ri_tabled_line(document, s->line, &n);
        char mark = '\0';
        if (!ri_markdown_has_cells(bytes, n) || ri_markdown_fence(bytes, n, &mark) > 0) {
            break;
        }
    }
    table.end = (uint32_t)s->line;
    ri_text_clear(&document->cell);
    ri_markdown_plain(&document->cell, s->heading, s->heading_length);
    return ri_tabled_add(s->book, &table, ri_text_string(&document->cell), document->cell.length,
                         err);
}

/* Takes the current line, or the block that it begins. */
static raci_status take_line(search *s, raci_error *err)
{
    const ri_tabled *document = s->document;
    size_t n = 0;
    size_t m = 0;
    size_t start = 0;
    size_t end = 0;
    char mark = '\0';
    const char *bytes = ri_tabled_line(document, s->line, &n);
    const bool last = s->line + 1 >= document->n_lines;
    const char *below = last ? "" : ri_tabled_line(document, s->line + 1, &m);
    const size_t fence = ri_markdown_fence(bytes, n, &mark);
    const size_t indent = ri_markdown_indent(bytes, n);
    if (fence > 0) {
        s->line = behind_fence(document, s->line, mark, fence);
    } else if (n - indent >= 4 && memcmp(bytes + indent, "<!--", 4) == 0) {
        s->line = behind_comment(document, s->line);
    } else if (ri_markdown_heading(bytes, n, &start, &end)) {
        take_heading(s, bytes + start, end - start);
        s->line++;
    } else if (ri_markdown_has_cells(bytes, n) && ri_markdown_is_rule(below, m)) {
        return take_table(s, err);
    } else if (!blank_line(bytes, n) && ri_markdown_underlines(below, m)) {
        take_heading(s, bytes + indent, n - indent);
        s->line += 2;
    } else {
        s->line++;
    }
    return RACI_OK;
}

static raci_status next(ri_book *book, bool *more, raci_error *err)
{
    (void)err;
    ri_tabled *document = book->inside;
    const ri_tabled_table *table = &document->tables[document->table];
    document->line += document->line == table->first + 1; /* the rule below the header */
    *more = document->line < table->end;
    if (!*more) {
        return RACI_OK;
    }
    const uint32_t line = document->line++;
    size_t n = 0;
    const char *bytes = ri_tabled_line(document, line, &n);
    size_t start = 0;
    size_t end = 0;
    ri_gathered_start(&book->row, line + 1);
    for (size_t at = ri_markdown_first(bytes, n);
         ri_markdown_next_cell(bytes, n, &at, &start, &end);) {
        ri_text *cell = &document->cell;
        const size_t blanks = ri_blanks_before(bytes + start, end - start);
        start += blanks < end - start ? blanks : 0;
        ri_text_clear(cell);
        /* What is too long is cut, and told, as it stands. */
        if (end - start <= RI_BOOK_CELL_MAX) {
            ri_markdown_plain(cell, bytes + start, end - start);
        } else {
            ri_text_bytes(cell, bytes + start, end - start);
        }
        book->row.failed = book->row.failed || cell->failed;
        ri_tabled_cell(book, line + 1, (uint32_t)start + 1, ri_text_string(cell), cell->length);
    }
    return RACI_OK;
}

raci_status ri_markdown_open(ri_book *book, ri_decode *source, raci_error *err)
{
    static const ri_book_reader verbs = {ri_tabled_begin, next, ri_tabled_close, NULL};
    ri_tabled *document = NULL;
    raci_status status = ri_tabled_open(&document, sizeof *document, book, &verbs, source, err);
    if (status != RACI_OK) {
        return status;
    }
    search s = {.book = book, .document = document, .heading = ""};
    s.line = behind_front(document);
    while (status == RACI_OK && s.line < document->n_lines) {
        status = take_line(&s, err);
    }
    return status;
}
