/*
 * A responsibility matrix, taken into the model: activities become touchpoints, letters stated
 * rows, and parties are whom the model knows by that name, or new.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/matrix_read.h"
#include "model/adopt_things.h"

#define TOUCHPOINT_CELLS 8

/* A row of a touchpoint, of the columns that the sheet has something to say about: what it does
   not say stays as the model has it. */
typedef struct touchpoint_row {
    const char *names[TOUCHPOINT_CELLS];
    const char *cells[TOUCHPOINT_CELLS];
    size_t n;
} touchpoint_row;

typedef struct gathering {
    ri_adopting *a;
    const ri_matrix_layout *layout;
    ri_letters *letters;
    bool channels; /* the sheet has a column for them */
    bool numbers;
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
    static const char *const groups[] = {[RI_GROUPS_SECTIONS] = NULL,
                                         [RI_GROUPS_STAGES] = "stages",
                                         [RI_GROUPS_JOURNEYS] = "journeys"};
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
        g->channels = g->channels || column->role == RI_ROLE_CHANNEL;
        g->numbers = g->numbers || column->role == RI_ROLE_KEY;
        const bool group = column->role == RI_ROLE_GROUP;
        const char *more = column->name != NULL     ? column->name
                           : column->letter != NULL ? column->letter
                           : group                  ? groups[layout->groups]
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

/* Where a cell stands, in the scratch text. */
static const char *place_of(gathering *g, const ri_book_cell *cell)
{
    ri_text_clear(&g->text);
    if (cell != NULL) {
        ri_book_place(g->a->book, cell, &g->text);
    }
    return ri_text_string(&g->text);
}

/* Where a cell stands, and its line. */
static ri_adopt_source source_of(gathering *g, const ri_book_cell *cell)
{
    return (ri_adopt_source){place_of(g, cell), cell->line};
}

/* Of what may be an inventory: owners may be the units that deliver. */
static raci_status ask_units(gathering *g, raci_error *err)
{
    ri_arena *arena = g->a->intake->arena;
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < g->layout->n; i++) {
        const char *header = g->layout->columns[i].header;
        if (g->layout->columns[i].role != RI_ROLE_NAMES) {
            continue;
        }
        const char *text =
            ri_arena_format(arena, "the column '%.*s' may name the units that deliver, too",
                            ri_cell_fit(header, strlen(header), 60), header);
        const char *option = ri_column_option(arena, header, "units");
        status = text != NULL && option != NULL
                     ? ri_adopt_ask(g->a, text, option, "who answers", err)
                     : ri_fail_nomem(err);
    }
    return status;
}

/* ---- activities ---- */

static void say(touchpoint_row *row, const char *name, const char *cell)
{
    row->names[row->n] = name;
    row->cells[row->n++] = cell;
}

/* What the activity is in: a stage, a journey, or a section of the matrix. */
static raci_status say_group(touchpoint_row *row, gathering *g, const ri_matrix_assignment *x)
{
    const ri_groups groups = g->layout->groups;
    const char *key = NULL;
    raci_status status = RACI_OK;
    if (groups == RI_GROUPS_SECTIONS) {
        say(row, "section", x->group);
        return RACI_OK;
    }
    const bool stages = groups == RI_GROUPS_STAGES;
    if (x->group[0] != '\0') {
        status = ri_adopt_thing(&key, g->a, stages ? RI_STAGE : RI_JOURNEY, x->group,
                                source_of(g, x->cell), g->err);
    }
    say(row, stages ? "stage" : "journey", key);
    if (!stages) { /* touchpoints follow each other as they stand there */
        const char *order = ri_arena_format(g->a->intake->arena, "%zu", g->a->n_activity_keys);
        say(row, "order", order);
        status = status == RACI_OK && order == NULL ? ri_fail_nomem(g->err) : status;
    }
    return status;
}

static raci_status say_channel(touchpoint_row *row, gathering *g, const ri_matrix_assignment *x)
{
    const char *key = NULL;
    const char *all = NULL;
    raci_status status = RACI_OK;
    if (!g->channels) {
        return RACI_OK;
    }
    if (x->channel[0] != '\0') {
        status = ri_adopt_channel(&key, &all, g->a, x->channel, source_of(g, x->cell), g->err);
    }
    say(row, "channel", key);
    say(row, "channels", all);
    return status;
}

/* Whether what is called so is something else: it is in another section, or several are, and the
   file has it there, too. */
static raci_status is_elsewhere(bool *elsewhere, const gathering *g, const ri_meant *meant)
{
    bool grouped = false;
    bool other = true;
    if (!ri_known_grouped(&grouped, g->a->known, meant->reference) ||
        (meant->several && !ri_known_grouped(&other, g->a->known, meant->other))) {
        return ri_fail_nomem(g->err);
    }
    const char *key = ri_meant_key(meant->reference);
    const bool met = meant->several || ri_intern_find(g->a->activity_names, key) != RI_NONE;
    *elsewhere = grouped && other && met;
    return RACI_OK;
}

