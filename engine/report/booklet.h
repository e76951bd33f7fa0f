/*
 * The report as one document in Markdown, between the files that write its chapters.
 */
#ifndef RI_BOOKLET_H
#define RI_BOOKLET_H

#include "raci/report.h"
#include "report/finding_marks.h"
#include "report/outline.h"
#include "report/view.h"

typedef struct ri_booklet {
    const raci_report_content *of;
    const raci_result *result; /* of->result */
    ri_view view;
    ri_sink *sink;
    ri_outline outline; /* headings, paragraphs and items go there */
    ri_finding_marks *marks;
    ri_text line; /* scratch; empty between any two functions */
    ri_text row;  /* of a table, until it ends; */
    size_t cells; /* so many it has */
    raci_status status;
    raci_error *err;
} ri_booklet;

/* A heading below one of the outline's; of the line, which is then empty. */
void ri_booklet_heading(ri_booklet *b);
/* Begins a table, below a heading or a paragraph. */
void ri_booklet_table(ri_booklet *b, const char *const *heads, size_t n);
/* A cell of the line, which is then empty; the last of its n ends a row. */
void ri_booklet_cell(ri_booklet *b, size_t n);
void ri_booklet_number(ri_booklet *b, size_t number, size_t n);
void ri_booklet_table_end(ri_booklet *b);

/* ---- chapters ---- */
void ri_booklet_findings(ri_booklet *b);
void ri_booklet_inbox(ri_booklet *b);
void ri_booklet_seams(ri_booklet *b);
void ri_booklet_load(ri_booklet *b);
void ri_booklet_whatif(ri_booklet *b);
void ri_booklet_models(ri_booklet *b);

#endif
