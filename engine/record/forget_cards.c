/* Role cards that were acknowledged say the digest of their lines, which are other lines now. */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "check/card.h"
#include "record/forgetting.h"

typedef struct cards {
    raci_forgotten *f;
    int64_t *entries;
    size_t n;
    size_t capacity;
} cards;

static raci_status list(cards *c, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, c->f->store, STMT_FORGET_CARDS, err);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        if (!RI_PUSH(c->entries, c->n, c->capacity, ri_column_int(stmt, 0))) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}

static raci_status read_lines(ri_card_line **out, size_t *n, const cards *c, int64_t entry,
                              ri_arena *arena, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    size_t capacity = 0;
    raci_status status = ri_store_stmt(&stmt, c->f->store, STMT_FORGET_CARD_LINES, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, entry);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const char *via = ri_column_text(stmt, 0, NULL);
        const char *said = ri_column_text(stmt, 1, NULL);
        const ri_card_line line = {via != NULL ? ri_arena_string(arena, via) : NULL,
                                   said != NULL ? ri_arena_string(arena, said) : NULL};
        if (line.via == NULL || line.said == NULL || !RI_PUSH(*out, *n, capacity, line)) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}

static raci_status set_card(const cards *c, int64_t entry, raci_error *err)
{
    char digest[65];
    ri_stmt *stmt = NULL;
    ri_card_line *lines = NULL;
    size_t n = 0;
    ri_arena *arena = ri_arena_new();
    raci_status status =
        arena != NULL ? read_lines(&lines, &n, c, entry, arena, err) : ri_fail_nomem(err);
    if (status == RACI_OK) {
        ri_card_lines_digest(digest, lines, n);
        status = ri_store_stmt(&stmt, c->f->store, STMT_FORGET_CARD_SET, err);
    }
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, entry);
        ri_bind_text(stmt, 2, digest);
        status = ri_run(stmt, err);
    }
    ri_free(lines);
    ri_arena_free(arena);
    return status;
}

raci_status ri_forget_cards(raci_forgotten *f, raci_error *err)
{
    cards c = {.f = f};
    raci_status status = list(&c, err);
    for (size_t i = 0; status == RACI_OK && i < c.n; i++) {
        status = set_card(&c, c.entries[i], err);
    }
    ri_free(c.entries);
    return status;
}
