/*
 * Two evaluated organizations, side by side, as documents show them: load, escalations, sums.
 */
#ifndef RI_SIDES_VIEW_H
#define RI_SIDES_VIEW_H

#include "check/result.h"
#include "report/difference_view.h"

typedef struct ri_sides {
    const raci_result *before;
    const raci_result *after;
    const ri_difference *difference;
    const ri_loads *loads;
} ri_sides;

/* A ri_name_fn of sides: the name on the side where the thing is. */
const char *ri_sides_name(const void *sides, const char *reference);
/* The members "load" and "escalations". */
void ri_emit_sides(const ri_emit *emit, const ri_sides *sides);
/* How many findings differ, of each severity, and to whom they go. */
void ri_put_sums(ri_page *page, const ri_sides *sides, ri_text *line);
/* Who has more or fewer letters. false: memory is exhausted. */
bool ri_put_loads(ri_page *page, const ri_sides *sides, ri_text *line);
/* All that differs: findings, moves, load. */
void ri_put_sides(ri_page *page, const ri_sides *sides, ri_text *line);

#endif
