/*
 * Legends beside and below matrices: "R = Responsible", "A: Is Accountable for …", "Accountable:"
 * with the explanation in the next cell.
 */
#ifndef RI_MATRIX_LEGEND_H
#define RI_MATRIX_LEGEND_H

#include "intake/letters.h"

#define RI_LEGEND_ENTRIES 16 /* of a row, or of all of them; further ones are left out */

typedef struct ri_legend {
    struct {
        char letter[RI_LETTER_BYTES + 1]; /* what is explained */
        char meaning[2];                  /* the letter that the explanation begins with, or "" */
        bool known;                       /* the scheme has it */
        bool initial;                     /* the explanation begins with it */
    } entries[RI_LEGEND_ENTRIES];
    size_t n;
} ri_legend;

/* Whether the n texts of a row are a legend, or the heading of one: a letter and what it means,
   or an entry in each. Sets *failed, and leaves it alone otherwise, when memory is exhausted. */
bool ri_legend_read(ri_legend *out, const ri_letters *letters, const char *const *texts, size_t n,
                    bool *failed);

/* Whether a text that stands alone is a note below a table: "* only in Berlin", "Source: …". */
bool ri_is_footnote(const char *text, size_t length);

/* Whether entries of several rows are a legend, and not the headings of phases A, B and C. */
bool ri_legend_holds(const ri_legend *legend);

#endif
