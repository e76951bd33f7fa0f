/*
 * An inventory of touchpoints, taken into the model: with the units that deliver them, their
 * stages, channels and journeys, which are what the model knows by these names, or new.
 */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "intake/inventory_read.h"
#include "intake/names_in_cell.h"
#include "model/adopt_things.h"

#define CELLS_MAX (RI_CSV_COLUMNS_MAX + 16) /* of more the staging says that they are */
#define STEP_CELLS 3

/* A row of touchpoints.csv, of the columns that the sheet has something to say about. */
typedef struct wide {
    const char *names[CELLS_MAX];
    const char *cells[CELLS_MAX];
    size_t n;
} wide;

typedef struct listing {
    ri_adopting *a;
    const ri_inventory_columns *columns;
    wide row;
    ri_text text; /* scratch: a place */
    ri_text list;
    ri_text tags;
    ri_text units;
} listing;

static bool has(const ri_inventory_columns *columns, ri_inventory_role role)
{
    return ri_inventory_column_of(columns, role) < columns->n;
}

static void say(listing *l, const char *name, const char *cell)
{
    if (l->row.n < CELLS_MAX) {
        l->row.names[l->row.n] = name;
        l->row.cells[l->row.n++] = cell;
    }
}

/* The same where the sheet has a column of the role. */
static void say_role(listing *l, ri_inventory_role role, const char *name, const char *cell)
{
    if (has(l->columns, role)) {
        say(l, name, cell);
    }
}

static const char *place_of(listing *l, const ri_book_cell *cell)
{
    ri_text_clear(&l->text);
    ri_book_place(l->a->book, cell, &l->text);
    return ri_text_string(&l->text);
}

/* Goes to the next line of a list; false at its end. */
static bool next_line(const char **lines, listing *l)
{
    const size_t n = strcspn(*lines, "\n");
    if (**lines == '\0') {
        return false;
    }
    ri_text_clear(&l->list);
    ri_text_bytes(&l->list, *lines, n);
    *lines += n + ((*lines)[n] == '\n');
    return true;
}

/* ---- what a touchpoint names ---- */

static raci_status take_units(listing *l, const ri_inventory_touchpoint *x, ri_adopt_source from,
                              raci_error *err)
{
    const char *lines = x->units;
    const char *key = NULL;
    raci_status status = RACI_OK;
    ri_text_clear(&l->units);
    while (status == RACI_OK && next_line(&lines, l)) {
        status = l->list.failed
                     ? ri_fail_nomem(err)
                     : ri_adopt_thing(&key, l->a, RI_UNIT, ri_text_string(&l->list), from, err);
        if (status == RACI_OK) {
            ri_text_format(&l->units, "%s%s", l->units.length > 0 ? ";" : "", key);
        }
    }
    say_role(l, RI_INVENTORY_UNITS, "units", ri_text_string(&l->units));
    return status == RACI_OK && l->units.failed ? ri_fail_nomem(err) : status;
}

/* The file's tags; and where each channel has a touchpoint of its own, the name they share. */
static raci_status take_tags(listing *l, const ri_inventory_touchpoint *x, raci_error *err)
{
    const char *lines = x->tags;
    ri_text_clear(&l->tags);
    while (next_line(&lines, l)) {
        ri_text_format(&l->tags, "%s%s", l->tags.length > 0 ? ";" : "", ri_text_string(&l->list));
    }
    if (x->parted) {
        ri_text_add(&l->tags, l->tags.length > 0 ? ";" : "");
        ri_key_make(&l->tags, x->own);
        say(l, "tags", ri_text_string(&l->tags));
    } else {
        say_role(l, RI_INVENTORY_TAGS, "tags", ri_text_string(&l->tags));
    }
    return l->tags.failed || l->list.failed ? ri_fail_nomem(err) : RACI_OK;
}

static raci_status take_channel(listing *l, const ri_inventory_touchpoint *x, ri_adopt_source from,
                                raci_error *err)
{
    const char *channel = NULL;
    const char *all = NULL;
    raci_status status = x->channel[0] != '\0'
                             ? ri_adopt_channel(&channel, &all, l->a, x->channel, from, err)
                             : RACI_OK;
    say_role(l, RI_INVENTORY_CHANNEL, "channel", channel);
    say_role(l, RI_INVENTORY_CHANNEL, "channels", all);
    return status;
}

