/* What is like a question that nothing fits: things of which some words are nearly it. */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "check/seeking.h"
#include "model/known.h"
#include "model/lookup.h"

#define TOLD 3         /* things */
#define WORDS_MAX 4    /* of the question, that are looked up */
#define LOOKS_MAX 150  /* things that are looked at for each of them */
#define RUNS_MAX 2000  /* of the index, that are read for each */
#define KEYS_MAX 20000 /* keys that are compared one by one */
#define NAME_COLUMNS 40

typedef struct near_thing {
    ri_kind kind;
    char key[RI_KEY_MAX + 1];
    ri_text name;
    size_t distance;
} near_thing;

typedef struct search {
    raci_model *model;
    int32_t date;
    ri_kind kind; /* RI_KIND_COUNT: any */
    ri_question question;
    near_thing found[TOLD + 1]; /* the nearest first, then by reference */
    size_t n;
} search;

static bool is_wanted(const search *look, ri_kind kind)
{
    bool subject = kind == RI_JOURNEY || kind == RI_TOUCHPOINT;
    return look->kind != RI_KIND_COUNT ? kind == look->kind
                                       : ri_search_has(kind) && subject == !look->question.holders;
}

static int compare(const near_thing *a, const near_thing *b)
{
    if (a->distance != b->distance) {
        return a->distance < b->distance ? -1 : 1;
    }
    return a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : strcmp(a->key, b->key);
}

/* Keeps the thing if it is among the nearest. */
static bool keep(search *look, ri_kind kind, const char *key, const char *name, size_t distance)
{
    near_thing thing = {.kind = kind, .distance = distance};
    memcpy(thing.key, key, strlen(key) + 1);
    size_t to = look->n;
    while (to > 0 && compare(&thing, &look->found[to - 1]) <= 0) {
        to--;
        if (compare(&thing, &look->found[to]) == 0) {
            return true;
        }
    }
    if (to == TOLD) {
        return true;
    }
    ri_text_add(&thing.name, name);
    if (thing.name.failed) {
        ri_text_free(&thing.name);
        return false;
    }
    memmove(&look->found[to + 1], &look->found[to], (look->n - to) * sizeof look->found[0]);
    look->found[to] = thing;
    if (++look->n > TOLD) {
        ri_text_free(&look->found[--look->n].name);
    }
    return true;
}

static raci_status look_at(search *look, ri_kind kind, const char *key, raci_error *err)
{
    ri_named_thing thing;
    raci_status status = ri_named_thing_of(&thing, look->model, kind, key, look->date, err);
    if (status != RACI_OK || !thing.there) {
        return status;
    }
    size_t distance = ri_question_distance(&look->question, key, thing.name);
    bool like = distance < SIZE_MAX && distance * 3 <= look->question.letters * 2;
    bool failed =
        look->question.name.failed || (like && !keep(look, kind, key, thing.name, distance));
    return failed ? ri_fail_nomem(err) : RACI_OK;
}

static raci_status scan(search *look, raci_error *err)
{
    raci_status status = RACI_OK;
    for (int kind = 0; kind < RI_KIND_COUNT && status == RACI_OK; kind++) {
        ri_stmt *names = NULL;
        const char *key = NULL;
        const char *name = NULL;
        if (!is_wanted(look, (ri_kind)kind)) {
            continue;
        }
        status = ri_search_names(&names, ri_model_store(look->model), (ri_kind)kind, err);
        while (status == RACI_OK &&
               (status = ri_search_next_name(&key, &name, names, err)) == RACI_OK && key != NULL) {
            if (ri_question_distance(&look->question, key, name) < SIZE_MAX) {
                status = look_at(look, (ri_kind)kind, key, err);
            }
        }
        if (names != NULL) {
            ri_reset(names);
        }
    }
    return status;
}

/* Looks at things that have a word like one of the question. */
static raci_status look_up(search *look, ri_search_reader *reader, size_t i, raci_error *err)
{
    char ref[RI_SEARCH_REF_MAX + 2] = "";
    ri_name_list *list = ri_alloc(sizeof *list);
    if (list == NULL) {
        return ri_fail_nomem(err);
    }
    memset(list, 0, sizeof *list);
    raci_status status = ri_name_list_make(list, reader, look->question.holders, RI_LIKE_TYPO,
                                           ri_words_get(&look->question.words, i),
                                           &look->question.typos[i], reader->runs + RUNS_MAX, err);
    for (size_t looks = 0; status == RACI_OK && looks < LOOKS_MAX;) {
        status = ri_name_list_seek(list, ref, err);
        if (status != RACI_OK || list->ref == NULL) {
            break;
        }
        memcpy(ref, list->ref, strlen(list->ref) + 1);
        int kind = ref[0] - 'a';
        if (kind >= 0 && kind < RI_KIND_COUNT && is_wanted(look, (ri_kind)kind)) {
            status = look_at(look, (ri_kind)kind, ref + 1, err);
            looks++;
        }
        ri_search_after(ref); /* what is after it */
    }
    ri_name_list_free(list);
    ri_free(list);
    return status;
}

