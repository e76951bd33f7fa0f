/*
 * What a spreadsheet program would take for a formula.
 */
#ifndef RI_FORMULA_H
#define RI_FORMULA_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a cell with this text would be taken for a formula, or was before an apostrophe was
   put there: ^'*[=+@\t\r-]. Whoever writes it puts one before it, whoever reads takes one away. */
bool ri_formula_like(const char *bytes, size_t length);

#endif
