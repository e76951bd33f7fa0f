/*
 * The workbook of an evaluation, between the files that fill its sheets.
 *
 * Rows are written in their order and leave memory when the next one begins, so that its size does
 * not grow with them. Every text goes through ri_workbook_cell, which makes it harmless.
 */
#ifndef RI_WORKBOOK_H
#define RI_WORKBOOK_H

#include <xlsxwriter.h>

#include "base/map.h"
#include "check/result.h"
#include "raci/report.h"
#include "report/finding_marks.h"
#include "report/view.h"

#define RI_WORKBOOK_ROWS 1048576   /* of a sheet, as Excel has them */
#define RI_WORKBOOK_HOLDERS 2000   /* columns of the matrix that have holders */
#define RI_WORKBOOK_COMMENTS 20000 /* of all sheets: with more, programs take minutes to open it */
#define RI_WORKBOOK_TEXT 8000      /* columns of text in a cell; Excel has 32,767 characters */
#define RI_WORKBOOK_COMMENT 3000   /* bytes of a comment, about which further lines are left out */
#define RI_WORKBOOK_SEVERITIES (RACI_ERROR + 1) /* 0: none */

#define RI_WORKBOOK_LIST_COLUMNS 32 /* of a list, at most */

/* What cells look like. */
typedef struct ri_workbook_looks {
    lxw_format *title;
    lxw_format *text; /* under the title, and in the legend */
    lxw_format *band; /* a department above its holders */
    lxw_format *other_band;
    lxw_format *head;  /* of a column of text */
    lxw_format *party; /* of a column of letters: read from below */
    lxw_format *vacant_party;
    lxw_format *reference;
    lxw_format *label; /* of a row; of every other journey shaded */
    lxw_format *shaded;
    lxw_format *key;
    lxw_format *cell; /* without letters */
    lxw_format *wrapped;
    lxw_format *number;
    lxw_format *figure; /* that is told even if it is nothing */
    lxw_format *share;
    lxw_format *severity[RI_WORKBOOK_SEVERITIES];
    lxw_format *letter[RI_LETTERS_MAX][RI_WORKBOOK_SEVERITIES]; /* by letter, and what is wrong */
    lxw_format *fill[RI_LETTERS_MAX]; /* of cells that get the letter later; */
    lxw_format *empty;                /* and of those that lose theirs */
} ri_workbook_looks;

/* What had no room, for the legend. */
typedef struct ri_workbook_cuts {
    size_t touchpoints;
    size_t holders;
    size_t comments;
    size_t findings;
    size_t escalations;
    size_t loads;
    size_t others;
} ri_workbook_cuts;

typedef struct ri_workbook {
    const raci_report_content *of; /* NULL: the evaluation alone, else what a report shows, too */
    const raci_result *result;
    const char *digest;    /* of the model */
    ri_resolver *resolver; /* of its own: reasons are asked for again, for what is shown */
    ri_view view;
    lxw_workbook *book;
    ri_workbook_looks looks;
    uint32_t n_letters;
    uint8_t letters[RI_LETTERS_MAX]; /* in the order in which people are told */
    ri_ref *holders;                 /* the columns: who has a letter on a touchpoint */
    size_t n_holders;
    size_t holders_capacity;
    ri_map columns;          /* of a holder, its place there */
    ri_finding_marks *marks; /* by number of subject */
    size_t comments;
    ri_workbook_cuts cuts;
    ri_text line;                            /* scratch */
    ri_text shown;                           /* of ri_workbook_cell alone */
    double widths[RI_WORKBOOK_LIST_COLUMNS]; /* of the list at hand, in characters */
    size_t lines;                            /* that the row at hand needs for wrapped texts */
    bool failed;                             /* memory is exhausted */
    lxw_error trouble;                       /* the first that the library had */
    raci_status status;                      /* of the resolver */
} ri_workbook;

/* ---- workbook_cells.c ---- */

/* Adds a sheet that prints on wide pages; NULL once something failed. */
lxw_worksheet *ri_workbook_sheet(ri_workbook *w, const char *name);
/* Writes a text: without marks of page.h, harmless as a formula, cut to what fits. */
void ri_workbook_cell(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                      const char *text, lxw_format *format);
/* The same of w->line, which is then empty. */
void ri_workbook_take(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                      lxw_format *format);
void ri_workbook_number(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                        uint64_t number, lxw_format *format);
/* A part of a whole. */
void ri_workbook_share(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column, size_t part,
                       size_t whole);
