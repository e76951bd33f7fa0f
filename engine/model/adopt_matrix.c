/*
 * A responsibility matrix, taken into the model: activities become touchpoints, letters stated
 * rows, and parties are whom the model knows by that name, or new.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/keys_made.h"
#include "intake/matrix_read.h"
#include "model/adopt.h"

enum {
    TOUCHPOINT_KEY,
    TOUCHPOINT_NAME,
    TOUCHPOINT_SECTION,
    TOUCHPOINT_CHANNELS,
    TOUCHPOINT_NUMBER,
    TOUCHPOINT_CELLS
};
enum { STATED_TOUCHPOINT, STATED_LETTER, STATED_HOLDER, STATED_REASON, STATED_CELLS };

typedef struct gathering {
    ri_adopting *a;
    const ri_matrix_layout *layout;
    ri_letters *letters;
    ri_text text; /* scratch */
    raci_status status;
    raci_error *err;
} gathering;

/* ---- what somebody said ---- */

/* The columns of which somebody said a matrix' role, "cells:Sales". */
static raci_status take_choices(ri_matrix_options *options, const ri_adopting *a, raci_error *err)
{
    const ri_answers *answers = a->intake->answers;
    ri_arena *arena = a->intake->arena;
    ri_matrix_choice *choices = ri_arena_array(arena, answers->n_columns, sizeof *choices);
    options->choices = choices;
    for (size_t i = 0; choices != NULL && i < answers->n_columns; i++) {
        const char *said = answers->columns[i].role;
        const char *colon = strchr(said, ':');
        const char *role =
            ri_arena_copy(arena, said, colon != NULL ? (size_t)(colon - said) : strlen(said));
        ri_matrix_choice choice = {answers->columns[i].heading, RI_ROLE_OTHER,
                                   colon != NULL ? colon + 1 : NULL};
        if (role == NULL) {
            return ri_fail_nomem(err);
        }
        if (ri_matrix_role_named(role, &choice.role)) { /* others are of HR exports */
            choices[options->n_choices++] = choice;
        }
    }
    return choices != NULL ? RACI_OK : ri_fail_nomem(err);
}

static raci_status take_options(ri_matrix_options *options, const ri_adopting *a, raci_error *err)
{
    const ri_answers *answers = a->intake->answers;
    *options = (ri_matrix_options){.party = answers->party, .activity = answers->activity};
    if (answers->first_column != NULL) {
        options->first_column = strtoul(answers->first_column, NULL, 10);
    }
    if (answers->layout != NULL) {
        (void)ri_matrix_shape_named(answers->layout, &options->shape);
    }
    if (answers->headings != NULL) {
        options->headings = strcmp(answers->headings, "yes") == 0 ? RI_ANSWER_YES : RI_ANSWER_NO;
    }
    return take_choices(options, a, err);
}

/* ---- how it is read ---- */

static raci_status describe(gathering *g, raci_error *err)
{
    const ri_matrix_layout *layout = g->layout;
    ri_arena *arena = g->a->intake->arena;
    ri_read_column *read = ri_arena_array(arena, layout->n, sizeof *read);
    g->a->whole[RI_TABLE_STATED] = true;
    g->a->sheet->kind = "matrix";
    g->a->sheet->what = ri_arena_string(arena, layout->why);
    if (read == NULL || g->a->sheet->what == NULL) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < layout->n; i++) {
        const ri_matrix_column *column = &layout->columns[i];
        const char *more = column->name != NULL     ? column->name
                           : column->letter != NULL ? column->letter
                                                    : NULL;
        read[i].heading = column->header;
        read[i].as = more != NULL
                         ? ri_arena_format(arena, "%s: %s", ri_matrix_role_name(column->role), more)
                         : ri_matrix_role_name(column->role);
        if (read[i].as == NULL) {
            return ri_fail_nomem(err);
        }
    }
    raci_status status = ri_adopt_columns(g->a, read, layout->n, err);
    for (size_t i = 0; status == RACI_OK && i < layout->n_questions; i++) {
        const ri_matrix_question *question = &layout->questions[i];
        status = ri_adopt_ask(g->a, question->message, question->option, question->fallback, err);
    }
    return status;
}

/* ---- parties and activities ---- */

/* Where a cell stands, in the scratch text. */
static const char *place_of(gathering *g, const ri_book_cell *cell)
{
    ri_text_clear(&g->text);
    if (cell != NULL) {
        ri_book_place(g->a->book, cell, &g->text);
    }
    return ri_text_string(&g->text);
}

