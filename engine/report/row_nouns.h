/*
 * What the rows of each file are called.
 */
#ifndef RI_ROW_NOUNS_H
#define RI_ROW_NOUNS_H

#include "base/text.h"
#include "model/tables.h"

/* "3 units, 14 touchpoints and 1 seat": how many there are of each file; "" for none. */
void ri_say_rows(ri_text *line, const size_t counts[RI_TABLE_COUNT]);

#endif
