#include "record/chain.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "record/body.h"

#define NONE_BEFORE "0000000000000000000000000000000000000000000000000000000000000000"
#define ENTRIES "entries"

bool ri_is_time(const char *text)
{
    static const char shape[] = "0000-00-00T00:00:00Z";
    int32_t day = 0;
    if (text == NULL || strlen(text) != sizeof shape - 1 || !ri_day_parse(text, 10, &day)) {
        return false;
    }
    for (size_t i = 10; i < sizeof shape - 1; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == '0' ? !digit : text[i] != shape[i]) {
            return false;
        }
    }
    return strncmp(text + 11, "24", 2) < 0 && text[14] < '6' &&
           strncmp(text + 17, "61", 2) < 0; /* a leap second */
}

#define CHANGED "the record was changed after it was written: "

raci_status ri_chain_broken(raci_error *err, const char *format, ...)
{
    char what[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    return ri_fail(err, RACI_FORMAT, CHANGED "%s", what);
}

raci_status ri_chain_broken_at(raci_error *err, int64_t entry, const char *table,
                               const char *format, ...)
{
    char what[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    if (entry == 0) {
        return ri_fail_at(err, RACI_FORMAT, table, 0, 0, CHANGED "%s", what);
    }
    return ri_fail_at(err, RACI_FORMAT, table, entry <= INT_MAX ? (int)entry : INT_MAX, 0,
                      CHANGED "entry %lld: %s", (long long)entry, what);
}

raci_status ri_chain_far(int64_t number, raci_error *err)
{
    return ri_chain_broken(err, "something in it has the number %lld", (long long)number);
}

raci_status ri_chain_newest(int64_t *number, char digest[65], ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    size_t length = 0;
    raci_status status = ri_store_stmt(&stmt, store, STMT_ENTRY_LAST, err);
    if (status != RACI_OK) {
        return status;
    }
    *number = 0;
    memcpy(digest, NONE_BEFORE, 65);
    status = ri_step(stmt, &row, err);
    if (status == RACI_OK && row) {
        const char *text = ri_column_text(stmt, 1, &length);
        *number = ri_column_int(stmt, 0);
        if (text == NULL || length != 64) {
            status = ri_chain_broken_at(err, *number, ENTRIES, "it has no digest");
        } else {
            memcpy(digest, text, 65);
        }
    }
    ri_reset(stmt);
    return status;
}

/* The newest entry is noted apart, so that a chain that was cut short is seen. */
static raci_status prove_head(ri_store *store, int64_t number, const char *digest, raci_error *err)
{
    char head[RI_FACT_SIZE] = "";
    char noted[RI_FACT_SIZE];
    bool there = false;
    raci_status status = ri_store_fact(noted, &there, store, RI_CHAIN_HEAD, err);
    if (number > 0) {
        (void)snprintf(head, sizeof head, "%lld %s", (long long)number, digest);
    }
    if (status == RACI_OK && strcmp(head, noted) != 0) {
        return ri_chain_broken_at(err, number + 1, ENTRIES,
                                  "the newest entry was not the one before it; those from here on "
                                  "were cut off");
    }
    return status;
}

raci_status ri_chain_begin(int64_t *number, ri_store *store, const char *kind,
                           const char *recorded_at, raci_error *err)
{
    char previous[65];
    ri_stmt *stmt = NULL;
    raci_status status = ri_chain_newest(number, previous, store, err);
    if (status == RACI_OK && *number > RI_NUMBER_MAX) {
        status = ri_chain_far(*number, err);
    }
    if (status == RACI_OK) { /* what follows would hide it */
        status = prove_head(store, *number, previous, err);
    }
    if (status == RACI_OK) {
        *number += 1;
        status = ri_store_stmt(&stmt, store, STMT_ENTRY_ADD, err);
    }
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, *number);
        ri_bind_text(stmt, 2, kind);
        ri_bind_text(stmt, 3, recorded_at);
        ri_bind_text(stmt, 4, previous);
        status = ri_run(stmt, err);
    }
    return status;
}

