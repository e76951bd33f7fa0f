/* A workbook that raci wrote, read back: what was edited in its matrix becomes stated rows. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/formula.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "intake/own_workbook.h"
#include "model/edited.h"
#include "model/lookup.h"

#define NAME_COLUMNS 120 /* of the file's name in a reason */

/* ---- for the files beside ---- */

const char *ri_edited_text(const ri_book_cell *cell)
{
    return cell->bytes + (cell->bytes[0] == '\'' && ri_formula_like(cell->bytes, cell->length));
}

const char *ri_edited_place(ri_editing *e, const ri_book_cell *cell)
{
    ri_text_clear(&e->text);
    ri_book_place(e->a->book, cell, &e->text);
    return ri_text_string(&e->text);
}

raci_status ri_edited_tell(ri_editing *e, ri_told_list *list, const char *place, const char *format,
                           ...)
{
    char text[1024]; /* what is quoted is cut, rather than what is said left out */
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return ri_adopt_tell(e->a, list, place, text, e->err);
}

void ri_edited_letters(const ri_editing *e, uint32_t mask, const char *nothing, ri_text *out)
{
    bool any = false;
    for (size_t i = 0; i < e->kept->n_letters; i++) {
        if ((mask >> i & 1U) != 0) {
            ri_text_add(out, any ? RI_OWN_BETWEEN : "");
            ri_text_add(out, e->kept->letters[i]);
            any = true;
        }
    }
    ri_text_add(out, any ? "" : nothing);
}

/* ---- cells ---- */

static void note_before(ri_editing *e)
{
    for (size_t i = 0; i < e->n_columns; i++) {
        e->columns[i].before = 0;
        e->columns[i].note = "";
    }
    uint32_t at = ri_kept_first(e->kept, ri_snapshot_key(e->s, e->subject));
    for (; at != RI_NONE; at = e->kept->holdings[at].next) {
        const ri_kept_holding *holding = &e->kept->holdings[at];
        const uint32_t column = e->column_of[holding->holder];
        if (column != RI_NONE) {
            e->columns[column].before |= UINT32_C(1) << holding->letter;
        }
    }
}

static raci_status refuse(ri_editing *e, const ri_book_cell *cell, const char *what)
{
    return ri_edited_tell(e, &e->a->sheet->refusals, ri_edited_place(e, cell),
                          "%s '%.*s': it stays as it was", what,
                          ri_cell_fit(cell->bytes, cell->length, 60), cell->bytes);
}

/* The letters of a reading as a mask. false: some are none of the workbook's. */
static bool mask_of(uint32_t *out, const ri_editing *e)
{
    *out = 0;
    for (size_t i = 0; i < e->reading.n; i++) {
        size_t letter = 0;
        while (letter < e->kept->n_letters &&
               strcmp(e->kept->letters[letter], e->reading.letters[i].name) != 0) {
            letter++;
        }
        if (letter == e->kept->n_letters) {
            return false;
        }
        *out |= UINT32_C(1) << letter;
    }
    return true;
}

static raci_status tell_doubts(ri_editing *e, const ri_book_cell *cell)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < e->reading.n_doubts; i++) {
        status = ri_edited_tell(e, &e->a->sheet->notes, ri_edited_place(e, cell), "%s",
                                e->reading.doubts[i].message);
    }
    return status;
}

