/* The cells of a row: is each what its column asks for, and what is stored of it. */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/formula.h"
#include "base/nearest.h"
#include "model/import.h"

#define ORDER_MAX 1000000000

void ri_import_problem(ri_import *import, int line, int column, ri_kind kind, const char *wanted)
{
    if (import->message.failed) {
        import->problems.failed = true;
    }
    if (!import->again) {
        ri_problems_add(&import->problems, import->tab, line, column,
                        ri_text_string(&import->message), kind, wanted);
    }
    ri_text_clear(&import->message);
}

void ri_import_cell_problem(ri_import *import, const ri_csv_cell *cell)
{
    ri_import_problem(import, cell->line, cell->column, RI_KIND_COUNT, NULL);
}

bool ri_import_says(const ri_import *import, const ri_csv_cell *cell)
{
    return import->way->open == NULL || !cell->quoted || cell->length > 0;
}

const ri_csv_cell *ri_import_cell(const ri_import *import, const ri_csv_row *csv, int column)
{
    int cell = column >= 0 ? import->cell_of[column] : -1;
    return cell >= 0 && ri_import_says(import, &csv->cells[cell]) ? &csv->cells[cell] : NULL;
}

void ri_import_unguard(const char **bytes, size_t *length)
{
    if (*length > 0 && **bytes == '\'' && ri_formula_like(*bytes, *length)) {
        ++*bytes;
        --*length;
    }
}

static void trim(const char **bytes, size_t *length)
{
    while (*length > 0 && (**bytes == ' ' || **bytes == '\t')) {
        ++*bytes;
        --*length;
    }
    while (*length > 0 && ((*bytes)[*length - 1] == ' ' || (*bytes)[*length - 1] == '\t')) {
        --*length;
    }
}

/* Where a piece stands: its cell's place, moved along for an item of a list. */
int ri_piece_column(const ri_piece *at)
{
    ptrdiff_t offset = at->bytes - at->cell->bytes;
    return at->cell->column + (int)offset + (at->cell->quoted && offset > 0 ? 1 : 0);
}

/* "expected WHAT, found 'TEXT'". */
void ri_piece_expected(ri_import *import, const ri_piece *at, const char *what)
{
    ri_text_format(&import->message, "expected %s, found ", what);
    ri_quote(&import->message, at->bytes, at->length);
}

void ri_piece_refuse(ri_import *import, const ri_piece *at, const char *what)
{
    ri_piece_expected(import, at, what);
    ri_import_problem(import, at->cell->line, ri_piece_column(at), RI_KIND_COUNT, NULL);
}

/* As refuse, and suggests the valid key that the text is nearest to. */
void ri_piece_refuse_key(ri_import *import, const ri_piece *at, const char *what)
{
    ri_text key = RI_TEXT_INIT;
    ri_piece_expected(import, at, what);
    ri_suggest_key(&key, at->bytes, at->length);
    if (key.length > 0) {
        ri_text_format(&import->message, "; did you mean '%s'?", key.bytes);
    }
    import->message.failed = import->message.failed || key.failed;
    ri_text_free(&key);
    ri_import_problem(import, at->cell->line, ri_piece_column(at), RI_KIND_COUNT, NULL);
}

/* Takes the next non-empty item of a ';' list. */
bool ri_piece_next(ri_piece *rest, ri_piece *item)
{
    while (rest->length > 0) {
        const char *end = memchr(rest->bytes, ';', rest->length);
        size_t taken = end != NULL ? (size_t)(end - rest->bytes) : rest->length;
        *item = *rest;
        item->length = taken;
        trim(&item->bytes, &item->length);
        taken += end != NULL ? 1 : 0;
        rest->bytes += taken;
        rest->length -= taken;
        if (item->length > 0) {
            return true;
        }
    }
    return false;
}

static void read_tags(ri_import *import, ri_piece rest, ri_datum *out)
{
    ri_piece item;
    size_t count = 0;
    ri_text_clear(&import->tags);
    while (ri_piece_next(&rest, &item)) {
        if (!ri_text_item(&import->tags, item.bytes, item.length)) {
            continue;
        }
        if (count++ == RI_LIST_MAX) {
            ri_text_format(&import->message, "expected a list of at most %d tags", RI_LIST_MAX);
            ri_import_cell_problem(import, rest.cell);
            break;
        }
    }
    if (import->tags.failed) {
        import->problems.failed = true;
    } else if (import->tags.length > 0) {
        *out = (ri_datum){RI_DATUM_TEXT, 0, import->tags.bytes, import->tags.length};
    }
}

/* A whole number of at most ten digits. */
static bool read_number(const ri_piece *at, int64_t *out)
{
    size_t i = at->bytes[0] == '-' ? 1 : 0;
    int64_t number = 0;
    if (i == at->length) {
        return false;
    }
    for (; i < at->length; i++) {
        if (at->bytes[i] < '0' || at->bytes[i] > '9' || number > ORDER_MAX) {
            return false;
        }
        number = number * 10 + (at->bytes[i] - '0');
    }
    *out = at->bytes[0] == '-' ? -number : number;
    return number <= ORDER_MAX;
}

