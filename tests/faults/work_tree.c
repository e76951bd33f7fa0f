#define _POSIX_C_SOURCE 200809L

#include "work_tree.h"

#include "store/sqlite.h"

/* ---- models ---- */

static void dump_table(FILE *out, sqlite3 *db, const char *table)
{
    sqlite3_stmt *stmt = NULL;
    /* What is put off (sweeping out what was deleted, an index of names) is nothing that a model
       says. */
    char *sql =
        sqlite3_mprintf("SELECT * FROM \"%w\"%s", table,
                        strcmp(table, "meta") == 0 ? " WHERE name NOT IN ('sweep', 'search')" : "");
    (void)sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
    (void)fprintf(out, "\n== %s\n", table);
    while (stmt != NULL && sqlite3_step(stmt) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const int n = sqlite3_column_bytes(stmt, i);
            (void)fprintf(out, "%d %d ", sqlite3_column_type(stmt, i), n);
            if (n > 0) {
                (void)fwrite(sqlite3_column_blob(stmt, i), 1, (size_t)n, out);
            }
        }
        (void)fprintf(out, "\n");
    }
    if (stmt == NULL || sqlite3_finalize(stmt) != SQLITE_OK) {
        (void)fprintf(out, "it cannot be read: %s\n", sqlite3_errmsg(db));
    }
    sqlite3_free(sql);
}

/* All rows of all tables, and what integrity_check says. */
static void model_says(tree_file *file, const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    FILE *out = open_memstream(&file->says, &file->n_says);
    assert_non_null(out);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    (void)sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &stmt, NULL);
    while (stmt != NULL && sqlite3_step(stmt) == SQLITE_ROW) {
        (void)fprintf(out, "integrity: %s\n", (const char *)sqlite3_column_text(stmt, 0));
    }
    if (stmt == NULL || sqlite3_finalize(stmt) != SQLITE_OK) {
        (void)fprintf(out, "damaged: %s\n", sqlite3_errmsg(db));
    }
    (void)sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1",
                             -1, &stmt, NULL);
    while (stmt != NULL && sqlite3_step(stmt) == SQLITE_ROW) {
        dump_table(out, db, (const char *)sqlite3_column_text(stmt, 0));
    }
    (void)sqlite3_finalize(stmt);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_int_equal(fclose(out), 0);
}

static bool is_model(const char *path)
{
    const size_t n = strlen(path);
    return n > 3 && strcmp(path + n - 3, ".db") == 0;
}

/* ---- reading ---- */

static const tree_file *find(const tree *t, const char *path)
{
    for (size_t i = 0; t != NULL && i < t->n; i++) {
        if (strcmp(t->files[i].path, path) == 0) {
            return &t->files[i];
        }
    }
    return NULL;
}

static bool same_bytes(const tree_file *a, const tree_file *b)
{
    return a->n_raw == b->n_raw && (a->raw == NULL) == (b->raw == NULL) &&
           (a->raw == NULL || memcmp(a->raw, b->raw, a->n_raw) == 0);
}

static void read_file(tree *out, const char *folder, const char *path)
{
    scratch s;
    (void)snprintf(s.dir, sizeof s.dir, "%s", folder);
    assert_in_range(out->n, 0, TREE_FILES - 1);
    tree_file *file = &out->files[out->n++];
    *file = (tree_file){.path = strdup(path)};
    assert_non_null(file->path);
    file->raw = scratch_read(&s, path, &file->n_raw);
}

static void read_folder(tree *out, const char *folder, const char *below)
{
    char path[SCRATCH_PATH];
    (void)snprintf(path, sizeof path, "%s/%s", folder, below);
    struct dirent **entries = NULL;
    const int n = scandir(path, &entries, NULL, alphasort);
    assert_true(n >= 0);
    for (int i = 0; i < n; i++) {
        struct stat about;
        char inside[SCRATCH_PATH];
        if (strcmp(entries[i]->d_name, ".") != 0 && strcmp(entries[i]->d_name, "..") != 0) {
            assert_true(snprintf(inside, sizeof inside, "%s%s%s", below, *below != '\0' ? "/" : "",
                                 entries[i]->d_name) < SCRATCH_PATH);
            assert_true(snprintf(path, sizeof path, "%s/%s", folder, inside) < SCRATCH_PATH);
            assert_int_equal(lstat(path, &about), 0);
            if (S_ISDIR(about.st_mode)) {
                assert_in_range(out->n, 0, TREE_FILES - 1);
                out->files[out->n++] = (tree_file){.path = strdup(inside)};
                read_folder(out, folder, inside);
            } else {
                read_file(out, folder, inside);
            }
        }
        free(entries[i]);
    }
    free(entries);
}

