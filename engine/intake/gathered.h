/*
 * A row of cells as it is gathered, whatever the format: texts are trimmed, line ends in them
 * made plain, limits kept, and what was lost is noted for the reader to tell.
 */
#ifndef RI_GATHERED_H
#define RI_GATHERED_H

#include "base/text.h"
#include "intake/book.h"

#define RI_GATHERED_ROW_MAX 4194304 /* bytes of a row */

/* What a row or a cell lost. */
typedef enum ri_gathered_loss {
    RI_GATHERED_WHOLE = 0,
    RI_GATHERED_LONG_CELL = 1, /* cut at RI_BOOK_CELL_MAX */
    RI_GATHERED_LONG_ROW = 2,  /* cut at RI_GATHERED_ROW_MAX */
    RI_GATHERED_WIDE = 4,      /* stands right of RI_BOOK_COLUMNS_MAX, and has text */
    RI_GATHERED_UNREADABLE = 8 /* has U+FFFD, which stands for what was no text */
} ri_gathered_loss;

/* A zeroed one is empty. */
typedef struct ri_gathered {
    ri_text text; /* of all cells, a NUL after each */
    ri_book_cell *cells;
    size_t *starts; /* in text: where each cell's begins */
    size_t n;
    size_t capacity;
    size_t starts_capacity;
    uint32_t line;

    size_t open; /* in text: where the cell that is being gathered begins */
    bool wide;   /* it stands too far right */
    unsigned lost;
    unsigned told; /* of the row's losses: those that were given */
    bool failed;   /* memory is exhausted */
} ri_gathered;

void ri_gathered_start(ri_gathered *row, uint32_t line);
/* Opens the next cell, appends to it, closes it. Closing gives what was lost, as
   ri_gathered_loss; that a row is too long or too wide is given once for it. */
void ri_gathered_open(ri_gathered *row, uint32_t line, uint32_t column);
void ri_gathered_bytes(ri_gathered *row, const char *bytes, size_t n);
unsigned ri_gathered_close(ri_gathered *row);
/* The cell closed last; NULL when it was too far right or memory is exhausted. */
ri_book_cell *ri_gathered_last(ri_gathered *row);
/* Appends a cell that is whole. */
unsigned ri_gathered_cell(ri_gathered *row, uint32_t line, uint32_t column, const char *bytes,
                          size_t n);
/* Appends n empty cells, as far as a row goes; the first stands in `column`, the others right
   of it. */
void ri_gathered_empty(ri_gathered *row, uint32_t line, uint32_t column, size_t n);
/* Makes offsets pointers and leaves empty cells at the end out; false when memory was
   exhausted. */
bool ri_gathered_finish(ri_gathered *row);
void ri_gathered_free(ri_gathered *row);

/* How many bytes of blanks (spaces of all kinds, line ends, marks without width) the text
   begins, or ends, with. */
size_t ri_blanks_before(const char *bytes, size_t n);
size_t ri_blanks_after(const char *bytes, size_t n);

#endif