static raci_status note(gathering *g, const ri_book_cell *cell, const char *format,
                        const char *first, const char *second)
{
    char *text = ri_arena_format(g->a->intake->arena, format, first, second);
    return text != NULL ? ri_adopt_tell(g->a, &g->a->sheet->notes, place_of(g, cell), text, g->err)
                        : ri_fail_nomem(g->err);
}

/* A party that nobody knows: a position, unless somebody said otherwise. */
static raci_status make_party(const char **out, gathering *g, const ri_matrix_assignment *x,
                              const char *near)
{
    const ri_kind said = ri_adopt_party_kind(g->a, RI_POSITION);
    const ri_kind as = said == RI_PERSON ? RI_POSITION : said; /* as which it is known then */
    raci_status status = ri_adopt_party(out, g->a, said, x->party, NULL, x->cell->line, g->err);
    if (status == RACI_OK &&
        !ri_known_names_add(g->a->known, as, strchr(*out, ':') + 1, x->party)) {
        status = ri_fail_nomem(g->err);
    }
    return status == RACI_OK && near != NULL
               ? note(g, x->cell, "'%s' is taken for somebody new; is '%s' meant?", x->party, near)
               : status;
}

static raci_status find_party(const char **out, gathering *g, const ri_matrix_assignment *x)
{
    ri_meant meant;
    raci_status status = ri_adopt_meant(&meant, g->a, x->party, false, g->err);
    *out = meant.reference;
    return status == RACI_OK && meant.reference == NULL ? make_party(out, g, x, meant.near)
                                                        : status;
}

/* An activity of a section: the touchpoint that is called so, or a new one. */
static raci_status find_activity(const char **out, gathering *g, const ri_matrix_assignment *x)
{
    static const char *const names[TOUCHPOINT_CELLS] = {"key", "name", "section", "channels",
                                                        "number"};
    ri_adopting *a = g->a;
    ri_meant meant;
    char *called = ri_arena_format(a->intake->arena, "%s\n%s", x->group, x->activity);
    const uint32_t before = ri_intern_count(a->activities);
    const uint32_t number = called != NULL ? ri_intern_string(a->activities, called) : RI_NONE;
    if (number == RI_NONE) {
        return ri_fail_nomem(g->err);
    }
    if (number < before) {
        *out = a->activity_keys[number];
        return RACI_OK;
    }
    raci_status status = ri_adopt_meant(&meant, a, x->activity, true, g->err);
    if (status != RACI_OK) {
        return status;
    }
    const char *key = meant.reference != NULL
                          ? meant.reference + strlen("touchpoint:")
                          : ri_keys_made_take(a->touchpoint_keys, x->activity, "activity", NULL);
    if (key == NULL || ri_intern_string(a->activity_names, key) == RI_NONE ||
        !RI_PUSH(a->activity_keys, a->n_activity_keys, a->activity_keys_capacity, key)) {
        return ri_fail_nomem(g->err);
    }
    *out = key;
    const char *cells[TOUCHPOINT_CELLS] = {key, x->activity, x->group, x->channel, x->key};
    status = ri_adopt_table(a, RI_TABLE_TOUCHPOINTS, names, TOUCHPOINT_CELLS, g->err);
    return status == RACI_OK
               ? ri_adopt_row(NULL, a, RI_TABLE_TOUCHPOINTS, cells, x->cell->line, g->err)
               : status;
}

/* ---- rows ---- */

static raci_status give(gathering *g, const ri_matrix_assignment *x)
{
    static const char *const names[STATED_CELLS] = {"touchpoint", "letter", "holder", "reason"};
    const char *touchpoint = NULL;
    const char *holder = NULL;
    raci_status status = find_activity(&touchpoint, g, x);
    if (status == RACI_OK) {
        status = find_party(&holder, g, x);
    }
    if (status == RACI_OK) {
        status = ri_adopt_table(g->a, RI_TABLE_STATED, names, STATED_CELLS, g->err);
    }
    const char *reason = x->note[0] != '\0' ? x->note : x->remark;
    for (size_t i = 0; status == RACI_OK && i < x->n; i++) {
        const char *cells[STATED_CELLS] = {touchpoint, x->letters[i].name, holder, reason};
        const char *row = ri_arena_format(g->a->intake->arena, "%s %s %s", touchpoint,
                                          x->letters[i].name, holder);
        const uint32_t before = ri_intern_count(g->a->stated);
        if (row == NULL || ri_intern_string(g->a->stated, row) == RI_NONE) {
            return ri_fail_nomem(g->err);
        }
        if (ri_intern_count(g->a->stated) > before) {
            status = ri_adopt_row(NULL, g->a, RI_TABLE_STATED, cells, x->cell->line, g->err);
        } else {
            status = note(g, x->cell, "said before: %s%s", row, "");
        }
    }
    return status;
}

