/*
 * Two evaluated organizations, side by side, as documents show them: load, escalations, sums.
 */
#ifndef RI_SIDES_VIEW_H
#define RI_SIDES_VIEW_H

#include "check/result.h"
#include "report/difference_view.h"
#include "report/document.h"

typedef struct ri_sides {
    ri_names names;
    const ri_summary *before;
    const ri_summary *after;
    const ri_difference *difference;
    const ri_loads *loads;
} ri_sides;

/* The members "load" and "escalations". */
void ri_emit_sides(const ri_emit *emit, ri_sides *sides);
/* The lists beside that of findings: moves, load, escalations, and what changed findings were;
   the sides must outlive them. */
#define RI_SIDES_SECTIONS 4
void ri_sides_sections(ri_section sections[RI_SIDES_SECTIONS], ri_sides *sides);
/* How many findings differ, of each severity, and to whom they go. */
void ri_put_sums(ri_page *page, const ri_sides *sides, ri_text *line);
/* Their places, those that change most first; owned. NULL: memory is exhausted. */
uint32_t *ri_loads_order(const ri_loads *loads);
/* Who has more or fewer letters. false: memory is exhausted. */
bool ri_put_loads(ri_page *page, ri_sides *sides, ri_text *line);
/* All that differs: findings, moves, load. */
void ri_put_sides(ri_page *page, ri_sides *sides, ri_text *line);

#endif
