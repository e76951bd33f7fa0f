/* Who is to be forgotten, and by which words texts mention them. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/lookup.h"
#include "model/search.h"
#include "record/forgetting.h"

#define PART_LETTERS 3 /* shorter parts of a name are in too many words */

/* ---- who ---- */

/* A name, made ready to be compared with many. */
typedef struct sought {
    ri_mentions *phrase;
    size_t words;
} sought;

static bool make_ready(sought *out, const char *name)
{
    *out = (sought){ri_mentions_of(name), ri_mention_words(name)};
    return out->phrase != NULL;
}

static bool same_words(const sought *name, const char *text)
{
    return name->words == ri_mention_words(text) && ri_mentions_within(name->phrase, text);
}

static raci_status fail_unknown(ri_store *store, const char *text, raci_error *err)
{
    char nearest[RI_KEY_MAX + 1] = "";
    raci_status status =
        ri_lookup_nearest(nearest, sizeof nearest, store, RI_PERSON, text, NULL, err);
    return status != RACI_OK ? status
           : nearest[0] != '\0'
               ? ri_fail(err, RACI_NOTFOUND, "there is no person '%s'; did you mean '%s'?", text,
                         nearest)
               : ri_fail(err, RACI_NOTFOUND, "there is no person '%s'", text);
}

/* The key of the one person of that name. */
static raci_status find_name(raci_forgotten *f, const char *text, raci_error *err)
{
    ri_stmt *names = NULL;
    const char *key = NULL;
    const char *name = NULL;
    sought called;
    raci_status status = make_ready(&called, text)
                             ? ri_search_names(&names, f->store, RI_PERSON, err)
                             : ri_fail_nomem(err);
    while (status == RACI_OK &&
           (status = ri_search_next_name(&key, &name, names, err)) == RACI_OK && key != NULL) {
        if (!same_words(&called, name) || (f->was != NULL && strcmp(f->was, key) == 0)) {
            continue;
        }
        if (f->was != NULL) {
            status = ri_fail(err, RACI_INVALID,
                             "several people are called '%s': say person:%s, person:%s or another",
                             text, f->was, key);
            break;
        }
        f->was = ri_arena_string(f->arena, key);
        status = f->was != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    if (names != NULL) {
        ri_reset(names);
    }
    ri_mentions_free(called.phrase);
    return status == RACI_OK && f->was == NULL ? fail_unknown(f->store, text, err) : status;
}

static raci_status find_person(raci_forgotten *f, const char *text, raci_error *err)
{
    ri_kind kind = RI_PERSON;
    const char *key = text;
    bool known = false;
    if (ri_reference_split(text, &kind, &key) && kind != RI_PERSON) {
        return ri_fail(err, RACI_INVALID, "'%s' is no person; only people can be forgotten", text);
    }
    raci_status status = ri_lookup(&f->id, &known, f->store, RI_PERSON, key, strlen(key), err);
    if (status == RACI_OK && f->id != 0) {
        f->was = ri_arena_string(f->arena, key);
        return f->was != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status = find_name(f, text, err);
    }
    return status == RACI_OK
               ? ri_lookup(&f->id, &known, f->store, RI_PERSON, f->was, strlen(f->was), err)
               : status;
}

/* ---- the neutral key ---- */

/* Whether an entry has forgotten somebody under that key. */
static raci_status was_given(bool *out, raci_forgotten *f, const char *key, raci_error *err)
{
    char title[RI_KEY_MAX + 32];
    ri_stmt *stmt = NULL;
    (void)snprintf(title, sizeof title, "forget person:%s", key);
    raci_status status = ri_store_stmt(&stmt, f->store, STMT_FORGET_KNOWN, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, title);
        status = ri_step(stmt, out, err);
        ri_reset(stmt);
    }
    return status;
}

/* Nothing may have it, of whatever kind: keys with the name in them become such keys, too. */
static raci_status is_taken(bool *out, raci_forgotten *f, const char *key, raci_error *err)
{
    raci_status status = was_given(out, f, key, err);
    for (int kind = 0; status == RACI_OK && !*out && kind < RI_KIND_COUNT; kind++) {
        int64_t id = 0;
        bool known = false;
        if (ri_kind_stored((ri_kind)kind)) {
            status = ri_lookup(&id, &known, f->store, (ri_kind)kind, key, strlen(key), err);
            *out = id != 0;
        }
    }
    return status;
}

