/*
 * What the files of this folder share. Nothing outside may include it: the
 * rest of the engine does not know which database it stands on.
 */
#ifndef RI_SQLITE_H
#define RI_SQLITE_H

#include <sqlite3.h>

#include "store/examine.h"
#include "store/store.h"

struct ri_stmt {
    ri_store *store;
    sqlite3_stmt *handle; /* NULL until it is first used */
    enum ri_query query;
    int bind_failed; /* the first failure of a ri_bind_…, told by the next step */
    uint64_t looked; /* columns, as bits, of which it is known whether they can be unset; and */
    uint64_t needed; /* those that cannot */
};

/* Why what was read as a text is not what is there: it was unset and cannot be, its reader did
   not see its end, or there was no memory for it. */
typedef enum ri_misread {
    RI_MISREAD_NOT,
    RI_MISREAD_UNSET,
    RI_MISREAD_NUL,
    RI_MISREAD_MEMORY
} ri_misread;

struct ri_store {
    sqlite3 *db;
    char *path;
    int wait;     /* milliseconds to wait for another writer */
    bool opening; /* whether it is a model is not known yet */
    bool in_transaction;
    unsigned holds;     /* how many read the file as it is, */
    bool held_alone;    /* in a transaction that is only there for them */
    bool making_schema; /* its own views may be made */
    bool sweeping;      /* the file is written anew */
    ri_misread misread; /* why a text is not what was read; not told yet */
    ri_stmt stmts[RI_QUERY_COUNT];
};

/* The result code of SQLite as a status, with a message that says what to do.
   `code` is extended; `store` must have its path, and db where there is one. */
raci_status ri_sqlite_fail(const ri_store *store, int code, raci_error *err);

/* Tells once why a text was misread, if one was; RACI_OK: none was. */
raci_status ri_store_misread(ri_store *store, raci_error *err);

/* Finalizes all statements. */
void ri_stmts_close(ri_store *store);

/* Makes the tables of a new model, in one transaction. */
raci_status ri_schema_create(ri_store *store, raci_error *err);
/* Whether the schema is an older one. Fails when it is a newer one, or no model's. */
raci_status ri_schema_older(bool *out, ri_store *store, raci_error *err);
/* Brings an older schema up to date, and proves that it is as this version knows it. */
raci_status ri_schema_settle(ri_store *store, raci_error *err);

/* Whether the file has what this version makes under that name, made by the same statement. */
raci_status ri_store_has_expected(bool *out, ri_store *store, const char *name, raci_error *err);
/* What can be seen of a file before SQLite opens it; *looks: it may be one of SQLite's. */
raci_status ri_store_look_at_file(bool *looks, const char *path, const ri_flaw_watch *watch,
                                  raci_error *err);

#endif
