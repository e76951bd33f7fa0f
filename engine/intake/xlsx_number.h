/*
 * A workbook's numbers as text: as its program shows them, in fifteen digits; dates as ISO 8601.
 */
#ifndef RI_XLSX_NUMBER_H
#define RI_XLSX_NUMBER_H

#include "base/text.h"
#include "intake/xlsx_styles.h"

/* Appends it. Days count from 1904 where the workbook says so. What is no number, or no date of
   the years 1900 to 9999, stays as it stands. */
void ri_xlsx_number_text(ri_text *out, const char *bytes, size_t n, ri_xlsx_shown shown,
                         bool from_1904);

#endif
