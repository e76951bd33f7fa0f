/* What adopting a file tells of it, and the rows that it gives. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/adopt.h"

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

void ri_adopt_problem(const char *file, int line, int column, const char *message, void *payload)
{
    ri_adopting *a = payload;
    char place[64] = "";
    ri_text all = RI_TEXT_INIT;
    const uint32_t before = ri_intern_count(a->noted);
    const bool other = strcmp(file, a->file->path) != 0;
    const bool cells = !other && a->book != NULL &&
                       ri_book_form_of(a->book) == RI_BOOK_WORKBOOK; /* the message has the place */
    ri_text_format(&all, "%s:%d:%d: %s", file, line, column, message);
    const uint32_t number = all.failed             ? RI_NONE
                            : before > RI_TOLD_MAX ? 0
                                                   : ri_intern_string(a->noted, all.bytes);
    if (number == before) {
        (void)snprintf(place, sizeof place, "%d:%d", line, column);
        a->unnoted = ri_adopt_tell(a, &a->file->notes, cells || other ? "" : place,
                                   other ? all.bytes : message, NULL) != RACI_OK ||
                     a->unnoted;
        if (a->problem != NULL) {
            a->problem(file, line, column, message, a->payload);
        }
    }
    a->unnoted = a->unnoted || number == RI_NONE;
    ri_text_free(&all);
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
    a->named[tab] = n > 1 && (ri_tables[tab].kind == RI_KIND_COUNT ||
                              strcmp(columns[1], "name") == 0 || strcmp(columns[1], "title") == 0);
    return ri_staged_columns(a->staged, tab, columns, n, err);
}

/* What identifies a row and says its name, "coo: Chief operating officer". */
static raci_status show_row(ri_adopting *a, int tab, const char *const *cells, raci_error *err)
{
    ri_read_sheet *sheet = a->sheet;
    if (a->shown[tab]++ >= RI_SAMPLES_MAX) {
        return RACI_OK;
    }
    const bool keyed = ri_tables[tab].kind != RI_KIND_COUNT;
    const char *second = a->named[tab] ? cells[1] : NULL;
    ri_told told = {.place = ri_tables[tab].name};
    told.text = ri_arena_format(a->intake->arena, "%s%s%s%s%s", cells[0],
                                second == NULL ? ""
                                : keyed        ? ": "
                                               : " ",
                                second != NULL ? second : "", tab == RI_TABLE_STATED ? " " : "",
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
    if (a->several && ri_tables[tab].kind != RI_KIND_COUNT) {
        char key[RI_KEY_MAX + 64];
        const uint32_t before = ri_intern_count(a->given);
        (void)snprintf(key, sizeof key, "%d %s", tab, cells[0]);
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
