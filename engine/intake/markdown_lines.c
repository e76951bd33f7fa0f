#include "intake/markdown_lines.h"

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

size_t ri_markdown_indent(const char *line, size_t n)
{
    size_t at = 0;
    while (at < n && (blank(line[at]) || line[at] == '>')) {
        at++;
    }
    return at;
}

/* The end of what a line says. */
static size_t trimmed(const char *line, size_t n)
{
    while (n > 0 && blank(line[n - 1])) {
        n--;
    }
    return n;
}

bool ri_markdown_is_rule(const char *line, size_t n)
{
    size_t pipes = 0;
    size_t dashes = 0;
    char last = '|';
    for (size_t at = ri_markdown_indent(line, n); at < n; at++) {
        const char c = line[at];
        if (blank(c)) {
            continue;
        }
        /* A colon stands at an end of a cell's dashes, of which there is one at least. */
        if (c == '|') {
            pipes++;
            if (pipes > 1 || dashes > 0) {
                if (last != '-' && !(last == ':' && dashes > 0)) {
                    return false;
                }
                dashes = 0;
            }
        } else if (c == '-') {
            if (last == ':' && dashes > 0) {
                return false;
            }
            dashes++;
        } else if (c != ':' || last == ':') {
            return false;
        }
        last = c;
    }
    return pipes > 0 && (last == '|' ? pipes > 1 : dashes > 0);
}

bool ri_markdown_has_cells(const char *line, size_t n)
{
    for (size_t at = 0; at < n; at++) {
        if (line[at] == '\\') {
            at++;
        } else if (line[at] == '|') {
            return true;
        }
    }
    return false;
}

size_t ri_markdown_first(const char *line, size_t n)
{
    const size_t at = ri_markdown_indent(line, n);
    return at < n && line[at] == '|' ? at + 1 : at;
}

bool ri_markdown_next_cell(const char *line, size_t n, size_t *at, size_t *start, size_t *end)
{
    /* The pipe that closes the row opens no cell. */
    if (*at >= trimmed(line, n)) {
        return false;
    }
    size_t to = *at;
    while (to < n && line[to] != '|') {
        to += line[to] == '\\' && to + 1 < n ? 2 : 1;
    }
    *start = *at;
    *end = to;
    *at = to + 1;
    return true;
}

size_t ri_markdown_fence(const char *line, size_t n, char *mark)
{
    const size_t start = ri_markdown_indent(line, n);
    size_t at = start;
    if (at == n || (line[at] != '`' && line[at] != '~')) {
        return 0;
    }
    *mark = line[at];
    while (at < n && line[at] == *mark) {
        at++;
    }
    const size_t length = at - start;
    for (; at < n && *mark == '`'; at++) {
        if (line[at] == '`') {
            return 0; /* code within a line */
        }
    }
    return length >= 3 ? length : 0;
}

bool ri_markdown_closes(const char *line, size_t n, char mark, size_t length)
{
    char other = '\0';
    const size_t marks = ri_markdown_fence(line, n, &other);
    return marks >= length && other == mark &&
           trimmed(line, n) == ri_markdown_indent(line, n) + marks;
}

bool ri_markdown_heading(const char *line, size_t n, size_t *start, size_t *end)
{
    size_t at = ri_markdown_indent(line, n);
    const size_t first = at;
    while (at < n && line[at] == '#') {
        at++;
    }
    if (at == first || at - first > 6 || (at < n && !blank(line[at]))) {
        return false;
    }
    while (at < n && blank(line[at])) {
        at++;
    }
    size_t to = trimmed(line, n);
    to = to > at ? to : at; /* nothing but marks and blanks */
    size_t marks = to;
    while (marks > at && line[marks - 1] == '#') {
        marks--;
    }
    if (marks == at || (marks < to && blank(line[marks - 1]))) {
        to = marks;
    }
    *start = at;
    *end = to;
    return true;
}

bool ri_markdown_underlines(const char *line, size_t n)
{
    const size_t start = ri_markdown_indent(line, n);
    const size_t end = trimmed(line, n);
    for (size_t at = start; at < end; at++) {
        if ((line[at] != '=' && line[at] != '-') || line[at] != line[start]) {
            return false;
        }
    }
    return end > start;
}