static raci_status take_key(raci_forgotten *f, raci_error *err)
{
    char key[32] = "";
    bool taken = true;
    raci_status status = was_given(&f->again, f, f->was, err);
    if (status == RACI_OK && f->again) {
        f->key = f->was;
        return RACI_OK;
    }
    for (int i = 1; status == RACI_OK && taken; i++) {
        (void)snprintf(key, sizeof key, "person-%d", i);
        status = is_taken(&taken, f, key, err);
    }
    f->key = ri_arena_string(f->arena, key);
    return status == RACI_OK && f->key == NULL ? ri_fail_nomem(err) : status;
}

/* ---- what they are called ---- */

typedef struct calling {
    raci_forgotten *f;
    const char **names; /* and addresses, each once */
    size_t n;
    size_t capacity;
    sought *phrases; /* these */
    bool *shared;    /* whether somebody else is called so, too */
    bool *word;      /* whether things are called by it, or raci itself uses it */
} calling;

static raci_status keep_name(calling *c, const char *name, raci_error *err)
{
    for (size_t i = 0; name != NULL && i < c->n; i++) {
        if (strcmp(c->names[i], name) == 0) {
            return RACI_OK;
        }
    }
    const char *kept = name != NULL ? ri_arena_string(c->f->arena, name) : NULL;
    return name == NULL || (kept != NULL && RI_PUSH(c->names, c->n, c->capacity, kept))
               ? RACI_OK
               : ri_fail_nomem(err);
}

