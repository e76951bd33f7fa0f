/*
 * What the schema of a model is expected to be: the statements of db/schema.sql.
 */
#ifndef RI_EXPECTED_H
#define RI_EXPECTED_H

#include <stdbool.h>
#include <stddef.h>

#include "store/store.h"

#define RI_SCHEMA_PATH "db/schema.sql"
#define RI_APPLICATION_ID 0x52414349 /* as there */
#define RI_NEWEST_VERSION 7
#define RI_SCHEMA_NAME_SIZE 64

/* How many tables, indexes and views this version makes; and how the i-th is called: false beyond
   the last. */
size_t ri_expected_count(void);
bool ri_expected_name(char out[RI_SCHEMA_NAME_SIZE], size_t i);

/* Whether a statement is that of one of them, apart from blanks and comments; and whether of the
   one of this name. */
bool ri_expected(const char *text);
bool ri_expected_named(const char *name, const char *text);

/* A row of SQLite's schema; what is NULL there is NULL. SQLite itself goes by the statement, other
   programs by the rest. */
typedef struct ri_schema_row {
    const char *type;
    const char *text;
    const char *name;
    const char *table;
    bool texts; /* whether that is what they are in the file, not bytes of another type */
} ri_schema_row;

/* Of STMT_SCHEMA_TEXTS and STMT_SCHEMA_FOUND; borrowed until it steps. */
ri_schema_row ri_schema_row_of(ri_stmt *stmt);

/* Whether all of it is as SQLite writes it for one of them. */
bool ri_expected_row(const ri_schema_row *row);
/* What SQLite makes for itself when it is asked to ANALYZE does no harm. */
bool ri_expected_statistics(const ri_schema_row *row);

#endif
