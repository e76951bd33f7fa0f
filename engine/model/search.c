/* The index of names as a whole: what it is made of, and how it follows changes. */
#include "model/search.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/order.h"
#include "base/utf8.h"

/* When so many things are renamed and they are a quarter of all, making the index anew
   is less work than looking each of them up. */
#define MANY 5000
#define FACT "search" /* about the file: by which rules the index was made */

/* ---- usable? ---- */

/* By which rules names become words: the program's, and Unicode's. */
static void say_rules(char out[64])
{
    (void)snprintf(out, 64, "1, Unicode %s", ri_utf8_tables());
}

raci_status ri_search_usable(bool *out, ri_store *store, raci_error *err)
{
    char rules[64];
    char made_by[RI_FACT_SIZE];
    bool there = false;
    say_rules(rules);
    raci_status status = ri_store_fact(made_by, &there, store, FACT, err);
    *out = status == RACI_OK && there && strcmp(made_by, rules) == 0;
    return status;
}

static raci_status set_usable(ri_store *store, raci_error *err)
{
    char rules[64];
    say_rules(rules);
    return ri_store_set_fact(store, FACT, rules, err);
}

/* ---- all of it ---- */

static bool gather_all_of(ri_gather *gather, const ri_naming *naming, ri_kind kind, const char *key)
{
    bool ok = !ri_naming_failed(naming) && ri_gather_thing(gather, kind, key);
    for (size_t i = 0; ok && i < naming->words.n; i++) {
        ok = ri_gather_word(gather, kind, ri_words_get(&naming->words, i), naming->of_words, false);
    }
    return ok;
}

/* Things come by key; the rows of one are its periods. */
static raci_status gather_kind(ri_gather *gather, ri_store *store, ri_kind kind, raci_error *err)
{
    char key[RI_KEY_MAX + 1] = "";
    ri_naming naming = {.names = 0};
    ri_stmt *names = NULL;
    const char *next = NULL;
    const char *name = NULL;
    bool ok = true;
    raci_status status = ri_search_names(&names, store, kind, err);
    while (status == RACI_OK && ok &&
           (status = ri_search_next_name(&next, &name, names, err)) == RACI_OK) {
        if (key[0] != '\0' && (next == NULL || strcmp(next, key) != 0)) {
            ri_naming_end(&naming);
            ok = gather_all_of(gather, &naming, kind, key);
            key[0] = '\0';
        }
        if (next == NULL) {
            break;
        }
        if (key[0] == '\0') {
            memcpy(key, next, strlen(next) + 1);
            ri_naming_begin(&naming, key);
        }
        ri_naming_add(&naming, name);
    }
    if (names != NULL) {
        ri_reset(names);
    }
    ri_naming_free(&naming);
    return ok ? status : ri_fail_nomem(err);
}

raci_status ri_search_rebuild(ri_store *store, raci_error *err)
{
    ri_gather gather;
    raci_status status = ri_store_do(store, STMT_SEARCH_CLEAR, err);
    if (status != RACI_OK) {
        return status;
    }
    status = ri_gather_begin(&gather) ? RACI_OK : ri_fail_nomem(err);
    for (int kind = 0; status == RACI_OK && kind < RI_KIND_COUNT; kind++) {
        if (ri_search_has((ri_kind)kind)) { /* in the order of references */
            status = gather_kind(&gather, store, (ri_kind)kind, err);
        }
    }
    if (status == RACI_OK && !ri_gather_sort(&gather)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status = ri_search_write(store, &gather, true, err);
    }
    ri_gather_free(&gather);
    return status == RACI_OK ? set_usable(store, err) : status;
}