/* Its stage, its channel and its first journey. */
static raci_status take_places(listing *l, const ri_inventory_touchpoint *x, ri_adopt_source from,
                               raci_error *err)
{
    const bool staged = has(l->columns, RI_INVENTORY_STAGE) || x->stage[0] != '\0';
    const bool placed = x->n_places > 0;
    const char *stage = NULL;
    const char *journey = NULL;
    raci_status status = RACI_OK;
    if (x->stage[0] != '\0') {
        status = ri_adopt_thing(&stage, l->a, RI_STAGE, x->stage, from, err);
    }
    if (status == RACI_OK && placed && x->places[0].journey[0] != '\0') {
        status = ri_adopt_thing(&journey, l->a, RI_JOURNEY, x->places[0].journey, from, err);
    }
    say_role(l, RI_INVENTORY_JOURNEY, "journey", journey);
    if (has(l->columns, RI_INVENTORY_JOURNEY) || has(l->columns, RI_INVENTORY_ORDER)) {
        say(l, "order", placed ? x->places[0].order : NULL);
    }
    if (staged) {
        say(l, "stage", stage);
    }
    return status == RACI_OK ? take_channel(l, x, from, err) : status;
}

/* Which touchpoint it is: the one that is called so, or a new one. */
static raci_status find_key(const char **key, listing *l, const ri_inventory_touchpoint *x,
                            raci_error *err)
{
    ri_adopting *a = l->a;
    ri_meant meant;
    if (!ri_known_of(&meant, a->known, RI_TOUCHPOINT, x->name)) {
        return ri_fail_nomem(err);
    }
    if (meant.reference != NULL && !meant.several && x->id[0] == '\0') {
        *key = ri_meant_key(meant.reference);
        return RACI_OK;
    }
    ri_text_clear(&l->list);
    ri_text_add(&l->list, x->id[0] != '\0' ? x->id : x->name);
    if (x->parted && x->id[0] != '\0') {
        ri_text_format(&l->list, " %s", x->channel);
    }
    if (l->list.failed) {
        return ri_fail_nomem(err);
    }
    *key = ri_keys_made_take(a->keys[RI_TOUCHPOINT], ri_text_string(&l->list), "touchpoint", NULL);
    return *key != NULL ? RACI_OK : ri_fail_nomem(err);
}

/* ---- rows ---- */

static const char *flag(int said)
{
    return said < 0 ? NULL : said == 1 ? "yes" : "no";
}

static raci_status give_row(listing *l, const ri_inventory_touchpoint *x, const char *key,
                            raci_error *err)
{
    static const char *const ratings[] = {NULL, "1", "2", "3", "4", "5"};
    const ri_adopt_source from = {place_of(l, &x->at), x->at.line};
    const bool rated =
        has(l->columns, RI_INVENTORY_CRITICALITY) || has(l->columns, RI_INVENTORY_PRIORITY);
    l->row.n = 0;
    say(l, "key", key);
    say(l, "name", x->name);
    raci_status status = take_places(l, x, from, err);
    if (status == RACI_OK) {
        status = take_units(l, x, from, err);
    }
    if (status == RACI_OK) {
        status = take_tags(l, x, err);
    }
    if (rated) {
        say(l, "criticality", ratings[x->criticality]);
    }
    say_role(l, RI_INVENTORY_TRUTH, "moment_of_truth", flag(x->truth));
    say_role(l, RI_INVENTORY_MANAGED, "managed", flag(x->managed));
    say_role(l, RI_INVENTORY_REVIEWED, "reviewed_on", x->reviewed);
    for (size_t i = 0; i < l->columns->n; i++) {
        if (x->attributes[i] != NULL) {
            say(l, l->columns->columns[i].attribute, x->attributes[i]);
        }
    }
    if (status == RACI_OK) {
        status = ri_adopt_table(l->a, RI_TABLE_TOUCHPOINTS, l->row.names, l->row.n, err);
    }
    return status == RACI_OK
               ? ri_adopt_row(NULL, l->a, RI_TABLE_TOUCHPOINTS, l->row.cells, x->at.line, err)
               : status;
}

