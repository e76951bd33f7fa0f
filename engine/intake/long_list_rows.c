/*
 * The rows of tables in YAML and JSON.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/book_parts.h"
#include "intake/long_list.h"

#define TEXT_MAX 268435456 /* bytes that a table gives out: an alias names a text many times */

/* What the current object has in a column. */
typedef struct slot {
    const ri_value *value;
} slot;

typedef struct reader {
    ri_values values;
    ri_arena *arena;
    ri_list *lists; /* as many as the book has sheets */
    size_t n_lists;
    size_t capacity;

    const ri_list *list; /* that is read */
    ri_intern *columns;  /* of its objects: names by number */
    slot *found;         /* by column */
    size_t n_found;
    size_t found_capacity;
    bool header;
    bool told;
    size_t given;
    ri_text text;
    ri_book *book;

    const ri_value *row; /* the next one; of activities the group */
    const ri_value *activity;
    const ri_value *role;
    const ri_value *letter;
    const ri_value *title; /* of the group */
    const ri_value *name;  /* of the activity */
} reader;

static void put(reader *r, const ri_value *at, const char *bytes, size_t n)
{
    const unsigned lost = ri_gathered_cell(&r->book->row, at->line, at->column, bytes, n);
    ri_book_tell_loss(r->book, lost, at->line, at->column);
}

/* A value as a cell: the texts of a list are parted by semicolons. */
static void put_value(reader *r, const ri_value *row, const ri_value *value)
{
    if (value == NULL) {
        put(r, row, "", 0);
    } else if (value->kind == RI_VALUE_TEXT) {
        put(r, value, value->bytes, value->length);
    } else {
        ri_text_clear(&r->text);
        bool told = false;
        for (const ri_value *one = value->first; one != NULL; one = one->next) {
            if (one->kind != RI_VALUE_TEXT) {
                if (!told) {
                    told = true;
                    ri_book_tell(r->book, one->line, one->column,
                                 "expected texts, found a list or an object: it is not read");
                }
                continue;
            }
            /* One byte more than a cell may have, so that it is told. */
            if (r->text.length <= RI_BOOK_CELL_MAX) {
                ri_text_add(&r->text, r->text.length > 0 ? ";" : "");
                ri_text_bytes(&r->text, one->bytes, one->length);
            }
        }
        r->book->row.failed = r->book->row.failed || r->text.failed;
        put(r, value, ri_text_string(&r->text), r->text.length);
    }
}

static raci_status take_column(const char *name, const ri_value *value, void *payload,
                               raci_error *err)
{
    reader *r = payload;
    if (ri_intern_find(r->columns, name) != RI_NONE) {
        return RACI_OK;
    }
    if (ri_intern_count(r->columns) == RI_BOOK_COLUMNS_MAX) {
        if (!r->told) {
            r->told = true;
            ri_book_tell(r->book, value->line, value->column,
                         "there are more than %d different keys: further ones are not read",
                         RI_BOOK_COLUMNS_MAX);
        }
        return RACI_OK;
    }
    return ri_intern_string(r->columns, name) != RI_NONE ? RACI_OK : ri_fail_nomem(err);
}

static raci_status take_value(const char *name, const ri_value *value, void *payload,
                              raci_error *err)
{
    reader *r = payload;
    const uint32_t column = ri_intern_find(r->columns, name);
    (void)err;
    if (column != RI_NONE) {
        r->found[column].value = value; /* the last of equal keys */
    }
    return RACI_OK;
}

/* The first object of the list, whose columns are then told. */
static const ri_value *first_row(const ri_list *list)
{
    return list->shape == RI_LIST_ACTIVITIES ? ri_list_groups(list)
           : list->shape == RI_LIST_ONE      ? list->from
                                             : list->from->first;
}

static const ri_value *row_behind(const reader *r, const ri_value *row)
{
    const bool single = r->list->shape == RI_LIST_ONE ||
                        (r->list->shape == RI_LIST_ACTIVITIES && row == r->list->from);
    return single ? NULL : row->next;
}

