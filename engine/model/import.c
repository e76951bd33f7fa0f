#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "model/import.h"
#include "model/import_file.h"
#include "model/known.h"

static ptrdiff_t read_file(char *buffer, size_t size, void *payload)
{
    ri_import *import = payload;
    ssize_t got = 0;
    /* As if the file ended: the reader knows of no other reason to stop. */
    if (import->stopped.status != RACI_OK ||
        ri_model_tell(import->model, "importing", import->read_bytes, import->bytes,
                      &import->stopped) != RACI_OK) {
        return 0;
    }
    do {
        got = read(import->file, buffer, size);
    } while (got < 0 && errno == EINTR);
    import->read_bytes += got > 0 ? (uint64_t)got : 0;
    return (ptrdiff_t)got;
}

static void csv_problem(int line, int column, const char *message, void *payload)
{
    ri_import *import = payload;
    ri_text_add(&import->message, message);
    ri_import_problem(import, line, column, RI_KIND_COUNT, NULL);
}

/* The path of a canonical file, as it is told to the user. */
static void path_of(char *out, size_t size, const char *dir, const ri_table *table)
{
    size_t length = strlen(dir);
    while (length > 1 && dir[length - 1] == '/') {
        length--;
    }
    bool here = length == 1 && dir[0] == '.';
    bool root = length == 1 && dir[0] == '/';
    (void)snprintf(out, size, "%.*s%s%s.csv", here ? 0 : (int)length, dir, here || root ? "" : "/",
                   table->name);
}

/* A required column that the file lacks: is one of another name meant, or are
   there other signs than commas between the names? */
static void miss_column(ri_import *import, const char *name)
{
    ri_nearest search;
    ri_nearest_begin(&search, name);
    for (size_t i = 0; i < import->n_extra; i++) {
        ri_nearest_offer(&search, import->extra_name[i]);
    }
    const char *found = search.best;
    const ri_csv_cell *first = ri_csv_name(import->csv, 0);
    bool other = ri_csv_columns(import->csv) == 1 && strpbrk(first->bytes, ";\t|") != NULL;
    if (other) {
        found = first->bytes;
        ri_text_add(&import->message, "expected columns separated by commas");
    } else {
        ri_text_format(&import->message, "expected a column '%s'", name);
    }
    if (found != NULL) {
        ri_text_add(&import->message, ", found ");
        ri_quote(&import->message, found, strlen(found));
    }
    ri_import_problem(import, 1, 1, RI_KIND_COUNT, NULL);
    import->broken = true;
}

/* Which cell is which column; the others are attributes. */
static void read_columns(ri_import *import)
{
    const ri_table *table = import->table;
    import->from = ri_table_column_of(table, RI_CELL_FROM);
    import->to = ri_table_column_of(table, RI_CELL_TO);
    import->n_extra = 0;
    for (size_t i = 0; i < table->n; i++) {
        import->cell_of[i] = -1;
    }
    for (size_t i = 0; i < ri_csv_columns(import->csv); i++) {
        const ri_csv_cell *name = ri_csv_name(import->csv, i);
        const char *bytes = name->bytes;
        size_t length = name->length;
        import->broken = import->broken || name->bad;
        ri_import_unguard(&bytes, &length);
        int column = ri_table_column(table, bytes, length);
        if (column >= 0 && import->cell_of[column] < 0) {
            import->cell_of[column] = (int)i;
        } else if (length > RI_KEY_MAX) {
            ri_text_format(&import->message, "the column's name has more than %d bytes",
                           RI_KEY_MAX);
            ri_import_cell_problem(import, name);
        } else if (column < 0 && length > 0) {
            import->extra[import->n_extra] = i;
            import->extra_name[import->n_extra++] = bytes;
        }
    }
    for (size_t i = 0; i < table->n && !import->broken; i++) {
        if (table->columns[i].required && import->cell_of[i] < 0) {
            miss_column(import, table->columns[i].name);
        }
    }
}

/* Whether nobody wants it to end. */
static raci_status go_on(const ri_import *import, raci_error *err)
{
    return import->stopped.status == RACI_OK
               ? RACI_OK
               : ri_fail(err, import->stopped.status, "%s", import->stopped.message);
}

