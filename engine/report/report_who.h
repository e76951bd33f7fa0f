/*
 * The documents about one subject, `who` and `why`, between their formats for
 * programs and their texts.
 */
#ifndef RI_REPORT_WHO_H
#define RI_REPORT_WHO_H

#include "check/result.h"
#include "record/recorded_finding.h"
#include "report/document.h"
#include "report/view.h"

/* A line of `who`: a holder of a letter. */
typedef struct ri_who_line {
    uint8_t letter;
    ri_ref holder;
} ri_who_line;

typedef struct ri_subject_report {
    const raci_answer *answer;
    uint8_t only; /* the letter asked for, or RI_NO_LETTER */
    ri_view view;
    ri_who_line *lines; /* by letter, then holder */
    size_t n_lines;
    const ri_finding **findings; /* of the letters asked for */
    size_t n_findings;
    ri_run_row run; /* the last one; text of `who` quotes from it what takes all subjects */
    const ri_recorded_finding **beyond;
    size_t n_beyond;
    ri_arena *recorded; /* where these live */
} ri_subject_report;

/* Reads the letter (or NULL) and gathers lines and findings. Freed with
   ri_subject_report_free either way. */
raci_status ri_subject_report_init(ri_subject_report *report, const raci_answer *answer,
                                   const char *letter, raci_error *err);
void ri_subject_report_free(ri_subject_report *report);

/* Whether a letter is asked for. */
bool ri_subject_report_wants(const ri_subject_report *report, uint8_t letter);
/* The accountable letter, the responsible one, then the others: the i-th of the
   order in which people are told. */
uint8_t ri_letter_in_order(const ri_scheme *scheme, uint32_t i);

/* Several things fit: the document that lists them, for who and why alike. */
raci_status ri_report_candidates(const raci_answer *answer, raci_format format,
                                 const raci_look *look, raci_write_fn write, void *payload,
                                 raci_error *err);

/* Why the report's lines are as they are. */
void ri_who_put_why(ri_page *page, ri_subject_report *report, ri_text *line);
void ri_who_text(ri_page *page, ri_subject_report *report);

#endif