raci_status ri_search_ready(ri_store *store, raci_error *err)
{
    bool usable = false;
    raci_status status = ri_search_usable(&usable, store, err);
    if (status != RACI_OK || usable) {
        return status;
    }
    status = ri_store_begin(store, err);
    if (status == RACI_OK) {
        status = ri_search_rebuild(store, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(store, err);
    }
    ri_store_rollback(store);
    return status;
}

/* ---- what was renamed ---- */

typedef struct renamed {
    int64_t id;
    ri_kind kind;
    size_t key;   /* in `texts`, once it is known */
    size_t words; /* in `texts`: what it had, and how many; SIZE_MAX for nothing */
    size_t n;
    size_t of_words;
} renamed;

struct ri_renaming {
    renamed *items;
    size_t n;
    size_t capacity;
    ri_map met[RI_KIND_COUNT];
    ri_text texts;
    ri_naming naming;
    bool asked; /* whether the index is usable */
    bool usable;
    bool anew; /* so many are renamed that the index is made anew, whichever they are */
};

ri_renaming *ri_renaming_new(void)
{
    ri_renaming *renaming = ri_alloc(sizeof *renaming);
    if (renaming != NULL) {
        *renaming = (ri_renaming){.n = 0};
    }
    return renaming;
}

static void forget(ri_renaming *renaming)
{
    for (size_t i = 0; i < RI_KIND_COUNT; i++) {
        ri_map_free(&renaming->met[i]);
    }
    ri_free(renaming->items);
    ri_text_free(&renaming->texts);
    renaming->items = NULL;
    renaming->n = 0;
    renaming->capacity = 0;
}

void ri_renaming_free(ri_renaming *renaming)
{
    if (renaming == NULL) {
        return;
    }
    forget(renaming);
    ri_naming_free(&renaming->naming);
    ri_free(renaming);
}

/* Reads the words of one thing; its key is appended to `texts`. *there is false when it
   has no period. */
static raci_status read_naming(ri_renaming *renaming, ri_store *store, renamed *of, bool *there,
                               raci_error *err)
{
    ri_stmt *names = NULL;
    const char *key = NULL;
    const char *name = NULL;
    *there = false;
    raci_status status = ri_search_names_of(&names, store, of->kind, of->id, err);
    while (status == RACI_OK &&
           (status = ri_search_next_name(&key, &name, names, err)) == RACI_OK && key != NULL) {
        if (!*there) {
            of->key = renaming->texts.length;
            ri_text_bytes(&renaming->texts, key, strlen(key) + 1);
            ri_naming_begin(&renaming->naming, key);
            *there = true;
        }
        ri_naming_add(&renaming->naming, name);
    }
    ri_naming_end(&renaming->naming);
    bool failed = ri_naming_failed(&renaming->naming) || renaming->texts.failed;
    return status == RACI_OK && failed ? ri_fail_nomem(err) : status;
}

static raci_status note_words(ri_renaming *renaming, ri_store *store, renamed *of, raci_error *err)
{
    bool there = false;
    raci_status status = read_naming(renaming, store, of, &there, err);
    if (status != RACI_OK || !there) {
        return status;
    }
    const ri_words *words = &renaming->naming.words;
    of->words = renaming->texts.length;
    of->n = words->n;
    of->of_words = renaming->naming.of_words;
    for (size_t i = 0; i < words->n; i++) {
        const char *word = ri_words_get(words, i);
        ri_text_bytes(&renaming->texts, word, strlen(word) + 1);
    }
    return renaming->texts.failed ? ri_fail_nomem(err) : RACI_OK;
}

/* Whether so many are renamed that making the index anew is less work. Once that holds it does so
   to the end: what is new is one more of both. */
static raci_status find_whether_anew(ri_renaming *renaming, ri_store *store, raci_error *err)
{
    int64_t all = 0;
    raci_status status =
        renaming->n >= MANY ? ri_store_ask(&all, store, STMT_SEARCH_COUNT, err) : RACI_OK;
    if (status == RACI_OK && renaming->n >= MANY && (int64_t)renaming->n >= all / 4) {
        renaming->anew = true;
        forget(renaming);
    }
    return status;
}

/* It is asked now and then, whenever the list has to be made larger. */
static bool is_full(const ri_renaming *renaming)
{
    return renaming->n >= MANY && renaming->n == renaming->capacity;
}

raci_status ri_renaming_note(ri_renaming *renaming, ri_store *store, ri_kind kind, int64_t id,
                             bool fresh, raci_error *err)
{
    uint32_t met = 0;
    renamed of = {.id = id, .kind = kind, .words = SIZE_MAX};
    raci_status status = RACI_OK;
    if (id < 0 || renaming->anew || ri_map_get(&renaming->met[kind], (uint64_t)id, &met)) {
        return RACI_OK;
    }
    if (!renaming->asked) {
        status = ri_search_usable(&renaming->usable, store, err);
        renaming->asked = status == RACI_OK;
    }
    if (status == RACI_OK && is_full(renaming)) {
        status = find_whether_anew(renaming, store, err);
    }
    if (status != RACI_OK || !renaming->usable || renaming->anew) {
        return status;
    }
    if (!fresh) {
        status = note_words(renaming, store, &of, err);
    }
    if (status == RACI_OK && (!ri_map_put(&renaming->met[kind], (uint64_t)id, 1) ||
                              !RI_PUSH(renaming->items, renaming->n, renaming->capacity, of))) {
        status = ri_fail_nomem(err);
    }
    return status;
}

/* Both lists are sorted. Words that stay are written again, for the number of words
   beside them, unless all is as it was. */
static bool gather_changes(ri_gather *gather, const ri_renaming *renaming, const renamed *of,
                           const ri_words *now, size_t of_words)
{
    const char *old = of->n > 0 ? renaming->texts.bytes + of->words : "";
    size_t n = of->n;
    size_t i = 0;
    bool same = of->n == now->n && of->of_words == of_words;
    for (const char *word = old; same && i < n; i++, word += strlen(word) + 1) {
        same = strcmp(word, ri_words_get(now, i)) == 0;
    }
    bool ok = same || ri_gather_thing(gather, of->kind, renaming->texts.bytes + of->key);
    for (i = 0; ok && !same && (n > 0 || i < now->n);) {
        const char *word = i < now->n ? ri_words_get(now, i) : NULL;
        int order = n == 0 ? 1 : word == NULL ? -1 : strcmp(old, word);
        ok = ri_gather_word(gather, of->kind, order < 0 ? old : word, of_words, order < 0);
        i += order >= 0 ? 1 : 0;
        if (order <= 0) {
            old += strlen(old) + 1;
            n--;
        }
    }
    return ok;
}

/* The key stands in `texts` where the thing has or had a period. */
static int compare_renamed(const void *a, const void *b, const void *context)
{
    const renamed *x = a;
    const renamed *y = b;
    const char *texts = context;
    return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1)
                              : strcmp(texts + x->key, texts + y->key);
}

