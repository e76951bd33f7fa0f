/*
 * The inside of the reader of matrices: matrix_read.c says what each row is, matrix_cells.c reads
 * the cells of those that have assignments. For these two files only.
 */
#ifndef RI_MATRIX_READER_H
#define RI_MATRIX_READER_H

#include "base/text.h"
#include "intake/matrix_read.h"

typedef struct ri_matrix_reader {
    const ri_matrix_layout *layout;
    const ri_letters *letters;
    const ri_matrix_calls *calls;
    ri_matrix_counts *counts;
    raci_error *err;
    ri_text *names;   /* of columns, where a later row named them anew */
    ri_text group;    /* what is filled down */
    ri_text activity; /* of turned matrices the party */
    ri_text key;
    ri_text channel;
    ri_text remark;
    ri_text name; /* a party's, for a moment */
    ri_cell_reading reading;
    const ri_book_row *row;
    ri_matrix_row account;
    size_t outside; /* cells that were refused in columns that are not read */
} ri_matrix_reader;

/* What a row's cells with letters, names or ticks say. */
typedef struct ri_row_sum {
    size_t letters; /* cells that give letters, or names */
    size_t none;    /* or say that there is nobody */
    size_t words;   /* or neither */
    size_t numbers; /* those of them that are numbers */
} ri_row_sum;

/* The role of a column; RI_ROLE_OTHER beyond the last one. */
ri_matrix_role ri_reader_role(const ri_matrix_reader *r, size_t column);
/* The name of a column with letters, as the last row of headers has it. */
const char *ri_reader_name(const ri_matrix_reader *r, size_t column);
/* Looks at the cells of a row, without giving anything. */
raci_status ri_reader_sum(ri_matrix_reader *r, ri_row_sum *out);
/* Gives what the cells of a row say, and counts them. */
raci_status ri_reader_cells(ri_matrix_reader *r);
/* What a row is about that has no letters: all but a party and these. false: of parties. */
bool ri_reader_unassigned(const ri_matrix_reader *r, ri_matrix_assignment *out);
/* Counts a cell as refused, and tells why. */
raci_status ri_reader_refuse(ri_matrix_reader *r, const ri_book_cell *cell, const char *why);

#endif
