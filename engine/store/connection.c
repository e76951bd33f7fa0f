#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/sqlite.h"

#define WAIT_MILLISECONDS 5000
#define LONGEST_VALUE (4 * 1024 * 1024)

const char *ri_store_path(const ri_store *store)
{
    return store->path;
}

void ri_store_wait(ri_store *store, int milliseconds)
{
    store->wait = milliseconds;
    (void)sqlite3_busy_timeout(store->db, milliseconds);
}

/* The engine's own statements never do these; what a damaged or forged file
   might smuggle into the schema shall not either. */
static int authorize(void *payload, int action, const char *a, const char *b, const char *c,
                     const char *d)
{
    const ri_store *store = payload;
    (void)a, (void)b, (void)c, (void)d;
    switch (action) {
    case SQLITE_CREATE_VIEW:
        return store->making_schema ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        return store->sweeping ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_CREATE_TRIGGER:
    case SQLITE_CREATE_TEMP_TRIGGER:
    case SQLITE_CREATE_TEMP_VIEW:
    case SQLITE_CREATE_VTABLE:
        return SQLITE_DENY;
    default:
        return SQLITE_OK;
    }
}

/* What is set before the first page is read. */
static void configure(ri_store *store)
{
    static const int switches[][2] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_DQS_DML, 0},
    };
    static const int limits[][2] = {
        {SQLITE_LIMIT_LENGTH, LONGEST_VALUE}, {SQLITE_LIMIT_SQL_LENGTH, 100000},
        {SQLITE_LIMIT_COLUMN, 100},           {SQLITE_LIMIT_EXPR_DEPTH, 50},
        {SQLITE_LIMIT_COMPOUND_SELECT, 30},   {SQLITE_LIMIT_VDBE_OP, 25000},
        {SQLITE_LIMIT_FUNCTION_ARG, 8},       {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},      {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    (void)sqlite3_extended_result_codes(store->db, 1);
    for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++) {
        (void)sqlite3_db_config(store->db, switches[i][0], switches[i][1], NULL);
    }
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        (void)sqlite3_limit(store->db, limits[i][0], limits[i][1]);
    }
    (void)sqlite3_set_authorizer(store->db, authorize, store);
    ri_store_wait(store, WAIT_MILLISECONDS);
}

static raci_status harden(ri_store *store, raci_error *err)
{
    static const enum ri_query settings[] = {
        STMT_FOREIGN_KEYS_ON, STMT_TRUSTED_SCHEMA_OFF, STMT_CELL_SIZE_CHECK_ON,
        STMT_MMAP_OFF,        STMT_SYNCHRONOUS_EXTRA,  STMT_CACHE_SMALL,
    };
    raci_status status = RACI_OK;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0] && status == RACI_OK; i++) {
        status = ri_store_do(store, settings[i], err);
    }
    int64_t on = 0;
    if (status == RACI_OK) {
        status = ri_store_ask(&on, store, STMT_FOREIGN_KEYS, err);
    }
    if (status == RACI_OK && on != 1) {
        return ri_fail(err, RACI_INTERNAL, "this SQLite was built without foreign keys");
    }
    return status;
}

/* Looks at the path without opening it: closing a file that the process has
   open elsewhere would drop SQLite's locks on it. */
static raci_status inspect(const char *path, raci_error *err)
{
    struct stat facts;
    if (stat(path, &facts) != 0) {
        int number = errno;
        if (number == ENOENT || number == ENOTDIR) {
            return ri_fail(err, RACI_NOTFOUND, "there is no model at '%s'", path);
        }
        return ri_fail(err, RACI_IO, "'%s' cannot be opened: %s", path, strerror(number));
    }
    if (S_ISDIR(facts.st_mode)) {
        return ri_fail(err, RACI_FORMAT, "'%s' is a folder, not a model", path);
    }
    if (!S_ISREG(facts.st_mode)) {
        return ri_fail(err, RACI_FORMAT, "'%s' is not a file", path);
    }
    if (facts.st_size == 0) {
        return ri_fail(err, RACI_FORMAT, "'%s' is empty, not a model", path);
    }
    return RACI_OK;
}

/* Makes the empty file that SQLite then fills, unless something is there. */
static raci_status reserve(const char *path, raci_error *err)
{
    int file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (file < 0) {
        int number = errno;
        if (number == EEXIST || number == ELOOP) {
            return ri_fail(err, RACI_EXISTS, "'%s' exists already", path);
        }
        return ri_fail(err, RACI_IO, "'%s' cannot be made: %s", path, strerror(number));
    }
    (void)close(file);
    return RACI_OK;
}

