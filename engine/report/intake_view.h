/*
 * What was read of somebody else's file, between the document and its text.
 */
#ifndef RI_INTAKE_VIEW_H
#define RI_INTAKE_VIEW_H

#include "model/adopted.h"
#include "report/page.h"

/* One sheet: its rows, its columns, what is to be answered, refused, noticed. */
void ri_put_read_sheet(ri_page *page, const ri_read_sheet *sheet, ri_text *line);

#endif
