/*
 * An export of an HR system or an organization chart, taken into the model: its rows become
 * units, positions, people and seats.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "intake/hr_read.h"
#include "intake/inventory_words.h"
#include "model/adopt_match.h"
#include "model/adopt_things.h"

#define CELLS_MAX (RI_BOOK_COLUMNS_MAX + 16)

enum { UNIT_KEY, UNIT_NAME, UNIT_PARENT, UNIT_KIND, UNIT_CELLS };

/* A row with what the file says of something: what it does not say stays as the model has it. */
typedef struct wide {
    const char *names[CELLS_MAX];
    const char *cells[CELLS_MAX];
    size_t n;
    const char *attributes[RI_BOOK_COLUMNS_MAX]; /* the last columns, all of the file's */
    size_t n_attributes;
} wide;

typedef struct taking {
    ri_adopting *a;
    const ri_hr_columns *columns;
    wide positions;
    wide people;
    wide seats;
    bool titles; /* the file has columns of them */
    bool units;
    bool superiors;
    bool dotted;
    bool grades;
    bool emails;
    bool ends;
    ri_matched *matched;
    ri_text list; /* scratch */
    bool failed;  /* memory is exhausted */
} taking;

/* ---- columns ---- */

static void list_attributes(wide *table, const ri_hr_columns *columns, bool of_person)
{
    for (size_t i = 0; i < columns->n; i++) {
        const ri_hr_column *column = &columns->columns[i];
        if (column->role == RI_HR_ATTRIBUTE && column->of_person == of_person &&
            table->n_attributes < RI_BOOK_COLUMNS_MAX) {
            table->attributes[table->n_attributes++] = column->attribute;
        }
    }
}

static void look_at_columns(taking *t)
{
    for (size_t i = 0; i < t->columns->n; i++) {
        const ri_hr_role role = t->columns->columns[i].role;
        t->titles = t->titles || role == RI_HR_TITLE;
        t->units = t->units || (role >= RI_HR_ORGANIZATION && role <= RI_HR_TEAM);
        t->superiors =
            t->superiors || (role >= RI_HR_SUPERIOR && role <= RI_HR_SUPERIOR_REQUISITION);
        t->dotted = t->dotted || role == RI_HR_DOTTED;
        t->grades = t->grades || role == RI_HR_GRADE;
        t->emails = t->emails || role == RI_HR_EMAIL;
        t->ends = t->ends || role == RI_HR_END;
    }
    list_attributes(&t->positions, t->columns, false);
    list_attributes(&t->people, t->columns, true);
}

/* ---- rows ---- */

static void say(wide *row, const char *name, const char *cell)
{
    if (row->n < CELLS_MAX) {
        row->names[row->n] = name;
        row->cells[row->n++] = cell;
    }
}

static void say_attributes(wide *row, const ri_hr_attribute *attributes, size_t n)
{
    for (size_t i = 0; i < row->n_attributes; i++) {
        const char *value = NULL;
        for (size_t k = 0; k < n && value == NULL; k++) {
            value =
                strcmp(attributes[k].name, row->attributes[i]) == 0 ? attributes[k].value : NULL;
        }
        say(row, row->attributes[i], value);
    }
}

/* Keeps a text of what was given; *met: another sheet gave the same before. */
static raci_status keep_given(bool *met, const taking *t, const char *text, raci_error *err)
{
    const uint32_t before = ri_intern_count(t->a->given);
    const uint32_t number = ri_intern_string(t->a->given, text);
    *met = number != RI_NONE && number < before;
    return number != RI_NONE ? RACI_OK : ri_fail_nomem(err);
}