/* Finds the columns of all objects of the list. */
static raci_status find_columns(reader *r, raci_error *err)
{
    raci_status status = RACI_OK;
    ri_intern_free(r->columns);
    r->columns = ri_intern_new();
    if (r->columns == NULL) {
        return ri_fail_nomem(err);
    }
    if (r->list->shape == RI_LIST_NAMED && ri_intern_string(r->columns, "key") == RI_NONE) {
        return ri_fail_nomem(err);
    }
    for (const ri_value *row = r->row; row != NULL && status == RACI_OK; row = row_behind(r, row)) {
        if (row->kind == RI_VALUE_OBJECT) {
            status = ri_list_columns(row, take_column, r, err);
        }
    }
    r->n_found = 0;
    while (status == RACI_OK && r->n_found < ri_intern_count(r->columns)) {
        if (!RI_PUSH(r->found, r->n_found, r->found_capacity, (slot){NULL})) {
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

static raci_status begin(ri_book *book, size_t sheet, raci_error *err)
{
    reader *r = book->inside;
    r->list = &r->lists[sheet];
    r->row = first_row(r->list);
    r->header = r->list->shape != RI_LIST_ROWS;
    r->told = false;
    r->given = 0;
    r->activity = NULL;
    r->role = NULL;
    r->letter = NULL;
    if (r->header && r->list->shape != RI_LIST_ACTIVITIES) {
        return find_columns(r, err);
    }
    return RACI_OK;
}

static void gather_header(reader *r)
{
    static const char *const activities[] = {"group_title", "activity", "role", "letter"};
    const ri_value *at = r->list->from;
    const bool fixed = r->list->shape == RI_LIST_ACTIVITIES;
    const uint32_t n = fixed ? 4 : ri_intern_count(r->columns);
    ri_gathered_start(&r->book->row, at->line);
    for (uint32_t i = 0; i < n; i++) {
        const char *name = fixed ? activities[i] : ri_intern_get(r->columns, i);
        put(r, at, name, strlen(name));
    }
}

/* Goes on to the next activity; false at the end. */
static bool step_activity(reader *r)
{
    static const char *const titles[] = {"group_title", "title", "name"};
    static const char *const names[] = {"name", "action_name", "activity", "title"};
    if (r->activity != NULL) {
        r->activity = r->activity->next;
        r->row = r->activity == NULL ? row_behind(r, r->row) : r->row;
    }
    while (r->activity == NULL && r->row != NULL) {
        r->activity = ri_list_activities(r->row);
        r->title = ri_list_text(r->row, titles, 3);
        r->row = r->activity == NULL ? row_behind(r, r->row) : r->row;
    }
    if (r->activity == NULL) {
        return false;
    }
    r->name =
        r->activity->kind == RI_VALUE_TEXT ? r->activity : ri_list_text(r->activity, names, 4);
    const ri_value *assignments = ri_value_get(r->activity, "assignments");
    r->role = ri_value_is(assignments, RI_VALUE_OBJECT) ? assignments->first : NULL;
    return true;
}

/* Goes on to the next assignment, or to an activity without one; false at the end. */
static bool step(reader *r)
{
    if (r->letter != NULL && r->letter->next != NULL && r->role->kind == RI_VALUE_LIST) {
        r->letter = r->letter->next;
        return true;
    }
    r->role = r->role != NULL ? r->role->next : NULL;
    if (r->role == NULL && !step_activity(r)) {
        return false;
    }
    r->letter = ri_value_is(r->role, RI_VALUE_TEXT) ? r->role
                : r->role != NULL                   ? r->role->first
                                                    : NULL;
    return true;
}

static void gather_assignment(reader *r)
{
    ri_gathered_start(&r->book->row, r->activity->line);
    put_value(r, r->row, r->title);
    put_value(r, r->activity, r->name);
    if (r->role == NULL) {
        return;
    }
    put(r, r->role, r->role->key, strlen(r->role->key));
    if (r->letter != NULL && r->letter->kind != RI_VALUE_TEXT) {
        ri_book_tell(r->book, r->letter->line, r->letter->column,
                     "expected a letter, found a list or an object: it is not read");
    } else {
        put_value(r, r->role, r->letter);
    }
}

/* Gathers the next object or list of the table; blank when it is neither. */
static raci_status gather_row(reader *r, raci_error *err)
{
    const ri_value *row = r->row;
    raci_status status = RACI_OK;
    ri_gathered_start(&r->book->row, row->line);
    r->row = row_behind(r, row);
    if (r->list->shape == RI_LIST_ROWS) {
        const ri_value *cell = row->kind == RI_VALUE_LIST ? row->first : row;
        for (; cell != NULL; cell = cell == row ? NULL : cell->next) {
            put_value(r, row, cell);
        }
        return RACI_OK;
    }
    if (row->kind != RI_VALUE_OBJECT) {
        ri_book_tell(r->book, row->line, row->column,
                     "expected an object, found a %s: it is not read",
                     row->kind == RI_VALUE_LIST ? "list" : "text");
        return RACI_OK;
    }
    for (size_t i = 0; i < r->n_found; i++) {
        r->found[i].value = NULL;
    }
    status = ri_list_columns(row, take_value, r, err);
    for (size_t i = 0; i < r->n_found && status == RACI_OK; i++) {
        if (i == 0 && r->list->shape == RI_LIST_NAMED) {
            put(r, row, row->key, strlen(row->key));
        } else {
            put_value(r, row, r->found[i].value);
        }
    }
    return status;
}

static raci_status next(ri_book *book, bool *more, raci_error *err)
{
    reader *r = book->inside;
    raci_status status = RACI_OK;
    *more = true;
    if (r->header) {
        r->header = false;
        gather_header(r);
    } else if (r->list->shape == RI_LIST_ACTIVITIES) {
        *more = step(r);
        if (*more) {
            gather_assignment(r);
        }
    } else if (r->row != NULL) {
        status = gather_row(r, err);
    } else {
        *more = false;
    }
    r->given += *more ? book->row.text.length : 0;
    if (status == RACI_OK && r->given > TEXT_MAX) {
        status = ri_fail_at(err, RACI_LIMIT, book->path, (int)book->row.line, 1,
                            "the table has more than %d MB of text", TEXT_MAX / 1048576);
    }
    return status;
}

static void close_reader(void *inside)
{
    reader *r = inside;
    ri_arena_free(r->arena);
    ri_intern_free(r->columns);
    ri_free(r->found);
    ri_free(r->lists);
    ri_text_free(&r->text);
    ri_free(r);
}

static raci_status take_list(const ri_list *list, void *payload, raci_error *err)
{
    reader *r = payload;
    if (!RI_PUSH(r->lists, r->n_lists, r->capacity, *list)) {
        return ri_fail_nomem(err);
    }
    return ri_book_add_sheet(r->book, list->name, strlen(list->name), false, err);
}

/* Reads all of the text into values, and finds the tables in them. */
static raci_status read_values(reader *r, ri_decode *source, raci_error *err)
{
    const ri_value *all = NULL;
    const bool json = r->book->form == RI_BOOK_JSON;
    const raci_status status =
        ri_values_read(&all, &r->values, r->arena, r->book->path, json, source, err);
    return status == RACI_OK ? ri_lists_find(all, take_list, r, err) : status;
}

raci_status ri_long_list_open(ri_book *book, ri_decode *source, raci_error *err)
{
    static const ri_book_reader verbs = {begin, next, close_reader, NULL};
    raci_status status = RACI_OK;
    reader *r = ri_alloc(sizeof *r);
    if (r == NULL) {
        ri_decode_close(source);
        return ri_fail_nomem(err);
    }
    *r = (reader){.book = book};
    book->inside = r;
    book->reader = &verbs;
    r->arena = ri_arena_new();
    status = r->arena != NULL ? read_values(r, source, err) : ri_fail_nomem(err);
    ri_decode_close(source);
    return status;
}