/* ---- reading ---- */

static bool read_entry(ri_entry *out, ri_stmt *stmt)
{
    *out = (ri_entry){
        .number = ri_column_int(stmt, 0),
        .kind = ri_column_needed(stmt, 1, NULL),
        .recorded_at = ri_column_needed(stmt, 2, NULL),
        .body = ri_column_needed(stmt, 3, NULL),
        .previous = ri_column_needed(stmt, 4, NULL),
        .digest = ri_column_needed(stmt, 5, NULL),
    };
    return out->kind != NULL && out->recorded_at != NULL && out->body != NULL &&
           out->previous != NULL && out->digest != NULL;
}

static raci_status prove(const ri_entry *entry, int64_t number, const char *previous,
                         raci_error *err)
{
    char digest[65];
    if (entry->number != number) {
        return ri_chain_broken_at(err, number, ENTRIES, "it is missing");
    }
    if (strcmp(entry->previous, previous) != 0) {
        return ri_chain_broken_at(err, number, ENTRIES, "it does not follow the one before it");
    }
    ri_entry_digest(digest, number, entry->kind, entry->recorded_at, entry->body, previous);
    if (strcmp(entry->digest, digest) != 0) {
        return ri_chain_broken_at(err, number, ENTRIES, "it is not as it was written");
    }
    return RACI_OK;
}

raci_status ri_chain_walk(size_t *n, ri_store *store,
                          raci_status (*each)(const ri_entry *entry, void *payload,
                                              raci_error *err),
                          void *payload, raci_error *err)
{
    char previous[65] = NONE_BEFORE;
    int64_t number = 0;
    bool row = false;
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, STMT_ENTRIES_EVER, err);
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        ri_entry entry;
        if (!read_entry(&entry, stmt)) {
            status = ri_fail_nomem(err);
        } else {
            status = prove(&entry, ++number, previous, err);
        }
        if (status == RACI_OK) {
            status = each(&entry, payload, err);
            (void)snprintf(previous, sizeof previous, "%s", entry.digest);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status == RACI_OK) {
        status = prove_head(store, number, previous, err);
    }
    if (status == RACI_OK) {
        *n = (size_t)number;
    }
    return status;
}

/* ---- sealing ---- */

/* What the digest is of, as it was appended. */
typedef struct sealing {
    int64_t number;
    const char *body;
    char digest[65];
    char head[128];
} sealing;

static raci_status compute(sealing *s, ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_ENTRY_OF, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, s->number);
    status = ri_step(stmt, &row, err);
    ri_entry entry = {.kind = "", .recorded_at = "", .previous = ""};
    if (status == RACI_OK && (!row || !read_entry(&entry, stmt))) {
        status = row ? ri_fail_nomem(err)
                     : ri_fail(err, RACI_INTERNAL, "there is no entry to be sealed");
    }
    if (status == RACI_OK) {
        ri_entry_digest(s->digest, s->number, entry.kind, entry.recorded_at, s->body,
                        entry.previous);
        (void)snprintf(s->head, sizeof s->head, "%lld %s", (long long)s->number, s->digest);
    }
    ri_reset(stmt);
    return status;
}

raci_status ri_chain_seal(ri_store *store, int64_t number, const char *body, raci_error *err)
{
    sealing s = {.number = number, .body = body};
    ri_stmt *stmt = NULL;
    raci_status status = compute(&s, store, err);
    if (status == RACI_OK) {
        status = ri_store_stmt(&stmt, store, STMT_ENTRY_SEAL, err);
    }
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, number);
        ri_bind_text(stmt, 2, body);
        ri_bind_text(stmt, 3, s.digest);
        status = ri_run(stmt, err);
    }
    return status == RACI_OK ? ri_store_set_fact(store, RI_CHAIN_HEAD, s.head, err) : status;
}