/* Of a row that another sheet has the first one counts; what it says otherwise is told. */
static raci_status compare_given(taking *t, int tab, const wide *row, bool first, uint32_t line,
                                 raci_error *err)
{
    bool met = false;
    char place[16];
    (void)snprintf(place, sizeof place, "%u", (unsigned)line);
    ri_text_clear(&t->list);
    ri_text_format(&t->list, "=%d", tab);
    for (size_t i = 0; i < row->n; i++) {
        ri_text_format(&t->list, "\n%s", row->cells[i] != NULL ? row->cells[i] : "");
    }
    raci_status status =
        t->list.failed ? ri_fail_nomem(err) : keep_given(&met, t, ri_text_string(&t->list), err);
    return status != RACI_OK || first || met
               ? status
               : ri_adopt_note(t->a, (ri_adopt_source){place, line},
                               tab == RI_TABLE_PEOPLE
                                   ? "person:%s is in a sheet before, with other data: those are "
                                     "taken"
                                   : "position:%s is in a sheet before, with other data: those "
                                     "are taken",
                               row->cells[0], NULL, err);
}

static raci_status give_row(taking *t, int tab, const wide *row, uint32_t line, raci_error *err)
{
    bool first = true;
    raci_status status = ri_adopt_table(t->a, tab, row->names, row->n, err);
    if (status == RACI_OK) {
        status = ri_adopt_row(&first, t->a, tab, row->cells, line, err);
    }
    return status == RACI_OK && t->a->several ? compare_given(t, tab, row, first, line, err)
                                              : status;
}

/* What the file names may be named by others that are read with it. */
static raci_status remember(const taking *t, ri_kind kind, const char *key, const char *name,
                            raci_error *err)
{
    return !t->a->several || ri_known_names_add(t->a->known, kind, key, name != NULL ? name : "")
               ? RACI_OK
               : ri_fail_nomem(err);
}

/* A file that does not say what a unit is part of leaves it where it is. */
static raci_status take_unit(const ri_hr_unit *unit, void *payload, raci_error *err)
{
    static const char *const inside[UNIT_CELLS] = {"key", "name", "parent", "kind"};
    static const char *const alone[] = {"key", "name", "kind"};
    taking *t = payload;
    const char *cells[UNIT_CELLS] = {unit->key, unit->name, unit->parent, unit->kind};
    const bool within = unit->parent[0] != '\0';
    if (!within) {
        cells[UNIT_PARENT] = unit->kind;
    }
    raci_status status = ri_adopt_table(t->a, RI_TABLE_UNITS, within ? inside : alone,
                                        within ? UNIT_CELLS : UNIT_KIND, err);
    if (status == RACI_OK) {
        status = ri_adopt_row(NULL, t->a, RI_TABLE_UNITS, cells, unit->line, err);
    }
    return status == RACI_OK ? remember(t, RI_UNIT, unit->key, unit->name, err) : status;
}

static const char *list_dotted(taking *t, const ri_hr_position *position)
{
    ri_text_clear(&t->list);
    for (size_t i = 0; i < position->n_dotted; i++) {
        ri_text_format(&t->list, "%s%s", i > 0 ? ";" : "",
                       ri_matched_position(t->matched, position->dotted_to[i]));
    }
    return t->list.failed ? NULL : ri_text_string(&t->list);
}

static raci_status take_position(const ri_hr_position *position, void *payload, raci_error *err)
{
    taking *t = payload;
    wide *row = &t->positions;
    const char *key = ri_matched_position(t->matched, position->key);
    const char *dotted = list_dotted(t, position);
    if (dotted == NULL) {
        return ri_fail_nomem(err);
    }
    row->n = 0;
    say(row, "key", key);
    if (t->titles) {
        say(row, "title", position->title);
    }
    if (t->units) {
        say(row, "unit", position->unit);
    }
    if (t->superiors) {
        say(row, "reports_to", ri_matched_position(t->matched, position->reports_to));
    }
    if (t->dotted) {
        say(row, "dotted_to", dotted);
    }
    if (t->grades) {
        say(row, "grade", position->grade);
    }
    if (position->state == RI_HR_ELIMINATED) {
        say(row, "status", "eliminated");
    }
    say_attributes(row, position->attributes, position->n_attributes);
    raci_status status = give_row(t, RI_TABLE_POSITIONS, row, position->line, err);
    return status == RACI_OK ? remember(t, RI_POSITION, key, position->title, err) : status;
}

