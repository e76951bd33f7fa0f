#include "model/lookup.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/nearest.h"

/* The statements of each kind; `stored` because 0 is a statement too. */
static const struct {
    bool stored;
    enum ri_query id, make, keys, key;
} statements[RI_KIND_COUNT] = {
    [RI_CHANNEL] = {true, STMT_CHANNEL_ID, RI_QUERY_COUNT, STMT_CHANNEL_KEYS, STMT_CHANNEL_KEY},
    [RI_JOURNEY] = {true, STMT_JOURNEY_ID, STMT_JOURNEY_NEW, STMT_JOURNEY_KEYS, STMT_JOURNEY_KEY},
    [RI_PERSON] = {true, STMT_PERSON_ID, STMT_PERSON_NEW, STMT_PERSON_KEYS, STMT_PERSON_KEY},
    [RI_POSITION] = {true, STMT_POSITION_ID, STMT_POSITION_NEW, STMT_POSITION_KEYS,
                     STMT_POSITION_KEY},
    [RI_STAGE] = {true, STMT_STAGE_ID, RI_QUERY_COUNT, STMT_STAGE_KEYS, STMT_STAGE_KEY},
    [RI_TEAM] = {true, STMT_TEAM_ID, STMT_TEAM_NEW, STMT_TEAM_KEYS, STMT_TEAM_KEY},
    [RI_TOUCHPOINT] = {true, STMT_TOUCHPOINT_ID, STMT_TOUCHPOINT_NEW, STMT_TOUCHPOINT_KEYS,
                       STMT_TOUCHPOINT_KEY},
    [RI_UNIT] = {true, STMT_UNIT_ID, STMT_UNIT_NEW, STMT_UNIT_KEYS, STMT_UNIT_KEY},
};

bool ri_kind_stored(ri_kind kind)
{
    return statements[kind].stored;
}

raci_status ri_lookup(int64_t *id, bool *known, ri_store *store, ri_kind kind, const char *key,
                      size_t length, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, statements[kind].id, err);
    if (status == RACI_OK) {
        ri_bind_bytes(stmt, 1, key, length);
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK) {
        *id = row ? ri_column_int(stmt, 0) : 0;
        *known = row && ri_column_int(stmt, 1) != 0;
        ri_reset(stmt);
    }
    return status;
}

raci_status ri_lookup_key(ri_text *out, ri_store *store, ri_kind kind, int64_t id, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, statements[kind].key, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, id);
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK && row) {
        const char *key = ri_column_text(stmt, 0, NULL);
        ri_text_add(out, key != NULL ? key : "");
        ri_reset(stmt);
    }
    return status;
}

raci_status ri_lookup_make(int64_t *id, ri_store *store, ri_kind kind, const char *key,
                           size_t length, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, statements[kind].make, err);
    if (status == RACI_OK) {
        ri_bind_bytes(stmt, 1, key, length);
        status = ri_run(stmt, err);
    }
    if (status == RACI_OK) {
        *id = ri_store_last_id(store);
    }
    return status;
}

raci_status ri_lookup_nearest(char *out, size_t size, ri_store *store, ri_kind kind,
                              const char *wanted, size_t *offers, raci_error *err)
{
    /* The search borrows names, which the next step would take away. */
    char best[RI_KEY_MAX + 1];
    ri_nearest search;
    ri_nearest_begin(&search, wanted);
    ri_stmt *stmt = NULL;
    bool row = false;
    bool spent = false;
    raci_status status = ri_store_stmt(&stmt, store, statements[kind].keys, err);
    while (status == RACI_OK && !spent && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        size_t length = 0;
        const char *key = ri_column_text(stmt, 0, &length);
        if (key == NULL || length >= sizeof best) {
            continue;
        }
        spent = offers != NULL && *offers == 0;
        if (offers != NULL && !spent) {
            --*offers;
        }
        ri_nearest_offer(&search, key);
        if (search.best == key) {
            memcpy(best, key, length + 1);
            search.best = best;
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status == RACI_OK && size > 0) {
        bool found = search.best != NULL && !spent && strlen(search.best) < size;
        out[0] = '\0';
        if (found) {
            memcpy(out, search.best, strlen(search.best) + 1);
        }
    }
    return status;
}

/* Direct-mapped: a key has one place, and pushes out what was there. */
#define CACHE_PLACES 16384
#define CACHE_KEY_MAX 47

struct ri_key_cache {
    struct {
        int64_t id; /* 0: free */
        uint8_t kind;
        uint8_t length;
        char key[CACHE_KEY_MAX];
    } places[CACHE_PLACES];
};

ri_key_cache *ri_key_cache_new(void)
{
    ri_key_cache *cache = ri_alloc(sizeof *cache);
    if (cache != NULL) {
        memset(cache, 0, sizeof *cache);
    }
    return cache;
}

void ri_key_cache_free(ri_key_cache *cache)
{
    ri_free(cache);
}

static size_t place_of(ri_kind kind, const char *key, size_t length)
{
    uint32_t hash = UINT32_C(2166136261) ^ (uint32_t)kind;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)key[i]) * UINT32_C(16777619);
    }
    return (hash ^ hash >> 15) % CACHE_PLACES;
}

raci_status ri_key_cache_lookup(int64_t *id, bool *known, ri_key_cache *cache, ri_store *store,
                                ri_kind kind, const char *key, size_t length, raci_error *err)
{
    if (length > CACHE_KEY_MAX) {
        return ri_lookup(id, known, store, kind, key, length, err);
    }
    size_t i = place_of(kind, key, length);
    if (cache->places[i].id != 0 && cache->places[i].kind == (uint8_t)kind &&
        cache->places[i].length == length && memcmp(cache->places[i].key, key, length) == 0) {
        *id = cache->places[i].id;
        *known = true;
        return RACI_OK;
    }
    raci_status status = ri_lookup(id, known, store, kind, key, length, err);
    if (status == RACI_OK && *known) {
        cache->places[i].id = *id;
        cache->places[i].kind = (uint8_t)kind;
        cache->places[i].length = (uint8_t)length;
        memcpy(cache->places[i].key, key, length);
    }
    return status;
}
