/*
 * Processes for tests that end at one exact operation on a model's files: killed before or within
 * it, or with the power cut, which takes what was not synced from files and from their folder.
 *
 * Moments are counted, not timed, so that each of them can be had, and had again. SQLite writes
 * through a file system of its own (a VFS) that lays everything down in the real one at once, and
 * notes what a disk would not be sure to have kept.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_POWER_CUT_H
#define TEST_POWER_CUT_H

#include "killing.h"

#include <fcntl.h>

enum { POWER_CUT_FILES = 8, POWER_CUT_SECTOR = 512 };

typedef enum power_cut_fate {
    KILLED,        /* what was written stays */
    KILLED_WITHIN, /* likewise, and the half of a last write */
    CUT_ALL,       /* nothing stays that was not synced */
    CUT_SOME,      /* of that any sectors stay, of any writes */
    POWER_CUT_FATES
} power_cut_fate;

typedef struct power_cut {
    power_cut_fate fate;
    size_t at;     /* the operation that does not come about, from 0; beyond the last: after all */
    uint64_t seed; /* for what stays; not 0 */
} power_cut;

/* What was done to a file since it was synced: bytes written, or its end brought nearer. */
typedef struct power_cut_op {
    sqlite3_int64 at;
    size_t length;
    unsigned char *bytes; /* NULL: it ends at `at` */
} power_cut_op;

typedef struct power_cut_entry {
    char path[SCRATCH_PATH];
    bool named; /* the folder is sure to have it, with these bytes */
    bool there; /* it has it, as far as programs see */
    bool fresh; /* since the folder was synced it was made */
    unsigned char *bytes;
    size_t length;
    power_cut_op *ops;
    size_t n_ops;
} power_cut_entry;

typedef struct power_cut_file {
    sqlite3_file base;
    power_cut_entry *entry;
    sqlite3_file *real; /* behind this one */
} power_cut_file;

/* Of the one process that is to end. */
static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    power_cut plan;
    size_t done;
    int said;
    power_cut_entry entries[POWER_CUT_FILES];
    size_t n_entries;
} power_cut_disk;

static inline void power_cut_must(bool what)
{
    if (!what) {
        (void)fputs("the disk that loses things failed itself\n", stderr);
        abort();
    }
}

static inline bool power_cut_coin(void)
{
    uint64_t *state = &power_cut_disk.plan.seed;
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (*state >> 33) % 2 == 0;
}

/* ---- what is left ---- */

/* Brings the content to a length; what is new is zeros. */
static inline void power_cut_size(unsigned char **bytes, size_t *length, size_t to)
{
    unsigned char *sized = realloc(*bytes, to + 1);
    power_cut_must(sized != NULL);
    if (to > *length) {
        memset(sized + *length, 0, to - *length);
    }
    *bytes = sized;
    *length = to;
}

static inline void power_cut_redo(const power_cut_op *op, unsigned char **bytes, size_t *length)
{
    const size_t at = (size_t)op->at;
    if (op->bytes == NULL) {
        if (at < *length && power_cut_coin()) {
            power_cut_size(bytes, length, at);
        }
        return;
    }
    for (size_t i = 0; i < op->length; i += POWER_CUT_SECTOR) {
        const size_t left = op->length - i;
        const size_t n = left < POWER_CUT_SECTOR ? left : POWER_CUT_SECTOR;
        if (power_cut_coin()) {
            power_cut_size(bytes, length, *length > at + i + n ? *length : at + i + n);
            memcpy(*bytes + at + i, op->bytes + i, n);
        }
    }
}

static inline void power_cut_put(const char *path, const unsigned char *bytes, size_t length)
{
    const int file = open(path, O_RDWR | O_CREAT, 0666);
    power_cut_must(file >= 0 && ftruncate(file, 0) == 0 &&
                   pwrite(file, bytes, length, 0) == (ssize_t)length && close(file) == 0);
}