/* Reads a cell that is not as it was written. */
static raci_status read_letters(ri_editing *e, ri_edited_column *column, const ri_book_cell *cell)
{
    if (!ri_cell_read(&e->reading, e->letters, ri_edited_text(cell),
                      strlen(ri_edited_text(cell)))) {
        return ri_fail_nomem(e->err);
    }
    switch (e->reading.kind) {
    case RI_READS_EMPTY:
    case RI_READS_NONE:
        column->after = 0;
        return RACI_OK;
    case RI_READS_LETTERS:
        break;
    case RI_READS_UNDECIDED:
        return refuse(e, cell, "expected who has which letter, found that nobody knows yet,");
    default:
        return refuse(e, cell, "expected letters, found");
    }
    if (!mask_of(&column->after, e)) {
        column->after = column->before;
        return refuse(e, cell, "expected letters of the workbook's scheme, found");
    }
    if (column->after == column->before) {
        return RACI_OK;
    }
    column->note = ri_arena_string(e->a->intake->arena, ri_text_string(&e->reading.note));
    return column->note != NULL ? tell_doubts(e, cell) : ri_fail_nomem(e->err);
}

static raci_status read_cell(ri_editing *e, ri_edited_column *column, const ri_book_row *row)
{
    const ri_book_cell beyond = {.bytes = "", .line = row->line, .column = column->cell + 1};
    const ri_book_cell *cell = column->cell < row->n ? &row->cells[column->cell] : &beyond;
    raci_status status = RACI_OK;
    column->after = column->before;
    ri_text_clear(&e->text);
    ri_edited_letters(e, column->before, "", &e->text);
    if (e->text.failed) {
        return ri_fail_nomem(e->err);
    }
    if (strcmp(cell->bytes, ri_text_string(&e->text)) == 0) {
        return RACI_OK;
    }
    status = read_letters(e, column, cell);
    if (column->after != column->before) {
        column->place = ri_arena_string(e->a->intake->arena, ri_edited_place(e, cell));
        if (column->place == NULL) {
            return ri_fail_nomem(e->err);
        }
        if (column->ref == RI_NONE && (column->after & ~column->before) != 0) {
            column->after = column->before;
            return ri_edited_tell(e, &e->a->sheet->refusals, column->place,
                                  "%s is not there any more, and gets nothing", column->holder);
        }
    }
    return status;
}

/* ---- rows ---- */

/* A cell of a row, or NULL when it is empty. */
static const ri_book_cell *cell_at(const ri_book_row *row, uint32_t at)
{
    return at < row->n && row->cells[at].length > 0 ? &row->cells[at] : NULL;
}

/* The touchpoint that a row is about: by its key; one that somebody added by its name. RI_NONE,
   and told, when there is none. */
static raci_status find_touchpoint(ri_editing *e, const ri_book_row *row)
{
    const ri_book_cell *key = cell_at(row, e->key);
    const ri_book_cell *name = cell_at(row, e->touchpoint);
    const ri_book_cell *told = key != NULL ? key : name != NULL ? name : &row->cells[0];
    ri_meant meant = {.reference = NULL};
    e->subject = RI_NONE;
    if (key != NULL) {
        e->subject = ri_snapshot_find(e->s, RI_TOUCHPOINT, key->bytes);
    } else if (name != NULL) {
        if (!ri_known_of(&meant, e->a->known, RI_TOUCHPOINT, ri_edited_text(name))) {
            return ri_fail_nomem(e->err);
        }
        if (meant.reference != NULL && !meant.several) {
            e->subject = ri_snapshot_find(e->s, RI_TOUCHPOINT, ri_meant_key(meant.reference));
        }
    }
    if (e->subject != RI_NONE) {
        return RACI_OK;
    }
    return ri_edited_tell(e, &e->a->sheet->refusals, ri_edited_place(e, told),
                          "there is no touchpoint '%.*s' on this day: its letters are not taken",
                          ri_cell_fit(told->bytes, told->length, 60), told->bytes);
}

/* Cells with text that stand below no holder. */
static raci_status tell_strays(ri_editing *e, const ri_book_row *row)
{
    size_t column = 0;
    size_t label = 0;
    raci_status status = RACI_OK;
    for (uint32_t i = 0; status == RACI_OK && i < row->n; i++) {
        while (column < e->n_columns && e->columns[column].cell < i) {
            column++;
        }
        while (label < e->n_labels && e->labels[label] < i) {
            label++;
        }
        const bool known = (column < e->n_columns && e->columns[column].cell == i) ||
                           (label < e->n_labels && e->labels[label] == i);
        if (!known && row->cells[i].length > 0) {
            status = refuse(e, &row->cells[i], "there is no holder above");
        }
    }
    return status;
}

