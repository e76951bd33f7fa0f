/* Whose the columns of a workbook's matrix are: by reference, and only new ones by name. */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/own_workbook.h"
#include "model/edited.h"

bool ri_edited_is_head(const ri_book_row *row, uint32_t *key)
{
    for (size_t i = 0; i < row->n; i++) {
        if (!row->cells[i].covered && strcmp(row->cells[i].bytes, RI_OWN_KEY) == 0) {
            *key = (uint32_t)i;
            return true;
        }
    }
    return false;
}

static bool is_label(const char *text)
{
    static const char *const labels[] = {RI_OWN_JOURNEY, RI_OWN_STAGE, RI_OWN_TOUCHPOINT,
                                         RI_OWN_MARKS, RI_OWN_KEY};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (strcmp(text, labels[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* A reference that the model knows, or that the workbook had. */
static bool by_reference(ri_edited_column *out, ri_editing *e, const char *text)
{
    ri_kind kind = RI_POSITION;
    const char *key = NULL;
    out->kept = ri_intern_find(e->kept->holders, text);
    if (ri_reference_split(text, &kind, &key) &&
        (kind == RI_POSITION || kind == RI_UNIT || kind == RI_TEAM || kind == RI_PERSON)) {
        out->ref = ri_snapshot_find(e->s, kind, key);
    }
    if (out->kept == RI_NONE && out->ref == RI_NONE) {
        return false;
    }
    out->holder = ri_arena_string(e->a->intake->arena, text);
    return true;
}

/* A name that somebody wrote above a column of their own. */
static raci_status by_name(bool *found, ri_edited_column *out, ri_editing *e,
                           const ri_book_cell *cell, const char *text)
{
    ri_meant meant;
    ri_told_list *list = &e->a->sheet->refusals;
    if (!ri_known_holder(&meant, e->a->known, text)) {
        return ri_fail_nomem(e->err);
    }
    *found = meant.reference != NULL && by_reference(out, e, meant.reference);
    if (meant.several) {
        return ri_edited_tell(e, &e->a->sheet->notes, ri_edited_place(e, cell),
                              "'%s' may be several; taken for %s", text, meant.reference);
    }
    if (*found) {
        return RACI_OK;
    }
    const char *near =
        meant.reference == NULL ? ri_known_near(e->a->known, RI_KIND_COUNT, text) : NULL;
    return near != NULL
               ? ri_edited_tell(e, list, ri_edited_place(e, cell),
                                "nobody is called '%s'; did you mean '%s'? The letters below it "
                                "are not taken",
                                text, near)
               : ri_edited_tell(e, list, ri_edited_place(e, cell),
                                "nobody is called '%s': the letters below it are not taken", text);
}

static bool is_there_already(const ri_editing *e, const ri_edited_column *column)
{
    for (size_t i = 0; i < e->n_columns; i++) {
        if (strcmp(e->columns[i].holder, column->holder) == 0) {
            return true;
        }
    }
    return false;
}

/* A column whose cells are no letters, or are not taken. */
static raci_status put_aside(ri_editing *e, uint32_t at)
{
    return RI_PUSH(e->labels, e->n_labels, e->labels_capacity, at) ? RACI_OK
                                                                   : ri_fail_nomem(e->err);
}

static raci_status take(ri_editing *e, const ri_book_cell *cell, uint32_t at)
{
    ri_edited_column column = {
        .cell = at, .kept = RI_NONE, .ref = RI_NONE, .note = "", .place = ""};
    const char *text = ri_edited_text(cell);
    bool found = by_reference(&column, e, text);
    raci_status status = RACI_OK;
    if (!found) {
        status = by_name(&found, &column, e, cell, text);
    }
    if (status != RACI_OK || !found) { /* what is wrong with it was told, once for all rows */
        return status == RACI_OK ? put_aside(e, at) : status;
    }
    if (column.holder == NULL) {
        return ri_fail_nomem(e->err);
    }
    if (column.kept == RI_NONE ? is_there_already(e, &column)
                               : e->column_of[column.kept] != RI_NONE) {
        status = ri_edited_tell(e, &e->a->sheet->refusals, ri_edited_place(e, cell),
                                "%s has a column further left: the letters below this one are not "
                                "taken",
                                column.holder);
        return status == RACI_OK ? put_aside(e, at) : status;
    }
    if (column.kept != RI_NONE) {
        e->column_of[column.kept] = (uint32_t)e->n_columns;
    }
    return RI_PUSH(e->columns, e->n_columns, e->capacity, column) ? RACI_OK : ri_fail_nomem(e->err);
}

/* Says whose columns are not there any more: their letters stay. */
static raci_status tell_missing(ri_editing *e)
{
    const uint32_t n = ri_intern_count(e->kept->holders);
    raci_status status = RACI_OK;
    for (uint32_t i = 0; status == RACI_OK && i < n; i++) {
        if (e->column_of[i] == RI_NONE) {
            status = ri_edited_tell(e, &e->a->sheet->notes, "",
                                    "the column of %s is gone: the letters in it stay as they were",
                                    ri_intern_get(e->kept->holders, i));
        }
    }
    return status;
}

raci_status ri_edited_head(ri_editing *e, const ri_book_row *row)
{
    const uint32_t n = ri_intern_count(e->kept->holders);
    raci_status status = RACI_OK;
    e->touchpoint = RI_NONE;
    e->column_of = ri_alloc(n * sizeof *e->column_of);
    if (e->column_of == NULL) {
        return ri_fail_nomem(e->err);
    }
    for (uint32_t i = 0; i < n; i++) {
        e->column_of[i] = RI_NONE;
    }
    for (size_t i = 0; status == RACI_OK && i < row->n; i++) {
        const ri_book_cell *cell = &row->cells[i];
        if (cell->length == 0 || cell->covered) {
            continue;
        }
        if (is_label(cell->bytes)) {
            e->touchpoint =
                strcmp(cell->bytes, RI_OWN_TOUCHPOINT) == 0 ? (uint32_t)i : e->touchpoint;
            status = put_aside(e, (uint32_t)i);
        } else {
            status = take(e, cell, (uint32_t)i);
        }
    }
    return status == RACI_OK ? tell_missing(e) : status;
}
