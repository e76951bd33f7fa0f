/*
 * How two policies compare in general, as documents show it.
 */
#ifndef RI_GENERAL_VIEW_H
#define RI_GENERAL_VIEW_H

#include "record/run_diff.h"
#include "report/document.h"
#include "report/page.h"
#include "report/thing_names.h"

/* "equivalent", "narrower", "wider", "different". */
const char *ri_comparison_name(ri_comparison comparison);

/* The document that shows it. */
typedef struct ri_diff_report {
    const raci_diff *diff;
    bool failed; /* memory is exhausted */
} ri_diff_report;

/* The member "general" of a document. */
void ri_emit_general(const ri_emit *emit, ri_diff_report *report);
/* The same as a list of witnesses; the report must outlive it. */
ri_section ri_general_section(ri_diff_report *report);
/* A block of its own: what it comes to, then each letter with a witness for each way. */
void ri_put_general(ri_page *page, const raci_diff *diff, ri_names *names, ri_text *line);

#endif
