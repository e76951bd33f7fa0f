#include "report/table.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

#define GAP 2          /* blanks between columns */
#define NARROWEST 8    /* no column is made narrower while there is room */
#define WIDEST_WORD 34 /* longer words are broken first */

void ri_table_begin(ri_table *table, size_t columns)
{
    ri_table_free(table);
    *table = (ri_table){.arena = ri_arena_new()};
    table->n = columns < RI_TABLE_COLUMNS ? columns : RI_TABLE_COLUMNS;
    table->filled = table->n;
    table->failed = table->arena == NULL;
}

void ri_table_free(ri_table *table)
{
    ri_arena_free(table->arena);
    ri_free(table->rows);
    *table = (ri_table){0};
}

void ri_table_add(ri_table *table, const char *shown)
{
    if (table->failed) {
        return;
    }
    if (table->filled == table->n) {
        char **row = ri_arena_array(table->arena, table->n, sizeof *row);
        if (row == NULL || !RI_PUSH(table->rows, table->n_rows, table->capacity, row)) {
            table->failed = true;
            return;
        }
        table->filled = 0;
    }
    char *copy = ri_arena_string(table->arena, shown);
    table->rows[table->n_rows - 1][table->filled++] = copy;
    table->failed = copy == NULL;
}

void ri_table_take(ri_table *table, ri_text *shown)
{
    ri_table_add(table, ri_text_string(shown));
    table->failed = table->failed || shown->failed;
    ri_text_clear(shown);
}

/* Stands in the second cell of a row whose first goes over all columns. */
static char spanned[] = "";

void ri_table_span(ri_table *table, ri_text *shown)
{
    ri_table_take(table, shown);
    for (size_t i = 1; i < table->n; i++) {
        ri_table_add(table, "");
    }
    if (!table->failed && table->n > 1) {
        table->rows[table->n_rows - 1][1] = spanned;
    }
}

static bool is_span(const ri_table *table, size_t row)
{
    return table->n > 1 && table->rows[row][1] == spanned;
}

static const char *cell_at(const ri_table *table, size_t row, size_t column)
{
    const char *cell = table->rows[row][column];
    return cell != NULL ? cell : "";
}

static size_t slice_width(const char *text, size_t length)
{
    return ri_utf8_width(text) - ri_utf8_width(text + length);
}

/* What a column wants, and the least it is given. */
typedef struct want {
    size_t whole; /* its widest cell */
    size_t word;  /* its longest word */
} want;

static size_t longest_word(const char *cell)
{
    size_t longest = 0;
    while (*cell != '\0') {
        size_t length = strcspn(cell, " ");
        size_t width = slice_width(cell, length);
        longest = width > longest ? width : longest;
        cell += length + strspn(cell + length, " ");
    }
    return longest;
}

static want want_of(const ri_table *table, size_t column)
{
    want w = {0, 0};
    for (size_t row = 0; row < table->n_rows; row++) {
        if (is_span(table, row)) {
            continue;
        }
        const char *cell = cell_at(table, row, column);
        size_t whole = ri_utf8_width(cell);
        size_t word = longest_word(cell);
        w.whole = whole > w.whole ? whole : w.whole;
        w.word = word > w.word ? word : w.word;
    }
    return w;
}

/* A column's width when all are held to a level, and words to another. */
static size_t width_at(const want *w, size_t level, size_t word_level)
{
    size_t least = w->word < word_level ? w->word : word_level;
    size_t width = w->whole < level ? w->whole : level;
    return width > least ? width : least;
}

static size_t sum_at(const want *wants, size_t n, size_t level, size_t word_level)
{
    size_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += width_at(&wants[i], level, word_level);
    }
    return sum;
}

/* Finds the columns' widths: the content's; where that is too much a common level
   at which they fit, with words kept whole as long as that can be. */
