#include "record/run_row.h"

#include <string.h>

#include "base/digest.h"
#include "base/fail.h"
#include "base/memory.h"
#include "record/forgotten.h"

#define FIRST_COUNT 15 /* columns of STMT_RUN_LOG */
#define FIRST_COMPARED 30

static int64_t compared(ri_stmt *stmt, int at)
{
    return ri_column_null(stmt, FIRST_COMPARED + at) ? -1
                                                     : ri_column_int(stmt, FIRST_COMPARED + at);
}

raci_status ri_run_row_read(ri_run_row *out, ri_stmt *stmt, ri_arena *arena, raci_error *err)
{
    ri_run_row row = {.number = ri_column_int(stmt, 0), .policy_id = ri_column_int(stmt, 9)};
    const struct {
        const char **to;
        int column;
    } texts[] = {
        {&row.date, 1},           {&row.recorded_at, 2},   {&row.policy_name, 3},
        {&row.policy_version, 4}, {&row.policy_digest, 5}, {&row.model_digest, 6},
        {&row.entry_digest, 7},   {&row.raci, 8},          {&row.places, 10},
        {&row.scheme, 11},        {&row.accountable, 12},  {&row.responsible, 13},
        {&row.since, 14},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *text = ri_column_needed(stmt, texts[i].column, NULL);
        *texts[i].to = text != NULL ? ri_arena_string(arena, text) : NULL;
        if (*texts[i].to == NULL) {
            return ri_fail_nomem(err);
        }
    }
    for (int i = 0; i < RI_RUN_COUNTS; i++) {
        row.counts[i] = ri_column_int(stmt, FIRST_COUNT + i);
    }
    row.added = compared(stmt, 0);
    row.changed = compared(stmt, 1);
    row.gone = compared(stmt, 2);
    row.moves = compared(stmt, 3);
    row.entry = ri_column_int(stmt, FIRST_COMPARED + 4);
    *out = row;
    return RACI_OK;
}

raci_status ri_run_row_get(ri_run_row *out, ri_store *store, int64_t number, ri_arena *arena,
                           raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_RUN_OF, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, number);
    status = ri_step(stmt, &row, err);
    if (status == RACI_OK && !row) {
        status = ri_fail(err, RACI_NOTFOUND, "there is no recorded run %lld; 'raci log' lists them",
                         (long long)number);
    }
    if (status == RACI_OK) {
        status = ri_run_row_read(out, stmt, arena, err);
    }
    ri_reset(stmt);
    return status;
}

raci_status ri_run_text(char **out, size_t *length, ri_store *store, int64_t id, ri_arena *arena,
                        raci_error *err)
{
    ri_stmt *stmt = NULL;
    ri_text whole = RI_TEXT_INIT;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_TEXT_PARTS, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, id);
    while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        size_t n = 0;
        const char *part = ri_column_needed(stmt, 0, &n);
        if (part == NULL) {
            status = ri_fail_nomem(err);
            break;
        }
        ri_text_bytes(&whole, part, n);
    }
    ri_reset(stmt);
    if (status == RACI_OK) {
        *out = whole.failed ? NULL : ri_arena_copy(arena, ri_text_string(&whole), whole.length);
        *length = whole.length;
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_text_free(&whole);
    return status;
}

static bool read_file(ri_policy_file *out, ri_stmt *stmt, ri_arena *arena)
{
    size_t length = 0;
    const char *name = ri_column_needed(stmt, 0, NULL);
    const char *file = ri_column_needed(stmt, 1, NULL);
    const char *digest = ri_column_needed(stmt, 5, &length);
    *out = (ri_policy_file){.name = name != NULL ? ri_arena_string(arena, name) : NULL,
                            .file = file != NULL ? ri_arena_string(arena, file) : NULL,
                            .root = ri_column_int(stmt, 2) != 0,
                            .shipped = ri_column_int(stmt, 3) != 0,
                            .length = (size_t)ri_column_int(stmt, 6)};
    if (digest != NULL && length < sizeof out->digest) {
        memcpy(out->digest, digest, length + 1);
    }
    return out->name != NULL && out->file != NULL && digest != NULL;
}

/* Files with the numbers of their texts. */
typedef struct file_list {
    ri_policy_file *items;
    size_t n;
    size_t capacity;
    int64_t *texts;
    size_t n_texts;
    size_t texts_capacity;
} file_list;

static raci_status read_files(file_list *files, ri_store *store, int64_t policy_id, ri_arena *arena,
                              raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_RUN_FILES, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, policy_id);
    while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        ri_policy_file file;
        if (!read_file(&file, stmt, arena) ||
            !RI_PUSH(files->items, files->n, files->capacity, file) ||
            !RI_PUSH(files->texts, files->n_texts, files->texts_capacity, ri_column_int(stmt, 4))) {
            status = ri_fail_nomem(err);
            break;
        }
    }
    ri_reset(stmt);
    return status;
}

/* Whether the text is what was recorded, or what was made of that when somebody was forgotten. */
static raci_status prove_text(const ri_policy_file *file, int64_t text, ri_store *store,
                              raci_error *err)
{
    char expected[65];
    char digest[65];
    bool rewritten = false;
    ri_digest running;
    ri_digest_begin(&running);
    ri_digest_add(&running, file->bytes, file->length);
    ri_digest_end(&running, digest, 64);
    raci_status status = ri_forgotten_text(expected, &rewritten, store, text, file->digest, err);
    return status == RACI_OK && strcmp(digest, expected) != 0
               ? ri_fail(err, RACI_FORMAT,
                         "the text of '%s' is not the one that was recorded; 'raci log --verify' "
                         "tells more",
                         file->file)
               : status;
}

raci_status ri_run_files(ri_policy_file **out, size_t *n, ri_store *store, int64_t policy_id,
                         bool texts, ri_arena *arena, raci_error *err)
{
    file_list files = {0};
    raci_status status = read_files(&files, store, policy_id, arena, err);
    for (size_t i = 0; status == RACI_OK && texts && i < files.n; i++) {
        char *bytes = NULL;
        status = ri_run_text(&bytes, &files.items[i].length, store, files.texts[i], arena, err);
        files.items[i].bytes = bytes;
        status =
            status == RACI_OK ? prove_text(&files.items[i], files.texts[i], store, err) : status;
    }
    if (status == RACI_OK) {
        *out = ri_arena_keep(arena, files.items, files.n, sizeof **out);
        *n = files.n;
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(files.items);
    ri_free(files.texts);
    return status;
}
