#include "model/adopt.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/absent.h"
#include "model/known.h"

/* ---- what is told ---- */

/* A place without the file that all of them are in: "12:3", "Matrix!C12". */
static const char *within(const ri_adopting *a, const char *place)
{
    const size_t length = strlen(a->file->path);
    if (strncmp(place, a->file->path, length) != 0 || place[length] != ':') {
        return place;
    }
    place += length + 1;
    return place + (*place == ' ');
}

raci_status ri_adopt_tell(ri_adopting *a, ri_told_list *list, const char *place, const char *text,
                          raci_error *err)
{
    ri_arena *arena = a->intake->arena;
    list->total++;
    if (list->n == RI_TOLD_MAX) {
        return RACI_OK;
    }
    const ri_told told = {.place = ri_arena_string(arena, within(a, place != NULL ? place : "")),
                          .text = ri_arena_string(arena, text)};
    return told.place != NULL && told.text != NULL &&
                   RI_PUSH(list->items, list->n, list->capacity, told)
               ? RACI_OK
               : ri_fail_nomem(err);
}

raci_status ri_adopt_ask(ri_adopting *a, const char *text, const char *option, const char *taken,
                         raci_error *err)
{
    ri_arena *arena = a->intake->arena;
    ri_read_sheet *sheet = a->sheet;
    const ri_open_question question = {.text = ri_arena_string(arena, text),
                                       .option = ri_arena_string(arena, option),
                                       .taken =
                                           taken != NULL ? ri_arena_string(arena, taken) : NULL};
    return question.text != NULL && question.option != NULL &&
                   (taken == NULL || question.taken != NULL) &&
                   RI_PUSH(sheet->questions, sheet->n_questions, sheet->questions_capacity,
                           question)
               ? RACI_OK
               : ri_fail_nomem(err);
}

