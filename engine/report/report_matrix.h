/*
 * The document of `matrix`, between its formats for programs and its texts.
 */
#ifndef RI_REPORT_MATRIX_H
#define RI_REPORT_MATRIX_H

#include "check/result.h"
#include "raci/report.h"
#include "report/page.h"
#include "report/view.h"

/* Where a row stands for people: below the title of its group. */
typedef struct ri_matrix_row {
    uint32_t group;
    ri_ref subject;
} ri_matrix_row;

typedef struct ri_matrix_report {
    const raci_result *result;
    ri_view view;
    uint32_t journey; /* the one asked for, or RI_NONE */
    raci_by by;
    uint32_t *subjects; /* numbers of the subjects that are shown, in order */
    size_t n_subjects;
    ri_matrix_row *rows; /* the same for people: journey by journey; made for text */
    size_t n_rows;
    size_t rows_capacity;
    const char **columns; /* of csv and md */
    ri_text column_names[RI_LETTERS_MAX];
} ri_matrix_report;

/* Groups of rows: journeys by their index, then these. */
enum { RI_GROUP_NO_JOURNEY, RI_GROUP_HANDOFFS, RI_GROUP_JOURNEYS, RI_GROUP_ENTERPRISE };

/* Begins one: of the subjects of a journey (a key, or NULL for all) that somebody holds a letter
   on, of all touchpoints and of those that `also` says, by their number (NULL: of no others). To be
   ended either way. Fails with RACI_NOTFOUND for an unknown journey. */
raci_status ri_matrix_begin(ri_matrix_report *report, const raci_result *result,
                            const char *journey, const bool *also, raci_error *err);
void ri_matrix_end(ri_matrix_report *report);
/* Orders the rows for people. false: no memory. */
bool ri_matrix_rows(ri_matrix_report *report);
/* "Journey Buy a phone", "Handoffs" …, shown. */
void ri_say_group(ri_text *out, ri_matrix_report *report, uint32_t group);
/* The holders of a letter on a subject. */
const ri_ref *ri_matrix_cell(const ri_matrix_report *report, ri_ref subject, uint8_t letter,
                             uint32_t *n);

/* Whom a cell names: "Head of Sales, Head of Service (vacant)"; of the accountable also nobody. */
void ri_say_matrix_cell(ri_text *line, ri_matrix_report *report, ri_ref subject, uint8_t letter);
/* The letters that have a holder somewhere, the accountable one in any case, in the order in which
   people are told; gives how many. */
uint32_t ri_matrix_letters(const ri_matrix_report *report, uint8_t *letters);

/* Letters as columns, holders in the cells. */
void ri_matrix_text(ri_page *page, ri_matrix_report *report);
/* Units, positions or people as columns, letters in the cells. */
void ri_matrix_grid(ri_page *page, ri_matrix_report *report);

#endif