raci_status ri_import_next(ri_import *import, ri_csv_row *row, bool *more, raci_error *err)
{
    char path[RI_IMPORT_PATH_MAX];
    raci_error cause = {.status = RACI_OK};
    raci_status status = ri_csv_next(import->csv, row, more, &cause);
    if (status != RACI_OK) {
        path_of(path, sizeof path, import->dir, import->table);
        return ri_fail_at(err, status, path, 0, 0, "'%s': %s", path, cause.message);
    }
    return go_on(import, err);
}

static raci_status read_rows(ri_import *import, raci_error *err)
{
    ri_csv_row csv;
    ri_import_row row;
    bool more = false;
    raci_status status = RACI_OK;
    while ((status = ri_import_next(import, &csv, &more, err)) == RACI_OK && more) {
        status = ri_import_cells(import, &csv, &row, err);
        if (status == RACI_OK) {
            status = ri_import_match(import, &row, false, err);
        }
        if (status != RACI_OK) {
            return status;
        }
    }
    return status;
}

/* Reads the file that is open. */
static raci_status read_table(ri_import *import, raci_error *err)
{
    bool header = false;
    raci_status status = ri_csv_open(&import->csv, read_file, csv_problem, import, err);
    if (status == RACI_OK) {
        status = ri_csv_header(import->csv, &header, err);
    }
    if (status == RACI_OK) {
        status = go_on(import, err);
    }
    if (status == RACI_OK && !header && !ri_csv_torn(import->csv)) {
        ri_text_add(&import->message, "expected a row of column names, the file is empty");
        ri_import_problem(import, 1, 1, RI_KIND_COUNT, NULL);
    }
    import->broken = !header;
    if (status == RACI_OK && header) {
        read_columns(import);
    }
    if (status == RACI_OK && !import->broken) {
        status = read_rows(import, err);
    }
    if (status == RACI_OK && !import->broken) {
        bool torn = ri_csv_torn(import->csv);
        status = ri_import_waiting(import, err);
        import->broken = torn;
    }
    if (import->broken && import->table->kind != RI_KIND_COUNT) {
        import->torn_kinds |= UINT32_C(1) << import->table->kind;
    }
    import->members_torn |= import->broken && import->tab == RI_TABLE_MEMBERS;
    ri_csv_close(import->csv);
    import->csv = NULL;
    return status;
}

/* Opens a canonical file; *there is false when the folder lacks it. */
static raci_status open_table(ri_import *import, const char *path, bool *there, raci_error *err)
{
    struct stat facts;
    if (import->way->open != NULL) {
        import->file = -1;
        raci_status status =
            import->way->open(&import->file, import->tab, import->way->payload, err);
        *there = import->file >= 0;
        return status;
    }
    import->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    *there = import->file >= 0;
    if (!*there && errno == ENOENT) {
        return RACI_OK;
    }
    if (!*there || fstat(import->file, &facts) != 0) {
        return ri_fail(err, RACI_IO, "'%s' cannot be read: %s", path, strerror(errno));
    }
    if (!S_ISREG(facts.st_mode)) {
        return ri_fail(err, RACI_IO, "'%s' cannot be read: it is not a file", path);
    }
    return RACI_OK;
}

static size_t rows_so_far(const ri_import *import)
{
    return import->counts.added + import->counts.updated + import->counts.unchanged;
}

static raci_status import_table(ri_import *import, int tab, raci_error *err)
{
    char path[RI_IMPORT_PATH_MAX];
    bool there = false;
    import->tab = tab;
    import->table = &ri_tables[tab];
    path_of(path, sizeof path, import->dir, import->table);
    raci_status status = open_table(import, path, &there, err);
    if (status == RACI_OK && there) {
        const size_t before = rows_so_far(import);
        import->counts.files++;
        import->read[tab] = true;
        status = read_table(import, err);
        import->rows[tab] = rows_so_far(import) - before;
    }
    if (there) {
        (void)close(import->file);
        import->file = -1;
    }
    return status;
}