raci_status ri_adopt_columns(ri_adopting *a, const ri_read_column *columns, size_t n,
                             raci_error *err)
{
    ri_arena *arena = a->intake->arena;
    ri_read_column *kept = ri_arena_array(arena, n, sizeof *kept);
    bool done = kept != NULL;
    for (size_t i = 0; done && i < n; i++) {
        kept[i].heading = ri_arena_string(arena, columns[i].heading);
        kept[i].as = ri_arena_string(arena, columns[i].as);
        done = kept[i].heading != NULL && kept[i].as != NULL;
    }
    a->sheet->columns = kept;
    a->sheet->n_columns = done ? n : 0;
    return done ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_adopt_table(ri_adopting *a, int tab, const char *const *columns, size_t n,
                           raci_error *err)
{
    if (a->begun[tab]) {
        return RACI_OK;
    }
    a->begun[tab] = true;
    return ri_staged_table(a->staged, tab, columns, n, err);
}

/* What identifies a row and says its name, "coo: Chief operating officer". */
static raci_status show_row(ri_adopting *a, int tab, const char *const *cells, raci_error *err)
{
    ri_read_sheet *sheet = a->sheet;
    if (a->shown[tab]++ >= RI_SAMPLES_MAX) {
        return RACI_OK;
    }
    const bool keyed = ri_tables[tab].kind != RI_KIND_COUNT;
    ri_told told = {.place = ri_tables[tab].name};
    told.text = ri_arena_format(a->intake->arena, "%s%s%s%s%s", cells[0],
                                cells[1] == NULL ? ""
                                : keyed          ? ": "
                                                 : " ",
                                cells[1] != NULL ? cells[1] : "", tab == RI_TABLE_STATED ? " " : "",
                                tab == RI_TABLE_STATED ? cells[2] : "");
    sheet->samples.total++;
    return told.text != NULL &&
                   RI_PUSH(sheet->samples.items, sheet->samples.n, sheet->samples.capacity, told)
               ? RACI_OK
               : ri_fail_nomem(err);
}

raci_status ri_adopt_row(bool *given, ri_adopting *a, int tab, const char *const *cells,
                         uint32_t line, raci_error *err)
{
    bool first = true;
    const bool stated = tab == RI_TABLE_STATED;
    if (a->several && (stated || ri_tables[tab].kind != RI_KIND_COUNT)) {
        char key[3 * RI_KEY_MAX + 64];
        const uint32_t before = ri_intern_count(a->given);
        (void)snprintf(key, sizeof key, "%d %s %s %s", tab, cells[0], stated ? cells[1] : "",
                       stated ? cells[2] : "");
        const uint32_t number = ri_intern_string(a->given, key);
        if (number == RI_NONE) {
            return ri_fail_nomem(err);
        }
        first = number == before;
    }
    if (given != NULL) {
        *given = first;
    }
    raci_status status = first ? ri_staged_row(a->staged, tab, cells, line, err) : RACI_OK;
    return status == RACI_OK && first ? show_row(a, tab, cells, err) : status;
}

bool ri_adopt_is_open(const ri_adopting *a)
{
    for (size_t i = 0; i < a->sheet->n_questions; i++) {
        if (a->sheet->questions[i].taken == NULL) {
            return true;
        }
    }
    return false;
}

/* ---- the file ---- */

raci_status raci_intake_answer_check(const raci_intake_answer *answer, raci_error *err)
{
    ri_answers *answers = NULL;
    raci_status status = ri_answers_new(&answers, err);
    if (status == RACI_OK) {
        status = ri_answers_add(answers, answer->name, answer->value, err);
    }
    ri_answers_free(answers);
    return status;
}

static raci_status read_answers(raci_intake *intake, const raci_intake_options *options,
                                raci_error *err)
{
    raci_status status = ri_answers_new(&intake->answers, err);
    if (status == RACI_OK && options->map != NULL) {
        status = ri_answers_read(intake->answers, options->map, err);
    }
    for (size_t i = 0; status == RACI_OK && i < options->n_answers; i++) {
        status = ri_answers_add(intake->answers, options->answers[i].name,
                                options->answers[i].value, err);
    }
    return status;
}

static raci_status describe_book(ri_adopting *a, ri_read_file *file, raci_error *err)
{
    raci_intake *intake = a->intake;
    const size_t n = ri_book_sheets(a->book);
    const bool paths = intake->answers->paths != NULL && ri_book_has_owners(a->book);
    file->form = ri_book_form_name(ri_book_form_of(a->book));
    file->encoding = ri_arena_string(intake->arena, ri_book_encoding(a->book));
    file->delimiter = ri_book_delimiter(a->book);
    if (file->encoding == NULL) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < n + (paths ? 1 : 0); i++) {
        const char *name = i < n ? ri_book_sheet_name(a->book, i) : intake->answers->paths;
        const ri_read_sheet sheet = {.file = (size_t)(file - intake->files),
                                     .name = ri_arena_string(intake->arena, name)};
        if (sheet.name == NULL ||
            !RI_PUSH(intake->sheets, intake->n_sheets, intake->sheets_capacity, sheet)) {
            return ri_fail_nomem(err);
        }
    }
    return RACI_OK;
}

raci_status ri_adopt_count(ri_adopting *a, size_t *fate, raci_error *err)
{
    ri_book_row row;
    bool more = false;
    raci_status status = ri_book_begin(a->book, a->number, err);
    while (status == RACI_OK && (status = ri_book_next(a->book, &row, &more, err)) == RACI_OK &&
           more) {
        a->sheet->rows++;
        ++*fate;
    }
    return status;
}

/* What rows of the sheet at hand are read from: "book.xlsx: Sales". */
static raci_status name_source(ri_adopting *a, raci_error *err)
{
    const char *name = ri_book_sheets(a->book) > 1 ? a->sheet->name : "";
    char *source = ri_arena_format(a->intake->arena, "%s%s%s", a->file->path,
                                   name[0] != '\0' ? ": " : "", name);
    return source != NULL ? ri_staged_source(a->staged, source, err) : ri_fail_nomem(err);
}

static raci_status refuse_sheet(ri_adopting *a, raci_error *err)
{
    raci_status status = ri_adopt_count(a, &a->sheet->refused, err);
    return status != RACI_OK || a->sheet->rows == 0
               ? status
               : ri_adopt_tell(a, &a->sheet->refusals, NULL,
                               "all rows: there are neither columns of an HR export among them nor "
                               "letters of a matrix",
                               err);
}

raci_status ri_adopt_begin(ri_adopting *a, size_t i, raci_error *err)
{
    a->sheet = &a->intake->sheets[i];
    a->number = i - a->first;
    memset(a->begun, 0, sizeof a->begun);
    memset(a->shown, 0, sizeof a->shown);
    return name_source(a, err);
}

