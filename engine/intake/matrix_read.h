/*
 * Goes through a sheet whose layout is known, and gives its assignments. Every row is accounted
 * for, and every cell that has text: what is not read is refused with a reason, and the numbers
 * add up.
 */
#ifndef RI_MATRIX_READ_H
#define RI_MATRIX_READ_H

#include "intake/cell_letters.h"
#include "intake/matrix_layout.h"

#define RI_PARTY_MAX 1024 /* bytes of a party's name; a longer one is refused */

typedef struct ri_matrix_assignment {
    const char *group;    /* phase or section: "" for none */
    const char *activity; /* never empty, as the others are where nothing says them */
    const char *key;
    const char *channel;
    const char *party;  /* never empty */
    const char *remark; /* about the row, from a column of its own */
    const ri_cell_letter *letters;
    size_t n;                 /* at least 1 */
    const char *note;         /* about the cell: "if security" */
    bool condition;           /* the note says when */
    const ri_book_cell *cell; /* where it stands */
} ri_matrix_assignment;

/* What became of a row. */
typedef enum ri_row_fate {
    RI_ROW_USED,     /* it gave assignments */
    RI_ROW_NOBODY,   /* it is an activity, or a party, and nobody has a letter */
    RI_ROW_HEADING,  /* it names the group of what follows */
    RI_ROW_HEADER,   /* it names the columns */
    RI_ROW_REPEATED, /* it names them again */
    RI_ROW_TITLE,    /* it stands above the table */
    RI_ROW_LEGEND,   /* it explains letters */
    RI_ROW_CHECK,    /* it has counts, or other numbers, where letters are elsewhere */
    RI_ROW_EMPTY,    /* it has no text, or says no more than that there is none */
    RI_ROW_REFUSED,  /* it could not be read: `why` says what for */
    RI_ROW_FATES
} ri_row_fate;

/* "used", "nobody" …; static. */
const char *ri_row_fate_name(ri_row_fate fate);

/* What became of cells with text. */
typedef struct ri_cell_counts {
    size_t all;
    size_t labels;  /* names of activities, groups, columns; remarks; legends */
    size_t read;    /* letters, or names of those who have them */
    size_t none;    /* said that there is nobody, or that nobody knows yet */
    size_t refused; /* told, one by one or with their row */
    size_t others;  /* in columns that are not read, as the layout says */
} ri_cell_counts;

typedef struct ri_matrix_row {
    ri_row_fate fate;
    uint32_t line;
    const ri_book_cell *cell; /* the first one with text; NULL: none has any */
    const char *why;          /* of a refused row, or a guess about another; NULL: nothing to say */
    /* The activity that nobody has, without assignments; NULL: it is none. */
    const ri_matrix_assignment *unassigned;
    ri_cell_counts cells;
} ri_matrix_row;

typedef struct ri_matrix_counts {
    size_t rows; /* the sum of `fates` */
    size_t fates[RI_ROW_FATES];
    ri_cell_counts cells; /* all = labels + read + none + refused + others */
    size_t assignments;
    size_t doubts;
} ri_matrix_counts;

/* Each may be NULL. Strings, letters and cells are valid during the call only. A return other
   than 0 ends the reading. */
typedef struct ri_matrix_calls {
    int (*assignment)(const ri_matrix_assignment *assignment, void *payload);
    int (*row)(const ri_matrix_row *row, void *payload); /* after what it gave */
    /* A cell that was not read, though its row was. */
    int (*refused)(const ri_book_cell *cell, const char *why, void *payload);
    int (*doubt)(const ri_book_cell *cell, ri_doubt_kind kind, const char *message, void *payload);
    void *payload;
} ri_matrix_calls;

/* Reads all of a sheet. `counts` may be NULL. Fails as the book does, with RACI_STOPPED when a
   call said so, with RACI_NOMEM. */
raci_status ri_matrix_read(ri_book *book, size_t sheet, const ri_matrix_layout *layout,
                           const ri_letters *letters, const ri_matrix_calls *calls,
                           ri_matrix_counts *counts, raci_error *err);

#endif