static raci_status run_all(ri_store *store, const enum ri_query *queries, size_t n, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = ri_store_do(store, queries[i], err);
    }
    return status;
}

/* Whether a table's file is one of those that are imported. */
static bool is_meant(const ri_import *import, int tab)
{
    return !import->way->alone || import->way->tab == tab;
}

/* How much there is to read, as far as it can be told beforehand. */
static void measure(ri_import *import)
{
    char path[RI_IMPORT_PATH_MAX];
    struct stat facts;
    import->bytes = import->way->bytes;
    for (int tab = 0; import->way->open == NULL && tab < RI_TABLE_COUNT; tab++) {
        path_of(path, sizeof path, import->dir, &ri_tables[tab]);
        if (is_meant(import, tab) && stat(path, &facts) == 0 && S_ISREG(facts.st_mode)) {
            import->bytes += (uint64_t)facts.st_size;
        }
    }
}

static raci_status begin(ri_import *import, raci_error *err)
{
    static const enum ri_query tables[] = {STMT_CACHE_LARGE, STMT_IMPORT_MAKE_ROWS,
                                           STMT_IMPORT_MAKE_PENDING, STMT_IMPORT_MAKE_LATER};
    ri_stmt *stmt = NULL;
    bool more = false;
    raci_status status = run_all(import->store, tables, sizeof tables / sizeof tables[0], err);
    if (status == RACI_OK) {
        status = ri_store_stmt(&stmt, import->store, STMT_IMPORT_LAST_IDS, err);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        import->last_id[ri_column_int(stmt, 0)] = ri_column_int(stmt, 1);
    }
    return status;
}

static raci_status end(ri_import *import, raci_error *err)
{
    static const enum ri_query tables[] = {STMT_IMPORT_DROP_ROWS, STMT_IMPORT_DROP_PENDING,
                                           STMT_IMPORT_DROP_LATER};
    return run_all(import->store, tables, sizeof tables / sizeof tables[0], err);
}

typedef struct place {
    int line;
    int column;
} place;

/* Where a problem is, for the user. */
static place place_of(char *path, size_t size, const ri_import *import, const ri_problem *problem)
{
    place at = {problem->line, problem->column};
    if (import->way->locate == NULL) {
        path_of(path, size, import->dir, &ri_tables[problem->tab]);
    } else {
        import->way->locate(problem->tab, &at.line, &at.column, path, size, import->way->payload);
    }
    return at;
}

/* Tells the problems, and fails when there are any. */
static raci_status conclude(ri_import *import, raci_problem_fn problem, void *payload,
                            raci_error *err)
{
    ri_problems *problems = &import->problems;
    char path[RI_IMPORT_PATH_MAX];
    raci_status status = ri_problems_suggest(problems, import->store, err);
    if (status == RACI_OK && problems->failed) {
        status = ri_fail_nomem(err);
    }
    if (status != RACI_OK || problems->total == 0) {
        return status;
    }
    for (size_t i = 0; problem != NULL && i < problems->count; i++) {
        const ri_problem *each = &problems->kept[i];
        const place at = place_of(path, sizeof path, import, each);
        problem(path, at.line, at.column, each->message, payload);
    }
    const ri_problem *first = &problems->kept[0];
    const place at = place_of(path, sizeof path, import, first);
    if (problems->total == 1) {
        return ri_fail_at(err, RACI_INPUT, path, at.line, at.column, "%s", first->message);
    }
    return ri_fail_at(err, RACI_INPUT, path, at.line, at.column,
                      "%s (the first of %zu errors; nothing was written)", first->message,
                      problems->total);
}