/* The journeys that it is on beside the first. */
static raci_status give_steps(listing *l, const ri_inventory_touchpoint *x, const char *key,
                              raci_error *err)
{
    static const char *const names[STEP_CELLS] = {"journey", "touchpoint", "order"};
    const ri_adopt_source from = {place_of(l, &x->at), x->at.line};
    raci_status status = RACI_OK;
    for (size_t i = 1; status == RACI_OK && i < x->n_places; i++) {
        const char *journey = NULL;
        if (x->places[i].journey[0] == '\0') {
            continue;
        }
        status = ri_adopt_thing(&journey, l->a, RI_JOURNEY, x->places[i].journey, from, err);
        if (status == RACI_OK) {
            status = ri_adopt_table(l->a, RI_TABLE_STEPS, names, STEP_CELLS, err);
        }
        const char *cells[STEP_CELLS] = {journey, key, x->places[i].order};
        if (status == RACI_OK) {
            status = ri_adopt_row(NULL, l->a, RI_TABLE_STEPS, cells, x->at.line, err);
        }
    }
    return status;
}

static raci_status give_accountable(listing *l, const ri_inventory_touchpoint *x, const char *key,
                                    raci_error *err)
{
    const ri_adopt_source from = {place_of(l, &x->at), x->at.line};
    const char *lines = x->accountable;
    const char *holder = NULL;
    raci_status status = RACI_OK;
    while (status == RACI_OK && next_line(&lines, l)) {
        status = l->list.failed
                     ? ri_fail_nomem(err)
                     : ri_adopt_holder(&holder, l->a, ri_text_string(&l->list), from, err);
        if (status == RACI_OK) {
            status = ri_adopt_stated(l->a, key, "A", holder, "", from, err);
        }
    }
    return status;
}

static raci_status take_touchpoint(const ri_inventory_touchpoint *x, void *payload, raci_error *err)
{
    listing *l = payload;
    const char *key = NULL;
    raci_status status = find_key(&key, l, x, err);
    if (status == RACI_OK) {
        status = give_row(l, x, key, err);
    }
    if (status == RACI_OK) {
        status = give_steps(l, x, key, err);
    }
    return status == RACI_OK ? give_accountable(l, x, key, err) : status;
}

static raci_status take_note(const ri_book_cell *cell, const char *text, void *payload,
                             raci_error *err)
{
    listing *l = payload;
    return ri_adopt_tell(l->a, &l->a->sheet->notes, place_of(l, cell), text, err);
}

static raci_status take_refused(const ri_book_cell *cell, const char *why, void *payload,
                                raci_error *err)
{
    listing *l = payload;
    return ri_adopt_tell(l->a, &l->a->sheet->refusals, place_of(l, cell), why, err);
}

/* ---- the sheet ---- */

/* What somebody said that is of inventories. */
static raci_status take_told(ri_inventory_told *told, const ri_adopting *a, raci_error *err)
{
    const ri_answers *answers = a->intake->answers;
    struct ri_inventory_told_column *columns =
        ri_arena_array(a->intake->arena, answers->n_columns, sizeof *columns);
    *told = (ri_inventory_told){.columns = columns};
    told->inventory = answers->layout != NULL && strcmp(answers->layout, "inventory") == 0;
    for (size_t i = 0; columns != NULL && i < answers->n_columns; i++) {
        ri_inventory_role role = RI_INVENTORY_IGNORED;
        if (ri_inventory_role_named(answers->columns[i].role, &role)) {
            columns[told->n++] =
                (struct ri_inventory_told_column){answers->columns[i].heading, role};
            told->inventory = told->inventory || ri_inventory_role_is_own(role);
        }
    }
    return columns != NULL ? RACI_OK : ri_fail_nomem(err);
}

