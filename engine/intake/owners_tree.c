#include "intake/owners_tree.h"

#include <regex.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/intern.h"
#include "base/memory.h"
#include "base/text.h"

#define FILTER_MAX 256      /* bytes of an expression */
#define FILTERS_MAX 1000    /* of a folder, beside that for all */
#define ENTRIES_MAX 4000000 /* of all folders: a group may be named many times */

/* Somebody whom a folder names. */
typedef struct entry {
    const char *name;
    const char *through; /* the group that has them, or NULL */
    bool reviews;        /* else approves */
    uint32_t filter;     /* of the folder */
    uint32_t line;
} entry;

typedef struct filter {
    const char *text; /* "" for all */
    regex_t compiled;
    bool ready;
    bool fits; /* the path that was asked for last */
} filter;

typedef struct folder {
    const char *path;
    entry *entries;
    size_t n;
    size_t capacity;
    filter *filters;
    size_t n_filters;
    size_t filters_capacity;
    bool alone; /* what stands above it does not count */
} folder;

/* A member of a group. */
typedef struct member {
    const char *name;
    uint32_t next; /* of the group, by number from 1; 0: the last */
} member;

typedef struct group {
    uint32_t first; /* by number from 1 */
    uint32_t last;
} group;

struct ri_owners_tree {
    ri_arena *arena;
    ri_intern *paths; /* of folders */
    folder *folders;  /* by number */
    size_t n;
    size_t capacity;
    ri_intern *names; /* of groups, in small letters */
    group *groups;    /* by number */
    size_t n_groups;
    size_t groups_capacity;
    member *members;
    size_t n_members;
    size_t members_capacity;
    size_t n_entries; /* of all folders */
    ri_text text;     /* scratch */
};

ri_owners_tree *ri_owners_tree_new(void)
{
    ri_owners_tree *tree = ri_alloc(sizeof *tree);
    if (tree == NULL) {
        return NULL;
    }
    *tree = (ri_owners_tree){
        .arena = ri_arena_new(), .paths = ri_intern_new(), .names = ri_intern_new()};
    if (tree->arena == NULL || tree->paths == NULL || tree->names == NULL) {
        ri_owners_tree_free(tree);
        return NULL;
    }
    return tree;
}

void ri_owners_tree_free(ri_owners_tree *tree)
{
    if (tree == NULL) {
        return;
    }
    for (size_t i = 0; i < tree->n; i++) {
        folder *one = &tree->folders[i];
        for (size_t f = 0; f < one->n_filters; f++) {
            if (one->filters[f].ready) {
                regfree(&one->filters[f].compiled);
            }
        }
        ri_free(one->filters);
        ri_free(one->entries);
    }
    ri_intern_free(tree->paths);
    ri_intern_free(tree->names);
    ri_free(tree->folders);
    ri_free(tree->groups);
    ri_free(tree->members);
    ri_text_free(&tree->text);
    ri_arena_free(tree->arena);
    ri_free(tree);
}

static folder *find_folder(const ri_owners_tree *tree, const char *path)
{
    const uint32_t number = ri_intern_find(tree->paths, path);
    return number != RI_NONE ? &tree->folders[number] : NULL;
}

/* ---- groups ---- */

/* A name in small letters, in the scratch text. */
static const char *small(ri_owners_tree *tree, const char *name)
{
    ri_text_clear(&tree->text);
    for (; *name != '\0'; name++) {
        ri_text_char(&tree->text, *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name);
    }
    return tree->text.failed ? NULL : ri_text_string(&tree->text);
}

static bool add_member(ri_owners_tree *tree, const char *of, const char *name)
{
    const char *key = small(tree, of);
    const uint32_t number = key != NULL ? ri_intern_string(tree->names, key) : RI_NONE;
    const member one = {ri_arena_string(tree->arena, name), 0};
    if (number == RI_NONE || one.name == NULL ||
        (number == tree->n_groups &&
         !RI_PUSH(tree->groups, tree->n_groups, tree->groups_capacity, ((group){0, 0}))) ||
        !RI_PUSH(tree->members, tree->n_members, tree->members_capacity, one)) {
        return false;
    }
    group *in = &tree->groups[number];
    if (in->last != 0) {
        tree->members[in->last - 1].next = (uint32_t)tree->n_members;
    } else {
        in->first = (uint32_t)tree->n_members;
    }
    in->last = (uint32_t)tree->n_members;
    return true;
}

/* ---- rows ---- */

typedef struct adding {
    ri_owners_tree *tree;
    folder *in;
    const ri_owner_calls *calls;
    raci_error *err;
} adding;

static raci_status account(const adding *a, ri_owner_fate fate, const ri_book_cell *cell,
                           const char *why)
{
    return a->calls->row(fate, cell, why, a->calls->payload) == 0
               ? RACI_OK
               : ri_fail(a->err, RACI_STOPPED, "reading was stopped");
}

