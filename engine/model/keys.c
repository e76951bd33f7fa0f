/*
 * Keys by their beginning, for whoever types one: a few seeks in the index of keys
 * for each that is told, however many there are.
 */
#include <string.h>

#include "base/fail.h"
#include "model/known.h"
#include "model/lookup.h"

/* Around the characters of keys. */
#define BEFORE_ALL ' '
#define AFTER_ALL '\x7f'

static const struct {
    ri_kind kind;
    enum ri_query from;
} statements[] = {
    {RI_CHANNEL, STMT_CHANNEL_FROM},       {RI_JOURNEY, STMT_JOURNEY_FROM},
    {RI_PERSON, STMT_PERSON_FROM},         {RI_POSITION, STMT_POSITION_FROM},
    {RI_STAGE, STMT_STAGE_FROM},           {RI_TEAM, STMT_TEAM_FROM},
    {RI_TOUCHPOINT, STMT_TOUCHPOINT_FROM}, {RI_UNIT, STMT_UNIT_FROM},
};

/* A beginning of keys, with room for what comes after all of them. */
typedef struct start {
    char text[RI_KEY_MAX + 2];
    size_t length;
} start;

typedef struct search {
    ri_store *store;
    enum ri_query query;
    raci_key_fn each;
    void *payload;
    bool ended; /* by the caller */
} search;

static void tell(search *s, const char *key, bool whole)
{
    s->ended = s->ended || s->each(key, whole, s->payload) != 0;
}

/* Steps through the keys from `from` on, which begin with the start and are at most
   `most`: copies the last to `key`, counts them, tells them when `telling`. */
static raci_status walk(size_t *n, char key[RI_KEY_MAX + 1], search *s, const char *from,
                        const start *with, size_t most, bool telling, raci_error *err)
{
    start before = *with;
    ri_stmt *stmt = NULL;
    bool row = false;
    before.text[before.length] = AFTER_ALL;
    before.text[before.length + 1] = '\0';
    *n = 0;
    raci_status status = ri_store_stmt(&stmt, s->store, s->query, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, from);
    ri_bind_text(stmt, 2, before.text);
    ri_bind_int(stmt, 3, (int64_t)most);
    while (!s->ended && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        size_t length = 0;
        const char *text = ri_column_text(stmt, 0, &length);
        if (text == NULL || length > RI_KEY_MAX) {
            continue;
        }
        memcpy(key, text, length + 1);
        ++*n;
        if (telling) {
            tell(s, key, true);
        }
    }
    ri_reset(stmt);
    return status;
}

/* The first key at or after `from` that begins with the start; "" for none. */
static raci_status first(char key[RI_KEY_MAX + 1], search *s, const char *from, const start *with,
                         raci_error *err)
{
    size_t n = 0;
    key[0] = '\0';
    return walk(&n, key, s, from, with, 1, false, err);
}

/* The first key of those that begin with the start whose next character is greater
   than that of `key`; "" for none. */
static raci_status next_branch(char key[RI_KEY_MAX + 1], search *s, const start *with,
                               raci_error *err)
{
    start from = *with;
    from.text[from.length] = (char)(key[with->length] + 1);
    from.text[from.length + 1] = '\0';
    return first(key, s, from.text, with, err);
}

/* The first key that begins with the start and is not the start itself; "" for none. */
static raci_status next_longer(char key[RI_KEY_MAX + 1], search *s, const start *with,
                               raci_error *err)
{
    start from = *with;
    from.text[from.length] = BEFORE_ALL;
    from.text[from.length + 1] = '\0';
    return first(key, s, from.text, with, err);
}

/* Lengthens the start while all its keys go on alike; `key` is the first of them. */
static raci_status lengthen(start *with, search *s, const char *key, raci_error *err)
{
    raci_status status = RACI_OK;
    char other[RI_KEY_MAX + 1];
    while (status == RACI_OK && key[with->length] != '\0') {
        memcpy(other, key, strlen(key) + 1);
        status = next_branch(other, s, with, err);
        if (status != RACI_OK || other[0] != '\0') {
            break;
        }
        with->text[with->length] = key[with->length];
        with->text[++with->length] = '\0';
    }
    return status;
}

/* Tells one branch: its only key, or what all its keys begin with. */
static raci_status tell_branch(search *s, const start *with, const char *key, raci_error *err)
{
    start branch = *with;
    branch.text[branch.length] = key[branch.length];
    branch.text[++branch.length] = '\0';
    raci_status status = lengthen(&branch, s, key, err);
    char longer[RI_KEY_MAX + 1] = "";
    if (status == RACI_OK && key[branch.length] == '\0') {
        status = next_longer(longer, s, &branch, err);
    }
    if (status == RACI_OK) {
        tell(s, branch.text, key[branch.length] == '\0' && longer[0] == '\0');
    }
    return status;
}

/* Tells the branches of more keys than are wanted. */
static raci_status tell_branches(search *s, start *with, raci_error *err)
{
    char key[RI_KEY_MAX + 1];
    raci_status status = first(key, s, with->text, with, err);
    if (status == RACI_OK) {
        status = lengthen(with, s, key, err);
    }
    if (status == RACI_OK && key[0] != '\0' && key[with->length] == '\0') {
        tell(s, key, true);
        status = next_longer(key, s, with, err);
    }
    while (status == RACI_OK && !s->ended && key[0] != '\0') {
        status = tell_branch(s, with, key, err);
        if (status == RACI_OK) {
            status = next_branch(key, s, with, err);
        }
    }
    return status;
}

raci_status raci_model_keys(raci_model *model, const char *kind, const char *beginning, size_t most,
                            raci_key_fn each, void *payload, raci_error *err)
{
    search s = {.store = ri_model_store(model), .each = each, .payload = payload};
    start with = {.length = strlen(beginning)};
    char key[RI_KEY_MAX + 1];
    size_t n = 0;
    size_t i = 0;
    size_t kinds = sizeof statements / sizeof statements[0];
    while (i < kinds && strcmp(ri_kind_name(statements[i].kind), kind) != 0) {
        i++;
    }
    if (i == kinds) {
        return ri_fail(err, RACI_INVALID, "things of the kind '%s' have no keys", kind);
    }
    if (with.length > RI_KEY_MAX) {
        return RACI_OK;
    }
    memcpy(with.text, beginning, with.length + 1);
    s.query = statements[i].from;
    raci_status status = walk(&n, key, &s, with.text, &with, most + 1, false, err);
    if (status != RACI_OK) {
        return status;
    }
    return n > most ? tell_branches(&s, &with, err)
                    : walk(&n, key, &s, with.text, &with, most, true, err);
}