static raci_status run(ri_import *import, raci_problem_fn problem, void *payload, raci_error *err)
{
    raci_status status = begin(import, err);
    measure(import);
    for (int tab = 0; tab < RI_TABLE_COUNT && status == RACI_OK; tab++) {
        if (is_meant(import, tab)) {
            status = import_table(import, tab, err);
        }
    }
    if (status == RACI_OK && import->counts.files == 0) {
        return ri_fail(err, RACI_NOTFOUND,
                       "'%s' has none of the files that can be imported (units.csv, "
                       "positions.csv …)",
                       import->dir);
    }
    if (status == RACI_OK) {
        status = ri_model_tell(import->model, "checking", 0, 0, err);
    }
    if (status == RACI_OK) {
        status = ri_import_check(import, err);
    }
    if (status == RACI_OK) {
        status = ri_import_cycles(import, err);
    }
    if (status == RACI_OK) {
        status = conclude(import, problem, payload, err);
    }
    if (status == RACI_OK && import->way->finish != NULL) {
        status = import->way->finish(import, import->way->payload, err);
    }
    return status == RACI_OK ? end(import, err) : status;
}

static raci_status check_folder(const char *dir, raci_error *err)
{
    struct stat facts;
    if (strlen(dir) > RI_IMPORT_PATH_MAX - 32) {
        return ri_fail(err, RACI_INVALID, "the folder's path has more than %d bytes",
                       RI_IMPORT_PATH_MAX - 32);
    }
    if (stat(dir, &facts) != 0) {
        int number = errno;
        return ri_fail(err, number == ENOENT || number == ENOTDIR ? RACI_NOTFOUND : RACI_IO,
                       "'%s' cannot be read: %s", dir, strerror(number));
    }
    if (!S_ISDIR(facts.st_mode)) {
        return ri_fail(err, RACI_NOTFOUND, "'%s' is not a folder", dir);
    }
    return RACI_OK;
}

raci_status raci_model_import(raci_model *model, const char *dir, int dry_run,
                              raci_import_counts *counts, raci_problem_fn problem, void *payload,
                              raci_error *err)
{
    char folder[RI_IMPORT_PATH_MAX];
    const int tab = ri_import_file_table(dir, folder, sizeof folder);
    const ri_import_way way = {.dry_run = dry_run != 0, .alone = tab >= 0, .tab = tab};
    return ri_import_folder(model, tab >= 0 ? folder : dir, &way, counts, problem, payload, err);
}

/* All that is done within the transaction. */
static raci_status run_and_seal(ri_import *import, raci_problem_fn problem, void *payload,
                                raci_error *err)
{
    raci_model *model = import->model;
    const ri_import_watch *watch = import->way->dry_run ? NULL : ri_model_watched(model);
    raci_status status =
        watch != NULL ? watch->begin(model, watch->payload, err) : (raci_status)RACI_OK;
    if (status == RACI_OK) {
        status = run(import, problem, payload, err);
    }
    const size_t changed = import->counts.added + import->counts.updated + import->counts.ended;
    if (status != RACI_OK || import->way->dry_run || changed == 0) {
        return status;
    }
    status = ri_model_seal(model, err);
    return status == RACI_OK && watch != NULL ? watch->end(model, watch->payload, err) : status;
}

raci_status ri_import_folder(raci_model *model, const char *dir, const ri_import_way *way,
                             raci_import_counts *counts, raci_problem_fn problem, void *payload,
                             raci_error *err)
{
    raci_status status = way->open == NULL ? check_folder(dir, err) : RACI_OK;
    if (status != RACI_OK) {
        return status;
    }
    ri_store *store = ri_model_store(model);
    ri_import *import = ri_alloc(sizeof *import);
    if (import == NULL) {
        return ri_fail_nomem(err);
    }
    memset(import, 0, sizeof *import);
    import->model = model;
    import->way = way;
    import->store = store;
    import->dir = dir;
    import->file = -1;
    import->cache = ri_key_cache_new();
    status = import->cache != NULL ? ri_model_begin(model, err) : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = run_and_seal(import, problem, payload, err);
    }
    if (status == RACI_OK && !way->dry_run) {
        status = ri_store_commit(store, err);
    }
    ri_store_rollback(store);
    (void)ri_store_do(store, STMT_CACHE_SMALL, NULL);
    if (status == RACI_OK && counts != NULL) {
        *counts = import->counts;
    }
    ri_problems_free(&import->problems);
    ri_key_cache_free(import->cache);
    ri_text_free(&import->tags);
    ri_text_free(&import->message);
    ri_free(import);
    return status;
}
