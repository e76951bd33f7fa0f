#include "model/adopt.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/absent.h"
#include "model/known.h"

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
                                     .name = ri_arena_string(intake->arena, name),
                                     .hidden = i < n && ri_book_sheet_hidden(a->book, i)};
        if (sheet.name == NULL ||
            !RI_PUSH(intake->sheets, intake->n_sheets, intake->sheets_capacity, sheet)) {
            return ri_fail_nomem(err);
        }
        file->n_sheets++;
    }
    return RACI_OK;
}

/* What rows of the sheet at hand are read from: "book.xlsx: Sales". */
static raci_status name_source(ri_adopting *a, raci_error *err)
{
    const char *name = ri_book_sheets(a->book) > 1 ? a->sheet->name : "";
    char *source = ri_arena_format(a->intake->arena, "%s%s%s", a->file->path,
                                   name[0] != '\0' ? ": " : "", name);
    return source != NULL ? ri_staged_source(a->staged, source, err) : ri_fail_nomem(err);
}

raci_status ri_adopt_begin(ri_adopting *a, size_t i, raci_error *err)
{
    a->sheet = &a->intake->sheets[i];
    a->number = i - a->first;
    a->doing = "reading";
    memset(a->shown, 0, sizeof a->shown);
    return name_source(a, err);
}

/* A sheet of which nothing is known: all rows are refused, and told what they lack. */
static raci_status refuse_sheet(ri_adopting *a, raci_error *err)
{
    raci_status status = ri_adopt_count(a, &a->sheet->refused, err);
    return status == RACI_OK && a->sheet->rows > 0 ? ri_adopt_miss(a, err) : status;
}

/* What other sheets and files may name comes first: canonical tables, owners, HR exports. */
static raci_status read_first(ri_adopting *a, size_t i, raci_error *err)
{
    bool known = false;
    raci_status status = ri_adopt_begin(a, i, err);
    if (status == RACI_OK) {
        status = ri_adopt_canonical(&known, a, err);
    }
    if (status == RACI_OK && !known) {
        status = ri_adopt_owners(&known, a, err);
    }
    if (status == RACI_OK && !known) {
        status = ri_adopt_inventory(&known, a, true, err);
    }
    return status == RACI_OK && !known ? ri_adopt_hr(&known, a, false, err) : status;
}

static raci_status read_later(ri_adopting *a, size_t i, raci_error *err)
{
    bool known = false;
    raci_status status = ri_adopt_begin(a, i, err);
    if (status == RACI_OK) {
        status = ri_adopt_matrix(&known, a, err);
    }
    if (status == RACI_OK && !known) {
        status = ri_adopt_inventory(&known, a, false, err);
    }
    if (status == RACI_OK && !known) { /* other tables look so, too */
        status = ri_adopt_hr(&known, a, true, err);
    }
    return status == RACI_OK && !known ? refuse_sheet(a, err) : status;
}

static raci_status read_sheets(ri_adopting *a, bool first, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = a->first; status == RACI_OK && i < a->first + a->file->n_sheets; i++) {
        if (a->intake->sheets[i].kind == NULL) {
            status = first ? read_first(a, i, err) : read_later(a, i, err);
        }
    }
    return status;
}

/* What is wrong is wrong with a file; messages from within do not always say with which. */
static raci_status name_file(const ri_read_file *file, raci_status status, raci_error *err)
{
    if (err == NULL || err->file[0] != '\0' || status == RACI_NOMEM || status == RACI_STOPPED) {
        return status;
    }
    const raci_error within = *err;
    *err = (raci_error){.status = RACI_OK};
    return ri_fail_at(err, status, file->path, 0, 0, "%s", within.message);
}

static raci_status tell_far(uint64_t done, uint64_t whole, void *payload, raci_error *err)
{
    const ri_adopting *a = payload;
    return ri_model_tell(a->model, a->doing, done, whole, err);
}

static raci_status open_file(ri_adopting *a, ri_read_file *file, raci_error *err)
{
    const ri_book_options how = {.encoding = a->intake->answers->encoding};
    a->file = file;
    a->first = file->first_sheet;
    raci_status status = ri_book_open(&a->book, file->path, &how, ri_adopt_problem, a, err);
    if (status == RACI_OK) {
        ri_book_watch(a->book, tell_far, a);
    }
    return status;
}