static raci_status read_row(ri_editing *e, const ri_book_row *row, uint32_t *seen)
{
    ri_read_sheet *sheet = e->a->sheet;
    raci_status status = find_touchpoint(e, row);
    if (status != RACI_OK || e->subject == RI_NONE) {
        sheet->refused++;
        return status;
    }
    uint32_t *before = &seen[ri_ref_index(e->subject)];
    if (*before != 0) {
        sheet->refused++;
        return ri_edited_tell(e, &sheet->refusals, ri_edited_place(e, &row->cells[0]),
                              "the touchpoint '%s' stands in row %u already: these letters are not "
                              "taken",
                              ri_snapshot_key(e->s, e->subject), (unsigned)*before);
    }
    *before = row->line;
    sheet->used++;
    note_before(e);
    bool edited = false;
    for (size_t i = 0; status == RACI_OK && i < e->n_columns; i++) {
        status = read_cell(e, &e->columns[i], row);
        edited = edited || e->columns[i].before != e->columns[i].after;
    }
    if (status == RACI_OK) {
        status = tell_strays(e, row);
    }
    return status == RACI_OK && edited ? ri_edited_state(e, row->line) : status;
}

static raci_status read_rows(ri_editing *e)
{
    ri_read_sheet *sheet = e->a->sheet;
    ri_book_row row;
    bool more = false;
    bool begun = false;
    const uint32_t n = e->s->touchpoints.rows.n;
    uint32_t *seen = ri_alloc(n * sizeof *seen); /* in which row each touchpoint stands; 0: none */
    if (seen == NULL) {
        return ri_fail_nomem(e->err);
    }
    memset(seen, 0, n * sizeof *seen);
    raci_status status = ri_book_begin(e->a->book, e->a->number, e->err);
    while (status == RACI_OK &&
           (status = ri_book_next(e->a->book, &row, &more, e->err)) == RACI_OK && more) {
        sheet->rows++;
        if (begun) {
            status = read_row(e, &row, seen);
            continue;
        }
        sheet->passed++;
        begun = ri_edited_is_head(&row, &e->key);
        status = begun ? ri_edited_head(e, &row) : status;
    }
    ri_free(seen);
    if (status == RACI_OK && !begun) {
        status = ri_edited_tell(e, &sheet->refusals, "",
                                "expected a row with '" RI_OWN_KEY "' and the references of "
                                "holders, found none: no letter is taken");
    }
    return status;
}

/* ---- the workbook ---- */

static raci_status know_letters(ri_editing *e)
{
    const char *said = e->a->intake->answers->letters;
    ri_text_clear(&e->text);
    for (size_t i = 0; i < e->kept->n_letters; i++) {
        ri_text_format(&e->text, "%s%s", i > 0 ? " " : "", e->kept->letters[i]);
    }
    raci_status status = e->text.failed
                             ? ri_fail_nomem(e->err)
                             : ri_letters_new(&e->letters, ri_text_string(&e->text), e->err);
    return status == RACI_OK && said != NULL ? ri_letters_learn(e->letters, said, e->err) : status;
}

/* What reasons say: the file by its name alone, whatever that is. */
static raci_status know_reasons(ri_editing *e)
{
    const char *path = e->a->file->path;
    const char *slash = strrchr(path, '/');
    ri_text_clear(&e->text);
    ri_utf8_show(&e->text, slash != NULL ? slash + 1 : path);
    const char *name = ri_text_string(&e->text);
    const int length = (int)ri_utf8_prefix(name, NAME_COLUMNS);
    ri_arena *arena = e->a->intake->arena;
    e->given_as = ri_arena_format(arena, "edited in %.*s", length, name);
    e->left_as = ri_arena_format(arena, "left as it was where %.*s was edited", length, name);
    return !e->text.failed && e->given_as != NULL && e->left_as != NULL ? RACI_OK
                                                                        : ri_fail_nomem(e->err);
}

