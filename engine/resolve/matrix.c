#include "resolve/matrix.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

/* Room for one more row, of n holdings. */
static bool make_room(ri_matrix *matrix, size_t n)
{
    const size_t need = matrix->n_holdings + n;
    return ri_grow((void **)&matrix->first, &matrix->capacity_subjects, (size_t)matrix->n + 2,
                   sizeof *matrix->first) &&
           ri_grow((void **)&matrix->holder, &matrix->capacity_holders, need,
                   sizeof *matrix->holder) &&
           ri_grow((void **)&matrix->letter, &matrix->capacity_letters, need,
                   sizeof *matrix->letter);
}

/* The row ends behind n holdings of all. */
static void end_row(ri_matrix *matrix, size_t n)
{
    matrix->first[matrix->n] = matrix->n_holdings;
    matrix->n_holdings = n;
    matrix->first[++matrix->n] = n;
}

raci_status ri_matrix_add(ri_matrix *matrix, const ri_settlement *settlement, uint32_t n_letters,
                          raci_error *err)
{
    size_t n = matrix->n_holdings;
    size_t many = 0;
    for (uint32_t letter = 0; letter < n_letters; letter++) {
        many += settlement->letters[letter].n_holders;
    }
    if (!make_room(matrix, many)) {
        return ri_fail_nomem(err);
    }
    for (uint32_t letter = 0; letter < n_letters; letter++) {
        const ri_outcome *outcome = &settlement->letters[letter];
        for (uint32_t i = 0; i < outcome->n_holders; i++) {
            matrix->holder[n] = outcome->holders[i];
            matrix->letter[n++] = (uint8_t)letter;
        }
    }
    end_row(matrix, n);
    return RACI_OK;
}

raci_status ri_matrix_put(ri_matrix *matrix, const ri_ref *holders, const uint8_t *letters,
                          uint32_t n, raci_error *err)
{
    if (!make_room(matrix, n)) {
        return ri_fail_nomem(err);
    }
    if (n > 0) {
        memcpy(matrix->holder + matrix->n_holdings, holders, n * sizeof *holders);
        memcpy(matrix->letter + matrix->n_holdings, letters, n);
    }
    end_row(matrix, matrix->n_holdings + n);
    return RACI_OK;
}

void ri_matrix_clear(ri_matrix *matrix)
{
    matrix->n = 0;
    matrix->n_holdings = 0;
}

raci_status ri_matrix_skip(ri_matrix *matrix, raci_error *err)
{
    return ri_matrix_put(matrix, NULL, NULL, 0, err);
}

size_t ri_matrix_size(const ri_matrix *matrix)
{
    return matrix->capacity_subjects * sizeof *matrix->first +
           matrix->capacity_holders * sizeof *matrix->holder +
           matrix->capacity_letters * sizeof *matrix->letter;
}

void ri_matrix_free(ri_matrix *matrix)
{
    ri_free(matrix->first);
    ri_free(matrix->holder);
    ri_free(matrix->letter);
    ri_free(matrix->subject);
    *matrix = (ri_matrix){0};
}

void ri_matrix_lay(ri_matrix *matrix, const ri_matrix *under, ri_bits due)
{
    matrix->under = under;
    matrix->due = due;
}

bool ri_matrix_lay_last(ri_matrix *matrix, uint32_t subject)
{
    if (!ri_grow((void **)&matrix->subject, &matrix->capacity_over, matrix->n,
                 sizeof *matrix->subject)) {
        return false;
    }
    matrix->subject[matrix->n - 1] = subject;
    return true;
}

static ri_row row_at(const ri_matrix *matrix, uint32_t row)
{
    const size_t first = matrix->first[row];
    return (ri_row){RI_FROM(matrix->holder, first), RI_FROM(matrix->letter, first),
                    (uint32_t)(matrix->first[row + 1] - first)};
}

ri_row ri_matrix_last(const ri_matrix *matrix)
{
    return row_at(matrix, matrix->n - 1);
}

ri_row ri_matrix_row_of(const ri_matrix *matrix, uint32_t subject)
{
    if (matrix->due.words == NULL) {
        return row_at(matrix, subject);
    }
    return ri_bits_has(&matrix->due, subject)
               ? row_at(matrix, (uint32_t)ri_order_number(matrix->subject, matrix->n, subject))
               : row_at(matrix->under, subject);
}

const ri_ref *ri_row_holders(const ri_row *row, uint8_t letter, uint32_t *n)
{
    uint32_t first = 0;
    while (first < row->n && row->letter[first] < letter) {
        first++;
    }
    uint32_t last = first;
    while (last < row->n && row->letter[last] == letter) {
        last++;
    }
    *n = last - first;
    return RI_FROM(row->holder, first);
}

const ri_ref *ri_matrix_holders(const ri_matrix *matrix, uint32_t subject, uint8_t letter,
                                uint32_t *n)
{
    ri_row row = ri_matrix_row_of(matrix, subject);
    return ri_row_holders(&row, letter, n);
}