static bool is_of_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Expressions are Go's. What POSIX has, too, is read; the rest is not, nor what the C library
   takes for ever to make ready: braces, and a plus behind what repeats or is a group. */
static bool is_readable(const char *text)
{
    if (strlen(text) > FILTER_MAX || strstr(text, "(?") != NULL || strchr(text, '{') != NULL) {
        return false;
    }
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] == '\\' && (text[++i] == '\0' || is_of_word(text[i]))) {
            return false;
        }
        if (text[i + 1] == '+' && strchr(")*+?", text[i]) != NULL) {
            return false;
        }
    }
    return true;
}

/* The folder's filter of a text; its number is RI_NONE where the text cannot be read. */
static bool find_filter(adding *a, const char *text, uint32_t *out)
{
    folder *in = a->in;
    if (strcmp(text, ".*") == 0) {
        text = "";
    }
    for (*out = 0; *out < in->n_filters; ++*out) {
        if (strcmp(in->filters[*out].text, text) == 0) {
            return true;
        }
    }
    filter made = {.text = ri_arena_string(a->tree->arena, text)};
    if (made.text == NULL) {
        return false;
    }
    if (text[0] != '\0') {
        const int failed = is_readable(text) && in->n_filters <= FILTERS_MAX
                               ? regcomp(&made.compiled, text, REG_EXTENDED | REG_NOSUB)
                               : REG_BADPAT;
        if (failed != 0) {
            *out = RI_NONE;
            return failed != REG_ESPACE;
        }
        made.ready = true;
    }
    if (!RI_PUSH(in->filters, in->n_filters, in->filters_capacity, made)) {
        if (made.ready) {
            regfree(&made.compiled);
        }
        return false;
    }
    return true;
}

static raci_status add_entry(const adding *a, const entry *one)
{
    if (a->tree->n_entries++ == ENTRIES_MAX) {
        return ri_fail(a->err, RACI_LIMIT, "OWNERS files name more than %d people", ENTRIES_MAX);
    }
    return RI_PUSH(a->in->entries, a->in->n, a->in->capacity, *one) ? RACI_OK
                                                                    : ri_fail_nomem(a->err);
}

/* Adds somebody, or all of a group. */
static raci_status add_named(const adding *a, entry *one, const char *name)
{
    const char *key = small(a->tree, name);
    const uint32_t number = key != NULL ? ri_intern_find(a->tree->names, key) : RI_NONE;
    one->through = NULL;
    one->name = ri_arena_string(a->tree->arena, name);
    if (key == NULL || one->name == NULL) {
        return ri_fail_nomem(a->err);
    }
    if (number == RI_NONE) {
        return add_entry(a, one);
    }
    one->through = one->name;
    raci_status status = RACI_OK;
    for (uint32_t i = a->tree->groups[number].first; i != 0 && status == RACI_OK;
         i = a->tree->members[i - 1].next) {
        one->name = a->tree->members[i - 1].name;
        status = add_entry(a, one);
    }
    return status;
}

static const char *misnamed(const ri_book_cell *cell)
{
    return cell->length == 0             ? "expected the name of somebody, found none"
           : cell->length > RI_OWNER_MAX ? "expected a name, found a text of more than 1024 bytes"
                                         : NULL;
}

static raci_status take_named(adding *a, const ri_book_row *row, bool reviews)
{
    const ri_book_cell *who = row->n > 1 ? &row->cells[1] : &row->cells[0];
    const char *why = row->n > 1 ? misnamed(who) : "expected the name of somebody, found none";
    entry one = {.reviews = reviews, .line = row->line};
    if (why == NULL && !find_filter(a, row->n > 2 ? row->cells[2].bytes : "", &one.filter)) {
        return ri_fail_nomem(a->err);
    }
    if (why == NULL && one.filter == RI_NONE) {
        why = "the regular expression of these files is none that raci reads: it has no braces, "
              "no '(?', no classes such as \\d, no plus behind a group, and at most 256 bytes; and "
              "of a folder at most 1000 are read";
    }
    if (why != NULL) {
        return account(a, RI_OWNER_REFUSED, who, why);
    }
    const raci_status status = add_named(a, &one, who->bytes + (who->bytes[0] == '@'));
    return status == RACI_OK ? account(a, RI_OWNER_USED, who, NULL) : status;
}

static raci_status take_member(const adding *a, const ri_book_row *row)
{
    const char *why =
        row->n < 3 ? "expected a group and the list of its members" : misnamed(&row->cells[1]);
    if (why != NULL) {
        return account(a, RI_OWNER_REFUSED, &row->cells[0], why);
    }
    return add_member(a->tree, row->cells[2].bytes, row->cells[1].bytes)
               ? account(a, RI_OWNER_USED, &row->cells[1], NULL)
               : ri_fail_nomem(a->err);
}