static raci_status take_person(const ri_hr_person *person, void *payload, raci_error *err)
{
    taking *t = payload;
    wide *row = &t->people;
    const char *key = ri_matched_person(t->matched, person->key);
    row->n = 0;
    say(row, "key", key);
    say(row, "name", person->name);
    if (t->emails) {
        say(row, "email", person->email);
    }
    say_attributes(row, person->attributes, person->n_attributes);
    raci_status status = give_row(t, RI_TABLE_PEOPLE, row, person->line, err);
    return status == RACI_OK ? remember(t, RI_PERSON, key, person->name, err) : status;
}

/* The days of a seat are what the export says of them; of one that it does not say stays what the
   model has. */
static raci_status take_seat(const ri_hr_seat *seat, void *payload, raci_error *err)
{
    taking *t = payload;
    wide *row = &t->seats;
    char from[11];
    char to[11];
    bool met = false;
    raci_status status = RACI_OK;
    row->n = 0;
    say(row, "position", ri_matched_position(t->matched, seat->position));
    say(row, "person", ri_matched_person(t->matched, seat->person));
    say(row, "kind", seat->acting ? "acting" : "holder");
    if (seat->from != RI_DAY_MIN) {
        say(row, "from", ri_day_format(seat->from, from));
    }
    if (t->a->several) { /* of one sheet it is given once */
        ri_text_clear(&t->list);
        for (size_t i = 0; i < row->n; i++) {
            ri_text_format(&t->list, "/%s", row->cells[i]);
        }
        status = t->list.failed ? ri_fail_nomem(err)
                                : keep_given(&met, t, ri_text_string(&t->list), err);
    }
    if (t->ends) {
        say(row, "to", ri_day_format(seat->to, to));
    }
    return status == RACI_OK && !met ? give_row(t, RI_TABLE_SEATS, row, seat->line, err) : status;
}

static raci_status take_account(const ri_hr_account *account, void *payload, raci_error *err)
{
    taking *t = payload;
    ri_read_sheet *sheet = t->a->sheet;
    sheet->rows++;
    if (account->outcome == RI_HR_USED) {
        sheet->used++;
    } else if (account->outcome != RI_HR_REFUSED) {
        sheet->passed++;
    } else {
        char place[64];
        (void)snprintf(place, sizeof place, "%u", (unsigned)account->line);
        sheet->refused++;
        return ri_adopt_tell(t->a, &sheet->refusals, place, account->text, err);
    }
    return RACI_OK;
}

static raci_status take_note(const ri_hr_note *note, void *payload, raci_error *err)
{
    taking *t = payload;
    return ri_adopt_tell(t->a, &t->a->sheet->notes, note->place, note->text, err);
}

/* ---- the sheet ---- */

/* What somebody said of columns: with what they may have said of an inventory, or without. */
static raci_status take_told(ri_hr_told *what, const ri_adopting *a, bool shared, raci_error *err)
{
    const ri_answers *answers = a->intake->answers;
    struct ri_hr_told_column *told =
        ri_arena_array(a->intake->arena, answers->n_columns, sizeof *told);
    what->columns = told;
    what->n = 0;
    for (size_t i = 0; told != NULL && i < answers->n_columns; i++) {
        ri_hr_role role = RI_HR_IGNORED;
        ri_inventory_role other = RI_INVENTORY_IGNORED;
        if (ri_hr_role_named(answers->columns[i].role, &role) && /* others are of matrices */
            (shared || !ri_inventory_role_named(answers->columns[i].role, &other))) {
            told[what->n++] = (struct ri_hr_told_column){answers->columns[i].heading, role};
        }
    }
    return told != NULL ? RACI_OK : ri_fail_nomem(err);
}

