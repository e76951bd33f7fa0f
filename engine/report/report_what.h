/*
 * The document of `what`, between its formats for programs and its text.
 */
#ifndef RI_REPORT_WHAT_H
#define RI_REPORT_WHAT_H

#include "check/holdings.h"
#include "check/result.h"
#include "report/page.h"
#include "report/view.h"

typedef struct ri_what_report {
    const raci_result *result;
    ri_ref holder;
    ri_view view;
    ri_arena *arena;
    ri_holding *items; /* by subject, letter, via */
    size_t n_items;
    size_t *findings; /* of the result: in which it is a party, or which are about it */
    size_t n_findings;
    size_t findings_capacity;
} ri_what_report;

void ri_what_text(ri_page *page, ri_what_report *report);

#endif
