/*
 * The document of `lint`, between its formats for programs and its text.
 */
#ifndef RI_REPORT_LINT_H
#define RI_REPORT_LINT_H

#include "check/lint_result.h"
#include "report/page.h"

/* How often something was found, or why it was left out. */
typedef struct ri_lint_counts {
    size_t severities[RACI_ERROR + 1];
    size_t certain;
} ri_lint_counts;

ri_lint_counts ri_lint_count_all(const raci_lint *lint);

/* The text: the worst first, the pairs of one rule together; of a check that found much the
   first, unless checks were chosen. */
void ri_lint_text(ri_page *page, const raci_lint *lint);

#endif
