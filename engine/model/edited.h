/*
 * The matrix of a workbook that raci wrote, read back: adopt_workbook.c goes through its rows,
 * edited_columns.c finds out whose its columns are, edited_row.c states what was edited in a row.
 */
#ifndef RI_EDITED_H
#define RI_EDITED_H

#include "intake/cell_letters.h"
#include "intake/kept_letters.h"
#include "model/adopt.h"
#include "model/snapshot.h"

/* Whose the letters of a column are. */
typedef struct ri_edited_column {
    uint32_t cell;      /* its place in a row */
    const char *holder; /* a reference; in the intake's arena */
    uint32_t kept;      /* its number among the holders of the hidden sheet, or RI_NONE */
    ri_ref ref;         /* in the snapshot; RI_NONE when it is not there any more */
    uint32_t before;    /* of the row at hand: the letters that it had, a bit for each, */
    uint32_t after;     /* and those that it has now */
    const char *note;   /* what else its cell says, or "" */
    const char *place;  /* of an edited cell */
} ri_edited_column;

typedef struct ri_editing {
    ri_adopting *a;
    const ri_kept *kept;
    ri_snapshot *s;
    ri_letters *letters;
    uint32_t key;        /* places of labels in a row */
    uint32_t touchpoint; /* or RI_NONE */
    ri_edited_column *columns;
    size_t n_columns;
    size_t capacity;
    uint32_t *labels; /* places of cells that are no letters, ascending */
    size_t n_labels;
    size_t labels_capacity;
    uint32_t *column_of;  /* by number of the holder in the hidden sheet: its column, or RI_NONE */
    ri_ref subject;       /* the touchpoint of the row at hand */
    const char *given_as; /* "edited in FILE" */
    const char *left_as;  /* "left as it was where FILE was edited" */
    ri_cell_reading reading;
    ri_text text; /* scratch */
    raci_error *err;
} ri_editing;

/* Whether a row names the columns; if so takes them. */
bool ri_edited_is_head(const ri_book_row *row, uint32_t *key);
raci_status ri_edited_head(ri_editing *e, const ri_book_row *row);

/* States what was edited on e->subject, by what the columns had and have; tells each edit, and what
   cannot be stated. */
raci_status ri_edited_state(ri_editing *e, uint32_t line);

/* Tells something of a cell, as printf does. */
raci_status ri_edited_tell(ri_editing *e, ri_told_list *list, const char *place, const char *format,
                           ...) RI_PRINTF(4, 5);
/* Where a cell stands; borrowed until the next one. */
const char *ri_edited_place(ri_editing *e, const ri_book_cell *cell);
/* A cell's text, without the apostrophe that keeps it from being a formula. */
const char *ri_edited_text(const ri_book_cell *cell);
/* The letters of a mask as a cell has them: "A/R"; of none "nothing". Appended. */
void ri_edited_letters(const ri_editing *e, uint32_t mask, const char *nothing, ri_text *out);

#endif
