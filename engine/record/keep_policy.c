/* A run's policy: its text is kept once, whichever runs use it. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "record/keeping.h"

#define PART ((size_t)1024 * 1024) /* bytes of a text in one row */

/* The number of what a text is named by in its table, 0 for none: ?1 and, unless NULL, ?2. */
static raci_status find_id(int64_t *out, ri_store *store, enum ri_query query, const char *first,
                           const char *second, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, query, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, first);
    if (second != NULL) {
        ri_bind_text(stmt, 2, second);
    }
    status = ri_step(stmt, &row, err);
    *out = status == RACI_OK && row ? ri_column_int(stmt, 0) : 0;
    ri_reset(stmt);
    return status;
}

raci_status ri_keep_text_parts(ri_store *store, int64_t id, const char *bytes, size_t length,
                               raci_error *err)
{
    raci_status status = RACI_OK;
    size_t at = 0;
    for (int64_t place = 0; status == RACI_OK && at < length; place++) {
        ri_stmt *stmt = NULL;
        size_t n = length - at < PART ? length - at : PART;
        while (at + n < length && ((unsigned char)bytes[at + n] & 0xc0U) == 0x80) {
            n--; /* a part ends with a character; policies are UTF-8 */
        }
        status = ri_store_stmt(&stmt, store, STMT_TEXT_PART_ADD, err);
        if (status == RACI_OK) {
            ri_bind_int(stmt, 1, id);
            ri_bind_int(stmt, 2, place);
            ri_bind_bytes(stmt, 3, bytes + at, n);
            status = ri_run(stmt, err);
        }
        at += n;
    }
    return status;
}

static raci_status keep_text(int64_t *id, ri_store *store, const ri_policy_file *file,
                             raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = find_id(id, store, STMT_TEXT_ID, file->digest, NULL, err);
    if (status != RACI_OK || *id != 0) {
        return status;
    }
    status = ri_store_stmt(&stmt, store, STMT_TEXT_ADD, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, file->digest);
        ri_bind_int(stmt, 2, (int64_t)file->length);
        status = ri_run(stmt, err);
    }
    if (status == RACI_OK) {
        *id = ri_store_last_id(store);
        status = ri_keep_text_parts(store, *id, file->bytes, file->length, err);
    }
    return status;
}

static raci_status keep_file(ri_keeping *k, int64_t policy_id, size_t place,
                             const ri_policy_file *file, raci_error *err)
{
    int64_t text = 0;
    ri_stmt *stmt = NULL;
    raci_status status = keep_text(&text, k->store, file, err);
    if (status == RACI_OK) {
        status = ri_store_stmt(&stmt, k->store, STMT_RUN_FILE_ADD, err);
    }
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, policy_id);
        ri_bind_int(stmt, 2, (int64_t)place);
        ri_bind_text(stmt, 3, file->name);
        ri_bind_text(stmt, 4, file->file);
        ri_bind_int(stmt, 5, file->root);
        ri_bind_int(stmt, 6, file->shipped);
        ri_bind_int(stmt, 7, text);
        status = ri_run(stmt, err);
    }
    return status;
}

static raci_status add_policy(ri_keeping *k, const ri_policy_file *files, size_t n, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, k->store, STMT_RUN_POLICY_ADD, err);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, k->run.policy_digest);
        ri_bind_text(stmt, 2, k->run.places);
        ri_bind_text(stmt, 3, k->run.policy_name);
        ri_bind_text(stmt, 4, k->run.policy_version);
        ri_bind_text(stmt, 5, k->run.scheme);
        ri_bind_text(stmt, 6, k->run.accountable);
        ri_bind_text(stmt, 7, k->run.responsible);
        status = ri_run(stmt, err);
    }
    if (status == RACI_OK) {
        k->run.policy_id = ri_store_last_id(k->store);
    }
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = keep_file(k, k->run.policy_id, i, &files[i], err);
    }
    return status;
}

raci_status ri_keep_policy(ri_keeping *k, raci_error *err)
{
    char places[65];
    size_t n = 0;
    const ri_policy_data *data = ri_policy_data_of(k->result->policy);
    const ri_policy_file *files = ri_policy_files(k->result->policy, &n);
    ri_places_digest(places, files, n);
    k->run.places = ri_arena_string(k->arena, places);
    k->run.policy_digest = data->digest;
    k->run.policy_name = data->name;
    k->run.policy_version = data->version != NULL ? data->version : "";
    k->run.scheme = data->scheme.name;
    k->run.accountable = data->scheme.letters[data->scheme.accountable].letter;
    k->run.responsible = data->scheme.letters[data->scheme.responsible].letter;
    if (k->run.places == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = find_id(&k->run.policy_id, k->store, STMT_RUN_POLICY_ID,
                                 k->run.policy_digest, k->run.places, err);
    if (status == RACI_OK && k->run.policy_id == 0) {
        status = add_policy(k, files, n, err);
    }
    return status;
}