static raci_status read_names(calling *c, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, c->f->store, STMT_FORGET_SAYS, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, c->f->id);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        status = keep_name(c, ri_column_text(stmt, 0, NULL), err);
        if (status == RACI_OK) {
            status = keep_name(c, ri_column_text(stmt, 1, NULL), err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    c->phrases = ri_arena_array(c->f->arena, c->n, sizeof *c->phrases);
    c->shared = ri_arena_array(c->f->arena, c->n, sizeof *c->shared);
    c->word = ri_arena_array(c->f->arena, c->n, sizeof *c->word);
    bool done = c->phrases != NULL && c->shared != NULL && c->word != NULL;
    for (size_t i = 0; done && i < c->n; i++) {
        done = make_ready(&c->phrases[i], c->names[i]);
    }
    return status == RACI_OK && !done ? ri_fail_nomem(err) : status;
}

/* Adds the parts of a name: words that may mean others. */
static bool add_parts(const calling *c, ri_mentions *mentions, const char *name, bool as_written)
{
    bool done = true;
    size_t begin = 0;
    for (size_t end = 0; done && ri_mention_next_word(&begin, &end, name);) {
        const char *part = ri_arena_copy(c->f->arena, name + begin, end - begin);
        done = part != NULL && (end - begin < PART_LETTERS ||
                                ri_mentions_add(mentions, RI_MENTION_DOUBT, part, as_written));
    }
    return done;
}

/* What others are called that has something of it within: it is not to be touched. */
static raci_status keep_other(calling *c, const ri_mentions *probe, const char *text,
                              raci_error *err)
{
    bool equal = false;
    if (text == NULL || !ri_mentions_within(probe, text)) {
        return RACI_OK;
    }
    for (size_t i = 0; i < c->n; i++) {
        const bool same = same_words(&c->phrases[i], text);
        c->shared[i] = c->shared[i] || same;
        equal = equal || same;
    }
    return equal || ri_mentions_add(c->f->mentions, RI_MENTION_ANOTHER, text, false)
               ? RACI_OK
               : ri_fail_nomem(err);
}

static raci_status read_others(calling *c, const ri_mentions *probe, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, c->f->store, STMT_FORGET_OTHERS, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, c->f->id);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        for (int i = 0; status == RACI_OK && i < 3; i++) {
            status = keep_other(c, probe, ri_column_text(stmt, i, NULL), err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}

/* Which names of one word are words that things are called by. */
static raci_status read_things(calling *c, ri_kind kind, raci_error *err)
{
    ri_stmt *names = NULL;
    const char *key = NULL;
    const char *name = NULL;
    raci_status status = ri_search_names(&names, c->f->store, kind, err);
    while (status == RACI_OK &&
           (status = ri_search_next_name(&key, &name, names, err)) == RACI_OK && key != NULL) {
        for (size_t i = 0; i < c->n; i++) {
            c->word[i] = c->word[i] || (c->phrases[i].words == 1 &&
                                        ri_mentions_within(c->phrases[i].phrase, name));
        }
    }
    if (names != NULL) {
        ri_reset(names);
    }
    return status;
}

/* Whether it is a word of raci's own, of which note is taken. */
static raci_status note_own(bool *out, raci_forgotten *f, const char *text, bool as_written,
                            raci_error *err)
{
    raci_status status = ri_forget_is_own(out, f->store, text, as_written, err);
    return status == RACI_OK && *out && !ri_mentions_add(f->own, RI_MENTION_MEANT, text, false)
               ? ri_fail_nomem(err)
               : status;
}

static raci_status read_own(calling *c, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < c->n; i++) {
        bool own = false;
        status = note_own(&own, c->f, c->names[i], c->phrases[i].words == 1, err);
        c->word[i] = c->word[i] || own;
    }
    return status;
}

/* ---- phrases ---- */

static bool add(calling *c, ri_mention_kind kind, const char *phrase, bool as_written)
{
    return ri_mentions_add(c->f->mentions, kind, phrase, as_written);
}

/* "Ruiz, Dana" for "Dana Ruiz". */
static bool add_turned(calling *c, const char *name)
{
    size_t last = strlen(name);
    while (last > 0 && strchr(" \t\r\n", name[last - 1]) == NULL) {
        last--;
    }
    if (last == 0 || name[last] == '\0' || strchr(name, '@') != NULL) {
        return true;
    }
    const char *turned =
        ri_arena_format(c->f->arena, "%s, %.*s", name + last, (int)(last - 1), name);
    return turned != NULL && add(c, RI_MENTION_MEANT, turned, false);
}

static bool add_name(calling *c, size_t i)
{
    const char *name = c->names[i];
    const bool address = strchr(name, '@') != NULL;
    if (c->phrases[i].words == 1) {
        return add(c, c->shared[i] || c->word[i] ? RI_MENTION_DOUBT : RI_MENTION_MEANT, name,
                   true) &&
               add(c, RI_MENTION_DOUBT, name, false);
    }
    if (c->shared[i] || c->word[i]) {
        return add(c, RI_MENTION_DOUBT, name, false);
    }
    return add(c, RI_MENTION_MEANT, name, false) && add_turned(c, name) &&
           (address || add_parts(c, c->f->mentions, name, true));
}

/* Whether a key has the whole name in it, of more than one word. */
static bool is_told_by(const calling *c, size_t i, const char *key)
{
    return c->phrases[i].words > 1 && !c->shared[i] &&
           ri_mentions_within(c->phrases[i].phrase, key);
}

/* Whether a key says who somebody is: it has a name in it, and more than one word of that. */
static bool tells(const calling *c, const char *key)
{
    bool any = false;
    for (size_t i = 0; !any && i < c->n; i++) {
        const char *name = c->names[i];
        any = is_told_by(c, i, key);
        size_t begin = 0;
        for (size_t end = 0;
             !any && strchr(name, '@') == NULL && ri_mention_next_word(&begin, &end, name);) {
            char part[RI_KEY_MAX + 1];
            (void)snprintf(part, sizeof part, "%.*s", (int)(end - begin), name + begin);
            for (char *p = part; *p != '\0'; p++) {
                *p = *p >= 'A' && *p <= 'Z' ? (char)(*p | 0x20) : *p;
            }
            any =
                end - begin >= PART_LETTERS && strstr(key, part) != NULL && strcmp(key, part) != 0;
        }
    }
    return any;
}

/* Whether something else has the person's key, too. */
static raci_status is_shared_key(bool *out, raci_forgotten *f, raci_error *err)
{
    raci_status status = RACI_OK;
    for (int kind = 0; status == RACI_OK && !*out && kind < RI_KIND_COUNT; kind++) {
        int64_t id = 0;
        bool known = false;
        if (ri_kind_stored((ri_kind)kind) && kind != RI_PERSON) {
            status = ri_lookup(&id, &known, f->store, (ri_kind)kind, f->was, strlen(f->was), err);
            *out = id != 0;
        }
    }
    return status;
}

static raci_status add_key(calling *c, raci_error *err)
{
    raci_forgotten *f = c->f;
    bool shared = false;
    bool named = false; /* the whole name is in it */
    raci_status status = is_shared_key(&shared, f, err);
    for (size_t i = 0; i < c->n; i++) {
        named = named || is_told_by(c, i, f->was);
    }
    const bool code = strpbrk(f->was, "-._0123456789") != NULL;
    bool done = ri_mentions_add_key(f->mentions, f->was);
    if (done && (named || (!shared && tells(c, f->was)))) {
        done = add(c, RI_MENTION_MEANT, f->was, false);
    } else if (done && code && !shared) {
        done = add(c, RI_MENTION_DOUBT, f->was, false);
    }
    return status == RACI_OK && !done ? ri_fail_nomem(err) : status;
}

static raci_status add_phrases(calling *c, raci_error *err)
{
    bool done = true;
    for (size_t i = 0; done && i < c->n; i++) {
        done = add_name(c, i);
    }
    raci_status status = done ? RACI_OK : ri_fail_nomem(err);
    return status == RACI_OK && !c->f->again ? add_key(c, err) : status;
}

static raci_status add_also(raci_forgotten *f, const raci_forget_options *options, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < options->n_also; i++) {
        bool own = false;
        if (ri_mention_words(options->also[i]) == 0) {
            return ri_fail(err, RACI_INVALID, "'%s' has no word that could be looked for",
                           options->also[i]);
        }
        if (!ri_mentions_add(f->mentions, RI_MENTION_MEANT, options->also[i], false)) {
            return ri_fail_nomem(err);
        }
        status = note_own(&own, f, options->also[i], false, err);
    }
    return status;
}

