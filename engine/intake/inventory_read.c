#include "intake/inventory_read.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "intake/cell_letters.h"
#include "intake/inventory_inside.h"
#include "intake/letter_words.h"
#include "intake/matrix_sample.h"

const char *ri_inventory_text(ri_inventory_gathering *g, const ri_book_row *row, size_t column)
{
    if (column >= g->columns->n) {
        return "";
    }
    const ri_inventory_column *what = &g->columns->columns[column];
    const char *bytes = column < row->n ? row->cells[column].bytes : "";
    size_t length = column < row->n ? row->cells[column].length : 0;
    ri_cell_plain(&bytes, &length);
    if (what->role != RI_INVENTORY_ATTRIBUTE && ri_says_none(bytes, length)) {
        return "";
    }
    ri_text_clear(&g->text);
    ri_text_bytes(&g->text, bytes, length);
    return length > 0 || !what->fills ? ri_text_string(&g->text)
                                      : ri_text_string(&g->above[column]);
}

raci_status ri_inventory_note(ri_inventory_gathering *g, const ri_book_cell *cell,
                              const char *format, ...)
{
    char text[512];
    size_t cut = 0; /* a character that was cut in two */
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    while (!ri_utf8_valid(text, strlen(text), &cut)) {
        memmove(text + cut, text + cut + 1, strlen(text + cut));
    }
    return g->calls->note != NULL ? g->calls->note(cell, text, g->calls->payload, g->err) : RACI_OK;
}

/* ---- what a row is ---- */

/* What a row looks like. */
typedef struct look {
    size_t texts;             /* cells with text of their own */
    const ri_book_cell *cell; /* the first of them */
    size_t column;            /* where it stands */
    bool merged;              /* a cell over several columns, and nothing else */
    bool header;              /* the header again */
} look;

static look look_at(const ri_inventory_gathering *g, const ri_book_row *row)
{
    look seen = {.merged = true, .header = true};
    size_t parts = 0;
    for (size_t i = 0; i < row->n; i++) {
        const ri_book_cell *cell = &row->cells[i];
        if (cell->length == 0) {
            continue;
        }
        parts++;
        if (!cell->covered && seen.texts++ == 0) {
            seen.cell = cell;
            seen.column = i;
        }
        seen.merged = seen.merged && seen.cell != NULL && cell->length == seen.cell->length &&
                      memcmp(cell->bytes, seen.cell->bytes, cell->length) == 0;
        seen.header = seen.header && i < g->columns->n &&
                      strcmp(cell->bytes, g->columns->columns[i].heading) == 0;
    }
    seen.merged = seen.merged && seen.texts == 1 && parts > 1;
    return seen;
}

/* Whether a row has something in the column of a role. */
static bool says(const ri_inventory_gathering *g, const ri_book_row *row, ri_inventory_role role)
{
    const size_t column = g->of_role[role];
    return column < g->columns->n && column < row->n && row->cells[column].length > 0;
}

/* Whether a row adds up what stands above it. */
static bool is_total(ri_inventory_gathering *g, const ri_book_row *row, const char *name)
{
    static const char *const words[] = {"total",  "totals", "grand total", "sum",
                                        "total:", "sum:",   NULL};
    static const ri_inventory_role said[] = {RI_INVENTORY_CHANNEL, RI_INVENTORY_UNITS,
                                             RI_INVENTORY_STAGE, RI_INVENTORY_JOURNEY};
    bool total = ri_is_word_of(name, strlen(name), words);
    for (size_t i = 0; total && i < sizeof said / sizeof said[0]; i++) {
        total = !says(g, row, said[i]);
    }
    return total;
}

/* Whether a row says something that only a touchpoint has, so that it is one more of that above. */
static bool goes_on(const ri_inventory_gathering *g, const ri_book_row *row)
{
    const ri_book_form form = ri_book_form_of(g->book);
    const bool more = says(g, row, RI_INVENTORY_CHANNEL) || says(g, row, RI_INVENTORY_UNITS) ||
                      says(g, row, RI_INVENTORY_ACCOUNTABLE);
    return more && form != RI_BOOK_YAML && form != RI_BOOK_JSON;
}

static raci_status refuse(ri_inventory_gathering *g, const ri_book_cell *cell, const char *why)
{
    g->counts->refused++;
    return g->calls->refused != NULL ? g->calls->refused(cell, why, g->calls->payload, g->err)
                                     : RACI_OK;
}

/* A lone text names what follows, where that is known to have names above it. */
static raci_status take_heading(ri_inventory_gathering *g, const look *seen)
{
    g->counts->passed++;
    ri_text_clear(&g->heading);
    ri_text_add(&g->heading, seen->cell->bytes);
    if (seen->column < g->columns->n && g->columns->columns[seen->column].fills) {
        ri_text_clear(&g->above[seen->column]);
        ri_text_add(&g->above[seen->column], seen->cell->bytes);
    }
    return g->heading.failed ? ri_fail_nomem(g->err) : RACI_OK;
}

/* Keeps what the row says for the empty cells below it. */
static void keep_above(ri_inventory_gathering *g, const ri_book_row *row)
{
    for (size_t i = 0; i < row->n && i < g->columns->n; i++) {
        if (g->columns->columns[i].fills && row->cells[i].length > 0) {
            const char *bytes = row->cells[i].bytes;
            size_t length = row->cells[i].length;
            ri_cell_plain(&bytes, &length);
            ri_text_clear(&g->above[i]);
            ri_text_bytes(&g->above[i], bytes, length);
        }
    }
}

