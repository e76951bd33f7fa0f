/*
 * Which character parts the cells of delimited text, told by how many cells each candidate makes
 * of the first rows.
 */
#ifndef RI_DELIMITER_H
#define RI_DELIMITER_H

#include <stddef.h>

#define RI_DELIMITERS "\t;|," /* the candidates, those that texts have least often first */
#define RI_DELIMITER_ROWS 100

/* How a candidate takes the first rows apart; blank ones left out. */
typedef struct ri_delimiter_trial {
    char delimiter;
    size_t rows;
    size_t cells[RI_DELIMITER_ROWS];
} ri_delimiter_trial;

/* The one with which most rows agree on a number of cells above one; then the one that the first
   row has most of; then the first. A comma when none makes several cells. */
char ri_delimiter_choose(const ri_delimiter_trial *trials, size_t n);

#endif
