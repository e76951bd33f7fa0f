#include "cli/manual.h"

#include <stdio.h>
#include <string.h>

#define COLUMNS 80

static void put_bytes(const manual *m, const char *bytes, size_t length)
{
    (void)raci_buffer_write(bytes, length, m->out->buffer);
}

static void put(const manual *m, const char *text)
{
    put_bytes(m, text, strlen(text));
}

static void put_blanks(const manual *m, size_t n)
{
    for (; n > 0; n--) {
        put(m, " ");
    }
}

/* How roff takes a character as it is; NULL for itself. */
static const char *roff_of(char c)
{
    static const struct {
        char c;
        const char *written;
    } special[] = {
        {'\\', "\\e"},  {'-', "\\-"},   {'\'', "\\(aq"},
        {'`', "\\(ga"}, {'^', "\\(ha"}, {'~', "\\(ti"},
    };
    for (size_t i = 0; i < sizeof special / sizeof special[0]; i++) {
        if (special[i].c == c) {
            return special[i].written;
        }
    }
    return NULL;
}

/* Text that roff takes as it is; at the beginning of a line it is no request. */
static void put_roff(const manual *m, const char *text, size_t length)
{
    if (length > 0 && text[0] == '.') {
        put(m, "\\&");
    }
    for (size_t i = 0; i < length; i++) {
        const char *written = roff_of(text[i]);
        put_bytes(m, written != NULL ? written : text + i, written != NULL ? strlen(written) : 1);
    }
}

/* Columns of a word, as it will be written. */
static size_t width(const manual *m, const char *word, size_t length)
{
    size_t columns = length + (m->roff && length > 0 && word[0] == '.' ? 2 : 0);
    for (size_t i = 0; m->roff && i < length; i++) {
        const char *written = roff_of(word[i]);
        columns += written != NULL ? strlen(written) - 1 : 0;
    }
    return columns;
}

/* Words in lines of 80 columns, of which the first one has `column` by now and the
   others are indented by `indent`. Ends of lines among them are blanks. */
static void put_filled(const manual *m, const char *text, size_t length, size_t column,
                       size_t indent)
{
    const char *end = text + length;
    bool begun = false;
    while (text < end) {
        size_t word = 0;
        while (text + word < end && text[word] != ' ' && text[word] != '\n') {
            word++;
        }
        size_t columns = width(m, text, word);
        if (begun && column + 1 + columns > COLUMNS) {
            put(m, "\n");
            put_blanks(m, indent);
            column = indent;
        } else if (begun) {
            put(m, " ");
            column++;
        }
        if (m->roff) {
            put_roff(m, text, word);
        } else {
            put_bytes(m, text, word);
        }
        column += columns;
        begun = true;
        for (text += word; text < end && (*text == ' ' || *text == '\n'); text++) {
        }
    }
    put(m, "\n");
}

void manual_title(const manual *m, const char *name, int section)
{
    char line[160];
    char upper[64];
    if (!m->roff) {
        return;
    }
    (void)snprintf(upper, sizeof upper, "%s", name);
    for (char *c = upper; *c != '\0'; c++) {
        *c = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
    }
    put(m, ".TH ");
    put_roff(m, upper, strlen(upper));
    (void)snprintf(line, sizeof line, " %d \"%s\" \"raci %s\" \"raci\"\n", section, RACI_RELEASED,
                   raci_version());
    put(m, line);
}

void manual_heading(const manual *m, const char *heading)
{
    if (!m->roff) {
        put(m, "\n");
        put(m, heading);
        put(m, ":\n");
        return;
    }
    put(m, ".SH ");
    for (; *heading != '\0'; heading++) {
        char c = (char)(*heading >= 'a' && *heading <= 'z' ? *heading - 'a' + 'A' : *heading);
        put_roff(m, &c, 1);
    }
    put(m, "\n");
}

void manual_term(const manual *m, const char *term, size_t column, const char *meaning)
{
    if (m->roff) {
        put(m, ".TP\n\\fB");
        put_roff(m, term, strlen(term));
        put(m, "\\fR\n");
        put_filled(m, meaning, strlen(meaning), 0, 0);
        return;
    }
    put(m, "  ");
    put(m, term);
    size_t used = 2 + strlen(term);
    if (used + 1 > column) {
        put(m, "\n");
        used = 0;
    }
    put_blanks(m, column - used);
    put_filled(m, meaning, strlen(meaning), column, column);
}

static void put_line(const manual *m, const char *line, size_t length)
{
    if (m->roff) {
        put_roff(m, line, length);
    } else {
        put(m, "  ");
        put_bytes(m, line, length);
    }
    put(m, "\n");
}

void manual_line(const manual *m, const char *line)
{
    put(m, m->roff ? ".PP\n.nf\n.RS 2\n" : "");
    put_line(m, line, strlen(line));
    put(m, m->roff ? ".RE\n.fi\n" : "");
}

/* A paragraph of lines that are left as they are: two blanks stand before each. */
static void put_lines(const manual *m, const char *text, size_t length)
{
    put(m, m->roff ? ".PP\n.nf\n.RS 2\n" : "");
    while (length > 0) {
        const char *end = memchr(text, '\n', length);
        size_t line = end != NULL ? (size_t)(end - text) : length;
        size_t skip = line >= 2 ? 2 : line;
        put_line(m, text + skip, line - skip);
        line += line < length;
        text += line;
        length -= line;
    }
    put(m, m->roff ? ".RE\n.fi\n" : "");
}

/* A paragraph of terms, one a line. */
static void put_terms(const manual *m, const char *text, size_t length)
{
    char term[64];
    char meaning[1024];
    while (length > 0) {
        const char *end = memchr(text, '\n', length);
        size_t line = end != NULL ? (size_t)(end - text) : length;
        const char *tab = memchr(text, '\t', line);
        size_t head = tab != NULL ? (size_t)(tab - text) : line;
        (void)snprintf(term, sizeof term, "%.*s", (int)head, text);
        (void)snprintf(meaning, sizeof meaning, "%.*s", (int)(tab != NULL ? line - head - 1 : 0),
                       tab != NULL ? tab + 1 : "");
        manual_term(m, term, 22, meaning);
        line += line < length;
        text += line;
        length -= line;
    }
}

static void put_paragraph(const manual *m, const char *text, size_t length, bool first)
{
    if (memchr(text, '\t', length) != NULL) {
        put_terms(m, text, length);
    } else if (length >= 2 && text[0] == ' ' && text[1] == ' ') {
        put_lines(m, text, length);
    } else {
        put(m, first || !m->roff ? "" : ".PP\n");
        put_filled(m, text, length, 0, 0);
    }
}

void manual_text(const manual *m, const char *text)
{
    char heading[64];
    bool first = true;
    while (*text != '\0') {
        const char *end = strstr(text, "\n\n");
        size_t length = end != NULL ? (size_t)(end - text) : strlen(text);
        bool part = strncmp(text, "# ", 2) == 0;
        if (part) {
            (void)snprintf(heading, sizeof heading, "%.*s", (int)(length - 2), text + 2);
            manual_heading(m, heading);
        } else {
            put(m, first || m->roff ? "" : "\n");
            put_paragraph(m, text, length, first);
        }
        first = part;
        text += length + strspn(text + length, "\n");
    }
}
