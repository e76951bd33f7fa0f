/*
 * Acknowledgements of role cards, as documents print them.
 */
#ifndef RI_ACKNOWLEDGEMENT_VIEW_H
#define RI_ACKNOWLEDGEMENT_VIEW_H

#include "record/acknowledgement.h"
#include "report/emit.h"

/* The members of one; its columns, for csv and md. */
void ri_emit_acknowledgement(const ri_emit *emit, const ri_acknowledgement *of);
#define RI_ACKNOWLEDGEMENT_COLUMNS "entry", "kind", "holder", "by", "date", "recorded_at", "card"

#endif
