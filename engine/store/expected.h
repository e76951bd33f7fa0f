/*
 * What the schema of a model is expected to be: the statements of db/schema.sql.
 */
#ifndef RI_EXPECTED_H
#define RI_EXPECTED_H

#include <stdbool.h>
#include <stddef.h>

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
/* What SQLite makes for itself when it is asked to ANALYZE does no harm. */
bool ri_expected_statistics(const char *text);

#endif