static bool is_word(const ri_piece *at, const char *word)
{
    if (strlen(word) != at->length) {
        return false;
    }
    for (size_t i = 0; i < at->length; i++) {
        char c = at->bytes[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != word[i]) {
            return false;
        }
    }
    return true;
}

static void read_flag(ri_import *import, const ri_piece *at, ri_datum *out)
{
    bool yes = is_word(at, "yes");
    if (!yes && !is_word(at, "no")) {
        ri_piece_refuse(import, at, "yes or no");
        return;
    }
    *out = (ri_datum){.type = RI_DATUM_INT, .number = yes ? 1 : 0};
}

static void read_word(ri_import *import, const ri_piece *at, ri_datum *out)
{
    char what[128] = "";
    char found[64] = "";
    size_t n = 0;
    for (const char *const *word = at->column->words; *word != NULL; word++) {
        if (is_word(at, *word)) {
            *out = (ri_datum){RI_DATUM_TEXT, 0, *word, strlen(*word)};
            return;
        }
        (void)snprintf(what + strlen(what), sizeof what - strlen(what), "%s%s",
                       n == 0            ? ""
                       : word[1] == NULL ? " or "
                                         : ", ",
                       *word);
        n++;
    }
    ri_piece_expected(import, at, what);
    if (at->length < sizeof found) {
        memcpy(found, at->bytes, at->length);
        const char *nearest = ri_nearest_of(found, at->column->words, n);
        if (nearest != NULL) {
            ri_text_format(&import->message, "; did you mean '%s'?", nearest);
        }
    }
    ri_import_cell_problem(import, at->cell);
}

static bool is_all(const ri_piece *at, const char *allowed, size_t least, size_t most)
{
    for (size_t i = 0; i < at->length; i++) {
        if (strchr(allowed, at->bytes[i]) == NULL) {
            return false;
        }
    }
    return at->length >= least && at->length <= most;
}

static raci_status read_key(ri_import *import, const ri_piece *at, ri_import_row *row,
                            ri_datum *out, raci_error *err)
{
    if (!ri_key_valid(at->bytes, at->length)) {
        ri_piece_refuse_key(import, at,
                            at->length > RI_KEY_MAX ? "a key of at most 200 characters"
                                                    : "a key of a-z, 0-9, '.', '_' and '-'");
        row->unusable = true;
        return RACI_OK;
    }
    *out = (ri_datum){RI_DATUM_TEXT, 0, at->bytes, at->length};
    if (!import->table->periods) {
        return RACI_OK;
    }
    bool known = false;
    raci_status status = ri_lookup(&row->identity, &known, import->store, import->table->kind,
                                   at->bytes, at->length, err);
    row->fresh = !known;
    if (status == RACI_OK && row->identity == 0) {
        status = ri_lookup_make(&row->identity, import->store, import->table->kind, at->bytes,
                                at->length, err);
    }
    *out = (ri_datum){.type = RI_DATUM_INT, .number = row->identity};
    return status;
}