/* The touchpoint that an activity is, by its section and name, or its name; NULL: a new one. */
static raci_status look_up(const char **reference, gathering *g, const ri_matrix_assignment *x)
{
    ri_adopting *a = g->a;
    ri_meant meant;
    ri_meant within = {.reference = NULL};
    bool elsewhere = false;
    raci_status status = ri_adopt_look(&meant, a, RI_TOUCHPOINT, x->activity, g->err);
    *reference = NULL;
    if (status == RACI_OK && !meant.said && meant.reference != NULL) {
        if (!ri_known_within(&within, a->known, x->group, x->activity)) {
            return ri_fail_nomem(g->err);
        }
        if (within.reference != NULL && !within.several) {
            *reference = within.reference;
            return RACI_OK;
        }
        status = x->group[0] != '\0' ? is_elsewhere(&elsewhere, g, &meant) : RACI_OK;
    }
    if (status == RACI_OK && elsewhere) {
        return ri_adopt_note(a, source_of(g, x->cell),
                             "'%s' is taken for something new: %s is in another section",
                             x->activity, meant.reference, g->err);
    }
    if (status == RACI_OK && meant.several) {
        status = ri_adopt_meant(&meant, a, RI_TOUCHPOINT, x->activity, g->err);
    }
    *reference = meant.reference;
    return status;
}

/* An activity of a section: the touchpoint that is called so, or a new one. */
static raci_status find_activity(const char **out, gathering *g, const ri_matrix_assignment *x)
{
    ri_adopting *a = g->a;
    const char *known = NULL;
    touchpoint_row row = {.n = 0};
    ri_text_clear(&g->text);
    ri_text_add(&g->text, x->group);
    ri_text_add(&g->text, "\n");
    ri_text_add(&g->text, x->activity);
    const uint32_t before = ri_intern_count(a->activities);
    const uint32_t number =
        !g->text.failed ? ri_intern_string(a->activities, g->text.bytes) : RI_NONE;
    if (number == RI_NONE) {
        return ri_fail_nomem(g->err);
    }
    if (number < before) {
        *out = a->activity_keys[number];
        return RACI_OK;
    }
    raci_status status = look_up(&known, g, x);
    if (status != RACI_OK) {
        return status;
    }
    const char *key = known != NULL ? ri_meant_key(known)
                                    : ri_adopt_new_key(a, RI_TOUCHPOINT, x->activity, "touchpoint");
    if (key == NULL || ri_intern_string(a->activity_names, key) == RI_NONE ||
        !RI_PUSH(a->activity_keys, a->n_activity_keys, a->activity_keys_capacity, key)) {
        return ri_fail_nomem(g->err);
    }
    *out = key;
    say(&row, "key", key);
    say(&row, "name", x->activity);
    status = say_group(&row, g, x);
    status = status == RACI_OK ? say_channel(&row, g, x) : status;
    if (g->numbers) {
        say(&row, "number", x->key);
    }
    if (status == RACI_OK) {
        status = ri_adopt_table(a, RI_TABLE_TOUCHPOINTS, row.names, row.n, g->err);
    }
    return status == RACI_OK
               ? ri_adopt_row(NULL, a, RI_TABLE_TOUCHPOINTS, row.cells, x->cell->line, g->err)
               : status;
}

/* ---- rows ---- */

static raci_status give(gathering *g, const ri_matrix_assignment *x)
{
    const char *touchpoint = NULL;
    const char *holder = NULL;
    raci_status status = find_activity(&touchpoint, g, x);
    if (status == RACI_OK) {
        status = ri_adopt_holder(&holder, g->a, x->party, source_of(g, x->cell), g->err);
    }
    const char *reason = x->note[0] != '\0' ? x->note : x->remark;
    for (size_t i = 0; status == RACI_OK && i < x->n; i++) {
        status = ri_adopt_stated(g->a, touchpoint, x->letters[i].name, holder, reason,
                                 source_of(g, x->cell), g->err);
    }
    return status;
}

static int take_assignment(const ri_matrix_assignment *assignment, void *payload)
{
    gathering *g = payload;
    g->status = give(g, assignment);
    return g->status != RACI_OK;
}

/* An activity that nobody has is one all the same. */
static int take_row(const ri_matrix_row *row, void *payload)
{
    gathering *g = payload;
    const char *touchpoint = NULL;
    if (row->unassigned != NULL) {
        g->status = find_activity(&touchpoint, g, row->unassigned);
    }
    if (g->status != RACI_OK) {
        return 1;
    }
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

/* Where activities stand above columns, those in which nobody has a letter. */
static raci_status give_unassigned(gathering *g)
{
    const ri_matrix_layout *layout = g->layout;
    const ri_book_cell header = {.line = layout->header_line};
    const char *touchpoint = NULL;
    raci_status status = RACI_OK;
    for (size_t i = 0; i < layout->n && status == RACI_OK && layout->shape == RI_SHAPE_TURNED;
         i++) {
        const ri_matrix_column *column = &layout->columns[i];
        const bool above = column->group != NULL && column->group[0] != '\0';
        const ri_matrix_assignment x = {.group = above ? column->group : layout->section,
                                        .activity = column->name,
                                        .key = "",
                                        .channel = "",
                                        .cell = &header};
        if (column->role == RI_ROLE_CELLS && column->name[0] != '\0') {
            status = find_activity(&touchpoint, g, &x);
        }
    }
    return status;
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
    status = give_unassigned(g);
    if (status != RACI_OK) {
        return status;
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
    if (status == RACI_INVALID && g->a->several) { /* it is said of another sheet */
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
    bool listed = false; /* it may be an inventory, too */
    bool more = false;
    if (status == RACI_OK && layout->shape == RI_SHAPE_OWNERS &&
        a->intake->answers->layout == NULL) {
        status = ri_adopt_lists(&listed, &more, a, err);
    }
    *known = status == RACI_OK && layout->shape != RI_SHAPE_NONE && !more;
    if (*known) {
        g.layout = layout;
        status = describe(&g, err);
    }
    if (status == RACI_OK && *known && listed) {
        status = ask_units(&g, err);
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
