/*
 * The channel that a cell names: "E-mail" of "E-mail (automated)", "Video call" of "Video call or
 * e-mail".
 */
#ifndef RI_CHANNEL_IN_CELL_H
#define RI_CHANNEL_IN_CELL_H

#include <stdbool.h>

#include "base/text.h"

/* Puts the first channel of the cell, without what brackets behind it say, into `out`, emptied
   before; "" where there is none. Gives whether the cell names several. */
bool ri_channel_in_cell(ri_text *out, const char *cell);

#endif