static raci_status connect_to(ri_store *store, const char *name, int flags, raci_error *err)
{
    int code = sqlite3_open_v2(name, &store->db,
                               flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (code != SQLITE_OK) {
        return store->db != NULL ? ri_sqlite_fail(store, code, err) : ri_fail_nomem(err);
    }
    configure(store);
    return RACI_OK;
}

static raci_status connect(ri_store *store, int flags, raci_error *err)
{
    return connect_to(store, store->path, flags, err);
}

static void disconnect(ri_store *store)
{
    ri_stmts_close(store);
    (void)sqlite3_close(store->db);
    store->db = NULL;
}

/* Who only reads needs no file but the model's: a confined program can make none. */
static raci_status keep_in_memory(ri_store *store, raci_error *err)
{
    return ri_store_do(store, STMT_TEMPORARY_IN_MEMORY, err);
}

/* Opens for reading. An interrupted write is undone by whoever opens the file
   next, and that needs a connection which may write. */
static raci_status connect_reader(ri_store *store, raci_error *err)
{
    int64_t ignored = 0;
    raci_status status = connect(store, SQLITE_OPEN_READONLY, err);
    if (status != RACI_OK || ri_store_ask(&ignored, store, STMT_APPLICATION_ID, NULL) == RACI_OK ||
        sqlite3_extended_errcode(store->db) != SQLITE_READONLY_ROLLBACK) {
        return status == RACI_OK ? keep_in_memory(store, err) : status;
    }
    disconnect(store);
    status = connect(store, SQLITE_OPEN_READWRITE, err);
    status = status == RACI_OK ? ri_store_do(store, STMT_QUERY_ONLY_ON, err) : status;
    return status == RACI_OK ? keep_in_memory(store, err) : status;
}

/* Where there is no file of the user's: in memory; and in a file without a name, of which
   memory holds as much as the cache may. */
#define MEMORY ":memory:"
#define UNNAMED ""

static raci_status connect_private(ri_store *store, const char *name, raci_error *err)
{
    return connect_to(store, name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
}

/* Connects to one of them, with all that a file has. */
static raci_status connect_copy(ri_store *store, const char *name, sqlite3 *file, raci_error *err)
{
    raci_status status = connect_private(store, name, err);
    if (status == RACI_OK) {
        sqlite3_backup *copy = sqlite3_backup_init(store->db, "main", file, "main");
        int code =
            copy != NULL ? sqlite3_backup_step(copy, -1) : sqlite3_extended_errcode(store->db);
        (void)sqlite3_backup_finish(copy);
        if (code != SQLITE_DONE) {
            status = ri_sqlite_fail(store, code, err);
        }
    }
    return status == RACI_OK ? harden(store, err) : status;
}

/* Puts a copy in memory in the place of the file, which stays as it is. */
static raci_status copy_to_memory(ri_store *store, raci_error *err)
{
    ri_stmts_close(store);
    sqlite3 *file = store->db;
    store->db = NULL;
    raci_status status = connect_copy(store, MEMORY, file, err);
    (void)sqlite3_close(file);
    return status;
}

/* A model of an older version is read as a copy that is brought up to date. */
static raci_status open_reader(ri_store *store, raci_error *err)
{
    bool older = false;
    raci_status status = connect_reader(store, err);
    if (status == RACI_OK) {
        status = harden(store, err);
    }
    if (status == RACI_OK) {
        status = ri_schema_older(&older, store, err);
    }
    if (status == RACI_OK && older) {
        status = copy_to_memory(store, err);
    }
    if (status == RACI_OK) {
        status = ri_schema_settle(store, err);
    }
    return status == RACI_OK && older ? ri_store_do(store, STMT_QUERY_ONLY_ON, err) : status;
}

static raci_status open_as_found(ri_store *store, bool held, raci_error *err)
{
    raci_status status =
        held ? connect(store, SQLITE_OPEN_READWRITE, err) : connect_reader(store, err);
    return status == RACI_OK ? harden(store, err) : status;
}

static raci_status open_writer(ri_store *store, raci_error *err)
{
    raci_status status = connect(store, SQLITE_OPEN_READWRITE, err);
    if (status == RACI_OK) {
        status = harden(store, err);
    }
    if (status == RACI_OK) {
        status = ri_schema_settle(store, err);
    }
    if (status == RACI_OK) {
        raci_error swept = {0};
        status = ri_store_sweep(store, &swept);
        if (status == RACI_BUSY || status == RACI_IO) {
            return RACI_OK; /* it stays due, and keeps nobody from writing */
        }
        if (status != RACI_OK) {
            return ri_fail(err, status, "%s", swept.message);
        }
    }
    return status;
}

static raci_status open_existing(ri_store *store, bool writable, raci_error *err)
{
    raci_status status = inspect(store->path, err);
    if (status != RACI_OK) {
        return status;
    }
    store->opening = true;
    status = writable ? open_writer(store, err) : open_reader(store, err);
    store->opening = false;
    return status;
}

/* Removes what was not finished, with the journal, which stays where undoing fails, too. */
static void drop_new(const ri_store *store)
{
    ri_text journal = RI_TEXT_INIT;
    ri_text_format(&journal, "%s-journal", store->path);
    if (!journal.failed) {
        (void)unlink(ri_text_string(&journal));
    }
    ri_text_free(&journal);
    (void)unlink(store->path);
}

static raci_status open_new(ri_store *store, raci_error *err)
{
    raci_status status = reserve(store->path, err);
    if (status != RACI_OK) {
        return status;
    }
    status = connect(store, SQLITE_OPEN_READWRITE, err);
    if (status == RACI_OK) {
        status = harden(store, err);
    }
    if (status == RACI_OK) {
        status = ri_schema_create(store, err);
    }
    if (status != RACI_OK) {
        disconnect(store);
        drop_new(store);
    }
    return status;
}

static raci_status open_private(ri_store *store, const char *name, raci_error *err)
{
    raci_status status = connect_private(store, name, err);
    if (status == RACI_OK) {
        status = harden(store, err);
    }
    return status == RACI_OK ? ri_schema_create(store, err) : status;
}

/* One that is not connected yet. NULL when memory is exhausted. */
static ri_store *new_store(const char *path)
{
    ri_store *store = ri_alloc(sizeof *store);
    if (store == NULL) {
        return NULL;
    }
    memset(store, 0, sizeof *store);
    size_t size = strlen(path) + 1;
    store->path = ri_alloc(size);
    if (store->path == NULL) {
        ri_free(store);
        return NULL;
    }
    memcpy(store->path, path, size);
    return store;
}

raci_status ri_store_open(ri_store **out, const char *path, ri_store_mode mode, raci_error *err)
{
    ri_store *store = new_store(mode == RI_STORE_MEMORY      ? MEMORY
                                : mode == RI_STORE_TEMPORARY ? "a temporary file"
                                                             : path);
    if (store == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = RACI_INTERNAL;
    switch (mode) {
    case RI_STORE_READ:
    case RI_STORE_WRITE:
        status = open_existing(store, mode == RI_STORE_WRITE, err);
        break;
    case RI_STORE_CREATE:
        status = open_new(store, err);
        break;
    case RI_STORE_MEMORY:
        status = open_private(store, MEMORY, err);
        break;
    case RI_STORE_TEMPORARY:
        status = open_private(store, UNNAMED, err);
        break;
    case RI_STORE_AS_FOUND:
    case RI_STORE_HELD:
        status = open_as_found(store, mode == RI_STORE_HELD, err);
        break;
    }
    if (status != RACI_OK) {
        ri_store_close(store);
        return status;
    }
    *out = store;
    return RACI_OK;
}

static raci_status copy(ri_store **out, ri_store *of, const char *name, const char *called,
                        raci_error *err)
{
    ri_store *store = new_store(called);
    if (store == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = connect_copy(store, name, of->db, err);
    if (status != RACI_OK) {
        ri_store_close(store);
        return status;
    }
    *out = store;
    return RACI_OK;
}

raci_status ri_store_copy(ri_store **out, ri_store *of, raci_error *err)
{
    return copy(out, of, MEMORY, MEMORY, err);
}

raci_status ri_store_trial(ri_store **out, ri_store *of, raci_error *err)
{
    ri_store *store = NULL;
    raci_status status = copy(&store, of, UNNAMED, "a temporary file", err);
    if (status == RACI_OK) {
        status = ri_store_do(store, STMT_FOREIGN_KEYS_OFF, err);
    }
    if (status == RACI_OK) {
        status = ri_store_do(store, STMT_CHECKS_OFF, err);
    }
    if (status != RACI_OK) {
        ri_store_close(store);
        return status;
    }
    *out = store;
    return RACI_OK;
}

void ri_store_close(ri_store *store)
{
    if (store == NULL) {
        return;
    }
    if (store->db != NULL) {
        ri_store_rollback(store);
    }
    disconnect(store);
    ri_free(store->path);
    ri_free(store);
}
