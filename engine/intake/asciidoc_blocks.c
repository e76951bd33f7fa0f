#include "intake/asciidoc_blocks.h"

#include <string.h>

#include "intake/asciidoc_inline.h"
#include "intake/marks.h"

/* Where the search stands, and what it has met above the next block. */
typedef struct search {
    ri_book *book;
    size_t line;
    const char *heading;
    size_t heading_length;
    const char *title; /* of the block below; NULL: none */
    size_t title_length;
    ri_tabled_table attributes; /* columns and separator, as attributes say them */
    bool lines_of_cells;        /* they say that it is no table of pipes */
} search;

static size_t trimmed(const char *line, size_t n)
{
    while (n > 0 && ri_mark_blank(line[n - 1])) {
        n--;
    }
    return n;
}

/* Whether a line is `first`, then three or more times `mark`. */
static bool is_edge(const char *line, size_t n, char first, char mark)
{
    n = trimmed(line, n);
    return n >= 4 && line[0] == first && ri_mark_run(line + 1, n - 1, mark) == n - 1;
}

bool ri_asciidoc_is_edge(const char *line, size_t n)
{
    return is_edge(line, n, '|', '=');
}

/* The character whose repetition opens a block in which nothing is a table; 0: none. */
static char opens_verbatim(const char *line, size_t n)
{
    n = trimmed(line, n);
    if (n >= 3 && memcmp(line, "```", 3) == 0) {
        return '`';
    }
    return n >= 4 && strchr("-./+", line[0]) != NULL && ri_mark_run(line, n, line[0]) == n ? line[0]
                                                                                           : '\0';
}

/* Behind a block that ends as it began. */
static size_t behind_verbatim(const ri_tabled *document, size_t line, char mark)
{
    size_t length = 0;
    const char *first = ri_tabled_line(document, line, &length);
    length = ri_mark_run(first, length, mark);
    for (line++; line < document->n_lines; line++) {
        size_t n = 0;
        const char *bytes = ri_tabled_line(document, line, &n);
        if (trimmed(bytes, n) == length && ri_mark_run(bytes, n, mark) == length) {
            return line + 1;
        }
    }
    return line;
}

/* The value of an attribute in "[…]": where it begins, and its length; NULL: it is not there. */
static const char *value_of(const char *line, size_t n, const char *name, size_t *length)
{
    const size_t named = strlen(name);
    for (size_t at = 1; at + named + 1 < n; at++) {
        if ((line[at - 1] != '[' && line[at - 1] != ',' && !ri_mark_blank(line[at - 1])) ||
            memcmp(line + at, name, named) != 0 || line[at + named] != '=') {
            continue;
        }
        const char *value = line + at + named + 1;
        const char *end = line + n;
        if (*value == '"' || *value == '\'') {
            const char *close = memchr(value + 1, *value, (size_t)(end - value) - 1);
            value++;
            end = close != NULL ? close : end;
        } else {
            for (const char *to = value; to < end; to++) {
                end = *to == ',' || *to == ']' ? to : end;
            }
        }
        *length = (size_t)(end - value);
        return value;
    }
    return NULL;
}

/* How many columns "1,2,3*" makes. */
static uint32_t count_columns(const char *value, size_t n)
{
    uint32_t columns = 0;
    for (size_t at = 0; at < n; at++) {
        uint32_t number = 0;
        while (at < n && (ri_mark_blank(value[at]) || (value[at] >= '0' && value[at] <= '9'))) {
            if (!ri_mark_blank(value[at]) && number < RI_BOOK_COLUMNS_MAX) {
                number = number * 10 + (uint32_t)(value[at] - '0');
            }
            at++;
        }
        columns += at < n && value[at] == '*' && number > 0 ? number : 1;
        while (at < n && value[at] != ',' && value[at] != ';') {
            at++;
        }
        if (columns >= RI_BOOK_COLUMNS_MAX) {
            return RI_BOOK_COLUMNS_MAX;
        }
    }
    return columns;
}

static void take_attributes(search *s, const char *line, size_t n)
{
    size_t length = 0;
    const char *value = value_of(line, n, "cols", &length);
    if (value != NULL) {
        s->attributes.columns = count_columns(value, length);
    }
    value = value_of(line, n, "separator", &length);
    if (value != NULL && length == 1) {
        s->attributes.separator = *value;
    }
    value = value_of(line, n, "format", &length);
    if (value != NULL) {
        s->lines_of_cells = length != 3 || memcmp(value, "psv", 3) != 0;
    }
}

