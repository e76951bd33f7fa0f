/*
 * CSV out (RFC 4180), safe to open in a spreadsheet.
 */
#ifndef RI_CSV_OUT_H
#define RI_CSV_OUT_H

#include "base/sink.h"
#include "base/text.h"

/* Appends one cell: quoted where it must be; one that a spreadsheet would take for
   a formula (^'*[=+@\t\r-]) gets a ' in front; control characters other than tab
   and line ends are written as \u{…}, bytes that are no UTF-8 as \x{…}. What only a reader could
   be misled by, such as marks of direction, stays: it is data. */
void ri_csv_out_cell(ri_text *out, const char *value);
/* Ends a row. */
#define RI_CSV_OUT_END "\n"

#endif
