/* Policies as the record has them: their texts, and the rows that runs share. */
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/fail.h"
#include "base/memory.h"
#include "record/forgetting.h"
#include "record/keeping.h"
#include "record/run_row.h"

/* ---- texts ---- */

/* Where a long bracket "[[", "[=[" that begins at `at` ends; 0: there is none. */
static size_t pass_bracket(const char *bytes, size_t length, size_t at)
{
    size_t level = 0;
    for (at++; at < length && bytes[at] == '='; at++) {
        level++;
    }
    if (at >= length || bytes[at] != '[') {
        return 0;
    }
    for (; at + level + 1 < length; at++) {
        if (bytes[at] == ']' && bytes[at + level + 1] == ']' &&
            strspn(bytes + at + 1, "=") == level) {
            return at + level + 2;
        }
    }
    return length;
}

/* Where a string or a comment of Lua that begins at `at` ends; `at` where none does. */
static size_t pass_literal(const char *bytes, size_t length, size_t at)
{
    const char quote = bytes[at];
    if (quote == '[') {
        const size_t end = pass_bracket(bytes, length, at);
        return end != 0 ? end : at;
    }
    if (quote == '-' && at + 1 < length && bytes[at + 1] == '-') {
        const size_t end =
            at + 2 < length && bytes[at + 2] == '[' ? pass_bracket(bytes, length, at + 2) : 0;
        return end != 0 ? end : at + strcspn(bytes + at, "\n");
    }
    if (quote != '"' && quote != '\'') {
        return at;
    }
    size_t end = at + 1;
    while (end < length && bytes[end] != quote && bytes[end] != '\n') {
        end += bytes[end] == '\\' ? 2 : 1;
    }
    return end < length ? end + 1 : length;
}

/* Names of the policy's own variables stay names: "person_1". */
static void add_name(ri_text *out, const char *instead)
{
    for (; *instead != '\0'; instead++) {
        ri_text_char(out, *instead == '-' ? '_' : *instead);
    }
}

static size_t replace_in_policy(ri_text *out, const raci_forgotten *f, const char *bytes,
                                size_t length)
{
    ri_mention m;
    size_t from = 0;
    size_t done = 0;
    size_t n = 0;
    size_t at = 0;      /* everything before it is known to be code, strings or comments */
    size_t literal = 0; /* where the last string or comment ends */
    while (ri_mentions_next(&m, f->mentions, bytes, length, &from)) {
        while (at <= m.at && literal <= m.at) {
            const size_t end = pass_literal(bytes, length, at);
            literal = end > at ? end : literal;
            at = end > at ? end : at + 1;
        }
        if (m.kind == RI_MENTION_MEANT) {
            ri_text_bytes(out, bytes + done, m.at - done);
            if (literal > m.at) {
                ri_text_add(out, m.instead);
            } else {
                add_name(out, m.instead);
            }
            done = m.at + m.length;
            n++;
        }
    }
    ri_text_bytes(out, bytes + done, length - done);
    return n;
}

static raci_status rewrite_policy(raci_forgotten *f, int64_t text, raci_error *err)
{
    char *bytes = NULL;
    size_t length = 0;
    ri_stmt *stmt = NULL;
    ri_text out = RI_TEXT_INIT;
    ri_arena *arena = ri_arena_new();
    raci_status status = arena != NULL ? ri_run_text(&bytes, &length, f->store, text, arena, err)
                                       : ri_fail_nomem(err);
    if (status == RACI_OK && replace_in_policy(&out, f, bytes, length) > 0 && !out.failed) {
        f->texts++;
        status = ri_store_stmt(&stmt, f->store, STMT_TEXT_PARTS_CLEAR, err);
        if (status == RACI_OK) {
            ri_bind_int(stmt, 1, text);
            status = ri_run(stmt, err);
        }
        if (status == RACI_OK) {
            status = ri_keep_text_parts(f->store, text, ri_text_string(&out), out.length, err);
        }
    }
    status = status == RACI_OK && out.failed ? ri_fail_nomem(err) : status;
    ri_text_free(&out);
    ri_arena_free(arena);
    return status;
}

raci_status ri_forget_policies(raci_forgotten *f, raci_error *err)
{
    ri_stmt *stmt = NULL;
    int64_t *texts = NULL;
    size_t n = 0;
    size_t capacity = 0;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, f->store, STMT_TEXTS_EVER, err);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        if (!RI_PUSH(texts, n, capacity, ri_column_int(stmt, 0))) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = rewrite_policy(f, texts[i], err);
    }
    ri_free(texts);
    return status;
}

/* ---- rows ---- */

/* A policy of which something was rewritten. */
typedef struct shared {
    int64_t id;
    char places[65];
} shared;

static bool is_mentioned(const raci_forgotten *f, ri_stmt *stmt, int first, int end)
{
    ri_mention at;
    bool any = false;
    for (int i = first; !any && i < end; i++) {
        size_t from = 0;
        size_t length = 0;
        const char *text = ri_column_text(stmt, i, &length);
        while (!any && text != NULL && ri_mentions_next(&at, f->mentions, text, length, &from)) {
            any = at.kind == RI_MENTION_MEANT;
        }
    }
    return any;
}

static raci_status read_shared(shared **out, size_t *n, const raci_forgotten *f, raci_error *err)
{
    ri_stmt *stmt = NULL;
    size_t capacity = 0;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, f->store, STMT_FORGET_POLICIES, err);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        shared item = {.id = ri_column_int(stmt, 0)};
        ri_digest digest;
        const char *places = ri_column_text(stmt, 1, NULL);
        if (!is_mentioned(f, stmt, 2, 6)) {
            continue;
        }
        ri_digest_begin(&digest);
        ri_digest_line(&digest, places != NULL ? places : "");
        ri_digest_line(&digest, f->key);
        ri_digest_end(&digest, item.places, 64);
        if (!RI_PUSH(*out, *n, capacity, item)) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}

/* A run shares the row of its policy with those before that found it in the same places, and says
   in its entry what it found. Where the row says something else since, no run is to find it. */
raci_status ri_forget_shared(raci_forgotten *f, raci_error *err)
{
    shared *items = NULL;
    size_t n = 0;
    raci_status status = read_shared(&items, &n, f, err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        ri_stmt *stmt = NULL;
        status = ri_store_stmt(&stmt, f->store, STMT_FORGET_POLICY_PLACES, err);
        if (status == RACI_OK) {
            ri_bind_int(stmt, 1, items[i].id);
            ri_bind_text(stmt, 2, items[i].places);
            status = ri_run(stmt, err);
        }
    }
    ri_free(items);
    return status;
}