/* Forgets what stood above a block that has been passed. */
static void forget(search *s)
{
    s->title = NULL;
    s->attributes = (ri_tabled_table){.separator = '|'};
    s->lines_of_cells = false;
}

static raci_status take_table(search *s, raci_error *err)
{
    ri_tabled *document = s->book->inside;
    ri_tabled_table table = s->attributes;
    const size_t edge = s->line;
    size_t n = 0;
    size_t length = 0;
    const char *bytes = ri_tabled_line(document, edge, &length);
    length = trimmed(bytes, length);
    const bool pipes = bytes[0] == '|' && !s->lines_of_cells;
    table.first = (uint32_t)edge + 1;
    for (s->line++; s->line < document->n_lines; s->line++) {
        const char *below = ri_tabled_line(document, s->line, &n);
        if (trimmed(below, n) == length && memcmp(below, bytes, length) == 0) {
            break;
        }
    }
    table.end = (uint32_t)s->line;
    s->line += s->line < document->n_lines;
    if (!pipes) {
        ri_book_tell(s->book, table.first, 1,
                     "a table whose cells are parted otherwise than with pipes is not read");
        return RACI_OK;
    }
    ri_text_clear(&document->cell);
    ri_asciidoc_plain(&document->cell, s->title != NULL ? s->title : s->heading,
                      s->title != NULL ? s->title_length : s->heading_length);
    return ri_tabled_add(s->book, &table, ri_text_string(&document->cell), document->cell.length,
                         err);
}

/* A heading: its marks, a blank, its text. */
static bool take_heading(search *s, const char *line, size_t n)
{
    const size_t marks = n > 0 ? ri_mark_run(line, n, line[0]) : 0;
    if (marks == 0 || marks > 6 || (line[0] != '=' && line[0] != '#') || marks + 1 >= n ||
        line[marks] != ' ') {
        return false;
    }
    s->heading = line + marks + 1;
    s->heading_length = n - marks - 1;
    return true;
}

static size_t characters(const char *bytes, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    }
    return count;
}

/* A heading that the line below underlines, about as long as it is. */
static bool take_underlined(search *s, const char *line, size_t n)
{
    const ri_tabled *document = s->book->inside;
    if (s->line + 1 >= document->n_lines || n == 0 || strchr("[.|/", line[0]) != NULL) {
        return false;
    }
    size_t m = 0;
    const char *below = ri_tabled_line(document, s->line + 1, &m);
    m = trimmed(below, m);
    const size_t length = characters(line, trimmed(line, n));
    if (m < 2 || m + 1 < length || m > length + 1 || strchr("=-~^+", below[0]) == NULL ||
        ri_mark_run(below, m, below[0]) != m || ri_mark_run(line, n, line[0]) == n) {
        return false;
    }
    s->heading = line;
    s->heading_length = n;
    return true;
}

raci_status ri_asciidoc_find(ri_book *book, raci_error *err)
{
    const ri_tabled *document = book->inside;
    search s = {.book = book, .heading = ""};
    raci_status status = RACI_OK;
    forget(&s);
    while (status == RACI_OK && s.line < document->n_lines) {
        size_t n = 0;
        const char *line = ri_tabled_line(document, s.line, &n);
        const char verbatim = opens_verbatim(line, n);
        if (ri_asciidoc_is_edge(line, n) || is_edge(line, n, ',', '=') ||
            is_edge(line, n, ':', '=')) {
            status = take_table(&s, err);
            forget(&s);
        } else if (verbatim != '\0') {
            s.line = behind_verbatim(document, s.line, verbatim);
            forget(&s);
        } else if (n > 2 && line[0] == '[' && line[trimmed(line, n) - 1] == ']') {
            take_attributes(&s, line, n);
            s.line++;
        } else if (n > 1 && line[0] == '.' && line[1] != '.' && !ri_mark_blank(line[1])) {
            s.title = line + 1;
            s.title_length = n - 1;
            s.line++;
        } else {
            s.line += take_underlined(&s, line, n) ? 2 : 1;
            if (take_heading(&s, line, n) || trimmed(line, n) > 0) {
                forget(&s);
            }
        }
    }
    return status;
}