/* Cells beyond the last heading belong to nothing. */
static raci_status note_beyond(ri_inventory_gathering *g, const ri_book_row *row)
{
    for (size_t i = g->columns->n; i < row->n; i++) {
        if (row->cells[i].length > 0) {
            return ri_inventory_note(g, &row->cells[i],
                                     "'%.60s' stands below no heading: it is not read",
                                     row->cells[i].bytes);
        }
    }
    return RACI_OK;
}

static raci_status take_row(ri_inventory_gathering *g, const ri_book_row *row)
{
    const size_t column = g->of_role[RI_INVENTORY_TOUCHPOINT];
    const look seen = look_at(g, row);
    if (seen.cell == NULL || (seen.header && seen.texts > 1)) {
        g->counts->passed++;
        return RACI_OK;
    }
    keep_above(g, row);
    const char *found = ri_inventory_text(g, row, column);
    const bool lone = seen.texts == 1 && seen.column != column && !ri_is_number(seen.cell->bytes);
    if (seen.merged || (lone && found[0] == '\0' && !goes_on(g, row))) {
        return take_heading(g, &seen);
    }
    if (is_total(g, row, found)) {
        g->counts->passed++;
        return RACI_OK;
    }
    if (found[0] == '\0' && (g->n == 0 || !goes_on(g, row))) {
        return refuse(g, seen.cell, "it names no touchpoint");
    }
    if (strlen(found) > RI_INVENTORY_NAME_MAX) {
        return refuse(g, seen.cell, "its name has more than 1024 bytes");
    }
    raci_status status = note_beyond(g, row);
    if (status == RACI_OK && found[0] == '\0') {
        status = ri_inventory_note(
            g, seen.cell, "it names no touchpoint: it is taken for one more row of '%.100s'",
            ri_text_string(&g->above[column]));
    } else {
        ri_text_clear(&g->above[column]);
        ri_text_add(&g->above[column], found);
    }
    if (status == RACI_OK && (g->above[column].failed || g->text.failed)) {
        return ri_fail_nomem(g->err);
    }
    g->counts->used++;
    return status == RACI_OK ? ri_inventory_merge(g, row, ri_text_string(&g->above[column]))
                             : status;
}

/* ---- all of them ---- */

static raci_status begin(ri_inventory_gathering *g)
{
    g->arena = ri_arena_new();
    g->identities = ri_intern_new();
    g->folded = ri_intern_new();
    g->journeys = ri_intern_new();
    g->noted = ri_intern_new();
    if (g->arena == NULL || g->identities == NULL || g->folded == NULL || g->journeys == NULL ||
        g->noted == NULL) {
        return ri_fail_nomem(g->err);
    }
    g->above = ri_arena_array(g->arena, g->columns->n, sizeof *g->above);
    for (int role = 0; role < RI_INVENTORY_ROLES; role++) {
        g->of_role[role] = ri_inventory_column_of(g->columns, (ri_inventory_role)role);
    }
    return g->above != NULL ? RACI_OK : ri_fail_nomem(g->err);
}

static void end(ri_inventory_gathering *g)
{
    for (size_t i = 0; i < g->n; i++) {
        for (size_t c = 0; c < g->columns->n; c++) {
            if (g->entries[i].values[c].many != NULL) {
                ri_text_free(g->entries[i].values[c].many);
            }
        }
        ri_free(g->entries[i].places);
    }
    for (size_t c = 0; g->above != NULL && c < g->columns->n; c++) {
        ri_text_free(&g->above[c]);
    }
    ri_free(g->entries);
    ri_free(g->bases);
    ri_free(g->on_journey);
    ri_intern_free(g->identities);
    ri_intern_free(g->folded);
    ri_map_free(&g->channels);
    ri_map_free(&g->placed);
    ri_intern_free(g->journeys);
    ri_intern_free(g->noted);
    ri_words_free(&g->words);
    ri_text_free(&g->heading);
    ri_text_free(&g->text);
    ri_text_free(&g->identity);
    ri_arena_free(g->arena);
}

static raci_status gather(ri_inventory_gathering *g)
{
    ri_book_row row;
    bool more = true;
    raci_status status = ri_book_begin(g->book, g->columns->sheet, g->err);
    while (status == RACI_OK) {
        status = ri_book_next(g->book, &row, &more, g->err);
        if (status != RACI_OK || !more) {
            break;
        }
        if (g->counts->rows++ <= g->columns->above) {
            g->counts->passed++;
        } else {
            status = take_row(g, &row);
        }
    }
    return status;
}

raci_status ri_inventory_read(ri_book *book, const ri_inventory_columns *columns,
                              const ri_inventory_calls *calls, ri_inventory_counts *counts,
                              raci_error *err)
{
    ri_inventory_gathering g = {
        .book = book, .columns = columns, .calls = calls, .counts = counts, .err = err};
    *counts = (ri_inventory_counts){.rows = 0};
    raci_status status = begin(&g);
    if (status == RACI_OK) {
        status = gather(&g);
    }
    counts->touchpoints = g.n;
    if (status == RACI_OK) {
        status = ri_inventory_give(&g);
    }
    end(&g);
    return status;
}
