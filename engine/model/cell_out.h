/*
 * A cell of a canonical file, as it is written: quoted where it must be, and with an apostrophe
 * where a spreadsheet would take it for a formula (1-domain, "Canonical CSV").
 */
#ifndef RI_CELL_OUT_H
#define RI_CELL_OUT_H

#include "base/sink.h"

void ri_cell_out(ri_sink *sink, const char *bytes, size_t length);

#endif
