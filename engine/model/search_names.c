/* The things that have names, kind by kind, as the index of names is made of them. */
#include <string.h>

#include "base/fail.h"
#include "model/search.h"

static const struct {
    bool named;
    enum ri_query all, one;
} queries[RI_KIND_COUNT] = {
    [RI_JOURNEY] = {true, STMT_SEARCH_JOURNEY_ALL, STMT_SEARCH_JOURNEY_OF},
    [RI_PERSON] = {true, STMT_SEARCH_PERSON_ALL, STMT_SEARCH_PERSON_OF},
    [RI_POSITION] = {true, STMT_SEARCH_POSITION_ALL, STMT_SEARCH_POSITION_OF},
    [RI_TEAM] = {true, STMT_SEARCH_TEAM_ALL, STMT_SEARCH_TEAM_OF},
    [RI_TOUCHPOINT] = {true, STMT_SEARCH_TOUCHPOINT_ALL, STMT_SEARCH_TOUCHPOINT_OF},
    [RI_UNIT] = {true, STMT_SEARCH_UNIT_ALL, STMT_SEARCH_UNIT_OF},
};

bool ri_search_has(ri_kind kind)
{
    return queries[kind].named;
}

raci_status ri_search_names(ri_stmt **out, ri_store *store, ri_kind kind, raci_error *err)
{
    return ri_store_stmt(out, store, queries[kind].all, err);
}

raci_status ri_search_names_of(ri_stmt **out, ri_store *store, ri_kind kind, int64_t id,
                               raci_error *err)
{
    raci_status status = ri_store_stmt(out, store, queries[kind].one, err);
    if (status == RACI_OK) {
        ri_bind_int(*out, 1, id);
    }
    return status;
}

raci_status ri_search_next_name(const char **key, const char **name, ri_stmt *names,
                                raci_error *err)
{
    bool row = false;
    raci_status status = RACI_OK;
    size_t length = 0;
    *key = NULL;
    do { /* a key that is too long is not one */
        status = ri_step(names, &row, err);
        *key = status == RACI_OK && row ? ri_column_text(names, 0, &length) : NULL;
    } while (status == RACI_OK && row && (*key == NULL || length > RI_KEY_MAX || length == 0));
    *name = *key != NULL ? ri_column_text(names, 1, NULL) : NULL;
    *name = *name != NULL ? *name : *key;
    return status;
}
