/*
 * OWNERS files as Kubernetes has them, as rows: what somebody is (a key such as "approvers"), who
 * it is, and the regular expression of the files that it is about, or nothing. Of OWNERS_ALIASES
 * the key is "aliases", and the group stands in place of the expression.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/book_parts.h"
#include "intake/values.h"

typedef struct said {
    const char *key;
    const ri_value *value; /* where it stands: a text, or what is no text where one should be */
    const char *about;     /* the expression, or the group; NULL: none */
} said;

typedef struct reader {
    ri_values values;
    ri_arena *arena;
    said *all;
    size_t n;
    size_t capacity;
    size_t at; /* the next one */
} reader;

static bool add(reader *r, const char *key, const ri_value *value, const char *about)
{
    return RI_PUSH(r->all, r->n, r->capacity, ((said){key, value, about}));
}

/* A list of names is a row for each, anything else one. */
static bool add_names(reader *r, const char *key, const ri_value *value, const char *about)
{
    if (value->kind != RI_VALUE_LIST || value->first == NULL) {
        return add(r, key, value, about);
    }
    bool done = true;
    for (const ri_value *one = value->first; one != NULL && done; one = one->next) {
        done = add(r, key, one, about);
    }
    return done;
}

/* "reviewers:" with nothing behind it names nobody, which is no mistake. */
static bool is_nothing(const ri_value *value)
{
    return (value->kind == RI_VALUE_TEXT && value->length == 0) ||
           (value->kind == RI_VALUE_LIST && value->first == NULL);
}

/* The objects that some keys have: what is within is said of what is called so there. */
static bool add_within(reader *r, const ri_value *object)
{
    bool done = true;
    for (const ri_value *one = object->first; one != NULL && done; one = one->next) {
        if (strcmp(object->key, "options") == 0) {
            done = add(r, one->key, one, NULL);
        } else if (strcmp(object->key, "aliases") == 0) {
            done = add_names(r, object->key, one, one->key);
        } else if (one->kind != RI_VALUE_OBJECT) {
            done = add(r, object->key, one, one->key);
        } else {
            for (const ri_value *own = one->first; own != NULL && done; own = own->next) {
                done = add_names(r, own->key, own, one->key);
            }
        }
    }
    return done;
}

static bool is_nested(const ri_value *value)
{
    static const char *const keys[] = {"filters", "options", "aliases"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (value->kind == RI_VALUE_OBJECT && strcmp(value->key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

static raci_status gather(reader *r, ri_book *book, const ri_value *documents, raci_error *err)
{
    const ri_value *root = documents->first;
    bool done = true;
    if (root == NULL || (root->kind == RI_VALUE_TEXT && root->length == 0)) {
        return RACI_OK; /* a file that says nothing */
    }
    if (root->kind != RI_VALUE_OBJECT) {
        return ri_fail_at(err, RACI_INPUT, book->path, (int)root->line, (int)root->column,
                          "expected keys such as 'approvers:', as OWNERS files of Kubernetes have "
                          "them, found a %s",
                          root->kind == RI_VALUE_LIST ? "list" : "text");
    }
    if (root->next != NULL) {
        ri_book_tell(book, root->next->line, root->next->column,
                     "a second document begins here: it is not read");
    }
    for (const ri_value *one = root->first; one != NULL && done; one = one->next) {
        done = is_nothing(one)  ? true
               : is_nested(one) ? add_within(r, one)
                                : add_names(r, one->key, one, NULL);
    }
    return done ? RACI_OK : ri_fail_nomem(err);
}

static raci_status begin(ri_book *book, size_t sheet, raci_error *err)
{
    (void)sheet;
    (void)err;
    ((reader *)book->inside)->at = 0;
    return RACI_OK;
}

static void put(ri_book *book, const ri_value *at, const char *text, size_t n)
{
    const unsigned lost = ri_gathered_cell(&book->row, at->line, at->column, text, n);
    ri_book_tell_loss(book, lost, at->line, at->column);
}

static raci_status next(ri_book *book, bool *more, raci_error *err)
{
    (void)err;
    reader *r = book->inside;
    *more = r->at < r->n;
    if (*more) {
        const said *one = &r->all[r->at++];
        const ri_value *value = one->value;
        ri_gathered_start(&book->row, value->line);
        put(book, value, one->key, strlen(one->key));
        if (value->kind == RI_VALUE_TEXT) {
            put(book, value, value->bytes, value->length);
        } else {
            ri_book_tell(book, value->line, value->column,
                         "expected a name, found a list or an object: it is not read");
            put(book, value, "", 0);
        }
        if (one->about != NULL) {
            put(book, value, one->about, strlen(one->about));
        }
    }
    return RACI_OK;
}

static void close_reader(void *inside)
{
    reader *r = inside;
    ri_arena_free(r->arena);
    ri_free(r->all);
    ri_free(r);
}

raci_status ri_owners_open(ri_book *book, ri_decode *source, raci_error *err)
{
    static const ri_book_reader verbs = {begin, next, close_reader, NULL};
    const ri_value *documents = NULL;
    raci_status status = RACI_OK;
    reader *r = ri_alloc(sizeof *r);
    if (r == NULL) {
        ri_decode_close(source);
        return ri_fail_nomem(err);
    }
    *r = (reader){.arena = ri_arena_new()};
    book->inside = r;
    book->reader = &verbs;
    status = r->arena != NULL
                 ? ri_values_read(&documents, &r->values, r->arena, book->path, false, source, err)
                 : ri_fail_nomem(err);
    ri_decode_close(source);
    if (status == RACI_OK) {
        status = gather(r, book, documents, err);
    }
    return status == RACI_OK ? ri_book_add_sheet(book, "", 0, false, err) : status;
}
