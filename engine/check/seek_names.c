/*
 * Which things a question's words name: way by way, until some fit. Where the model has
 * no index of names that can be relied on, every name is looked at.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "check/seeking.h"
#include "model/known.h"

#define LISTS_MAX 6    /* words of a question that are looked up; all are compared */
#define LOOKS_MAX 1000 /* things that are looked at in one way */
/* Along the lists, in one way; and runs of the index that are read in all. Where words
   are shared by very many, things far back in the order are not reached. */
#define STEPS_MAX 250000
#define RUNS_MAX 5000

/* In the order of references. */
static const ri_kind subjects[] = {RI_JOURNEY, RI_TOUCHPOINT};
static const ri_kind holders[] = {RI_PERSON, RI_POSITION, RI_TEAM, RI_UNIT};

typedef struct search {
    ri_arena *arena;
    raci_model *model;
    int32_t date;
    ri_question question;
    ri_named_fits *fits;
    size_t looks;
    ri_search_reader reader;
    ri_name_list *lists; /* LISTS_MAX of them */
    size_t n_lists;
    ri_name_list *used[LISTS_MAX];
    size_t n_used;
    size_t steps; /* that are left in this way */
} search;

/* ---- one thing ---- */

static bool is_listed(const ri_named_fits *fits, ri_kind kind, const char *key)
{
    for (size_t i = 0; i < fits->n; i++) {
        if (fits->items[i].kind == kind && strcmp(fits->items[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

raci_status ri_named_fits_add(ri_named_fits *fits, ri_arena *arena, ri_kind kind, const char *key,
                              const ri_named_thing *thing, raci_error *err)
{
    ri_named_fit *item = &fits->items[fits->n];
    item->kind = kind;
    item->key = ri_arena_string(arena, key);
    item->name = ri_arena_string(arena, thing->name);
    item->place = thing->place != NULL ? ri_arena_string(arena, thing->place) : NULL;
    if (item->key == NULL || item->name == NULL || (thing->place != NULL && item->place == NULL)) {
        return ri_fail_nomem(err);
    }
    fits->n++;
    return RACI_OK;
}

/* Keeps what fits as well as the best. */
static raci_status keep(search *look, ri_kind kind, const char *key, const ri_named_thing *thing,
                        ri_fit fit, unsigned errors, raci_error *err)
{
    ri_named_fits *fits = look->fits;
    if (fit > fits->fit || (fit == fits->fit && errors > fits->errors)) {
        return RACI_OK;
    }
    if (fit < fits->fit || errors < fits->errors) {
        fits->n = 0;
        fits->fit = fit;
        fits->errors = errors;
    }
    if (fits->n == RI_CANDIDATES_MAX || is_listed(fits, kind, key)) {
        return RACI_OK;
    }
    return ri_named_fits_add(fits, look->arena, kind, key, thing, err);
}

static raci_status look_at(search *look, ri_kind kind, const char *key, raci_error *err)
{
    ri_named_thing thing;
    unsigned errors = 0;
    look->looks++;
    raci_status status = ri_named_thing_of(&thing, look->model, kind, key, look->date, err);
    if (status != RACI_OK || !thing.there) {
        return status;
    }
    ri_fit fit = ri_question_fit(&look->question, key, thing.name, &errors);
    if (look->question.name.failed) {
        return ri_fail_nomem(err);
    }
    return fit < RI_FIT_NONE ? keep(look, kind, key, &thing, fit, errors, err) : RACI_OK;
}

/* ---- without the index ---- */

static raci_status scan_kind(search *look, ri_kind kind, raci_error *err)
{
    ri_stmt *names = NULL;
    const char *key = NULL;
    const char *name = NULL;
    raci_status status = ri_search_names(&names, ri_model_store(look->model), kind, err);
    while (status == RACI_OK &&
           (status = ri_search_next_name(&key, &name, names, err)) == RACI_OK && key != NULL) {
        unsigned errors = 0;
        ri_fit fit = ri_question_fit(&look->question, key, name, &errors);
        if (look->question.name.failed) {
            status = ri_fail_nomem(err);
        } else if (fit < RI_FIT_NONE && fit <= look->fits->fit) {
            status = look_at(look, kind, key, err);
        }
    }
    if (names != NULL) {
        ri_reset(names);
    }
    return status;
}

static raci_status scan(search *look, raci_error *err)
{
    const ri_kind *kinds = look->question.holders ? holders : subjects;
    size_t n = look->question.holders ? 4 : 2;
    raci_status status = RACI_OK;
    for (size_t i = 0; i < n && status == RACI_OK; i++) {
        status = scan_kind(look, kinds[i], err);
    }
    return status;
}

/* ---- with the index ---- */

/* Keys that are the question's words: as such the folded name of things too. */
static raci_status look_at_keys(search *look, raci_error *err)
{
    static const char between[] = "-_.";
    const ri_kind *kinds = look->question.holders ? holders : subjects;
    size_t n = look->question.holders ? 4 : 2;
    raci_status status = RACI_OK;
    for (size_t b = 0; b < sizeof between - 1 && status == RACI_OK; b++) {
        ri_text key = RI_TEXT_INIT;
        for (size_t i = 0; i < look->question.words.n; i++) {
            ri_text_bytes(&key, &between[b], i > 0 ? 1 : 0);
            ri_text_add(&key, ri_words_get(&look->question.words, i));
        }
        status = key.failed ? ri_fail_nomem(err) : RACI_OK;
        bool valid = ri_key_valid(ri_text_string(&key), key.length);
        for (size_t i = 0; valid && i < n && status == RACI_OK; i++) {
            status = look_at(look, kinds[i], ri_text_string(&key), err);
        }
        ri_text_free(&key);
    }
    return status;
}

/* The longest words first: they say most. */
static int compare_lengths(const void *a, const void *b, const void *context)
{
    const ri_words *words = context;
    size_t x = strlen(ri_words_get(words, *(const size_t *)a));
    size_t y = strlen(ri_words_get(words, *(const size_t *)b));
    return x != y ? (x > y ? -1 : 1)
                  : strcmp(ri_words_get(words, *(const size_t *)a),
                           ri_words_get(words, *(const size_t *)b));
}

static void drop_lists(search *look)
{
    for (size_t i = 0; i < look->n_lists; i++) {
        ri_name_list_free(&look->lists[i]);
    }
    memset(look->lists, 0, LISTS_MAX * sizeof *look->lists);
    look->n_lists = 0;
}

/* Makes a list for each of the longest words. *none tells that a word has no things, so
   that nothing fits in this way. */
static raci_status make_lists(search *look, ri_like like, unsigned limit, size_t runs, bool *none,
                              raci_error *err)
{
    const ri_words *words = &look->question.words;
    size_t order[RI_WORDS_MAX];
    ri_typo typo;
    for (size_t i = 0; i < words->n; i++) {
        order[i] = i;
    }
    if (!ri_order(order, words->n, sizeof *order, compare_lengths, words)) {
        return ri_fail_nomem(err);
    }
    *none = words->n == 0;
    const char *before = "";
    size_t most = look->reader.runs + runs < RUNS_MAX ? look->reader.runs + runs : RUNS_MAX;
    for (size_t i = 0; i < words->n && look->n_lists < LISTS_MAX && !*none; i++) {
        const char *word = ri_words_get(words, order[i]);
        if (strcmp(word, before) == 0) {
            continue;
        }
        before = word;
        unsigned tolerance = ri_typo_tolerance(word);
        ri_name_list *list = &look->lists[look->n_lists++];
        ri_typo_begin(&typo, word, tolerance < limit ? tolerance : limit);
        raci_status status = ri_name_list_make(list, &look->reader, look->question.holders, like,
                                               word, &typo, most, err);
        if (status != RACI_OK) {
            return status;
        }
        *none = list->n == 0 && list->n_cursors == 0;
    }
    return RACI_OK;
}

/* A list that was cut short would hide what others have. */
static void choose_lists(search *look)
{
    bool whole = false;
    for (size_t i = 0; i < look->n_lists; i++) {
        whole = whole || !look->lists[i].cut;
    }
    look->n_used = 0;
    for (size_t i = 0; i < look->n_lists; i++) {
        if (!whole || !look->lists[i].cut) {
            look->used[look->n_used++] = &look->lists[i];
        }
    }
}

/* Goes to the first reference from `ref` on, which is changed, that all lists have;
   false when there is none. */
static raci_status meet(search *look, char ref[RI_SEARCH_REF_MAX + 2], bool *met, raci_error *err)
{
    size_t agree = 0;
    *met = true;
    for (size_t i = 0; agree < look->n_used; i = (i + 1) % look->n_used) {
        ri_name_list *list = look->used[i];
        raci_status status = ri_name_list_seek(list, ref, err);
        bool spent = look->steps == 0 || look->reader.runs >= RUNS_MAX;
        if (status != RACI_OK || list->ref == NULL || spent) {
            *met = false;
            return status;
        }
        look->steps--;
        agree = strcmp(list->ref, ref) == 0 ? agree + 1 : 1;
        memcpy(ref, list->ref, strlen(list->ref) + 1);
    }
    return RACI_OK;
}

/* Whether so many were found that fit in this way that only better ones count. */
static bool is_enough(const search *look, ri_fit fit)
{
    const ri_named_fits *fits = look->fits;
    return fits->fit <= fit && fits->n == RI_CANDIDATES_MAX && fits->errors <= 1;
}

/* Whether what all lists have may be called just so. */
static bool may_be_same(const search *look)
{
    size_t of_words = look->used[0]->of_words;
    return of_words == 0 || of_words == look->question.words.n;
}

/* Goes on to the next thing that all lists have; once there is enough, to one that may
   fit better. */
static raci_status go_on(search *look, char ref[RI_SEARCH_REF_MAX + 2], bool enough, bool *met,
                         raci_error *err)
{
    raci_status status = RACI_OK;
    do {
        if (enough && look->n_used == 1) {
            status = ri_name_list_pass(look->used[0], ref, look->question.words.n, err);
        }
        if (status == RACI_OK) {
            status = meet(look, ref, met, err);
        }
        if (status != RACI_OK || !*met || !enough || may_be_same(look)) {
            return status;
        }
        ri_search_after(ref);
    } while (true);
}

/* Looks at the things that all lists have. */
static raci_status go_through(search *look, ri_fit fit, raci_error *err)
{
    char ref[RI_SEARCH_REF_MAX + 2] = "";
    bool met = true;
    raci_status status = RACI_OK;
    look->looks = 0;
    look->steps = STEPS_MAX;
    while (status == RACI_OK && met && look->looks < LOOKS_MAX) {
        bool enough = is_enough(look, fit);
        if (enough && (fit != RI_FIT_WORDS || look->fits->fit == RI_FIT_SAME)) {
            break;
        }
        status = go_on(look, ref, enough, &met, err);
        if (status != RACI_OK || !met) {
            break;
        }
        int kind = ref[0] - 'a';
        if (kind < 0 || kind >= RI_KIND_COUNT) {
            return ri_fail(err, RACI_FORMAT, "'%s' is damaged: its index of names cannot be read",
                           ri_store_path(look->reader.store));
        }
        status = look_at(look, (ri_kind)kind, ref + 1, err);
        ri_search_after(ref); /* what is after it */
    }
    return status;
}

/* A way in which names can fit, and what it may cost in runs of the index. */
typedef struct way {
    ri_like like;
    unsigned limit;
    size_t runs;
    ri_fit fit;
    unsigned errors; /* with so many or fewer nothing that follows is better */
    bool widens;     /* the lists of ways that follow have all that this one's have */
} way;

/* How long the lists of a way were. */
typedef struct lengths {
    size_t n[LISTS_MAX];
    size_t cursors[LISTS_MAX];
    bool made;
} lengths;

/* Whether the lists are as long as those of a way before, which they include: then they
   are the same, and what they have in common was looked at. */
static bool is_again(const search *look, const lengths *before, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool same = before[i].made;
        for (size_t k = 0; k < look->n_lists && same; k++) {
            same = before[i].n[k] == look->lists[k].n && !look->lists[k].cut &&
                   before[i].cursors[k] == look->lists[k].n_cursors;
        }
        if (same) {
            return true;
        }
    }
    return false;
}

/* `before` has the lengths of the n ways that this one widens, and room for its own. */
static raci_status seek_way(search *look, const way *by, lengths *before, size_t n, raci_error *err)
{
    bool none = false;
    raci_status status = make_lists(look, by->like, by->limit, by->runs, &none, err);
    if (status == RACI_OK && !none && !is_again(look, before, n)) {
        before[n].made = true;
        for (size_t i = 0; i < look->n_lists; i++) {
            before[n].n[i] = look->lists[i].n;
            before[n].cursors[i] = look->lists[i].n_cursors;
        }
        choose_lists(look);
        status = go_through(look, by->fit, err);
    }
    drop_lists(look);
    return status;
}

/* How many typing errors the question may have in a word. */
static unsigned tolerance(const search *look)
{
    unsigned most = 0;
    for (size_t i = 0; i < look->question.words.n; i++) {
        unsigned limit = look->question.typos[i].limit;
        most = limit > most ? limit : most;
    }
    return most;
}

static raci_status seek_indexed(search *look, raci_error *err)
{
    static const way ways[] = {
        {RI_LIKE_WORD, 0, 4000, RI_FIT_WORDS, 0, true},
        {RI_LIKE_BEGINNING, 0, 2000, RI_FIT_BEGINNINGS, 0, true},
        {RI_LIKE_PART, 0, 4000, RI_FIT_PARTS, 0, false},
        {RI_LIKE_TYPO, 1, 4000, RI_FIT_TYPOS, 1, true},
        {RI_LIKE_TYPO, 2, 4000, RI_FIT_TYPOS, UINT8_MAX, true},
    };
    lengths before[sizeof ways / sizeof ways[0]] = {{.made = false}};
    size_t n_before = 0;
    look->lists = ri_alloc(LISTS_MAX * sizeof *look->lists);
    if (look->lists == NULL) {
        return ri_fail_nomem(err);
    }
    memset(look->lists, 0, LISTS_MAX * sizeof *look->lists);
    look->reader.store = ri_model_store(look->model);
    raci_status status = look_at_keys(look, err);
    for (size_t i = 0; i < sizeof ways / sizeof ways[0] && status == RACI_OK; i++) {
        const ri_named_fits *fits = look->fits;
        if (ways[i].limit > tolerance(look)) {
            break;
        }
        before[n_before].made = false;
        status = seek_way(look, &ways[i], before, n_before, err);
        n_before += ways[i].widens ? 1 : 0;
        if (fits->n > 0 && fits->fit <= ways[i].fit && fits->errors <= ways[i].errors) {
            break;
        }
    }
    ri_reader_end(&look->reader);
    ri_free(look->lists);
    return status;
}

/* ---- both ---- */

static int compare_refs(const void *a, const void *b, const void *context)
{
    const ri_named_fit *x = a;
    const ri_named_fit *y = b;
    (void)context;
    return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : strcmp(x->key, y->key);
}

raci_status ri_seek_names(ri_named_fits *out, ri_arena *arena, raci_model *model, int32_t date,
                          const char *text, bool among_holders, raci_error *err)
{
    search look = {.arena = arena, .model = model, .date = date, .fits = out};
    bool usable = false;
    *out = (ri_named_fits){.fit = RI_FIT_NONE};
    raci_status status = ri_question_begin(&look.question, text, among_holders, err);
    if (status != RACI_OK) {
        return status;
    }
    /* In one transaction: without it each statement would lock the file anew. */
    status = ri_store_hold(ri_model_store(model), err);
    if (status == RACI_OK) {
        status = ri_search_usable(&usable, ri_model_store(model), err);
        if (status == RACI_OK && look.question.words.n > 0) {
            status = usable ? seek_indexed(&look, err) : scan(&look, err);
        }
        ri_store_release(ri_model_store(model));
    }
    if (status == RACI_OK &&
        !ri_order(out->items, out->n, sizeof out->items[0], compare_refs, NULL)) {
        status = ri_fail_nomem(err);
    }
    ri_question_end(&look.question);
    return status;
}