/* Finds the keys, by which things are then sorted. */
static raci_status find_keys(ri_renaming *renaming, ri_store *store, raci_error *err)
{
    size_t kept = 0;
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < renaming->n; i++) {
        renamed *of = &renaming->items[i];
        bool there = of->words != SIZE_MAX;
        if (!there) {
            status = read_naming(renaming, store, of, &there, err);
        }
        if (there) {
            renaming->items[kept++] = *of;
        }
    }
    renaming->n = kept;
    if (status == RACI_OK && !ri_order(renaming->items, kept, sizeof *renaming->items,
                                       compare_renamed, ri_text_string(&renaming->texts))) {
        status = ri_fail_nomem(err);
    }
    return status;
}

static raci_status settle_each(ri_renaming *renaming, ri_store *store, raci_error *err)
{
    ri_gather gather;
    raci_status status = find_keys(renaming, store, err);
    if (status == RACI_OK && !ri_gather_begin(&gather)) {
        return ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        return status;
    }
    for (size_t i = 0; status == RACI_OK && i < renaming->n; i++) {
        renamed of = renaming->items[i];
        bool there = false;
        status = read_naming(renaming, store, &of, &there, err);
        if (!there) { /* not any more */
            ri_words_clear(&renaming->naming.words);
        }
        of.key = renaming->items[i].key;
        if (status == RACI_OK && !gather_changes(&gather, renaming, &of, &renaming->naming.words,
                                                 there ? renaming->naming.of_words : 0)) {
            status = ri_fail_nomem(err);
        }
    }
    if (status == RACI_OK && !ri_gather_sort(&gather)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status = ri_search_write(store, &gather, false, err);
    }
    ri_gather_free(&gather);
    return status;
}

raci_status ri_renaming_settle(ri_renaming *renaming, ri_store *store, raci_error *err)
{
    bool usable = false;
    raci_status status = ri_search_usable(&usable, store, err);
    if (status == RACI_OK && usable && !renaming->anew) {
        status = find_whether_anew(renaming, store, err);
    }
    if (status != RACI_OK || (usable && !renaming->anew && renaming->n == 0)) {
        return status;
    }
    return !usable || renaming->anew ? ri_search_rebuild(store, err)
                                     : settle_each(renaming, store, err);
}
