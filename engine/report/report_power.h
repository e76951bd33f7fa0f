/*
 * The documents of `power`, between their formats for programs and their texts.
 */
#ifndef RI_REPORT_POWER_H
#define RI_REPORT_POWER_H

#include "check/commanding.h"
#include "check/result.h"
#include "report/page.h"
#include "report/view.h"

/* A touchpoint, and how the holder commands it. */
typedef struct ri_power_row {
    uint32_t touchpoint;
    ri_way way;
    ri_hurdle hurdle; /* where it does not */
} ri_power_row;

/* A department in which it does not command something. */
typedef struct ri_power_elsewhere {
    ri_hurdle first; /* at the first touchpoint, by key, at which a position is in the way, if any;
                        its department, RI_NONE for none, is that of all */
    uint32_t touchpoints;
} ri_power_elsewhere;

typedef struct ri_power_report {
    const raci_result *result;
    ri_work work;
    ri_ref holder;
    const uint32_t *positions; /* that command for the holder */
    size_t n_positions;
    uint32_t one; /* where it is a single one */
    ri_view view;
    ri_power_row *rows; /* by touchpoint */
    size_t n_rows;
    size_t rows_capacity;
    ri_power_elsewhere *elsewhere; /* most touchpoints first, then by department */
    size_t n_elsewhere;
    size_t elsewhere_capacity;
    size_t ways[RI_WAY_MANDATE + 1]; /* rows of each way */
} ri_power_report;

/* The questions that a result's matrix answers. */
ri_work ri_work_of(const raci_result *result);

/* Part of a whole as a number of four decimals; null when there is no whole. */
void ri_emit_share(const ri_emit *emit, const char *key, size_t part, size_t whole);
/* How many percent a part is of a whole: none and all are said of none and all alone. */
unsigned ri_percent(size_t part, size_t whole);
/* " (45 %)"; nothing when there is no whole. */
void ri_say_share(ri_text *out, size_t part, size_t whole);
/* "14 touchpoints; on 13 somebody is accountable, and on 9 of these (69 %) whoever is …". */
void ri_say_empowered(ri_text *out, uint32_t touchpoints, const ri_empowered *empowered);

void ri_power_text(ri_page *page, ri_power_report *report);

#endif
