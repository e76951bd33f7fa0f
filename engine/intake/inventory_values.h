/*
 * What cells of inventories say of a touchpoint: how critical it is, yes or no, a whole number.
 */
#ifndef RI_INVENTORY_VALUES_H
#define RI_INVENTORY_VALUES_H

#include <stdbool.h>
#include <stdint.h>

/* 1 to 5, 5 being the most, of a number or a word such as "high"; `first`: of plain numbers 1 is
   the most, as it always is in "P1". 0: the cell says none of these. */
int ri_criticality_read(const char *cell, bool first);
/* 1 for yes (a tick, too), 0 for no, -1 for neither. */
int ri_yes_or_no(const char *cell);
/* A whole number that is not negative, of which commas may part the thousands. false: it is
   none, or has more than fifteen digits. */
bool ri_whole_number(const char *cell, int64_t *out);

#endif
