/*
 * Changes of the organization, as documents show them.
 */
#ifndef RI_CHANGE_VIEW_H
#define RI_CHANGE_VIEW_H

#include "record/recorded_change.h"
#include "report/emit.h"
#include "report/page.h"

/* The members of a change, without its rows. */
void ri_emit_change(const ri_emit *emit, const raci_change *change);
/* Its steps, each with its day. */
void ri_put_steps(ri_page *page, const raci_change *change, ri_text *line);
/* Its head and steps as paragraphs. */
void ri_put_change(ri_page *page, const raci_change *change, ri_text *line);

#endif
