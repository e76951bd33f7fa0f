/*
 * Canonical files that stand alone.
 */
#ifndef RI_IMPORT_FILE_H
#define RI_IMPORT_FILE_H

#include <stddef.h>

/* The table that a file is named after, such as units.csv, and the folder that it is in; -1 when
   it is no such file. */
int ri_import_file_table(const char *path, char *folder, size_t size);

#endif
