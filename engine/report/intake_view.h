/*
 * What was read of somebody else's file, between the document and its text.
 */
#ifndef RI_INTAKE_VIEW_H
#define RI_INTAKE_VIEW_H

#include "check/facts.h"
#include "check/result.h"
#include "model/adopted.h"
#include "report/page.h"

/* What checks find once it is imported, and what they lack. */
typedef struct ri_intake_after {
    const raci_result *result;
    const ri_fact *lacking[RI_FACTS_MAX];
    size_t n_lacking;
} ri_intake_after;

/* How often a check found something, of those that have enough to go by. */
size_t ri_intake_found(const ri_intake_after *after, ri_code code);
/* What they find, and which facts the others lack. */
void ri_put_intake_after(ri_page *page, const ri_intake_after *after, ri_text *line);
/* What of a file could not be read as it stands. */
void ri_put_file_notes(ri_page *page, const ri_read_file *file, ri_text *line);
/* One sheet: its rows, its columns, what is to be answered, refused, noticed. `number` is which of
   the file's it is, from 1; 0 where that has no other. */
void ri_put_read_sheet(ri_page *page, const ri_read_sheet *sheet, size_t number, ri_text *line);

#endif
