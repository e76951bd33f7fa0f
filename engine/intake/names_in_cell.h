/*
 * Several names in one cell: on lines of their own, with commas, semicolons, "+" or " / "
 * between them.
 */
#ifndef RI_NAMES_IN_CELL_H
#define RI_NAMES_IN_CELL_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ri_cell_name {
    const char *bytes; /* within the cell; no NUL follows */
    size_t length;     /* never 0 */
    bool doubtful;     /* it may be several: "Sales & Marketing", "UX/UI" */
} ri_cell_name;

/* The next name of *left bytes at *bytes, which are then those behind it. false: no more. */
bool ri_names_next(const char **bytes, size_t *left, ri_cell_name *out);
/* Takes a condition in brackets off a name's end: "Legal (if it is large)"; gives its length, 0
   where there is none. *note lies in the cell. */
size_t ri_name_condition(ri_cell_name *name, const char **note);

#endif