/* Makes a file what the disk has of it. */
static inline void power_cut_leave(power_cut_entry *e)
{
    const bool some = power_cut_disk.plan.fate == CUT_SOME;
    /* Whether the folder has it as programs see it, where it may still have it as it was. */
    const bool seen = e->there && !e->fresh ? true : some && power_cut_coin();
    if (seen && !e->there) {
        return;
    }
    if (!seen && !e->named) {
        (void)unlink(e->path);
        return;
    }
    if (seen && e->fresh) {
        power_cut_size(&e->bytes, &e->length, 0);
    }
    for (size_t i = 0; seen && some && i < e->n_ops; i++) {
        power_cut_redo(&e->ops[i], &e->bytes, &e->length);
    }
    power_cut_put(e->path, e->bytes, e->length);
}

static inline void power_cut_end(void)
{
    for (size_t i = 0; power_cut_disk.plan.fate >= CUT_ALL && i < power_cut_disk.n_entries; i++) {
        power_cut_leave(&power_cut_disk.entries[i]);
    }
    (void)raise(SIGKILL);
}

/* Whether the operation that comes is the one at which it ends. */
static inline bool power_cut_due(void)
{
    return power_cut_disk.done++ == power_cut_disk.plan.at;
}

/* ---- what is sure ---- */

static inline void power_cut_forget_ops(power_cut_entry *e)
{
    for (size_t i = 0; i < e->n_ops; i++) {
        free(e->ops[i].bytes);
    }
    e->n_ops = 0;
}

static inline void power_cut_note(power_cut_entry *e, const void *bytes, size_t length,
                                  sqlite3_int64 at)
{
    power_cut_op *ops = realloc(e->ops, (e->n_ops + 1) * sizeof *ops);
    power_cut_must(ops != NULL);
    e->ops = ops;
    power_cut_op *op = &ops[e->n_ops++];
    *op = (power_cut_op){.at = at, .length = length};
    if (bytes != NULL) {
        op->bytes = malloc(length + 1);
        power_cut_must(op->bytes != NULL);
        memcpy(op->bytes, bytes, length);
    }
}

/* The content is sure. SQLite reads it: closing the file would drop its locks. */
static inline void power_cut_keep(power_cut_file *f)
{
    sqlite3_int64 size = 0;
    power_cut_entry *e = f->entry;
    power_cut_forget_ops(e);
    power_cut_must(f->real->pMethods->xFileSize(f->real, &size) == SQLITE_OK);
    power_cut_size(&e->bytes, &e->length, (size_t)size);
    power_cut_must(size == 0 ||
                   f->real->pMethods->xRead(f->real, e->bytes, (int)size, 0) == SQLITE_OK);
    e->named = true;
}

/* The folder is synced: names are as programs see them. Those that were made with no byte synced
   are empty, but for what may be there. */
static inline void power_cut_keep_names(void)
{
    for (size_t i = 0; i < power_cut_disk.n_entries; i++) {
        power_cut_entry *e = &power_cut_disk.entries[i];
        if (e->fresh || !e->there) {
            power_cut_size(&e->bytes, &e->length, 0);
        }
        e->named = e->there;
        e->fresh = false;
    }
}

static inline power_cut_entry *power_cut_entry_of(const char *path)
{
    power_cut_entry *e = power_cut_disk.entries;
    for (size_t i = 0; i < power_cut_disk.n_entries; i++, e++) {
        if (strcmp(e->path, path) == 0) {
            return e;
        }
    }
    power_cut_must(power_cut_disk.n_entries < POWER_CUT_FILES && strlen(path) < SCRATCH_PATH);
    power_cut_disk.n_entries++;
    (void)snprintf(e->path, sizeof e->path, "%s", path);
    return e;
}

/* ---- the file system ---- */

static inline sqlite3_file *power_cut_real(sqlite3_file *file)
{
    return ((power_cut_file *)file)->real;
}

static inline int power_cut_close(sqlite3_file *file)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xClose(real);
}

