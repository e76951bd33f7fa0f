/*
 * The inside of the reader of cells: cell_letters.c goes through a cell, cell_words.c says which
 * letters one word of it means.
 */
#ifndef RI_CELL_READER_H
#define RI_CELL_READER_H

#include <stdint.h>

#include "base/printf.h"
#include "intake/cell_letters.h"

typedef struct ri_cell_reader {
    ri_cell_reading *out;
    const ri_letters *letters;
    const char *bytes;
    size_t length;
    size_t at;
    int depth;  /* of brackets */
    bool small; /* there was no capital letter so far, nor a whole word */
    bool words; /* it is no cell of letters */
    bool failed;
} ri_cell_reader;

/* Notes a doubt, as printf writes it. */
void ri_cell_doubt(ri_cell_reading *out, ri_doubt_kind kind, const char *format, ...)
    RI_PRINTF(3, 4);
/* Adds a letter, unless it is there. */
void ri_cell_add(ri_cell_reader *r, const char *name, bool known, bool bracketed);
/* Does what the dictionary says of a word. false: that is nothing for a list of letters. */
bool ri_cell_apply(ri_cell_reader *r, const ri_meaning *meaning);
/* Takes one letter or sign that nobody explained; at most RI_LETTER_BYTES of it. */
void ri_cell_take_unknown(ri_cell_reader *r, const char *bytes, size_t length);
/* Reads a word as letters; false: it is none. */
bool ri_cell_take_word(ri_cell_reader *r, const char *bytes, size_t length);
/* Adds to the note, without blanks around it. */
void ri_cell_note(ri_cell_reader *r, const char *bytes, size_t length);
/* Takes blanks and line ends from both sides. */
void ri_cell_trim(const char **bytes, size_t *length);
/* Whether a character is a blank within a line. */
bool ri_cell_blank(uint32_t c);

#endif
