/*
 * The columns of a matrix by department: all who have a letter, department by department.
 */
#ifndef RI_HOLDER_COLUMNS_H
#define RI_HOLDER_COLUMNS_H

#include "report/holder_groups.h"

typedef struct ri_holder_columns {
    const ri_snapshot *s;
    ri_ref *holders; /* each once, column by column */
    size_t n_holders;
    size_t *first; /* by column: where its holders begin */
    size_t n;
    size_t capacity;
} ri_holder_columns;

/* Departments stand in the order of the tree, one within another behind it; then what has none.
   false: memory is exhausted. Freed either way. */
bool ri_holder_columns_of(ri_holder_columns *out, const raci_result *result);
void ri_holder_columns_free(ri_holder_columns *columns);

/* Where somebody who has a letter stands among the holders; and in which column that is. */
size_t ri_holder_number(const ri_holder_columns *columns, ri_ref holder);
size_t ri_holder_column(const ri_holder_columns *columns, size_t number);

#endif