static raci_status take_row(adding *a, const ri_book_row *row)
{
    const char *key = row->cells[0].bytes;
    if (strcmp(key, "approvers") == 0) {
        return take_named(a, row, false);
    }
    if (strcmp(key, "reviewers") == 0 || strcmp(key, "required_reviewers") == 0) {
        return take_named(a, row, true);
    }
    if (strcmp(key, "aliases") == 0) {
        return take_member(a, row);
    }
    if (strcmp(key, "no_parent_owners") == 0) {
        a->in->alone = row->n > 1 && strcmp(row->cells[1].bytes, "true") == 0;
        return account(a, RI_OWNER_USED, &row->cells[0], NULL);
    }
    return account(a, RI_OWNER_PASSED, &row->cells[0], NULL);
}

raci_status ri_owners_tree_add(ri_owners_tree *tree, const char *path, ri_book *book,
                               const ri_owner_calls *calls, raci_error *err)
{
    ri_book_row row;
    bool more = true;
    const uint32_t number = ri_intern_string(tree->paths, path);
    if (number == RI_NONE ||
        (number == tree->n && !RI_PUSH(tree->folders, tree->n, tree->capacity,
                                       ((folder){.path = ri_intern_get(tree->paths, number)})))) {
        return ri_fail_nomem(err);
    }
    adding a = {tree, &tree->folders[number], calls, err};
    uint32_t all = 0;
    if (!find_filter(&a, "", &all)) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_book_begin(book, 0, err);
    while (status == RACI_OK && (status = ri_book_next(book, &row, &more, err)) == RACI_OK &&
           more) {
        status = take_row(&a, &row);
    }
    return status;
}

/* ---- who answers for a path ---- */

static bool append(const folder *in, const entry *one, ri_owner_role role, ri_path_owners *out)
{
    const ri_path_owner made = {one->name, role, in->path, "", one->through, one->line};
    return RI_PUSH(out->items, out->n, out->capacity, made);
}

/* Notes which filters of a folder fit what lies at `below` in it. */
static void fit(const folder *in, const char *below)
{
    for (size_t i = 0; i < in->n_filters; i++) {
        filter *one = &in->filters[i];
        one->fits = !one->ready || regexec(&one->compiled, below, 0, NULL, 0) == 0;
    }
}

/* Appends whom a folder names by the filters that fit. */
static bool append_of(const folder *in, bool reviews, ri_owner_role role, ri_path_owners *out)
{
    bool done = true;
    for (size_t i = 0; i < in->n && done; i++) {
        const entry *one = &in->entries[i];
        if (one->reviews == reviews && in->filters[one->filter].fits) {
            done = append(in, one, role, out);
        }
    }
    return done;
}

/* Goes from a path's folder up to the root. */
static bool climb(ri_owners_tree *tree, const char *path, bool reviews, ri_path_owners *out)
{
    size_t length = strlen(path);
    const size_t before = out->n;
    bool done = true;
    while (done && length > 0) {
        while (length > 0 && path[length - 1] != '/') {
            length--;
        }
        ri_text_clear(&tree->text);
        ri_text_bytes(&tree->text, path, length > 0 ? length - 1 : 0);
        if (tree->text.failed) {
            return false;
        }
        const folder *in = find_folder(tree, ri_text_string(&tree->text));
        if (in != NULL) {
            const ri_owner_role role = reviews           ? RI_REVIEWER
                                       : out->n > before ? RI_PARENT_APPROVER
                                                         : RI_APPROVER;
            if (!reviews) { /* reviewers are asked for then, and no further up */
                fit(in, path + length);
            }
            done = append_of(in, reviews, role, out);
            if (in->alone || (reviews && out->n > before)) {
                break;
            }
        }
        length -= length > 0;
    }
    return done;
}

bool ri_owners_tree_find(ri_owners_tree *tree, const char *path, ri_path_owners *out)
{
    return climb(tree, path, false, out) && climb(tree, path, true, out);
}

const char *ri_owners_tree_filter(const ri_owners_tree *tree, const char *path, size_t i)
{
    const folder *in = find_folder(tree, path);
    return in != NULL && i < in->n_filters ? in->filters[i].text : NULL;
}

bool ri_owners_tree_of(ri_owners_tree *tree, const char *path, size_t i, ri_path_owners *out)
{
    const folder *in = find_folder(tree, path);
    bool done = true;
    for (int reviews = 0; reviews < 2; reviews++) {
        for (size_t k = 0; in != NULL && k < in->n && done; k++) {
            if (in->entries[k].filter == i && in->entries[k].reviews == (reviews > 0)) {
                done = append(in, &in->entries[k], reviews > 0 ? RI_REVIEWER : RI_APPROVER, out);
            }
        }
    }
    return done;
}