static raci_status read_matrix(ri_editing *e)
{
    ri_read_sheet *sheet = e->a->sheet;
    sheet->kind = "matrix";
    sheet->what = ri_arena_format(e->a->intake->arena,
                                  "the matrix that raci wrote as of %s: what was edited in it is "
                                  "taken",
                                  e->kept->date);
    raci_status status = sheet->what != NULL ? know_letters(e) : ri_fail_nomem(e->err);
    if (status == RACI_OK) {
        status = know_reasons(e);
    }
    return status == RACI_OK ? read_rows(e) : status;
}

/* A sheet that is not read back. */
static raci_status pass(ri_editing *e)
{
    static const char *const own[] = {
        RI_OWN_OTHERS, RI_OWN_FINDINGS, RI_OWN_ESCALATIONS, RI_OWN_LOAD,  RI_OWN_SUMMARY,
        RI_OWN_INBOX,  RI_OWN_SEAMS,    RI_OWN_CHANGES,     RI_OWN_MOVES, RI_OWN_LOADS,
        RI_OWN_MODELS, RI_OWN_ANSWERS,  RI_OWN_LEGEND,      RI_OWN_KEPT};
    ri_read_sheet *sheet = e->a->sheet;
    sheet->what = "a sheet that raci did not write, and does not read beside its own";
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (strcmp(sheet->name, own[i]) == 0) {
            sheet->kind = "own";
            sheet->what = strcmp(own[i], RI_OWN_KEPT) == 0
                              ? "what the letters were when raci wrote them"
                              : "raci's own, which is written and not read back";
        }
    }
    return ri_adopt_count(e->a, &sheet->passed, e->err);
}

static raci_status read_sheets(ri_editing *e)
{
    raci_intake *intake = e->a->intake;
    bool met = false;
    raci_status status = ri_snapshot_load(&e->s, e->a->model, intake->day, true, e->err);
    for (size_t i = e->a->first; status == RACI_OK && i < intake->n_sheets; i++) {
        const bool matrix = !met && strcmp(intake->sheets[i].name, RI_OWN_MATRIX) == 0;
        met = met || matrix;
        status = ri_adopt_begin(e->a, i, e->err);
        if (status == RACI_OK) {
            status = matrix ? read_matrix(e) : pass(e);
        }
    }
    if (status == RACI_OK && !met) {
        status = ri_fail(e->err, RACI_INPUT,
                         "the workbook is raci's, but its sheet '" RI_OWN_MATRIX "' is gone");
    }
    return status;
}

raci_status ri_adopt_workbook(bool *own, ri_adopting *a, raci_error *err)
{
    ri_editing e = {.a = a, .err = err, .subject = RI_NONE};
    ri_kept *kept = NULL;
    raci_status status = RACI_OK;
    for (size_t i = a->first; status == RACI_OK && kept == NULL && i < a->intake->n_sheets; i++) {
        if (strcmp(a->intake->sheets[i].name, RI_OWN_KEPT) == 0) {
            status = ri_kept_read(&kept, a->book, i - a->first, err);
        }
    }
    *own = kept != NULL;
    if (status == RACI_OK && *own) {
        e.kept = kept;
        a->intake->own = true;
        status = read_sheets(&e);
    }
    ri_cell_reading_free(&e.reading);
    ri_letters_free(e.letters);
    ri_snapshot_free(e.s);
    ri_text_free(&e.text);
    ri_free(e.columns);
    ri_free(e.labels);
    ri_free(e.column_of);
    ri_kept_free(kept);
    return status;
}
