/* A model's file without what was deleted from it, and its bytes as they lie there. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/sqlite.h"

#define DUE "sweep" /* in meta: what was deleted has not been swept out yet */
#define PIECE 1048576

raci_status ri_store_erase(ri_store *store, raci_error *err)
{
    return ri_store_do(store, STMT_SECURE_DELETE_ON, err);
}

raci_status ri_store_sweep_later(ri_store *store, raci_error *err)
{
    return ri_store_set_fact(store, DUE, "due", err);
}

static raci_status drop_fact(ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, STMT_META_DROP, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, DUE);
        status = ri_run(stmt, err);
    }
    return status;
}

raci_status ri_store_sweep(ri_store *store, raci_error *err)
{
    char due[RI_FACT_SIZE];
    bool there = false;
    int64_t kept = 0;
    raci_status status = ri_store_fact(due, &there, store, DUE, err);
    if (status != RACI_OK || !there) {
        return status;
    }
    /* It attaches the new file for as long as it writes it. */
    store->sweeping = true;
    (void)sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1);
    status = ri_store_do(store, STMT_VACUUM, err);
    (void)sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
    store->sweeping = false;
    if (status == RACI_OK) {
        status = ri_store_ask(&kept, store, STMT_CHECKPOINT, err);
    }
    if (status == RACI_OK && kept != 0) {
        return ri_fail(err, RACI_BUSY,
                       "another process is reading '%s': what was deleted can still be found in "
                       "'%s-wal' until it is done; whoever writes the model next sweeps it out",
                       store->path, store->path);
    }
    if (status == RACI_OK) {
        status = drop_fact(store, err);
    }
    return status == RACI_OK ? ri_store_ask(&kept, store, STMT_CHECKPOINT, err) : status;
}

/* ---- its bytes ---- */

typedef struct reading {
    ri_store *store;
    ri_bytes_fn each;
    void *payload;
    char *piece; /* PIECE + RI_BYTES_OVERLAP bytes and a NUL */
} reading;

static raci_status failed(const reading *r, raci_error *err)
{
    return ri_fail(err, RACI_IO, "reading '%s' failed", r->store->path);
}

/* Pieces overlap, so that nothing is cut in two. */
static raci_status read_main(const reading *r, raci_error *err)
{
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;
    raci_status status = RACI_OK;
    if (sqlite3_file_control(r->store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        file == NULL || file->pMethods == NULL) {
        return RACI_OK; /* in memory */
    }
    if (file->pMethods->xFileSize(file, &size) != SQLITE_OK) {
        return failed(r, err);
    }
    for (sqlite3_int64 at = 0; status == RACI_OK && at < size; at += PIECE) {
        const sqlite3_int64 left = size - at;
        const int n = (int)(left < PIECE + RI_BYTES_OVERLAP ? left : PIECE + RI_BYTES_OVERLAP);
        if (file->pMethods->xRead(file, r->piece, n, at) != SQLITE_OK) {
            return failed(r, err);
        }
        r->piece[n] = '\0';
        status = r->each(r->store->path, r->piece, (size_t)n, r->payload, err);
    }
    return status;
}

/* The files beside it have no locks that closing them could drop. */
static raci_status read_beside(const reading *r, const char *suffix, raci_error *err)
{
    ri_text path = RI_TEXT_INIT;
    size_t n = 0;
    size_t kept = 0;
    raci_status status = RACI_OK;
    ri_text_format(&path, "%s%s", r->store->path, suffix);
    FILE *file = path.failed ? NULL : fopen(ri_text_string(&path), "rb");
    while (file != NULL && status == RACI_OK && (n = fread(r->piece + kept, 1, PIECE, file)) > 0) {
        r->piece[kept + n] = '\0';
        status = r->each(ri_text_string(&path), r->piece, kept + n, r->payload, err);
        const size_t had = kept + n;
        kept = had < RI_BYTES_OVERLAP ? had : RI_BYTES_OVERLAP;
        memmove(r->piece, r->piece + had - kept, kept);
    }
    if (file != NULL && ferror(file) != 0 && status == RACI_OK) {
        status = failed(r, err);
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    status = status == RACI_OK && path.failed ? ri_fail_nomem(err) : status;
    ri_text_free(&path);
    return status;
}

raci_status ri_store_read_bytes(ri_store *store, ri_bytes_fn each, void *payload, raci_error *err)
{
    reading r = {store, each, payload, ri_alloc(PIECE + RI_BYTES_OVERLAP + 1)};
    raci_status status = r.piece != NULL ? read_main(&r, err) : ri_fail_nomem(err);
    if (status == RACI_OK && strcmp(store->path, ":memory:") != 0) {
        status = read_beside(&r, "-wal", err);
        status = status == RACI_OK ? read_beside(&r, "-journal", err) : status;
    }
    ri_free(r.piece);
    return status;
}