static inline int power_cut_read(sqlite3_file *file, void *bytes, int n, sqlite3_int64 at)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xRead(real, bytes, n, at);
}

static inline int power_cut_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
    sqlite3_file *real = power_cut_real(file);
    power_cut_note(((power_cut_file *)file)->entry, bytes, (size_t)n, at);
    if (power_cut_due()) {
        if (power_cut_disk.plan.fate == KILLED_WITHIN) {
            (void)real->pMethods->xWrite(real, bytes, n / 2, at);
        }
        power_cut_end();
    }
    return real->pMethods->xWrite(real, bytes, n, at);
}

static inline int power_cut_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_file *real = power_cut_real(file);
    power_cut_note(((power_cut_file *)file)->entry, NULL, 0, size);
    if (power_cut_due()) {
        power_cut_end();
    }
    return real->pMethods->xTruncate(real, size);
}

/* SQLite syncs the folder with a file that it made. */
static inline int power_cut_sync(sqlite3_file *file, int flags)
{
    power_cut_file *f = (power_cut_file *)file;
    if (power_cut_due()) {
        power_cut_end();
    }
    const int code = f->real->pMethods->xSync(f->real, flags);
    if (code == SQLITE_OK) {
        if (f->entry->fresh) {
            power_cut_keep_names();
        }
        power_cut_keep(f);
    }
    return code;
}

static inline int power_cut_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xFileSize(real, size);
}

static inline int power_cut_lock(sqlite3_file *file, int level)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xLock(real, level);
}

static inline int power_cut_unlock(sqlite3_file *file, int level)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xUnlock(real, level);
}

static inline int power_cut_reserved(sqlite3_file *file, int *out)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xCheckReservedLock(real, out);
}

static inline int power_cut_control(sqlite3_file *file, int op, void *payload)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xFileControl(real, op, payload);
}

static inline int power_cut_sector_size(sqlite3_file *file)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xSectorSize(real);
}

static inline int power_cut_device(sqlite3_file *file)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xDeviceCharacteristics(real);
}

static inline int power_cut_shm_map(sqlite3_file *file, int page, int size, int extend,
                                    void volatile **out)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xShmMap(real, page, size, extend, out);
}

static inline int power_cut_shm_lock(sqlite3_file *file, int at, int n, int flags)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xShmLock(real, at, n, flags);
}

static inline void power_cut_shm_barrier(sqlite3_file *file)
{
    sqlite3_file *real = power_cut_real(file);
    real->pMethods->xShmBarrier(real);
}

static inline int power_cut_shm_unmap(sqlite3_file *file, int remove)
{
    sqlite3_file *real = power_cut_real(file);
    return real->pMethods->xShmUnmap(real, remove);
}

static const sqlite3_io_methods power_cut_methods = {
    .iVersion = 2,
    .xClose = power_cut_close,
    .xRead = power_cut_read,
    .xWrite = power_cut_write,
    .xTruncate = power_cut_truncate,
    .xSync = power_cut_sync,
    .xFileSize = power_cut_file_size,
    .xLock = power_cut_lock,
    .xUnlock = power_cut_unlock,
    .xCheckReservedLock = power_cut_reserved,
    .xFileControl = power_cut_control,
    .xSectorSize = power_cut_sector_size,
    .xDeviceCharacteristics = power_cut_device,
    .xShmMap = power_cut_shm_map,
    .xShmLock = power_cut_shm_lock,
    .xShmBarrier = power_cut_shm_barrier,
    .xShmUnmap = power_cut_shm_unmap,
};

