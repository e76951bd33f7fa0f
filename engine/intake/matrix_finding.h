/*
 * The inside of recognition: matrix_headers.c finds the row of headers and the shape,
 * matrix_columns.c says what each column is, or somebody does (matrix_choices.c), matrix_doubts.c
 * asks about what is not clear, and matrix_layout.c puts it together. For these files only.
 */
#ifndef RI_MATRIX_FINDING_H
#define RI_MATRIX_FINDING_H

#include "base/arena.h"
#include "intake/matrix_layout.h"
#include "intake/matrix_sample.h"

#define RI_HEADER_ROWS 40 /* of the sheet's first rows, that may be headers */

/* What stands in a column, below a header. */
typedef struct ri_column_sum {
    size_t texts;
    size_t known;   /* cells with the scheme's letters */
    size_t sure;    /* those of them in which no word stands that may mean a letter */
    size_t ticks;   /* cells with X or a sign instead */
    size_t strange; /* cells with other letters, or with letters that may be none */
    size_t said;    /* cells that say none, or undecided */
    size_t words;   /* cells with names or sentences */
    size_t apart;   /* those of them in rows without any letter */
    size_t pairs;   /* cells with letters, and names behind them */
    size_t several; /* those of them with several letters */
    size_t numbers;
    size_t changes; /* cells that differ from the one above them */
    size_t bytes;
} ri_column_sum;

typedef struct ri_finding {
    ri_arena *arena; /* the layout and all that it points to */
    ri_matrix_layout *layout;
    ri_letters *letters;
    const ri_matrix_options *options;
    ri_sample sample;
    ri_header *headers; /* of the header row that is looked at, by column */
    ri_column_sum *sums;
    size_t end;  /* the column where another table begins; that behind the last: none does */
    bool failed; /* memory is exhausted */
} ri_finding;

/* Counts what stands below a row, by column, and reads the row's headers. */
void ri_finding_look_below(ri_finding *find, size_t row);
/* The header of a column: what stands in the header row, or, where that is empty, above it. */
const ri_sampled *ri_finding_header(const ri_finding *find, size_t row, size_t column);
/* Whether a column, below a row, has cells with letters. */
bool ri_finding_has_letters(const ri_finding *find, size_t column);
/* Whether a header is a letter's, or two letters', such as "R", "Accountable", "C - Consulted",
   "A/R". */
bool ri_finding_is_letter(const ri_sampled *header);

/* Finds the row of headers and the shape. */
void ri_finding_headers(ri_finding *find);
/* Says what each column is. */
void ri_finding_columns(ri_finding *find);
/* Says whether parties stand in rows, if they may, and whether lone names are headings. */
void ri_finding_direction(ri_finding *find);
/* Whether somebody said of one of a row's headers what it is the header of. */
bool ri_finding_is_chosen(const ri_finding *find, size_t row, ri_matrix_role role);
/* Applies what somebody said of columns. */
raci_status ri_finding_choose(ri_finding *find, raci_error *err);
/* Asks about what is not clear. */
void ri_finding_doubts(ri_finding *find);
/* Asks one question; the texts live in the arena, or are NULL for want of memory. */
void ri_finding_ask(ri_finding *find, const char *code, const char *message, const char *option,
                    const char *fallback);
/* Marks the rows of the sample that are a legend's; letters that it, or the name of a scheme,
   explains are added to the scheme. *more says whether there were any. */
raci_status ri_finding_legends(ri_finding *find, bool *more, raci_error *err);
/* The same of a legend beside the table. */
raci_status ri_finding_legend_beside(ri_finding *find, raci_error *err);
/* The sheet's column of a role; as many as there are columns: there is none. */
size_t ri_finding_role(const ri_matrix_layout *layout, ri_matrix_role role);

#endif