/* `only` where somebody said that it is an inventory: else *out stays NULL. */
static raci_status find_columns(ri_inventory_columns **out, const ri_adopting *a, bool only,
                                raci_error *err)
{
    ri_inventory_told what;
    raci_error missing = {.status = RACI_OK};
    raci_status status = take_told(&what, a, err);
    if (status != RACI_OK || (only && !what.inventory)) {
        return status;
    }
    status = ri_inventory_columns_find(out, a->book, a->number, &what, &missing);
    if (status == RACI_NOTFOUND && (a->several || !what.inventory)) {
        what = (ri_inventory_told){.inventory = false}; /* it is said of another sheet, or table */
        return ri_inventory_columns_find(out, a->book, a->number, &what, err);
    }
    return status == RACI_OK ? status : ri_fail(err, status, "%s", missing.message);
}

static raci_status describe(listing *l, raci_error *err)
{
    const ri_inventory_columns *columns = l->columns;
    ri_arena *arena = l->a->intake->arena;
    ri_read_column *read = ri_arena_array(arena, columns->n, sizeof *read);
    raci_status status = read != NULL ? RACI_OK : ri_fail_nomem(err);
    l->a->sheet->kind = "inventory";
    l->a->sheet->what = "an inventory, its rows are touchpoints";
    for (size_t i = 0; status == RACI_OK && i < columns->n; i++) {
        const ri_inventory_column *column = &columns->columns[i];
        read[i] = (ri_read_column){column->heading, ri_inventory_role_name(column->role)};
        if (column->fills) {
            status = ri_adopt_note(l->a, (ri_adopt_source){"", 0},
                                   "in the column '%s' an empty cell is taken for what stands "
                                   "above it%s",
                                   column->heading, NULL, err);
        }
    }
    if (status == RACI_OK) {
        status = ri_adopt_columns(l->a, read, columns->n, err);
    }
    for (size_t i = 0; status == RACI_OK && i < columns->n_questions; i++) {
        const ri_inventory_question *question = &columns->questions[i];
        status = ri_adopt_ask(l->a, question->text, question->option, question->taken, err);
    }
    return status;
}

static raci_status read_all(listing *l, raci_error *err)
{
    const ri_inventory_calls calls = {take_touchpoint, take_note, take_refused, l};
    ri_inventory_counts counts;
    ri_read_sheet *sheet = l->a->sheet;
    raci_status status = ri_inventory_read(l->a->book, l->columns, &calls, &counts, err);
    if (status != RACI_OK) {
        return status;
    }
    sheet->rows = counts.rows;
    sheet->used = counts.used;
    sheet->passed = counts.passed;
    sheet->refused = counts.refused;
    if (counts.touchpoints < counts.used) {
        char text[120];
        (void)snprintf(text, sizeof text,
                       "%zu rows are of %zu touchpoints: rows of one are put "
                       "together",
                       counts.used, counts.touchpoints);
        return ri_adopt_tell(l->a, &sheet->notes, NULL, text, err);
    }
    return RACI_OK;
}

raci_status ri_adopt_inventory(bool *known, ri_adopting *a, bool told, raci_error *err)
{
    ri_inventory_columns *columns = NULL;
    raci_status status = find_columns(&columns, a, told, err);
    *known = status == RACI_OK && columns != NULL && columns->likely &&
             (!a->several || has(columns, RI_INVENTORY_TOUCHPOINT));
    if (*known) {
        listing *l = ri_arena_take(a->intake->arena, sizeof *l);
        status = l != NULL ? RACI_OK : ri_fail_nomem(err);
        if (l != NULL) {
            l->a = a;
            l->columns = columns;
            status = describe(l, err);
            if (status == RACI_OK) {
                status = ri_adopt_is_open(a) ? ri_adopt_count(a, &a->sheet->waiting, err)
                                             : read_all(l, err);
            }
            ri_text_free(&l->text);
            ri_text_free(&l->list);
            ri_text_free(&l->tags);
            ri_text_free(&l->units);
        }
    }
    ri_inventory_columns_free(columns);
    return status;
}

raci_status ri_adopt_lists(bool *likely, bool *more, const ri_adopting *a, raci_error *err)
{
    ri_inventory_columns *columns = NULL;
    const raci_status status = find_columns(&columns, a, false, err);
    *likely = status == RACI_OK && columns->likely;
    *more = *likely && columns->says_more;
    ri_inventory_columns_free(columns);
    return status;
}