/* A comment of w->line, which is then empty, while there may be more of them. */
void ri_workbook_comment(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column);

/* Ends a row of a list, which is then as high as its texts need. */
void ri_workbook_fit(ri_workbook *w, lxw_worksheet *sheet, size_t row);

/* A column of a list: its heading, and how many characters wide. */
typedef struct ri_workbook_column {
    const char *heading;
    double width;
} ri_workbook_column;

/* Begins a list: title, headings of n columns (from row 2), what stays in view and is printed
   again, filters. */
void ri_workbook_list(ri_workbook *w, lxw_worksheet *sheet, const char *title,
                      const ri_workbook_column *columns, size_t n);
#define RI_WORKBOOK_LIST 3 /* the row where its rows begin */
/* Ends it after its rows, `end` being the first that is free. */
void ri_workbook_list_end(ri_workbook *w, lxw_worksheet *sheet, size_t end, size_t n);

/* ---- workbook_looks.c ---- */
void ri_workbook_dress(ri_workbook *w);

/* ---- workbook_holders.c ---- */

/* Finds out who has letters, in the order of departments, units and lines. false: no memory. */
bool ri_workbook_holders(ri_workbook *w);

/* ---- workbook_marks.c ---- */

/* "2 errors, 1 warning", in a cell of the worst one's colour, with a comment that tells them. */
void ri_workbook_put_marks(ri_workbook *w, lxw_worksheet *sheet, size_t row, size_t column,
                           ri_ref subject, lxw_format *otherwise);
/* The worst that is wrong with a holder's letter on a subject; 0: nothing. Appends what it is. */
unsigned ri_workbook_wrong(const ri_workbook *w, ri_ref subject, uint8_t letter, ri_ref holder,
                           ri_text *out);

/* ---- the sheets ---- */

/* The matrix, and what it was in the sheet `kept`. Fails as ri_resolve does: w->status. */
void ri_workbook_put_matrix(ri_workbook *w, lxw_worksheet *sheet, lxw_worksheet *kept,
                            raci_error *err);
/* The rows above the touchpoints: departments, holders, references. */
void ri_workbook_put_head(ri_workbook *w, lxw_worksheet *sheet);
#define RI_WORKBOOK_HEAD 5   /* the row where touchpoints begin */
#define RI_WORKBOOK_LABELS 5 /* the column where holders begin */
/* Letters on what is no touchpoint, and whether there are any. */
bool ri_workbook_has_others(const ri_workbook *w);
void ri_workbook_put_others(ri_workbook *w, lxw_worksheet *sheet);
void ri_workbook_put_findings(ri_workbook *w, lxw_worksheet *sheet);
void ri_workbook_put_escalations(ri_workbook *w, lxw_worksheet *sheet);
void ri_workbook_put_load(ri_workbook *w, lxw_worksheet *sheet);
/* Of a report: how things stand, what waits and what is settled, passages between departments. */
void ri_workbook_put_summary(ri_workbook *w, lxw_worksheet *sheet);
void ri_workbook_put_inbox(ri_workbook *w, lxw_worksheet *sheet);
void ri_workbook_put_seams(ri_workbook *w, lxw_worksheet *sheet);
/* What a reorganization breaks, heals and moves; and policies side by side. */
void ri_workbook_put_changes(ri_workbook *w, lxw_worksheet *sheet);
void ri_workbook_put_moves(ri_workbook *w, lxw_worksheet *sheet);
void ri_workbook_put_loads(ri_workbook *w, lxw_worksheet *sheet);
void ri_workbook_put_models(ri_workbook *w, lxw_worksheet *sheet);
void ri_workbook_put_answers(ri_workbook *w, lxw_worksheet *sheet);
void ri_workbook_put_legend(ri_workbook *w, lxw_worksheet *sheet);

/* ---- workbook_kept.c: what the letters were, for whoever reads it back ---- */
typedef struct ri_workbook_kept {
    ri_workbook *w;
    lxw_worksheet *sheet;
    size_t row;
    uint32_t n_rules;
    ri_map rules; /* of a source, its number here */
    ri_text cells[RI_LETTERS_MAX];
} ri_workbook_kept;

void ri_workbook_kept_begin(ri_workbook_kept *kept, ri_workbook *w, lxw_worksheet *sheet);
/* Keeps the letters of a touchpoint. */
void ri_workbook_kept_add(ri_workbook_kept *kept, const ri_settlement *settlement);
void ri_workbook_kept_free(ri_workbook_kept *kept);

#endif