static raci_status read_sheet(ri_adopting *a, size_t i, raci_error *err)
{
    bool known = false;
    raci_status status = ri_adopt_begin(a, i, err);
    if (status == RACI_OK) {
        status = ri_adopt_owners(&known, a, err);
    }
    if (status == RACI_OK && !known) {
        status = ri_adopt_hr(&known, a, false, err);
    }
    if (status == RACI_OK && !known) {
        status = ri_adopt_matrix(&known, a, err);
    }
    if (status == RACI_OK && !known) { /* other tables look so, too */
        status = ri_adopt_hr(&known, a, true, err);
    }
    return status == RACI_OK && !known ? refuse_sheet(a, err) : status;
}

/* What is wrong is wrong with a file; messages from within do not always say with which. */
static raci_status name_file(const ri_read_file *file, raci_status status, raci_error *err)
{
    if (err == NULL || err->file[0] != '\0' || status == RACI_NOMEM) {
        return status;
    }
    const raci_error within = *err;
    *err = (raci_error){.status = RACI_OK};
    return ri_fail_at(err, status, file->path, 0, 0, "%s", within.message);
}

static raci_status read_file(ri_adopting *a, ri_read_file *file, raci_problem_fn problem,
                             void *payload, raci_error *err)
{
    const ri_book_options how = {.encoding = a->intake->answers->encoding};
    bool own = false;
    a->first = a->intake->n_sheets;
    a->file = file;
    raci_status status = ri_book_open(&a->book, file->path, &how, problem, payload, err);
    if (status == RACI_OK) {
        status = describe_book(a, file, err);
    }
    a->several |= a->intake->n_sheets > 1;
    if (status == RACI_OK) {
        status = ri_adopt_workbook(&own, a, err);
    }
    for (size_t i = a->first; status == RACI_OK && !own && i < a->intake->n_sheets; i++) {
        status = read_sheet(a, i, err);
    }
    ri_book_close(a->book);
    a->book = NULL;
    return status == RACI_OK ? status : name_file(file, status, err);
}

/* ---- into the model ---- */

static raci_status import(ri_adopting *a, raci_problem_fn problem, void *payload, raci_error *err)
{
    raci_intake *intake = a->intake;
    size_t rows = 0;
    _Static_assert(RI_ADOPTED_TABLES == RI_TABLE_COUNT, "each table has its count");
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        intake->rows[tab] = ri_staged_rows(a->staged, tab);
        rows += intake->rows[tab];
    }
    if (rows == 0 || raci_intake_open(intake) > 0) {
        return RACI_OK;
    }
    ri_absent absent = {.tables = a->whole,
                        .touchpoints = a->activity_names,
                        .full = intake->full,
                        .arena = intake->arena};
    (void)ri_day_format(intake->day, absent.day);
    const ri_import_way way = {.as_of = absent.day, .finish = ri_absent_finish, .payload = &absent};
    /* A dry run is one of a copy, so that nothing at all is written. */
    raci_status status = intake->dry_run ? ri_model_copy(&intake->copy, a->model, err) : RACI_OK;
    raci_model *model = intake->dry_run ? intake->copy : a->model;
    if (status == RACI_OK) {
        status = ri_staged_import(a->staged, model, &way, &intake->counts, problem, payload, err);
    }
    intake->absent = absent.rows;
    intake->model = status == RACI_OK ? model : NULL;
    intake->imported = status == RACI_OK;
    return status;
}