/* The types that only say what text is valid. */
static bool is_valid(ri_import *import, const ri_piece *at)
{
    static const char alphanumeric[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    int32_t day = 0;
    switch (at->column->type) {
    case RI_CELL_FROM:
    case RI_CELL_TO:
    case RI_CELL_DAY:
        if (!ri_day_parse(at->bytes, at->length, &day)) {
            ri_piece_refuse(import, at, "a date such as 2026-03-31");
            return false;
        }
        return true;
    case RI_CELL_OFFICE:
        if (!ri_key_valid(at->bytes, at->length)) {
            ri_piece_refuse_key(import, at, "an office such as ceo, cxo or cmo");
            return false;
        }
        return true;
    case RI_CELL_LETTER:
        if (!is_all(at, alphanumeric, 1, 16)) {
            ri_piece_refuse(import, at, "a letter such as A: 1 to 16 letters or digits");
            return false;
        }
        return true;
    case RI_CELL_DIGITS:
        if (!is_all(at, "0123456789abcdef", 16, 16)) {
            ri_piece_refuse(import, at, "16 digits of 0-9 and a-f");
            return false;
        }
        return true;
    default:
        return true;
    }
}

static void read_integer(ri_import *import, const ri_piece *at, ri_datum *out)
{
    int64_t number = 0;
    bool rating = at->column->type == RI_CELL_RATING;
    bool valid = read_number(at, &number) && (!rating || (number >= 1 && number <= 5));
    if (!valid) {
        ri_piece_refuse(import, at, rating ? "a criticality from 1 to 5" : "a whole number");
        return;
    }
    *out = (ri_datum){.type = RI_DATUM_INT, .number = number};
}

/* A cell that is not empty. */
static raci_status read_piece(ri_import *import, const ri_piece *at, ri_import_row *row,
                              ri_datum *out, raci_error *err)
{
    raci_status status = RACI_OK;
    int64_t id = 0;
    switch (at->column->type) {
    case RI_CELL_KEY:
        return read_key(import, at, row, out, err);
    case RI_CELL_LINK:
        status = ri_import_link(import, at, &id, err);
        if (id != 0) {
            *out = (ri_datum){.type = RI_DATUM_INT, .number = id};
        }
        return status;
    case RI_CELL_LINKS:
        return ri_import_links(import, *at, row, err);
    case RI_CELL_REFERENCE:
    case RI_CELL_SCOPE:
        return ri_import_reference(import, at, out, err);
    case RI_CELL_TAGS:
        read_tags(import, *at, out);
        return RACI_OK;
    case RI_CELL_FLAG:
        read_flag(import, at, out);
        return RACI_OK;
    case RI_CELL_WORD:
        read_word(import, at, out);
        return RACI_OK;
    case RI_CELL_ORDER:
    case RI_CELL_RATING:
        read_integer(import, at, out);
        return RACI_OK;
    case RI_CELL_TEXT:
    case RI_CELL_OFFICE:
    case RI_CELL_LETTER:
    case RI_CELL_DIGITS:
    case RI_CELL_FROM:
    case RI_CELL_TO:
    case RI_CELL_DAY:
        if (is_valid(import, at)) {
            *out = (ri_datum){RI_DATUM_TEXT, 0, at->bytes, at->length};
        }
        return RACI_OK;
    }
    return RACI_OK;
}

static raci_status read_cell(ri_import *import, const ri_csv_cell *cell, int i, ri_import_row *row,
                             raci_error *err)
{
    const ri_column *column = &import->table->columns[i];
    ri_piece at = {cell, column, cell->bytes, cell->length};
    raci_status status = RACI_OK;
    if (!cell->bad) {
        ri_import_unguard(&at.bytes, &at.length);
        if (column->type != RI_CELL_TEXT) {
            trim(&at.bytes, &at.length);
        }
        if (at.length >= RI_CSV_CELL_MAX) { /* so that a guard still fits before it */
            ri_text_format(&import->message, "the cell has more than %d bytes",
                           RI_CSV_CELL_MAX - 1);
            ri_import_cell_problem(import, cell);
        } else if (at.length > 0) {
            status = read_piece(import, &at, row, &row->values[i], err);
            row->vague |=
                (i == import->from || i == import->to) && row->values[i].type == RI_DATUM_NONE;
        } else if (column->required) {
            ri_text_format(&import->message, "'%s' must not be empty", column->name);
            ri_import_cell_problem(import, cell);
        }
    }
    bool said = cell->bad || at.length > 0;
    row->unusable |=
        row->values[i].type == RI_DATUM_NONE && (column->required || (column->grouping && said));
    return status;
}

/* Compares the dates of a row of which the file has both. */
static void check_period(ri_import *import, ri_import_row *row)
{
    int from = import->from;
    int to = import->to;
    if (from < 0 || to < 0 || row->values[from].type != RI_DATUM_TEXT ||
        row->values[to].type != RI_DATUM_TEXT ||
        memcmp(row->values[from].bytes, row->values[to].bytes, row->values[to].length) < 0) {
        return;
    }
    ri_text_format(&import->message, "'to' must be after 'from' %.*s, found '%.*s'",
                   (int)row->values[from].length, row->values[from].bytes,
                   (int)row->values[to].length, row->values[to].bytes);
    ri_import_cell_problem(import, ri_import_cell(import, row->csv, to));
    row->values[to].type = RI_DATUM_NONE;
    row->vague = true;
}

/* A row with too few or too many cells: where one is lost or too many, those
   after it mean something else. It says no more than that its key exists. */
static raci_status read_ragged(ri_import *import, ri_import_row *row, raci_error *err)
{
    int key = ri_table_column_of(import->table, RI_CELL_KEY);
    const ri_csv_cell *cell = ri_import_cell(import, row->csv, key);
    row->vague = true;
    if (cell == NULL || cell->bad) {
        row->unusable = true;
        return RACI_OK;
    }
    bool again = import->again;
    import->again = true;
    raci_status status = read_cell(import, cell, key, row, err);
    import->again = again;
    return status;
}

raci_status ri_import_cells(ri_import *import, const ri_csv_row *csv, ri_import_row *out,
                            raci_error *err)
{
    *out = (ri_import_row){.csv = csv};
    if (csv->ragged) {
        return read_ragged(import, out, err);
    }
    for (int i = 0; i < (int)import->table->n; i++) {
        const ri_column *column = &import->table->columns[i];
        const ri_csv_cell *cell = ri_import_cell(import, csv, i);
        raci_status status = cell != NULL ? read_cell(import, cell, i, out, err) : RACI_OK;
        if (status != RACI_OK) {
            return status;
        }
        if (column->words != NULL && !column->required && out->values[i].type == RI_DATUM_NONE) {
            out->values[i] =
                (ri_datum){RI_DATUM_TEXT, 0, column->words[0], strlen(column->words[0])};
        }
    }
    check_period(import, out);
    return RACI_OK;
}
