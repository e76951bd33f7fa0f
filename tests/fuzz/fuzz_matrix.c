/*
 * Sheets of matrices, written as paper_book.h has them: recognized, and read to the end. Every
 * row and cell is accounted for.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/matrix_read.h"
#include "paper_book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool held)
{
    if (!held) {
        abort();
    }
}

static int check_assignment(const ri_matrix_assignment *given, void *payload)
{
    size_t *n = payload;
    expect(given->n > 0 && given->party[0] != '\0' && given->activity[0] != '\0');
    ++*n;
    return 0;
}

static int check_row(const ri_matrix_row *row, void *payload)
{
    const ri_cell_counts *cells = &row->cells;
    (void)payload;
    expect(cells->all ==
           cells->labels + cells->read + cells->none + cells->refused + cells->others);
    expect(row->fate != RI_ROW_REFUSED || row->why != NULL);
    return 0;
}

static void read_sheet(ri_book *book, size_t sheet, ri_letters *letters)
{
    ri_matrix_layout *layout = NULL;
    ri_matrix_counts counts;
    size_t given = 0;
    size_t fates = 0;
    const ri_matrix_calls calls = {
        .assignment = check_assignment, .row = check_row, .payload = &given};
    raci_status status = ri_matrix_recognize(&layout, book, sheet, letters, NULL, NULL);
    /* Legends may explain more letters than a scheme has room for. */
    expect(status == RACI_OK || status == RACI_LIMIT);
    if (status != RACI_OK) {
        return;
    }
    expect(ri_matrix_read(book, sheet, layout, letters, &calls, &counts, NULL) == RACI_OK);
    for (size_t i = 0; i < RI_ROW_FATES; i++) {
        fates += counts.fates[i];
    }
    expect(fates == counts.rows && given == counts.assignments);
    ri_matrix_layout_free(layout);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ri_letters *letters = NULL;
    char *text = calloc(1, size + 1);
    expect(text != NULL);
    memcpy(text, data, size);
    ri_book book = paper(text);
    expect(ri_letters_new(&letters, NULL, NULL) == RACI_OK);
    for (size_t sheet = 0; sheet < 4 && sheet < ri_book_sheets(&book); sheet++) {
        read_sheet(&book, sheet, letters);
    }
    ri_letters_free(letters);
    paper_free(&book);
    free(text);
    return 0;
}
