/*
 * What the files of a folder had.
 */
#ifndef RI_FILES_READ_H
#define RI_FILES_READ_H

#include "model/tables.h"
#include "raci/model.h"

typedef struct ri_files_read {
    size_t rows[RI_TABLE_COUNT]; /* of each file; 0 where there is none */
    raci_import_counts counts;
} ri_files_read;

#endif