static int take_assignment(const ri_matrix_assignment *assignment, void *payload)
{
    gathering *g = payload;
    g->status = give(g, assignment);
    return g->status != RACI_OK;
}

static int take_row(const ri_matrix_row *row, void *payload)
{
    gathering *g = payload;
    if (row->fate == RI_ROW_REFUSED || row->why != NULL) {
        ri_read_sheet *sheet = g->a->sheet;
        g->status =
            ri_adopt_tell(g->a, row->fate == RI_ROW_REFUSED ? &sheet->refusals : &sheet->notes,
                          place_of(g, row->cell), row->why != NULL ? row->why : "", g->err);
    }
    return g->status != RACI_OK;
}

static int take_refused(const ri_book_cell *cell, const char *why, void *payload)
{
    gathering *g = payload;
    g->status = ri_adopt_tell(g->a, &g->a->sheet->refusals, place_of(g, cell), why, g->err);
    return g->status != RACI_OK;
}

static int take_doubt(const ri_book_cell *cell, ri_doubt_kind kind, const char *message,
                      void *payload)
{
    gathering *g = payload;
    (void)kind;
    g->status = ri_adopt_tell(g->a, &g->a->sheet->notes, place_of(g, cell), message, g->err);
    return g->status != RACI_OK;
}

static raci_status read_all(gathering *g, raci_error *err)
{
    const ri_matrix_calls calls = {take_assignment, take_row, take_refused, take_doubt, g};
    ri_matrix_counts counts;
    raci_error own = {.status = RACI_OK};
    ri_read_sheet *sheet = g->a->sheet;
    raci_status status =
        ri_matrix_read(g->a->book, g->a->number, g->layout, g->letters, &calls, &counts, &own);
    if (g->status != RACI_OK) {
        return g->status;
    }
    if (status != RACI_OK) {
        return ri_fail(err, status, "%s", own.message);
    }
    sheet->rows = counts.rows;
    sheet->used = counts.fates[RI_ROW_USED] + counts.fates[RI_ROW_NOBODY];
    sheet->refused = counts.fates[RI_ROW_REFUSED];
    sheet->passed = sheet->rows - sheet->used - sheet->refused;
    return g->text.failed ? ri_fail_nomem(err) : RACI_OK;
}

/* ---- the sheet ---- */

static raci_status recognize(ri_matrix_layout **out, gathering *g, raci_error *err)
{
    ri_matrix_options options;
    const ri_answers *answers = g->a->intake->answers;
    raci_error missing = {.status = RACI_OK};
    raci_status status = ri_letters_new(&g->letters, NULL, err);
    if (status == RACI_OK && answers->letters != NULL) {
        status = ri_letters_learn(g->letters, answers->letters, err);
    }
    if (status == RACI_OK) {
        status = take_options(&options, g->a, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    status = ri_matrix_recognize(out, g->a->book, g->a->number, g->letters, &options, &missing);
    if (status == RACI_INVALID && g->a->intake->n_sheets > 1) { /* it is said of another sheet */
        options.n_choices = 0;
        return ri_matrix_recognize(out, g->a->book, g->a->number, g->letters, &options, err);
    }
    return status == RACI_OK ? status : ri_fail(err, status, "%s", missing.message);
}

raci_status ri_adopt_matrix(bool *known, ri_adopting *a, raci_error *err)
{
    gathering g = {.a = a, .status = RACI_OK, .err = err};
    ri_matrix_layout *layout = NULL;
    raci_status status = recognize(&layout, &g, err);
    *known = status == RACI_OK && layout->shape != RI_SHAPE_NONE;
    if (*known) {
        g.layout = layout;
        status = describe(&g, err);
    }
    if (status == RACI_OK && *known && layout->shape != RI_SHAPE_LEGEND && !ri_adopt_is_open(a)) {
        status = read_all(&g, err);
    } else if (status == RACI_OK && *known) {
        ri_read_sheet *sheet = a->sheet;
        status = ri_adopt_count(
            a, layout->shape == RI_SHAPE_LEGEND ? &sheet->passed : &sheet->waiting, err);
    }
    ri_matrix_layout_free(layout);
    ri_letters_free(g.letters);
    ri_text_free(&g.text);
    return status;
}
