/*
 * The matrix: for every subject, who holds which letter. Reasons are not kept;
 * ri_resolve gives them again for whatever is shown.
 */
#ifndef RI_MATRIX_H
#define RI_MATRIX_H

#include "base/bits.h"
#include "resolve/resolver.h"
#include "resolve/subjects.h"

typedef struct ri_matrix {
    uint32_t n;     /* rows filled so far */
    size_t *first;  /* n + 1: the holdings of row i, that of subject number i */
    ri_ref *holder; /* by letter, then holder */
    uint8_t *letter;
    size_t n_holdings;
    size_t capacity_subjects;
    size_t capacity_holders;
    size_t capacity_letters;
    const struct ri_matrix *under; /* NULL; or where the rows of other subjects are than these: */
    ri_bits due;                   /* by number of subject: whether its row is here, */
    uint32_t *subject;             /* and whose each row here is, ascending */
    size_t capacity_over;
} ri_matrix;

/* A zeroed matrix is empty. Subjects are added in their order, from number 0. */
raci_status ri_matrix_add(ri_matrix *matrix, const ri_settlement *settlement, uint32_t n_letters,
                          raci_error *err);
/* The same, of a row that is known. */
raci_status ri_matrix_put(ri_matrix *matrix, const ri_ref *holders, const uint8_t *letters,
                          uint32_t n, raci_error *err);
/* Empties one that is laid over nothing, and keeps its room. */
void ri_matrix_clear(ri_matrix *matrix);
/* The same for one that is not there, so that nobody holds anything on it. */
raci_status ri_matrix_skip(ri_matrix *matrix, raci_error *err);
/* Lays an empty matrix over a filled one, which must outlive it, as must the set. Then the rows
   of the subjects that are due are added in their order, and each is said to be theirs. */
void ri_matrix_lay(ri_matrix *matrix, const ri_matrix *under, ri_bits due);
/* The row that was added last is the subject's. false: memory is exhausted. */
bool ri_matrix_lay_last(ri_matrix *matrix, uint32_t subject);
/* Bytes that it holds. */
size_t ri_matrix_size(const ri_matrix *matrix);
void ri_matrix_free(ri_matrix *matrix);

/* What one subject's row says: holders with their letters, by letter, then holder. */
typedef struct ri_row {
    const ri_ref *holder;
    const uint8_t *letter;
    uint32_t n;
} ri_row;

/* What was added last. */
ri_row ri_matrix_last(const ri_matrix *matrix);
ri_row ri_matrix_row_of(const ri_matrix *matrix, uint32_t subject);
/* The holders of a letter in a row, in order; *n counts them. */
const ri_ref *ri_row_holders(const ri_row *row, uint8_t letter, uint32_t *n);

/* The holders of a letter on a subject (by number), in order; *n counts them. */
const ri_ref *ri_matrix_holders(const ri_matrix *matrix, uint32_t subject, uint8_t letter,
                                uint32_t *n);

#endif
