/*
 * What a folder holds: of models what they say, of other files their bytes.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_WORK_TREE_H
#define TEST_WORK_TREE_H

#include "scratch.h"

enum { TREE_FILES = 256, TREE_TOLD = 512 };

typedef struct tree_file {
    char *path; /* below the folder */
    char *raw;
    size_t n_raw;
    char *says; /* the rows of a model; NULL: as `raw` */
    size_t n_says;
} tree_file;

typedef struct tree {
    tree_file files[TREE_FILES]; /* in the order of their paths; folders have no bytes */
    size_t n;
} tree;

/* Reads a folder. A model that has the bytes of one in `known` (may be NULL) says what that says;
   else it is opened, so that what was interrupted is undone. What is wrong with one, that it says
   instead. To be emptied. */
void tree_read(tree *out, const char *folder, const tree *known);
void tree_empty(tree *t);

/* Empties the folder and writes into it what a tree has. */
void tree_write(const tree *t, const char *folder);

/* Whether each file is as in one of them (not being there is a way to be, too), and with `exact`
   as in `after`. Otherwise `told` is what is wrong; `spared` is set when all that is wrong is that
   files are there which were not there before. */
bool tree_fits(const tree *t, const tree *before, const tree *after, bool exact, bool *spared,
               char told[TREE_TOLD]);

#endif