/* Whether something lies beside a model that SQLite would look at. */
static bool is_interrupted(const tree *t, const char *model)
{
    char path[SCRATCH_PATH];
    (void)snprintf(path, sizeof path, "%s-journal", model);
    return find(t, path) != NULL;
}

static void read_models(tree *out, const char *folder, const tree *known, bool *again)
{
    for (size_t i = 0; i < out->n; i++) {
        tree_file *file = &out->files[i];
        char path[SCRATCH_PATH];
        if (file->raw == NULL || !is_model(file->path)) {
            continue;
        }
        const tree_file *same = find(known, file->path);
        const bool interrupted = is_interrupted(out, file->path);
        if (same != NULL && same->says != NULL && !interrupted && same_bytes(file, same)) {
            file->says = malloc(same->n_says);
            assert_non_null(file->says);
            memcpy(file->says, same->says, same->n_says);
            file->n_says = same->n_says;
            continue;
        }
        (void)snprintf(path, sizeof path, "%s/%s", folder, file->path);
        model_says(file, path);
        *again = *again || interrupted;
    }
}

void tree_read(tree *out, const char *folder, const tree *known)
{
    bool again = false;
    *out = (tree){.n = 0};
    read_folder(out, folder, "");
    read_models(out, folder, known, &again);
    if (again) { /* what was interrupted is undone now */
        bool ignored = false;
        tree_empty(out);
        read_folder(out, folder, "");
        read_models(out, folder, known, &ignored);
    }
}

void tree_empty(tree *t)
{
    for (size_t i = 0; i < t->n; i++) {
        free(t->files[i].path);
        free(t->files[i].raw);
        free(t->files[i].says);
    }
    t->n = 0;
}

void tree_write(const tree *t, const char *folder)
{
    scratch s;
    char path[SCRATCH_PATH];
    (void)snprintf(s.dir, sizeof s.dir, "%s", folder);
    scratch_empty(folder);
    for (size_t i = 0; i < t->n; i++) {
        const tree_file *file = &t->files[i];
        if (file->raw != NULL) {
            scratch_write(&s, file->path, file->raw, file->n_raw);
            assert_int_equal(chmod(scratch_path(&s, file->path, path), 0600), 0);
        } else {
            assert_int_equal(mkdir(scratch_path(&s, file->path, path), 0777), 0);
        }
    }
}

/* ---- comparing ---- */

static bool is_like(const tree_file *a, const tree_file *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    if (a->says == NULL || b->says == NULL) {
        return same_bytes(a, b);
    }
    return a->n_says == b->n_says && memcmp(a->says, b->says, a->n_says) == 0;
}

/* What SQLite leaves beside a model when it cannot undo what was begun; whoever opens the model
   next does, and has been asked what it says. */
static bool is_journal(const tree *t, const char *path)
{
    char model[SCRATCH_PATH];
    const char *end = strstr(path, "-journal");
    if (end == NULL || end[8] != '\0') {
        return false;
    }
    (void)snprintf(model, sizeof model, "%.*s", (int)(end - path), path);
    return find(t, model) != NULL;
}

bool tree_fits(const tree *t, const tree *before, const tree *after, bool exact, bool *spared,
               char told[TREE_TOLD])
{
    bool fits = true;
    *spared = true;
    told[0] = '\0';
    for (size_t i = 0; i < t->n; i++) {
        const tree_file *file = &t->files[i];
        const tree_file *then = find(after, file->path);
        const tree_file *earlier = find(before, file->path);
        if (is_like(file, then) || (!exact && is_like(file, earlier)) ||
            is_journal(t, file->path)) {
            continue;
        }
        const bool unknown = then == NULL && earlier == NULL;
        *spared = *spared && earlier == NULL;
        (void)snprintf(told, TREE_TOLD, "%s %s (%zu bytes)", file->path,
                       unknown ? "is left behind" : "is neither as before nor as after",
                       file->n_raw);
        fits = false;
    }
    for (size_t i = 0; i < after->n; i++) {
        const tree_file *then = &after->files[i];
        const bool must = exact || find(before, then->path) != NULL;
        if (must && find(t, then->path) == NULL) {
            (void)snprintf(told, TREE_TOLD, "%s is gone", then->path);
            fits = *spared = false;
        }
    }
    return fits;
}