/* Files that nobody reads once the process has ended are the real file system's. */
static inline int power_cut_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
                                 int *given)
{
    const int kept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL;
    (void)vfs;
    if (path == NULL || (flags & kept) == 0) {
        return power_cut_disk.real->xOpen(power_cut_disk.real, path, file, flags, given);
    }
    power_cut_file *f = (power_cut_file *)file;
    const bool there = access(path, F_OK) == 0;
    f->real = (sqlite3_file *)(f + 1);
    const int code = power_cut_disk.real->xOpen(power_cut_disk.real, path, f->real, flags, given);
    file->pMethods = f->real->pMethods != NULL ? &power_cut_methods : NULL;
    if (code != SQLITE_OK) {
        return code;
    }
    const size_t known = power_cut_disk.n_entries;
    power_cut_entry *e = power_cut_entry_of(path);
    f->entry = e;
    if (there && power_cut_disk.n_entries > known) {
        power_cut_keep(f); /* as it was before the process began */
    }
    if (!there) {
        power_cut_forget_ops(e);
        e->fresh = true;
    }
    e->there = true;
    return SQLITE_OK;
}

static inline int power_cut_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
    (void)vfs;
    if (power_cut_due()) {
        power_cut_end();
    }
    const int code = power_cut_disk.real->xDelete(power_cut_disk.real, path, sync_folder);
    if (code == SQLITE_OK) {
        power_cut_entry *e = power_cut_entry_of(path);
        power_cut_forget_ops(e);
        e->there = false;
        e->fresh = false;
        if (sync_folder != 0) {
            power_cut_keep_names();
        }
    }
    return code;
}

static inline void power_cut_begin(const power_cut *plan, int said)
{
    power_cut_disk.real = sqlite3_vfs_find(NULL);
    power_cut_must(power_cut_disk.real != NULL);
    power_cut_disk.plan = *plan;
    power_cut_disk.said = said;
    power_cut_disk.vfs = *power_cut_disk.real;
    power_cut_disk.vfs.zName = "power-cut";
    power_cut_disk.vfs.szOsFile += (int)sizeof(power_cut_file);
    power_cut_disk.vfs.xOpen = power_cut_open;
    power_cut_disk.vfs.xDelete = power_cut_delete;
    power_cut_must(sqlite3_vfs_register(&power_cut_disk.vfs, 1) == SQLITE_OK);
}

/* ---- the process ---- */

typedef struct power_cut_end_of {
    bool ended; /* with nothing that cut it short */
    bool said;  /* that it was done */
    size_t ops; /* if it has ended: how many there were */
} power_cut_end_of;

/* Says that what was asked for is done: from then on it must stay done. */
static inline bool power_cut_say(void)
{
    return power_cut_disk.real == NULL || write(power_cut_disk.said, "!", 1) == 1;
}

static inline int power_cut_child(killing_fn what, const void *payload, const power_cut *plan,
                                  int said)
{
    char count[32];
    power_cut_begin(plan, said);
    const int status = what(payload);
    if (status == 0 && plan->fate >= CUT_ALL && plan->at >= power_cut_disk.done) {
        power_cut_end();
    }
    const int n = snprintf(count, sizeof count, "%zu", power_cut_disk.done);
    return write(said, count, (size_t)n) == n ? status : 1;
}

/* Runs it in a process of its own that ends as planned; `what` calls power_cut_say(). */
static inline power_cut_end_of power_cut_run(killing_fn what, const void *payload,
                                             const power_cut *plan)
{
    power_cut_end_of end = {.ended = false};
    char heard[64] = "";
    size_t n = 0;
    int ends[2];
    int status = 0;
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)close(ends[0]);
        _exit(power_cut_child(what, payload, plan, ends[1]));
    }
    assert_int_equal(close(ends[1]), 0);
    for (ssize_t got; (got = read(ends[0], heard + n, sizeof heard - 1 - n)) > 0;) {
        n += (size_t)got;
    }
    assert_int_equal(close(ends[0]), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    end.ended = WIFEXITED(status);
    end.said = heard[0] == '!';
    assert_true(end.ended ? WEXITSTATUS(status) == 0 : WTERMSIG(status) == SIGKILL);
    assert_true(end.said || !end.ended);
    end.ops = end.ended ? strtoul(heard + 1, NULL, 10) : 0;
    return end;
}

#endif
