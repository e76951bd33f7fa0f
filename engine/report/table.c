#include "report/table.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

#define GAP 2       /* blanks between columns */
#define NARROWEST 8 /* no column is made narrower */

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

static const char *cell_at(const ri_table *table, size_t row, size_t column)
{
    const char *cell = table->rows[row][column];
    return cell != NULL ? cell : "";
}

static size_t sum_at_level(const size_t *widths, size_t n, size_t level)
{
    size_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += widths[i] < level ? widths[i] : level;
    }
    return sum;
}

/* Finds the columns' widths: the content's, or at most a common level at which
   they fit. */
static void measure(const ri_table *table, size_t room, size_t *widths)
{
    size_t widest = 0;
    for (size_t i = 0; i < table->n; i++) {
        widths[i] = 0;
        for (size_t row = 0; row < table->n_rows; row++) {
            size_t width = ri_utf8_width(cell_at(table, row, i));
            widths[i] = width > widths[i] ? width : widths[i];
        }
        widest = widths[i] > widest ? widths[i] : widest;
    }
    size_t gaps = (table->n - 1) * GAP;
    room = room > gaps ? room - gaps : 0;
    size_t level = widest;
    while (level > NARROWEST && sum_at_level(widths, table->n, level) > room) {
        level--;
    }
    size_t spare = 0; /* what the common level leaves goes to the columns it cut */
    if (level < widest) {
        size_t sum = sum_at_level(widths, table->n, level);
        spare = room > sum ? room - sum : 0;
    }
    for (size_t i = 0; i < table->n; i++) {
        if (widths[i] > level) {
            size_t more = widths[i] - level < spare ? widths[i] - level : spare;
            widths[i] = level + more;
            spare -= more;
        }
    }
}

static void put_blanks(ri_page *page, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_sink_bytes(page->sink, " ", 1);
    }
}

static size_t slice_width(const char *text, size_t length)
{
    return ri_utf8_width(text) - ri_utf8_width(text + length);
}

/* Writes one row, in as many lines as its longest cell needs. */
static void put_row(const ri_table *table, size_t row, ri_page *page, size_t indent,
                    const size_t *widths)
{
    const char *rest[RI_TABLE_COLUMNS];
    char styles[RI_TABLE_COLUMNS] = {0};
    bool more = true;
    for (size_t i = 0; i < table->n; i++) {
        rest[i] = cell_at(table, row, i);
    }
    while (more) {
        size_t blanks = indent; /* written only when something follows */
        more = false;
        for (size_t i = 0; i < table->n; i++) {
            size_t skip = 0;
            size_t fit = ri_page_fit(rest[i], widths[i], &skip);
            size_t width = slice_width(rest[i], fit);
            if (fit > 0) {
                put_blanks(page, blanks);
                blanks = 0;
                ri_page_slice(page, rest[i], fit, &styles[i]);
            }
            blanks += (widths[i] > width ? widths[i] - width : 0) + GAP;
            rest[i] += fit + skip;
            more = more || *rest[i] != '\0';
        }
        ri_sink_bytes(page->sink, "\n", 1);
    }
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
    if (table->failed || table->n_rows == 0) {
        return;
    }
    measure(table, page->columns > indent ? page->columns - indent : 0, widths);
    for (size_t row = 0; row < table->n_rows; row++) {
        put_row(table, row, page, indent, widths);
        if (row == 0 && !table->headless) {
            put_line_under_head(table, page, indent, widths);
        }
    }
}