static void close_file(ri_adopting *a)
{
    ri_book_close(a->book);
    a->book = NULL;
}

/* Whether sheets of a file wait for what others have. */
static bool is_unread(const raci_intake *intake, const ri_read_file *file)
{
    bool unread = false;
    for (size_t i = 0; i < file->n_sheets; i++) {
        unread = unread || intake->sheets[file->first_sheet + i].kind == NULL;
    }
    return unread;
}

/* Reads a file for the first time; the only one to its end. */
static raci_status read_file(ri_adopting *a, ri_read_file *file, raci_error *err)
{
    bool own = false;
    file->first_sheet = a->intake->n_sheets;
    raci_status status = open_file(a, file, err);
    if (status == RACI_OK) {
        status = describe_book(a, file, err);
    }
    a->several = a->several || file->n_sheets > 1;
    if (status == RACI_OK) {
        status = ri_adopt_workbook(&own, a, err);
    }
    if (status == RACI_OK && !own) {
        status = read_sheets(a, true, err);
    }
    if (status == RACI_OK && a->intake->n_files == 1) {
        status = read_sheets(a, false, err);
    }
    close_file(a);
    return status == RACI_OK ? status : name_file(file, status, err);
}

static raci_status read_again(ri_adopting *a, ri_read_file *file, raci_error *err)
{
    raci_status status = open_file(a, file, err);
    if (status == RACI_OK) {
        status = read_sheets(a, false, err);
    }
    close_file(a);
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
    const ri_import_way way = {.as_of = absent.day,
                               .shows_seats = a->whole[RI_TABLE_SEATS],
                               .finish = ri_absent_finish,
                               .payload = &absent};
    /* A dry run is one of a copy, so that nothing at all is written. */
    raci_status status = intake->dry_run ? ri_model_trial(&intake->copy, a->model, err) : RACI_OK;
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
    bool made = true;
    for (size_t i = 0; made && i < RI_KIND_COUNT; i++) {
        a->keys[i] = ri_keys_made_new();
        made = a->keys[i] != NULL;
    }
    a->activities = ri_intern_new();
    a->activity_names = ri_intern_new();
    a->given = ri_intern_new();
    a->asked = ri_intern_new();
    a->noted = ri_intern_new();
    if (!made || a->activities == NULL || a->activity_names == NULL || a->given == NULL ||
        a->asked == NULL || a->noted == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_staged_new(&a->staged, false, err);
    return status == RACI_OK ? ri_known_names_new(&a->known, a->model, a->intake->day, err)
                             : status;
}

/* Drops what only reading needed. */
static void forget(ri_adopting *a)
{
    ri_adopt_owned_free(a->owned);
    ri_known_names_free(a->known);
    for (size_t i = 0; i < RI_KIND_COUNT; i++) {
        ri_keys_made_free(a->keys[i]);
        a->keys[i] = NULL;
    }
    ri_intern_free(a->activities);
    ri_map_free(&a->stated);
    ri_intern_free(a->given);
    ri_intern_free(a->asked);
    ri_intern_free(a->noted);
    ri_free((void *)a->activity_keys);
    a->owned = NULL;
    a->known = NULL;
    a->activities = NULL;
    a->given = NULL;
    a->asked = NULL;
    a->noted = NULL;
    a->activity_keys = NULL;
}

static void end(ri_adopting *a)
{
    forget(a);
    ri_intern_free(a->activity_names);
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
        status = read_file(&a, &intake->files[i], err);
    }
    for (size_t i = 0; status == RACI_OK && intake->n_files > 1 && i < intake->n_files; i++) {
        if (is_unread(intake, &intake->files[i])) {
            status = read_again(&a, &intake->files[i], err);
        }
    }
    forget(&a);
    status = status == RACI_OK && a.unnoted ? ri_fail_nomem(err) : status;
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
        intake->n_files = i + 1;
    }
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
    for (size_t i = 0; i < intake->n_files; i++) {
        ri_free(intake->files[i].notes.items);
    }
    ri_free(intake->absent.items);
    ri_free(intake->sheets);
    ri_answers_free(intake->answers);
    raci_model_close(intake->copy);
    ri_text_free(&intake->map);
    ri_arena_free(intake->arena); /* the intake itself lies in it */
}
