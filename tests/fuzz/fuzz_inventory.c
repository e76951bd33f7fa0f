/*
 * Sheets of inventories, written as paper_book.h has them: recognized, or told to be one, and
 * read to the end. Every row is accounted for, and what is given is as inventory_read.h says.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/inventory_read.h"
#include "paper_book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool held)
{
    if (!held) {
        abort();
    }
}

static raci_status check_touchpoint(const ri_inventory_touchpoint *x, void *payload,
                                    raci_error *err)
{
    size_t *n = payload;
    (void)err;
    expect(x->name[0] != '\0' && x->own[0] != '\0' && x->at.line > 0);
    expect(strncmp(x->name, x->own, strlen(x->own)) == 0);
    expect(x->criticality >= 0 && x->criticality <= 5);
    for (size_t i = 0; i < x->n_places; i++) {
        expect(x->places[i].order[0] != '\0');
    }
    ++*n;
    return RACI_OK;
}

static raci_status check_told(const ri_book_cell *cell, const char *text, void *payload,
                              raci_error *err)
{
    (void)payload;
    (void)err;
    expect(cell != NULL && cell->line > 0 && text[0] != '\0');
    return RACI_OK;
}

static void read_sheet(ri_book *book, size_t sheet, bool told)
{
    const ri_inventory_told what = {.inventory = told};
    const ri_inventory_calls calls = {check_touchpoint, check_told, check_told, NULL};
    ri_inventory_calls counting = calls;
    ri_inventory_columns *found = NULL;
    ri_inventory_counts counts;
    size_t given = 0;
    counting.payload = &given;
    expect(ri_inventory_columns_find(&found, book, sheet, &what, NULL) == RACI_OK);
    expect(found->likely || !found->says_more);
    if (ri_inventory_column_of(found, RI_INVENTORY_TOUCHPOINT) < found->n) {
        expect(ri_inventory_read(book, found, &counting, &counts, NULL) == RACI_OK);
        expect(counts.rows == counts.used + counts.passed + counts.refused);
        expect(counts.touchpoints == given && given <= counts.used);
    }
    ri_inventory_columns_free(found);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = calloc(1, size + 1);
    expect(text != NULL);
    memcpy(text, data, size);
    ri_book book = paper(text);
    for (size_t sheet = 0; sheet < 4 && sheet < ri_book_sheets(&book); sheet++) {
        read_sheet(&book, sheet, false);
        read_sheet(&book, sheet, true);
    }
    paper_free(&book);
    free(text);
    return 0;
}
