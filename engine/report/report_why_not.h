/*
 * The document of `why-not`, between its formats for programs and its text.
 */
#ifndef RI_REPORT_WHY_NOT_H
#define RI_REPORT_WHY_NOT_H

#include "check/why_not.h"
#include "report/report_why.h"

typedef struct ri_why_not_report {
    const raci_answer *answer;
    const ri_why_not *why_not;
    ri_view view;
    ri_arena *arena;
} ri_why_not_report;

/* "overridden", "condition" … */

/* ---- hurdle_view.c: the condition that fails ---- */

/* As the policy writes it: "stage", "from.attr.region", "when"; appended. */
/* The members `condition`, `except`, `wanted`, `found`. */
void ri_emit_hurdle(const ri_emit *emit, ri_why_not_report *report, const ri_refusal *item);
/* "stage is purchase, the rule wants onboarding, usage or support". */
void ri_say_hurdle(ri_text *out, ri_why_not_report *report, const ri_refusal *item);

/* What stands in a source's way, as a clause, with marks of page.h. */
void ri_say_obstacle(ri_text *out, ri_why_not_report *report, const ri_refusal *item);

void ri_why_not_text(ri_page *page, ri_why_not_report *report);

#endif
