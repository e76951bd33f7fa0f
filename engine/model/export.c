#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/sink.h"
#include "base/write_all.h"
#include "model/canonical.h"
#include "model/cell_out.h"
#include "model/known.h"
#include "model/tables.h"

/* One folder of files: each is written under a hidden name first, and all get
   their names once all are written. */
typedef struct destination {
    const char *path;
    int descriptor;
    int file; /* the one that is being written */
    bool made[RI_TABLE_COUNT];
    ri_sink sink;
} destination;

static void hidden_name(char out[64], int tab)
{
    (void)snprintf(out, 64, ".%s.csv.%ld", ri_tables[tab].name, (long)getpid());
}

static raci_status failed(const destination *folder, const char *doing, int tab, raci_error *err)
{
    int number = errno;
    return ri_fail(err, RACI_IO, "'%s/%s.csv' cannot be %s: %s", folder->path, ri_tables[tab].name,
                   doing, strerror(number));
}

static int write_file(const char *data, size_t length, void *payload)
{
    const destination *folder = payload;
    return ri_write_all(folder->file, data, length) ? 0 : 1;
}

static raci_status write_rows(ri_sink *sink, ri_canonical *rows, raci_error *err)
{
    const ri_canonical_cell *cells = NULL;
    size_t n = ri_canonical_columns(rows);
    bool more = false;
    raci_status status = RACI_OK;
    for (size_t i = 0; i < n; i++) {
        const char *name = ri_canonical_name(rows, i);
        ri_cell_out(sink, name, strlen(name));
        ri_sink_add(sink, i + 1 < n ? "," : "\n");
    }
    while (!sink->stopped && (status = ri_canonical_next(&cells, rows, &more, err)) == RACI_OK &&
           more) {
        for (size_t i = 0; i < n; i++) {
            if (cells[i].bytes != NULL) {
                ri_cell_out(sink, cells[i].bytes, cells[i].length);
            }
            ri_sink_add(sink, i + 1 < n ? "," : "\n");
        }
    }
    return status;
}

static raci_status write_table(destination *folder, ri_store *store, int tab, raci_error *err)
{
    char name[64];
    ri_canonical *rows = NULL;
    hidden_name(name, tab);
    /* One that an interrupted export of a process of this number left. */
    (void)unlinkat(folder->descriptor, name, 0);
    folder->file = openat(folder->descriptor, name,
                          O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (folder->file < 0) {
        return failed(folder, "made", tab, err);
    }
    folder->made[tab] = true;
    ri_sink_init(&folder->sink, write_file, folder);
    raci_status status = ri_canonical_open(&rows, store, tab, err);
    if (status == RACI_OK) {
        status = write_rows(&folder->sink, rows, err);
    }
    ri_canonical_close(rows);
    if (status == RACI_OK && ri_sink_flush(&folder->sink, NULL) != RACI_OK) {
        errno = folder->sink.reason;
        status = failed(folder, "written", tab, err);
    }
    if (status == RACI_OK && fsync(folder->file) != 0) {
        status = failed(folder, "written", tab, err);
    }
    if (close(folder->file) != 0 && status == RACI_OK) {
        status = failed(folder, "written", tab, err);
    }
    return status;
}

/* Gives the files their names. */
static raci_status publish(destination *folder, raci_error *err)
{
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        char from[64];
        char to[64];
        hidden_name(from, tab);
        (void)snprintf(to, sizeof to, "%s.csv", ri_tables[tab].name);
        if (renameat(folder->descriptor, from, folder->descriptor, to) != 0) {
            return failed(folder, "replaced", tab, err);
        }
        folder->made[tab] = false;
    }
    if (fsync(folder->descriptor) != 0 && errno != EINVAL) {
        return ri_fail(err, RACI_IO, "'%s' cannot be written: %s", folder->path, strerror(errno));
    }
    return RACI_OK;
}

static raci_status write_folder(destination *folder, ri_store *store, raci_error *err)
{
    raci_status status = ri_store_hold(store, err);
    if (status != RACI_OK) {
        return status;
    }
    for (int tab = 0; tab < RI_TABLE_COUNT && status == RACI_OK; tab++) {
        status = write_table(folder, store, tab, err);
    }
    ri_store_release(store);
    if (status == RACI_OK) {
        status = publish(folder, err);
    }
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        char name[64];
        hidden_name(name, tab);
        if (folder->made[tab]) {
            (void)unlinkat(folder->descriptor, name, 0);
        }
    }
    return status;
}

raci_status raci_model_export(raci_model *model, const char *dir, raci_error *err)
{
    const raci_status trusted = ri_model_trust(model, err);
    if (trusted != RACI_OK) {
        return trusted;
    }
    if (mkdir(dir, 0777) != 0 && errno != EEXIST) {
        return ri_fail(err, RACI_IO, "the folder '%s' cannot be made: %s", dir, strerror(errno));
    }
    destination *folder = ri_alloc(sizeof *folder);
    if (folder == NULL) {
        return ri_fail_nomem(err);
    }
    memset(folder, 0, sizeof *folder);
    folder->path = dir;
    folder->descriptor = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    raci_status status = RACI_OK;
    if (folder->descriptor < 0) {
        status = ri_fail(err, RACI_IO, "'%s' cannot be written: %s", dir, strerror(errno));
    } else {
        ri_store *store = ri_model_store(model);
        (void)ri_store_do(store, STMT_CACHE_LARGE, NULL);
        status = write_folder(folder, store, err);
        (void)ri_store_do(store, STMT_CACHE_SMALL, NULL);
        (void)close(folder->descriptor);
    }
    ri_free(folder);
    return status;
}
