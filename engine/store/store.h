/*
 * The SQLite connection: opening and hardening, named statements, transactions.
 *
 * A statement is one of db/queries.sql, named by its enum; a store prepares it
 * on first use and keeps it. Parameters count from 1, columns from 0. Text
 * columns are borrowed until the next step or reset of that statement.
 */
#ifndef RI_STORE_H
#define RI_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "raci/error.h"
#include "store/queries.h"

typedef struct ri_store ri_store;
typedef struct ri_stmt ri_stmt; /* borrowed from its store; reset when got again */

typedef enum ri_store_mode {
    RI_STORE_READ,      /* an existing model, never written */
    RI_STORE_WRITE,     /* an existing model */
    RI_STORE_CREATE,    /* a new model; RACI_EXISTS when the file is there */
    RI_STORE_MEMORY,    /* a new model in memory; the path is not used */
    RI_STORE_TEMPORARY, /* the same in a file without a name */
    RI_STORE_AS_FOUND,  /* whatever lies there, to be read: nothing in it is proved */
    RI_STORE_HELD       /* the same, so that a transaction keeps others from writing it */
} ri_store_mode;

/* Opens a model file and proves that it is one: application id, schema version,
   foreign keys on. Gives an owned store. Fails with RACI_NOTFOUND, RACI_EXISTS,
   RACI_FORMAT (not a model, or damaged), RACI_NEWER, RACI_IO, RACI_BUSY. */
raci_status ri_store_open(ri_store **out, const char *path, ri_store_mode mode, raci_error *err);
/* A copy in memory that can be written; the original stays as it is. */
raci_status ri_store_copy(ri_store **out, ri_store *of, raci_error *err);
/* The same in a file without a name, for changes of any size that are given up: memory holds a part
   of it, and the schema's constraints are those of its indexes only. */
raci_status ri_store_trial(ri_store **out, ri_store *of, raci_error *err);
void ri_store_close(ri_store *store); /* NULL is allowed; rolls back what is open */

/* From here until it is released, what is read is the file at one moment, whoever writes it:
   in the transaction that is open, or in one of its own. Holds may be nested, and keep others
   from committing: not to be held while something takes long. */
raci_status ri_store_hold(ri_store *store, raci_error *err);
void ri_store_release(ri_store *store); /* once for each hold that was had */

/* A transaction that writes. It waits five seconds for another writer, then fails with
   RACI_BUSY. Rollback is safe at any time. */
raci_status ri_store_begin(ri_store *store, raci_error *err);
raci_status ri_store_commit(ri_store *store, raci_error *err);
void ri_store_rollback(ri_store *store);
bool ri_store_within(const ri_store *store);  /* whether one is open, or held, */
bool ri_store_writing(const ri_store *store); /* one that writes */

/* How long to wait for another process; 5000 milliseconds unless set. */
void ri_store_wait(ri_store *store, int milliseconds);

/* The named statement, reset and with its parameters cleared. */
raci_status ri_store_stmt(ri_stmt **out, ri_store *store, enum ri_query query, raci_error *err);

/* Binding keeps no copy: text must stay valid until the statement is reset or
   has stepped to its end. A NULL string binds NULL. */
void ri_bind_int(ri_stmt *stmt, int at, int64_t value);
void ri_bind_null(ri_stmt *stmt, int at);
void ri_bind_text(ri_stmt *stmt, int at, const char *string);
void ri_bind_bytes(ri_stmt *stmt, int at, const char *bytes, size_t length);
void ri_bind_blob(ri_stmt *stmt, int at, const void *bytes, size_t length);

/* Steps: *row tells whether a row is there; at the end the statement is reset. */
raci_status ri_step(ri_stmt *stmt, bool *row, raci_error *err);
/* Runs a statement that gives no rows. */
raci_status ri_run(ri_stmt *stmt, raci_error *err);
void ri_reset(ri_stmt *stmt);

/* Runs a statement without parameters: of which the rows do not matter; or gives
   column 0 of its first row as a number, 0 when it gives none. */
raci_status ri_store_do(ri_store *store, enum ri_query query, raci_error *err);
raci_status ri_store_ask(int64_t *out, ri_store *store, enum ri_query query, raci_error *err);

/* Facts about the file itself, by name. Longer values are cut; without one *out is "". */
#define RI_FACT_SIZE 128
raci_status ri_store_fact(char out[RI_FACT_SIZE], bool *there, ri_store *store, const char *name,
                          raci_error *err);
raci_status ri_store_set_fact(ri_store *store, const char *name, const char *value,
                              raci_error *err);

bool ri_column_null(ri_stmt *stmt, int at);
int64_t ri_column_int(ri_stmt *stmt, int at);
/* NULL for NULL. A column that is never unset gives "" where it is in a damaged file, and the next
   step of the store fails with RACI_FORMAT: only NULL for what can be there, or without memory.
   So it does where the length is not asked for and the text has a NUL byte. */
const char *ri_column_text(ri_stmt *stmt, int at, size_t *length);
/* The same of what is unset in damaged files only, whatever the statement joins: NULL is without
   memory. For whoever fails so. */
const char *ri_column_needed(ri_stmt *stmt, int at, size_t *length);
/* Fails so at once, or for want of memory, for whoever takes what was read for whole before the
   next step. */
raci_status ri_row_whole(ri_stmt *stmt, raci_error *err);
int32_t ri_column_day(ri_stmt *stmt, int at, int32_t otherwise);   /* for NULL and what is no day */
const void *ri_column_blob(ri_stmt *stmt, int at, size_t *length); /* NULL for an empty one */

int64_t ri_store_last_id(ri_store *store);

/* Whether SQLite finds every page and index of the file as they should be: reads all of it. Fails
   with RACI_FORMAT where not. */
raci_status ri_store_intact(ri_store *store, raci_error *err);

/* ---- sweep.c ---- */

/* From then on what is deleted is overwritten. */
raci_status ri_store_erase(ri_store *store, raci_error *err);
/* Notes within a transaction that what it deletes is to leave no byte behind: once it is
   committed the file is to be swept, by whoever comes to it first. */
raci_status ri_store_sweep_later(ri_store *store, raci_error *err);
/* Where that is due: writes the file anew. Fails with RACI_BUSY when another process reads it,
   RACI_IO; then it stays due. */
raci_status ri_store_sweep(ri_store *store, raci_error *err);
#define RI_BYTES_OVERLAP 4096 /* by which pieces overlap */
/* Gives the bytes of the file and of those that SQLite keeps beside it, in pieces that overlap,
   with a NUL behind each; outside of transactions. */
typedef raci_status (*ri_bytes_fn)(const char *path, const char *bytes, size_t length,
                                   void *payload, raci_error *err);
raci_status ri_store_read_bytes(ri_store *store, ri_bytes_fn each, void *payload, raci_error *err);

/* The path it was opened with; borrowed. */
const char *ri_store_path(const ri_store *store);

#endif