static void measure(const ri_table *table, size_t room, size_t *widths)
{
    want wants[RI_TABLE_COLUMNS];
    size_t level = 0;
    size_t word_level = WIDEST_WORD;
    for (size_t i = 0; i < table->n; i++) {
        wants[i] = want_of(table, i);
        level = wants[i].whole > level ? wants[i].whole : level;
    }
    size_t n = table->n > 0 ? table->n : 1;
    size_t gaps = (n - 1) * GAP;
    room = room > gaps ? room - gaps : 0;
    size_t narrowest = room / n < NARROWEST ? room / n : NARROWEST;
    narrowest = narrowest < 2 ? 2 : narrowest;
    while (word_level > narrowest && sum_at(wants, table->n, narrowest, word_level) > room) {
        word_level--;
    }
    while (level > narrowest && sum_at(wants, table->n, level, word_level) > room) {
        level--;
    }
    size_t sum = sum_at(wants, table->n, level, word_level);
    size_t spare = room > sum ? room - sum : 0; /* goes to the columns that were cut */
    for (size_t i = 0; i < table->n; i++) {
        widths[i] = width_at(&wants[i], level, word_level);
        size_t lack = wants[i].whole - widths[i];
        size_t more = lack < spare ? lack : spare;
        widths[i] += more;
        spare -= more;
    }
}

static void put_blanks(ri_page *page, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_sink_bytes(page->sink, " ", 1);
    }
}

/* Writes one row, in as many lines as its longest cell needs. */
static void put_row(const ri_table *table, size_t row, ri_page *page, size_t indent,
                    const size_t *widths)
{
    const char *rest[RI_TABLE_COLUMNS];
    size_t leads[RI_TABLE_COLUMNS]; /* blanks before each line of a cell */
    char styles[RI_TABLE_COLUMNS] = {0};
    bool more = true;
    for (size_t i = 0; i < table->n; i++) {
        rest[i] = cell_at(table, row, i);
        leads[i] = strspn(rest[i], " ");
        rest[i] += leads[i];
    }
    while (more) {
        size_t blanks = indent; /* written only when something follows */
        more = false;
        for (size_t i = 0; i < table->n; i++) {
            size_t skip = 0;
            size_t room = widths[i] > leads[i] ? widths[i] - leads[i] : 0;
            size_t fit = ri_page_fit(rest[i], room, &skip);
            size_t width = slice_width(rest[i], fit) + leads[i];
            if (fit > 0) {
                put_blanks(page, blanks + leads[i]);
                blanks = 0;
                ri_page_slice(page, rest[i], fit, &styles[i]);
            } else {
                width = 0;
            }
            blanks += (widths[i] > width ? widths[i] - width : 0) + GAP;
            rest[i] += fit + skip;
            more = more || *rest[i] != '\0';
        }
        ri_sink_bytes(page->sink, "\n", 1);
    }
}

static void put_span(const ri_table *table, size_t row, ri_page *page, size_t indent)
{
    const char *rest = cell_at(table, row, 0);
    char style = '\0';
    do {
        size_t skip = 0;
        size_t fit = ri_page_fit(rest, page->columns > indent ? page->columns - indent : 0, &skip);
        put_blanks(page, fit > 0 ? indent : 0);
        ri_page_slice(page, rest, fit, &style);
        ri_sink_bytes(page->sink, "\n", 1);
        rest += fit + skip;
    } while (*rest != '\0');
}

static void put_line_under_head(const ri_table *table, ri_page *page, size_t indent,
                                const size_t *widths)
{
    put_blanks(page, indent);
    for (size_t i = 0; i < table->n; i++) {
        for (size_t c = 0; c < widths[i]; c++) {
            ri_sink_add(page->sink, "─");
        }
        put_blanks(page, i + 1 < table->n ? GAP : 0);
    }
    ri_sink_bytes(page->sink, "\n", 1);
}

void ri_table_write(ri_table *table, ri_page *page, size_t indent)
{
    size_t widths[RI_TABLE_COLUMNS];
    page->failed = page->failed || table->failed;
    if (table->failed || table->n == 0 || table->n_rows == 0) {
        return;
    }
    measure(table, page->columns > indent ? page->columns - indent : 0, widths);
    for (size_t row = 0; row < table->n_rows; row++) {
        if (is_span(table, row)) {
            put_span(table, row, page, indent);
        } else {
            put_row(table, row, page, indent, widths);
        }
        if (row == 0 && !table->headless) {
            put_line_under_head(table, page, indent, widths);
        }
    }
}
