/*
 * Cells of matrices. What stands before the first form feed is a dictionary; where it is none,
 * there is none.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/cell_letters.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool held)
{
    if (!held) {
        abort();
    }
}

static ri_letters *learn(const char *entries, size_t length)
{
    ri_letters *letters = NULL;
    char *string = calloc(1, length + 1);
    expect(string != NULL);
    memcpy(string, entries, length);
    expect(ri_letters_new(&letters, NULL, NULL) == RACI_OK);
    (void)ri_letters_learn(letters, string, NULL);
    free(string);
    return letters;
}

static void check(const ri_cell_reading *cell, const ri_letters *letters, bool valid)
{
    expect(cell->n <= RI_CELL_LETTERS_MAX && cell->n_doubts <= RI_CELL_DOUBTS_MAX);
    for (size_t i = 0; i < cell->n; i++) {
        const ri_cell_letter *letter = &cell->letters[i];
        size_t length = strlen(letter->name);
        expect(length > 0 && length <= RI_LETTER_BYTES);
        expect(letter->known == (ri_letters_known(letters, letter->name, length) != NULL));
        for (size_t j = 0; j < i; j++) {
            expect(strcmp(letter->name, cell->letters[j].name) != 0);
        }
    }
    /* Only the dictionary makes a cell of letters without any. */
    expect(cell->n == 0 || cell->kind == RI_READS_LETTERS);
    expect((cell->kind == RI_READS_PARTIES) == (cell->meaning != NULL));
    for (size_t i = 0; i < cell->n_doubts && valid; i++) {
        expect(ri_utf8_valid(cell->doubts[i].message, strlen(cell->doubts[i].message), NULL));
    }
    expect(!valid || ri_utf8_valid(ri_text_string(&cell->note), cell->note.length, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    const char *cut = size > 0 ? memchr(bytes, '\f', size) : NULL;
    size_t before = cut != NULL ? (size_t)(cut - bytes) : 0;
    ri_letters *letters = learn(bytes, before);
    ri_cell_reading cell = {.n = 0};
    ri_cell_reading again = {.n = 0};
    const char *text = cut != NULL ? cut + 1 : bytes;
    size_t length = cut != NULL ? size - before - 1 : size;
    bool valid = ri_utf8_valid(text, length, NULL);
    expect(ri_cell_read(&cell, letters, text, length));
    check(&cell, letters, valid);
    /* Reading leaves nothing behind. */
    expect(ri_cell_read(&again, letters, "R/A* (x)", 8));
    expect(ri_cell_read(&again, letters, text, length));
    expect(cell.kind == again.kind && cell.n == again.n && cell.n_doubts == again.n_doubts &&
           strcmp(ri_text_string(&cell.note), ri_text_string(&again.note)) == 0);
    ri_cell_reading_free(&cell);
    ri_cell_reading_free(&again);
    ri_letters_free(letters);
    return 0;
}
