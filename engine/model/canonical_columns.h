/*
 * The names of the canonical files and of their columns, for who writes rows of them.
 */
#ifndef RI_CANONICAL_COLUMNS_H
#define RI_CANONICAL_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

/* The number of the file of that name ("units", without ".csv"), or -1; and the name of a number,
   NULL beyond the last. */
int ri_canonical_file(const char *name);
const char *ri_canonical_file_name(int tab);
/* Whether its rows have keys of their own. */
bool ri_canonical_file_keyed(int tab);
/* The i-th of its columns, NULL beyond the last. */
const char *ri_canonical_file_column(int tab, size_t i);
/* Its column of that name as the table has it, or NULL. */
const char *ri_canonical_file_column_named(int tab, const char *name);

#endif