static raci_status look_all_up(search *look, raci_error *err)
{
    ri_search_reader reader = {.store = ri_model_store(look->model)};
    raci_status status = RACI_OK;
    size_t n = 0;
    for (size_t i = 0; i < look->question.words.n && n < WORDS_MAX && status == RACI_OK; i++) {
        if (strlen(ri_words_get(&look->question.words, i)) > 2) {
            status = look_up(look, &reader, i, err);
            n++;
        }
    }
    ri_reader_end(&reader);
    return status;
}

/* A third of a word may be wrong. */
static void allow_more(ri_question *question)
{
    for (size_t i = 0; i < question->words.n; i++) {
        ri_typo *typo = &question->typos[i];
        size_t third = typo->n / 3 < 3 ? typo->n / 3 : 3;
        bool only_digits = typo->n > 3 && typo->limit == 0;
        typo->limit = (uint8_t)(only_digits || third < typo->limit ? typo->limit : third);
    }
}

/* Keys are written with '-' where names have blanks. */
static raci_status nearest_key(search *look, ri_kind kind, raci_error *err)
{
    char near[RI_KEY_MAX + 1] = "";
    size_t offers = KEYS_MAX;
    ri_text like = RI_TEXT_INIT;
    for (size_t i = 0; i < look->question.words.n; i++) {
        ri_text_add(&like, i > 0 ? "-" : "");
        ri_text_add(&like, ri_words_get(&look->question.words, i));
    }
    raci_status status = like.failed
                             ? ri_fail_nomem(err)
                             : ri_lookup_nearest(near, sizeof near, ri_model_store(look->model),
                                                 kind, ri_text_string(&like), &offers, err);
    ri_text_free(&like);
    if (status == RACI_OK && near[0] != '\0') {
        ri_named_thing thing;
        status = ri_named_thing_of(&thing, look->model, kind, near, look->date, err);
        if (status == RACI_OK && thing.there && !keep(look, kind, near, thing.name, SIZE_MAX)) {
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

static void say(ri_text *out, const search *look)
{
    const size_t n = look->kind != RI_KIND_COUNT && look->n > 1 ? 1 : look->n;
    for (size_t i = 0; i < n; i++) {
        const near_thing *thing = &look->found[i];
        const char *name = ri_text_string(&thing->name);
        size_t shown = ri_utf8_prefix(name, NAME_COLUMNS);
        ri_text_add(out, i == 0 ? "; did you mean " : i + 1 == n ? " or " : ", ");
        if (look->kind != RI_KIND_COUNT) {
            ri_text_format(out, "'%s'", thing->key);
            continue;
        }
        ri_text_format(out, "'%s:%s'", ri_kind_name(thing->kind), thing->key);
        if (strcmp(name, thing->key) != 0) {
            ri_text_format(out, " (%.*s%s)", (int)shown, name, name[shown] != '\0' ? "…" : "");
        }
    }
    ri_text_add(out, look->n > 0 ? "?" : "");
}

static raci_status look_near(search *look, raci_error *err)
{
    bool usable = false;
    raci_status status = ri_search_usable(&usable, ri_model_store(look->model), err);
    if (status == RACI_OK) {
        status = usable ? look_all_up(look, err) : scan(look, err);
    }
    for (int each = 0; each < RI_KIND_COUNT && status == RACI_OK && look->n == 0; each++) {
        if (is_wanted(look, (ri_kind)each) && look->question.words.n > 0) {
            status = nearest_key(look, (ri_kind)each, err);
        }
    }
    return status;
}

raci_status ri_seek_near(ri_text *out, raci_model *model, int32_t date, const char *text,
                         bool holders, ri_kind kind, raci_error *err)
{
    search look = {.model = model, .date = date, .kind = kind};
    raci_status status = ri_question_begin(&look.question, text, holders, err);
    if (status != RACI_OK) {
        return status;
    }
    allow_more(&look.question);
    status = ri_store_hold(ri_model_store(model), err);
    if (status == RACI_OK) {
        status = look_near(&look, err);
        ri_store_release(ri_model_store(model));
    }
    if (status == RACI_OK) {
        say(out, &look);
        status = out->failed ? ri_fail_nomem(err) : RACI_OK;
    }
    for (size_t i = 0; i < look.n; i++) {
        ri_text_free(&look.found[i].name);
    }
    ri_question_end(&look.question);
    return status;
}