/* What is asked about others: all words that the person's names have. */
static raci_status make_probe(ri_mentions **out, const calling *c, raci_error *err)
{
    ri_mentions *probe = ri_mentions_new("");
    bool done = probe != NULL && ri_mentions_add(probe, RI_MENTION_MEANT, c->f->was, false);
    for (size_t i = 0; done && i < c->n; i++) {
        done = ri_mentions_add(probe, RI_MENTION_MEANT, c->names[i], false);
        done =
            done && (strchr(c->names[i], '@') != NULL || add_parts(c, probe, c->names[i], false));
    }
    *out = probe;
    return done ? RACI_OK : ri_fail_nomem(err);
}

static raci_status gather(calling *c, raci_error *err)
{
    ri_mentions *probe = NULL;
    raci_status status = read_names(c, err);
    if (status == RACI_OK) {
        status = make_probe(&probe, c, err);
    }
    if (status == RACI_OK) {
        status = read_others(c, probe, err);
    }
    for (int kind = 0; status == RACI_OK && kind < RI_KIND_COUNT; kind++) {
        if (ri_search_has((ri_kind)kind) && kind != RI_PERSON) {
            status = read_things(c, (ri_kind)kind, err);
        }
    }
    ri_mentions_free(probe);
    if (status == RACI_OK) {
        status = read_own(c, err);
    }
    return status == RACI_OK ? add_phrases(c, err) : status;
}

raci_status ri_forget_person(raci_forgotten *f, raci_model *model,
                             const raci_forget_options *options, raci_error *err)
{
    calling c = {.f = f};
    f->store = ri_model_store(model);
    raci_status status = find_person(f, options->person, err);
    if (status == RACI_OK) {
        status = take_key(f, err);
    }
    if (status == RACI_OK) {
        f->mentions = ri_mentions_new(f->key);
        f->own = ri_mentions_new("");
        status = f->mentions != NULL && f->own != NULL ? gather(&c, err) : ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status = add_also(f, options, err);
    }
    if (status == RACI_OK && f->again && c.n == 0 && options->n_also == 0) {
        status = ri_fail(err, RACI_INVALID,
                         "person:%s was forgotten before; --also TEXT replaces what else means "
                         "them",
                         f->key);
    }
    for (size_t i = 0; c.phrases != NULL && i < c.n; i++) {
        ri_mentions_free(c.phrases[i].phrase);
    }
    ri_free(c.names);
    return status;
}
