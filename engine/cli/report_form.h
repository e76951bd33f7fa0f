/*
 * What a report is written as: a page, a workbook, a document, a table.
 */
#ifndef CLI_REPORT_FORM_H
#define CLI_REPORT_FORM_H

#include "cli/options.h"

typedef enum report_form {
    REPORT_PAGE,    /* html */
    REPORT_BOOK,    /* xlsx */
    REPORT_BOOKLET, /* md */
    REPORT_TABLE    /* csv: one of its lists */
} report_form;

/* Whether it goes to a file rather than to standard output. */
bool report_goes_to_file(const options *o);
/* As --format or else the name of the file says; a page where neither is said. Fails where they do
   not say it, or the list that is asked for is not to be had. */
raci_status report_form_of(report_form *out, const options *o, raci_error *err);
/* Whether it is no text that a terminal could show. */
bool report_form_is_file(report_form form);
raci_status report_form_write(report_form form, const raci_report_content *content,
                              const options *o, raci_write_fn write, void *payload,
                              raci_error *err);

#endif
