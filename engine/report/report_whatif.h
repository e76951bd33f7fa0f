/*
 * What of a what-if several documents say.
 */
#ifndef RI_REPORT_WHATIF_H
#define RI_REPORT_WHATIF_H

#include "base/text.h"
#include "raci/whatif.h"

/* "2 steps of 9 do not apply and were left out: see step-not-applicable."; nothing where all do. */
void ri_say_unfits(ri_text *line, const raci_whatif *whatif);

#endif
