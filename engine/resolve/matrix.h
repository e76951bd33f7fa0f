/*
 * The matrix: for every subject, who holds which letter. Reasons are not kept;
 * ri_resolve gives them again for whatever is shown.
 */
#ifndef RI_MATRIX_H
#define RI_MATRIX_H

#include "resolve/resolver.h"
#include "resolve/subjects.h"

typedef struct ri_matrix {
    uint32_t n;     /* subjects filled so far */
    size_t *first;  /* n + 1: the holdings of subject number i */
    ri_ref *holder; /* by letter, then holder */
    uint8_t *letter;
    size_t n_holdings;
    size_t capacity_subjects;
    size_t capacity_holders;
    size_t capacity_letters;
} ri_matrix;

/* A zeroed matrix is empty. Subjects are added in their order, from number 0. */
raci_status ri_matrix_add(ri_matrix *matrix, const ri_settlement *settlement, uint32_t n_letters,
                          raci_error *err);
/* The same for one that is not there, so that nobody holds anything on it. */
raci_status ri_matrix_skip(ri_matrix *matrix, raci_error *err);
void ri_matrix_free(ri_matrix *matrix);

/* What one subject's row says: holders with their letters, by letter, then holder. */
typedef struct ri_row {
    const ri_ref *holder;
    const uint8_t *letter;
    uint32_t n;
} ri_row;

ri_row ri_matrix_row_of(const ri_matrix *matrix, uint32_t subject);
/* The holders of a letter in a row, in order; *n counts them. */
const ri_ref *ri_row_holders(const ri_row *row, uint8_t letter, uint32_t *n);

/* The holders of a letter on a subject (by number), in order; *n counts them. */
const ri_ref *ri_matrix_holders(const ri_matrix *matrix, uint32_t subject, uint8_t letter,
                                uint32_t *n);

#endif