/* Columns that are not there may be said of another table: of an inventory, whose roles have some
   of the same names. */
static raci_status look_again(ri_hr_columns **out, const ri_adopting *a, ri_hr_told *what,
                              const raci_error *missing, raci_error *err)
{
    ri_hr_columns *columns = NULL;
    bool listed = false;
    bool more = false;
    raci_status status = take_told(what, a, false, err);
    if (status == RACI_OK) {
        status = ri_adopt_lists(&listed, &more, a, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    status = ri_hr_columns_find(&columns, a->book, a->number, what, NULL);
    if (status == RACI_OK && listed && columns->confidence < RI_HR_LIKELY) {
        *out = columns;
        return RACI_OK;
    }
    ri_hr_columns_free(columns);
    return status == RACI_NOMEM ? ri_fail_nomem(err)
                                : ri_fail(err, RACI_NOTFOUND, "%s", missing->message);
}

static raci_status find_columns(ri_hr_columns **out, const ri_adopting *a, raci_error *err)
{
    const ri_answers *answers = a->intake->answers;
    ri_hr_told what = {.columns = NULL};
    raci_error missing = {.status = RACI_OK};
    raci_status status = take_told(&what, a, true, err);
    if (status != RACI_OK) {
        return status;
    }
    if (answers->keyed != NULL) {
        what.keying = strcmp(answers->keyed, "person") == 0 ? RI_HR_BY_PERSON : RI_HR_BY_POSITION;
    }
    status = ri_hr_columns_find(out, a->book, a->number, &what, &missing);
    if (status == RACI_NOTFOUND && a->several) { /* it is said of another sheet */
        what.n = 0;
        return ri_hr_columns_find(out, a->book, a->number, &what, err);
    }
    if (status == RACI_NOTFOUND) {
        return look_again(out, a, &what, &missing, err);
    }
    return status == RACI_OK ? status : ri_fail(err, status, "%s", missing.message);
}

static raci_status describe(taking *t, raci_error *err)
{
    const ri_hr_columns *columns = t->columns;
    ri_read_sheet *sheet = t->a->sheet;
    ri_read_column *read = ri_arena_array(t->a->intake->arena, columns->n, sizeof *read);
    if (read == NULL) {
        return ri_fail_nomem(err);
    }
    static const int whole[] = {RI_TABLE_UNITS, RI_TABLE_POSITIONS, RI_TABLE_PEOPLE,
                                RI_TABLE_SEATS};
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
        t->a->whole[whole[i]] = true;
    }
    sheet->kind = "hr";
    sheet->what =
        ri_arena_format(t->a->intake->arena, "%s, a row for each %s",
                        columns->system != NULL ? columns->system : "people and positions",
                        columns->keying == RI_HR_BY_PERSON ? "person" : "position");
    for (size_t i = 0; i < columns->n; i++) {
        read[i] = (ri_read_column){columns->columns[i].heading,
                                   ri_hr_role_name(columns->columns[i].role)};
    }
    raci_status status =
        sheet->what != NULL ? ri_adopt_columns(t->a, read, columns->n, err) : ri_fail_nomem(err);
    for (size_t i = 0; status == RACI_OK && i < columns->n_questions; i++) {
        status = ri_adopt_ask(t->a, columns->questions[i].text, columns->questions[i].option,
                              "as above", err);
    }
    return status;
}

static bool is_answered(const ri_answers *answers, const char *option)
{
    return (strncmp(option, "--dates", 7) == 0 && answers->dates != NULL) ||
           (strncmp(option, "--lines", 7) == 0 && answers->lines != NULL) ||
           (strncmp(option, "--keyed", 7) == 0 && answers->keyed != NULL);
}

static raci_status ask(taking *t, const ri_hr *hr, raci_error *err)
{
    size_t n = 0;
    const ri_hr_question *questions = ri_hr_questions(hr, &n);
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        if (!is_answered(t->a->intake->answers, questions[i].option)) {
            status = ri_adopt_ask(t->a, questions[i].text, questions[i].option, NULL, err);
        }
    }
    return status;
}

