/*
 * A table that is canonical but for the file it stands in: a sheet of a workbook, a list of
 * objects, a table of a document. Its cells go to the import as they are, which is as strict with
 * them as with a canonical file.
 */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/adopt_things.h"
#include "model/canonical_columns.h"

#define SAMPLED 20 /* rows whose cells must be of the table's kind, where no name says it */

/* The table that a sheet is, and how its columns are read. */
typedef struct matching {
    int tab;
    bool named; /* by the sheet or the file */
    size_t n;   /* cells of the header */
    const char *headings[RI_CSV_COLUMNS_MAX];
    const char *columns[RI_CSV_COLUMNS_MAX]; /* names of the table's columns, else attributes */
    int of_table[RI_CSV_COLUMNS_MAX];        /* which of the table's it is, or -1 */
    uint32_t line;
    uint32_t places[RI_CSV_COLUMNS_MAX];   /* columns of the header's cells */
    const char *names[RI_CSV_COLUMNS_MAX]; /* of the columns that have one, as they are given */
    size_t n_names;
} matching;

/* A name as canonical files and columns are called: "Reports to" is "reports_to". */
static void make_canonical(const char *name, char *out, size_t size)
{
    size_t n = 0;
    for (; name[n] != '\0' && n + 1 < size; n++) {
        const char c = name[n];
        out[n] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == ' ' || c == '-' ? '_' : c;
    }
    out[name[n] == '\0' ? n : 0] = '\0'; /* a longer one is none */
}

/* The table of that name, or -1. */
static int table_called(const char *name)
{
    char canonical[32];
    make_canonical(name, canonical, sizeof canonical);
    return ri_canonical_file(canonical);
}

/* The table that the sheet is named after, or, where it is the only one, the file. */
static int named_table(const ri_adopting *a)
{
    const int tab = table_called(a->sheet->name);
    if (tab >= 0 || ri_book_sheets(a->book) > 1) {
        return tab;
    }
    char stem[64] = "";
    const char *slash = strrchr(a->file->path, '/');
    const char *file = slash != NULL ? slash + 1 : a->file->path;
    const size_t length = strcspn(file, ".");
    if (length < sizeof stem) {
        memcpy(stem, file, length);
        stem[length] = '\0';
    }
    return table_called(stem);
}

/* The column of a table that a heading names: as it is written, or in other letters where the
   table is known. */
static int column_called(const ri_table *table, const char *heading, bool loosely)
{
    char canonical[32];
    make_canonical(heading, canonical, sizeof canonical);
    const char *name = loosely ? canonical : heading;
    return ri_table_column(table, name, strlen(name));
}

/* Reads the headings as columns of a table; gives how many are, 0 when one is lacking that the
   table must have. */
static size_t match_columns(matching *m, int tab)
{
    const ri_table *table = &ri_tables[tab];
    bool met[RI_TABLE_COLUMNS_MAX] = {false};
    size_t matched = 0;
    for (size_t i = 0; i < m->n; i++) {
        const int column = column_called(table, m->headings[i], m->named);
        m->of_table[i] = column >= 0 && !met[column] ? column : -1;
        m->columns[i] = m->of_table[i] >= 0 ? table->columns[column].name : m->headings[i];
        if (m->of_table[i] >= 0) {
            met[column] = true;
            matched++;
        }
    }
    for (size_t i = 0; i < table->n; i++) {
        if (table->columns[i].required && !met[i]) {
            return 0;
        }
    }
    return matched;
}

/* The one table whose columns half of the headings are, and at least three, or all of them. */
static int table_of_columns(matching *m)
{
    size_t best = 0;
    int found = -1;
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        const size_t matched = match_columns(m, tab);
        if (matched > best) {
            best = matched;
            found = tab;
        } else if (matched == best) {
            found = -1;
        }
    }
    const bool enough = best > 2 || (best == 2 && m->n == 2);
    return enough && 2 * best >= m->n ? found : -1;
}

/* Whether a cell may stand in a column that identifies rows or names other things. */
static bool fits(const ri_column *column, const ri_book_cell *cell)
{
    const char *key = NULL;
    ri_kind kind = RI_KIND_COUNT;
    switch (column->type) {
    case RI_CELL_KEY:
    case RI_CELL_LINK:
        return cell->length > 0 ? ri_key_valid(cell->bytes, cell->length) : !column->required;
    case RI_CELL_REFERENCE:
        return cell->length > 0 ? ri_reference_split(cell->bytes, &kind, &key) : !column->required;
    case RI_CELL_SCOPE:
        return strcmp(cell->bytes, "*") == 0 || ri_reference_split(cell->bytes, &kind, &key);
    default:
        return true;
    }
}

static bool row_fits(const matching *m, const ri_book_row *row)
{
    static const ri_book_cell empty = {.bytes = ""};
    for (size_t i = 0; i < m->n; i++) {
        if (m->of_table[i] >= 0 && !fits(&ri_tables[m->tab].columns[m->of_table[i]],
                                         i < row->n ? &row->cells[i] : &empty)) {
            return false;
        }
    }
    return true;
}

