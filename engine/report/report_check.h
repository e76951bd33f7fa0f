/*
 * The document of `check`, between its formats for programs and its text.
 */
#ifndef RI_REPORT_CHECK_H
#define RI_REPORT_CHECK_H

#include "check/result.h"
#include "report/page.h"
#include "report/view.h"

typedef struct ri_check_report {
    const raci_result *result;
    const char *digest; /* the model's */
    ri_view view;
} ri_check_report;

/* How much there is, and who has to decide it. */
void ri_check_counts(ri_page *page, const raci_result *result, ri_text *line);
/* The members that say what was evaluated, with which policy, as of when; and the counts. */
void ri_emit_check_head(const ri_emit *emit, const raci_result *result, const char *digest);
/* The text: the counts; findings, errors first, then by code, each below its cause; and
   the counts once more after many. Or the counts alone. Of a check that found much the
   first findings are told and the others named, unless checks were chosen. */
void ri_check_text(ri_page *page, ri_check_report *report, bool counts_only);

#endif