static raci_status give(taking *t, ri_hr *hr, raci_error *err)
{
    const ri_answers *answers = t->a->intake->answers;
    const ri_hr_sink sink = {
        take_unit, take_position, take_person, take_seat, take_account, take_note, t};
    ri_hr_options options = {.dates = RI_DATES_OPEN, .lines = RI_HR_LINES_ASK};
    if (answers->dates != NULL) {
        options.dates =
            strcmp(answers->dates, "day-first") == 0 ? RI_DATES_DAY_FIRST : RI_DATES_MONTH_FIRST;
    }
    if (answers->lines != NULL) {
        options.lines = strcmp(answers->lines, "keep") == 0 ? RI_HR_LINES_KEEP : RI_HR_LINES_STRICT;
    }
    t->a->doing = "taking over";
    if (options.lines == RI_HR_LINES_STRICT) {
        raci_status told = ri_adopt_broken(t->a, hr, true, err);
        if (told != RACI_OK) {
            return told;
        }
    }
    raci_status status = ri_matched_new(&t->matched, t->a, t->columns, hr, &options, err);
    return status == RACI_OK && !ri_adopt_is_open(t->a) ? ri_hr_give(hr, &options, &sink, err)
                                                        : status;
}

/* What is open is asked first; until it is answered only the rows are counted. */
static void count_only(ri_read_sheet *sheet, const ri_hr_summary *summary)
{
    sheet->rows = summary->above + 1 + summary->rows;
    sheet->passed = summary->above + 1;
    sheet->waiting = summary->used;
    sheet->refused = summary->refused;
}

/* Superiors who are not in the file may be in the model. */
static const char *find_beside(const char *reference, void *payload)
{
    taking *t = payload;
    ri_meant meant;
    if (!ri_known_of(&meant, t->a->known, RI_POSITION, reference)) {
        t->failed = true;
        return NULL;
    }
    return meant.reference != NULL && !meant.several ? ri_meant_key(meant.reference) : NULL;
}

static raci_status take_all(taking *t, raci_error *err)
{
    const ri_hr_beside beside = {find_beside, t};
    ri_hr *hr = NULL;
    raci_status status = describe(t, err);
    if (status == RACI_OK) {
        status = ri_hr_gather(&hr, t->a->book, t->columns, &beside, err);
    }
    if (status == RACI_OK) {
        status = t->failed ? ri_fail_nomem(err) : ask(t, hr, err);
    }
    if (status == RACI_OK && ri_adopt_is_open(t->a)) {
        count_only(t->a->sheet, ri_hr_summary_of(hr));
        status =
            t->a->intake->answers->lines == NULL ? ri_adopt_broken(t->a, hr, false, err) : RACI_OK;
    } else if (status == RACI_OK) {
        status = give(t, hr, err);
    }
    ri_hr_free(hr);
    return status;
}

raci_status ri_adopt_hr(bool *known, ri_adopting *a, bool unlikely, raci_error *err)
{
    ri_hr_columns *columns = NULL;
    taking *t = NULL;
    raci_status status = find_columns(&columns, a, err);
    *known = status == RACI_OK && columns->confidence >= (unlikely ? RI_HR_MAYBE : RI_HR_LIKELY);
    if (*known) {
        t = ri_alloc(sizeof *t);
        status = t != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    if (t != NULL) {
        memset(t, 0, sizeof *t);
        t->a = a;
        t->columns = columns;
        look_at_columns(t);
        status = take_all(t, err);
        ri_text_free(&t->list);
        ri_matched_free(t->matched);
    }
    ri_free(t);
    ri_hr_columns_free(columns);
    return status;
}