/* Whether the first rows have keys and references where the table has them. */
static raci_status rows_fit(bool *out, const ri_adopting *a, const matching *m, raci_error *err)
{
    ri_book_row row;
    bool more = true;
    size_t rows = 0;
    *out = true;
    raci_status status = ri_book_begin(a->book, a->number, err);
    for (; status == RACI_OK && rows <= SAMPLED && *out; rows++) {
        status = ri_book_next(a->book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        *out = rows == 0 || row_fits(m, &row);
    }
    *out = *out && rows > 1;
    return status;
}

/* Keeps the sheet's first row as headings; *there is false when it has none that can be. */
static raci_status take_header(bool *there, matching *m, const ri_adopting *a, raci_error *err)
{
    ri_book_row row;
    raci_status status = ri_book_begin(a->book, a->number, err);
    if (status == RACI_OK) {
        status = ri_book_next(a->book, &row, there, err);
    }
    *there = status == RACI_OK && *there && row.n <= RI_CSV_COLUMNS_MAX;
    for (size_t i = 0; *there && i < row.n; i++) {
        const char *bytes = row.cells[i].bytes;
        size_t length = row.cells[i].length;
        ri_import_unguard(&bytes, &length);
        m->headings[i] = ri_arena_copy(a->intake->arena, bytes, length);
        m->places[i] = row.cells[i].column;
        m->line = row.line;
        m->n = i + 1;
        if (m->headings[i] == NULL) {
            return ri_fail_nomem(err);
        }
    }
    return status;
}

/* Finds the table that the sheet is; m->tab is -1 when it is none. */
static raci_status match(matching *m, const ri_adopting *a, raci_error *err)
{
    bool there = false;
    const int named = named_table(a);
    raci_status status = take_header(&there, m, a, err);
    m->tab = -1;
    if (status != RACI_OK || !there || (a->intake->answers->layout != NULL && named < 0)) {
        return status;
    }
    m->named = named >= 0;
    if (m->named && match_columns(m, named) > 0) {
        m->tab = named;
        return RACI_OK;
    }
    m->named = false;
    m->tab = table_of_columns(m);
    if (m->tab >= 0) {
        bool fitting = false;
        (void)match_columns(m, m->tab);
        status = rows_fit(&fitting, a, m, err);
        m->tab = fitting ? m->tab : -1;
    }
    return status;
}

/* ---- rows ---- */

static raci_status fail_at(const ri_adopting *a, uint32_t line, uint32_t column, const char *what,
                           raci_error *err)
{
    const char *sheet = ri_book_sheets(a->book) > 1 ? a->sheet->name : "";
    char path[RI_IMPORT_PATH_MAX];
    (void)snprintf(path, sizeof path, "%s%s%s", a->file->path, sheet[0] != '\0' ? ": " : "", sheet);
    return ri_fail_at(err, RACI_INPUT, path, (int)line, (int)column, "%s", what);
}

/* Names the columns that have a heading; each must be there once, as in a canonical file. */
static raci_status name_columns(const ri_adopting *a, matching *m, raci_error *err)
{
    for (size_t i = 0; i < m->n; i++) {
        for (size_t k = 0; k < m->n_names; k++) {
            if (strcmp(m->columns[i], m->names[k]) == 0) {
                return fail_at(a, m->line, m->places[i], "a column of this name is there already",
                               err);
            }
        }
        if (m->columns[i][0] != '\0') {
            m->names[m->n_names++] = m->columns[i];
        }
    }
    return RACI_OK;
}

/* What other forms write of a cell in their own way: true and false, an apostrophe that keeps
   spreadsheets from running it. NULL when memory is exhausted. */
static const char *plain(const ri_adopting *a, const matching *m, size_t i,
                         const ri_book_cell *cell)
{
    const char *bytes = cell->bytes;
    size_t length = cell->length;
    const int column = m->of_table[i];
    char word[8];
    make_canonical(bytes, word, sizeof word);
    if (column >= 0 && ri_tables[m->tab].columns[column].type == RI_CELL_FLAG) {
        if (strcmp(word, "true") == 0) {
            return "yes";
        }
        if (strcmp(word, "false") == 0) {
            return "no";
        }
    }
    if (ri_book_form_of(a->book) == RI_BOOK_DELIMITED) {
        ri_import_unguard(&bytes, &length);
    }
    return bytes == cell->bytes ? bytes : ri_arena_copy(a->intake->arena, bytes, length);
}

/* Other sheets may name what the row is of. */
static raci_status note_key(ri_adopting *a, const matching *m, const char *const *cells,
                            raci_error *err)
{
    const ri_table *table = &ri_tables[m->tab];
    const char *key = "";
    const char *name = "";
    for (size_t i = 0; i < m->n_names; i++) {
        const char *column = m->names[i];
        key = strcmp(column, "key") == 0 ? cells[i] : key;
        name = strcmp(column, "name") == 0 || strcmp(column, "title") == 0 ? cells[i] : name;
    }
    if (table->kind == RI_KIND_COUNT || key[0] == '\0') {
        return RACI_OK;
    }
    return ri_keys_made_take(a->keys[table->kind], key, key, NULL) != NULL &&
                   ri_known_names_add(a->known, table->kind, key, name)
               ? RACI_OK
               : ri_fail_nomem(err);
}

static raci_status take_row(ri_adopting *a, const matching *m, const ri_book_row *row,
                            raci_error *err)
{
    const char *cells[RI_CSV_COLUMNS_MAX];
    ri_staged_place places[RI_CSV_COLUMNS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < row->n; i++) {
        const bool named = i < m->n && m->columns[i][0] != '\0';
        if (!named && row->cells[i].length > 0) {
            return fail_at(a, row->cells[i].line, row->cells[i].column,
                           i < m->n ? "the column has no name"
                                    : "the row has more cells than there are columns",
                           err);
        }
    }
    for (size_t i = 0; i < m->n; i++) {
        const bool there = i < row->n;
        if (m->columns[i][0] == '\0') {
            continue;
        }
        cells[n] = there ? plain(a, m, i, &row->cells[i]) : "";
        places[n] = there ? (ri_staged_place){row->cells[i].line, row->cells[i].column}
                          : (ri_staged_place){row->line, 1};
        if (cells[n++] == NULL) {
            return ri_fail_nomem(err);
        }
    }
    raci_status status = ri_adopt_table(a, m->tab, m->names, m->n_names, err);
    if (status == RACI_OK) {
        status = ri_staged_placed(a->staged, m->tab, cells, places, row->line, err);
    }
    return status == RACI_OK ? note_key(a, m, cells, err) : status;
}

static raci_status take_rows(ri_adopting *a, const matching *m, raci_error *err)
{
    ri_book_row row;
    bool more = true;
    raci_status status = ri_book_begin(a->book, a->number, err);
    while (status == RACI_OK) {
        status = ri_book_next(a->book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        if (a->sheet->rows++ == 0) {
            a->sheet->passed++;
            continue;
        }
        a->sheet->used++;
        status = take_row(a, m, &row, err);
    }
    return status;
}

/* ---- the sheet ---- */

static raci_status describe(ri_adopting *a, const matching *m, raci_error *err)
{
    ri_arena *arena = a->intake->arena;
    ri_read_column *read = ri_arena_array(arena, m->n, sizeof *read);
    a->sheet->kind = "canonical";
    a->sheet->what =
        ri_arena_format(arena, "what stands in the canonical file %s.csv", ri_tables[m->tab].name);
    if (read == NULL || a->sheet->what == NULL) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < m->n; i++) {
        read[i] = (ri_read_column){m->headings[i], "attribute"};
        if (m->of_table[i] >= 0 || m->columns[i][0] == '\0') {
            read[i].as = m->columns[i];
        }
    }
    return ri_adopt_columns(a, read, m->n, err);
}

raci_status ri_adopt_canonical(bool *known, ri_adopting *a, raci_error *err)
{
    matching *m = ri_alloc(sizeof *m);
    if (m == NULL) {
        return ri_fail_nomem(err);
    }
    *m = (matching){.tab = -1};
    raci_status status = match(m, a, err);
    *known = status == RACI_OK && m->tab >= 0;
    if (*known) {
        status = name_columns(a, m, err);
        if (status == RACI_OK) {
            status = describe(a, m, err);
        }
        if (status == RACI_OK) {
            status = take_rows(a, m, err);
        }
    }
    ri_free(m);
    return status;
}

/* What a column must be called that the sheet lacks, though it is named after a table. */
static const char *lacking(const ri_table *table, matching *m)
{
    for (size_t c = 0; c < table->n; c++) {
        bool met = !table->columns[c].required;
        for (size_t i = 0; i < m->n; i++) {
            met = met || column_called(table, m->headings[i], true) == (int)c;
        }
        if (!met) {
            return table->columns[c].name;
        }
    }
    return NULL;
}

raci_status ri_adopt_miss(ri_adopting *a, raci_error *err)
{
    bool there = false;
    const int tab = named_table(a);
    matching *m = ri_alloc(sizeof *m);
    if (m == NULL) {
        return ri_fail_nomem(err);
    }
    *m = (matching){.tab = -1};
    raci_status status = take_header(&there, m, a, err);
    const char *missing = tab >= 0 && there ? lacking(&ri_tables[tab], m) : NULL;
    if (status == RACI_OK && missing != NULL) {
        status = ri_adopt_note(a, (ri_adopt_source){"", m->line},
                               "it is named as the canonical file %s.csv is, which must have a "
                               "column '%s'",
                               ri_tables[tab].name, missing, err);
    } else if (status == RACI_OK && a->sheet->kind == NULL) {
        status = ri_adopt_tell(
            a, &a->sheet->refusals, NULL,
            "all rows: no columns say who reports to whom, who has which letter, or where "
            "touchpoints are; --column and --layout say what it is",
            err);
    }
    ri_free(m);
    return status;
}