static raci_status begin(ri_adopting *a, raci_error *err)
{
    a->party_keys = ri_keys_made_new();
    a->touchpoint_keys = ri_keys_made_new();
    a->activities = ri_intern_new();
    a->activity_names = ri_intern_new();
    a->stated = ri_intern_new();
    a->given = ri_intern_new();
    a->asked = ri_intern_new();
    if (a->party_keys == NULL || a->touchpoint_keys == NULL || a->activities == NULL ||
        a->activity_names == NULL || a->stated == NULL || a->given == NULL || a->asked == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_staged_new(&a->staged, err);
    return status == RACI_OK ? ri_known_names_new(&a->known, a->model, a->intake->day, err)
                             : status;
}

static void end(ri_adopting *a)
{
    ri_known_names_free(a->known);
    ri_keys_made_free(a->party_keys);
    ri_keys_made_free(a->touchpoint_keys);
    ri_intern_free(a->activities);
    ri_intern_free(a->activity_names);
    ri_intern_free(a->stated);
    ri_intern_free(a->given);
    ri_intern_free(a->asked);
    ri_free((void *)a->activity_keys);
    ri_staged_free(a->staged);
}

static raci_status read_files(raci_intake *intake, raci_model *model, raci_problem_fn problem,
                              void *payload, raci_error *err)
{
    ri_adopting a = {.intake = intake,
                     .model = model,
                     .several = intake->n_files > 1,
                     .problem = problem,
                     .payload = payload};
    raci_status status = begin(&a, err);
    for (size_t i = 0; status == RACI_OK && i < intake->n_files; i++) {
        status = read_file(&a, &intake->files[i], problem, payload, err);
    }
    if (status == RACI_OK) {
        status = import(&a, problem, payload, err);
    }
    end(&a);
    return status;
}

static raci_status name_files(raci_intake *intake, const char *const *paths, size_t n,
                              raci_error *err)
{
    intake->files = ri_arena_array(intake->arena, n, sizeof *intake->files);
    bool done = intake->files != NULL;
    for (size_t i = 0; done && i < n; i++) {
        intake->files[i] = (ri_read_file){.path = ri_arena_string(intake->arena, paths[i])};
        done = intake->files[i].path != NULL;
    }
    intake->n_files = n;
    return done ? RACI_OK : ri_fail_nomem(err);
}

raci_status raci_intake_read(raci_intake **out, raci_model *model, const char *const *paths,
                             size_t n, const raci_intake_options *options, raci_problem_fn problem,
                             void *payload, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_intake *intake = arena != NULL ? ri_arena_take(arena, sizeof *intake) : NULL;
    if (intake == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *intake =
        (raci_intake){.arena = arena, .full = options->full != 0, .dry_run = options->dry_run != 0};
    if (options->date == NULL ||
        !ri_day_parse(options->date, strlen(options->date), &intake->day)) {
        ri_arena_free(arena);
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'",
                       options->date != NULL ? options->date : "");
    }
    raci_status status = name_files(intake, paths, n, err);
    if (status == RACI_OK) {
        status = read_answers(intake, options, err);
    }
    if (status == RACI_OK) {
        ri_answers_say(intake->answers, &intake->map);
        status = intake->map.failed ? ri_fail_nomem(err)
                                    : read_files(intake, model, problem, payload, err);
    }
    if (status != RACI_OK) {
        raci_intake_free(intake);
        return status;
    }
    *out = intake;
    return RACI_OK;
}

void raci_intake_free(raci_intake *intake)
{
    if (intake == NULL) {
        return;
    }
    for (size_t i = 0; i < intake->n_sheets; i++) {
        ri_free(intake->sheets[i].questions);
        ri_free(intake->sheets[i].samples.items);
        ri_free(intake->sheets[i].notes.items);
        ri_free(intake->sheets[i].refusals.items);
        ri_free(intake->sheets[i].edits.items);
    }
    ri_free(intake->absent.items);
    ri_free(intake->sheets);
    ri_answers_free(intake->answers);
    raci_model_close(intake->copy);
    ri_text_free(&intake->map);
    ri_arena_free(intake->arena); /* the intake itself lies in it */
}

/* ---- what is asked of it ---- */

const char *raci_intake_question(const raci_intake *intake, size_t i, const char **option)
{
    for (size_t s = 0; s < intake->n_sheets; s++) {
        const ri_read_sheet *sheet = &intake->sheets[s];
        for (size_t q = 0; q < sheet->n_questions; q++) {
            if (sheet->questions[q].taken == NULL && i-- == 0) {
                *option = sheet->questions[q].option;
                return sheet->questions[q].text;
            }
        }
    }
    return NULL;
}

size_t raci_intake_open(const raci_intake *intake)
{
    const char *option = NULL;
    size_t n = 0;
    while (raci_intake_question(intake, n, &option) != NULL) {
        n++;
    }
    return n;
}

int raci_intake_known(const raci_intake *intake)
{
    for (size_t i = 0; i < intake->n_sheets; i++) {
        if (intake->sheets[i].kind != NULL) {
            return 1;
        }
    }
    return 0;
}

raci_model *raci_intake_model(const raci_intake *intake)
{
    return intake->model;
}

size_t raci_intake_rows(const raci_intake *intake, const char *table)
{
    const ri_table *found = ri_table_named(table);
    return found != NULL ? intake->rows[found - ri_tables] : 0;
}

const char *raci_intake_map(const raci_intake *intake)
{
    return ri_text_string(&intake->map);
}
