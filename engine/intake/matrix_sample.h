/*
 * The beginning of a sheet, kept in memory and read cell by cell, so that its layout can be
 * looked for: which cells have letters, which words, which numbers.
 */
#ifndef RI_MATRIX_SAMPLE_H
#define RI_MATRIX_SAMPLE_H

#include "base/arena.h"
#include "intake/book.h"
#include "intake/cell_letters.h"

#define RI_SAMPLE_ROWS 200     /* that are looked at */
#define RI_SAMPLE_CELLS 100000 /* in all of these rows */
#define RI_SAMPLE_TEXT 400     /* bytes of a cell that are kept */

typedef struct ri_sampled {
    const char *text; /* cut to RI_SAMPLE_TEXT, without markdown's signs of bold; "" for none */
    ri_cell_reads reads;
    uint32_t line;
    uint32_t column;
    char letter[RI_LETTER_BYTES + 1];  /* the first one that it has */
    char second[RI_LETTER_BYTES + 1];  /* the second one */
    char strange[RI_LETTER_BYTES + 1]; /* the first one that is not the scheme's */
    uint8_t n_letters;
    bool known;       /* at least one of its letters is the scheme's */
    bool pure;        /* it has letters and no note */
    bool accountable; /* one of its letters is A */
    bool guessed;     /* a word of it only may mean a letter */
    bool vague;       /* text behind its letters may mean that they are none */
    uint8_t pairs;    /* how many letters it has with names behind them, at most 255 */
    bool number;      /* it is a number */
    bool covered;     /* as in ri_book_cell */
} ri_sampled;

typedef struct ri_sample_row {
    ri_sampled *cells;
    size_t n;
    size_t texts; /* cells that have text, and do not only repeat a merged one's */
    uint32_t line;
    bool legend;   /* it explains letters */
    bool lettered; /* it has letters */
} ri_sample_row;

typedef struct ri_sample {
    ri_sample_row rows[RI_SAMPLE_ROWS];
    size_t n;
    size_t width; /* cells of the longest row */
    bool whole;   /* there are no further rows */
} ri_sample;

/* Reads the beginning of a sheet; what it takes lives in `arena`. Fails as the book does. */
raci_status ri_sample_take(ri_sample *out, ri_arena *arena, ri_book *book, size_t sheet,
                           const ri_letters *letters, raci_error *err);
/* Forgets what stands left of a column, counted from 1. */
void ri_sample_drop_left(ri_sample *sample, size_t first_column);
/* The cell of a row; an empty one beyond its end. */
const ri_sampled *ri_sample_cell(const ri_sample *sample, size_t row, size_t column);
/* Whether a text is a number, as counts and percentages are. */
bool ri_is_number(const char *text);

#endif
