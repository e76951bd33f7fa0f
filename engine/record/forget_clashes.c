/*
 * Keys of other things that have the name in them. Where two of a kind would become the same, the
 * later one is looked for by itself, and gets a number: wherever it is named it is that.
 */
#include <string.h>

#include "base/fail.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/sought.h"
#include "record/forgetting.h"

#define NUMBERED_MAX 100 /* each is looked for in every text; beyond that, nothing is forgotten */

typedef struct keyed {
    const char *table;
    const char *key;
    const char *becomes;
} keyed;

typedef struct clashes {
    raci_forgotten *f;
    keyed *items; /* that become others, by table and key */
    size_t n;
    size_t capacity;
    ri_map taken; /* what is a key, or becomes one */
    size_t numbered;
} clashes;

static uint64_t hash_of(const char *table, const char *key)
{
    return ri_mention_hash(ri_mention_hash(RI_MENTION_HASH, table), key);
}

static bool take(clashes *c, const char *table, const char *key)
{
    return ri_map_put(&c->taken, hash_of(table, key), 0);
}

static bool is_taken(const clashes *c, const char *table, const char *key)
{
    uint32_t any = 0;
    return ri_map_get(&c->taken, hash_of(table, key), &any);
}

static bool note(clashes *c, const char *table, const char *key)
{
    ri_text said = RI_TEXT_INIT;
    bool done = take(c, table, key);
    if (done && ri_forget_replace(&said, c->f, table, "key", key, strlen(key)) > 0) {
        const keyed item = {ri_arena_string(c->f->arena, table), ri_arena_string(c->f->arena, key),
                            ri_arena_string(c->f->arena, ri_text_string(&said))};
        done = !said.failed && item.table != NULL && item.key != NULL && item.becomes != NULL &&
               RI_PUSH(c->items, c->n, c->capacity, item);
    }
    ri_text_free(&said);
    return done;
}

static raci_status read_keys(clashes *c, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, c->f->store, STMT_FORGET_KEYS, err);
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        const char *table = ri_column_needed(stmt, 0, NULL);
        const char *key = ri_column_needed(stmt, 1, NULL);
        status = table != NULL && key != NULL && note(c, table, key) ? RACI_OK : ri_fail_nomem(err);
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}

/* Finds what nothing is called, and has the key become that. */
static bool number(clashes *c, const keyed *item)
{
    const char *other = item->becomes;
    for (int i = 2; other != NULL && is_taken(c, item->table, other); i++) {
        other = ri_arena_format(c->f->arena, "%s-%d", item->becomes, i);
    }
    c->numbered += other != item->becomes;
    return other != NULL && take(c, item->table, other) &&
           (other == item->becomes || ri_mentions_add_exact(c->f->mentions, item->key, other));
}

/* One look at all keys; what gets a number may be within others, and these then be others, too. */
static raci_status number_some(clashes *c, raci_error *err)
{
    c->n = 0;
    ri_map_free(&c->taken);
    c->taken = (ri_map){0};
    raci_status status = read_keys(c, err);
    for (size_t i = 0; status == RACI_OK && i < c->n && c->numbered < NUMBERED_MAX; i++) {
        status = number(c, &c->items[i]) ? RACI_OK : ri_fail_nomem(err);
    }
    return status;
}

raci_status ri_forget_clashes(raci_forgotten *f, raci_error *err)
{
    clashes c = {.f = f};
    size_t before = 0;
    raci_status status = RACI_OK;
    do {
        before = c.numbered;
        status = number_some(&c, err);
    } while (status == RACI_OK && c.numbered > before && c.numbered < NUMBERED_MAX);
    ri_map_free(&c.taken);
    ri_free(c.items);
    return status;
}
