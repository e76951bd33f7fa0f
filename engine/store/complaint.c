/* What SQLite's result codes mean to the one who asked, and what they can do. */
#include <errno.h>
#include <string.h>

#include "base/fail.h"
#include "store/sqlite.h"

static raci_status failed_io(const ri_store *store, int code, raci_error *err)
{
    int number = store->db != NULL ? sqlite3_system_errno(store->db) : 0;
    const char *doing = "reading or writing";
    if (code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ) {
        doing = "reading";
    } else if (code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC ||
               code == SQLITE_IOERR_TRUNCATE || code == SQLITE_IOERR_DIR_FSYNC) {
        doing = "writing";
    }
    return ri_fail(err, RACI_IO, "%s '%s' failed: %s; what was stored before is intact", doing,
                   store->path, number != 0 ? strerror(number) : sqlite3_errstr(code));
}

/* SQLite takes a medium that cannot be read for a damaged file. What the system said is then the
   last that is known of the file; 0 where it said nothing. */
static int unreadable(const ri_store *store)
{
    int number = 0;
    if (store->db == NULL ||
        sqlite3_file_control(store->db, "main", SQLITE_FCNTL_LAST_ERRNO, &number) != SQLITE_OK) {
        return 0;
    }
    return number == EIO || number == ENXIO || number == ERANGE ? number : 0;
}

static raci_status corrupt(const ri_store *store, const char *detail, raci_error *err)
{
    const int number = unreadable(store);
    return number != 0
               ? ri_fail(err, RACI_IO, "reading '%s' failed: %s", store->path, strerror(number))
               : ri_fail(err, RACI_FORMAT, "'%s' is damaged (%s): restore it from a copy",
                         store->path, detail);
}

static raci_status busy(const ri_store *store, raci_error *err)
{
    return ri_fail(err, RACI_BUSY,
                   "another process is using '%s' (waited %d.%d seconds): try again when it is "
                   "done",
                   store->path, store->wait / 1000, store->wait % 1000 / 100);
}

static raci_status read_only(const ri_store *store, int code, raci_error *err)
{
    if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_CANTLOCK) {
        return ri_fail(err, RACI_IO,
                       "a write to '%s' was interrupted and must be undone first, which needs "
                       "permission to write the file and its folder",
                       store->path);
    }
    if (code == SQLITE_READONLY_DBMOVED) {
        return ri_fail(err, RACI_IO, "'%s' was moved or removed while it was open", store->path);
    }
    return ri_fail(err, RACI_IO, "'%s' cannot be written: the file or its folder is read-only",
                   store->path);
}

raci_status ri_sqlite_fail(const ri_store *store, int code, raci_error *err)
{
    const char *detail = store->db != NULL ? sqlite3_errmsg(store->db) : sqlite3_errstr(code);
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return ri_fail_nomem(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return busy(store, err);
    case SQLITE_READONLY:
        return read_only(store, code, err);
    case SQLITE_FULL:
        return ri_fail(err, RACI_IO,
                       "no space is left for '%s': free some and try again; what was stored "
                       "before is intact",
                       store->path);
    case SQLITE_IOERR:
        return failed_io(store, code, err);
    case SQLITE_CANTOPEN:
        return ri_fail(err, RACI_IO,
                       "'%s' or its journal cannot be opened: is its folder writable?",
                       store->path);
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ri_fail(err, RACI_IO, "no permission for '%s': %s", store->path, detail);
    case SQLITE_NOTADB:
        return ri_fail(err, RACI_FORMAT, "'%s' is not a raci model", store->path);
    case SQLITE_CORRUPT:
        return corrupt(store, detail, err);
    case SQLITE_TOOBIG:
        return ri_fail(err, RACI_LIMIT, "a value is too long for '%s'", store->path);
    default:
        break;
    }
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) {
        /* What raci writes fits what it wrote. */
        return ri_fail(err, RACI_FORMAT,
                       "'%s' was changed by another program (%s): 'raci doctor' says what is wrong",
                       store->path, detail);
    }
    /* SQLite makes nothing of statements that are right: a form of file that it does not know. */
    if (store->opening && (code & 0xff) == SQLITE_ERROR) {
        return corrupt(store, detail, err);
    }
    return ri_fail(err, RACI_INTERNAL, "'%s': %s", store->path, detail);
}
