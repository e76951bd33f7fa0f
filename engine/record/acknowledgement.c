#include "record/acknowledgement.h"

#include <string.h>

#include "base/digest.h"
#include "base/fail.h"
#include "base/memory.h"

void ri_acknowledgement_body(char out[65], const ri_acknowledgement *of)
{
    char card[65];
    const char *const facts[] = {of->holder, of->person, of->date, of->card};
    ri_digest digest;
    ri_digest_begin(&digest);
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        ri_digest_line(&digest, facts[i]);
    }
    /* Its digest is told apart from that of its lines: a card that was kept otherwise shows. */
    ri_card_lines_digest(card, of->lines, of->n_lines);
    ri_digest_line(&digest, card);
    ri_digest_end(&digest, out, 64);
}

/* ---- writing ---- */

static raci_status add_head(const ri_acknowledgement *of, ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, STMT_ACKNOWLEDGEMENT_ADD, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, of->entry);
        ri_bind_text(stmt, 2, of->holder);
        ri_bind_text(stmt, 3, of->person);
        ri_bind_text(stmt, 4, of->date);
        ri_bind_text(stmt, 5, of->card);
        status = ri_run(stmt, err);
    }
    return status;
}

static raci_status add_lines(const ri_acknowledgement *of, ri_store *store, raci_error *err)
{
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < of->n_lines; i++) {
        ri_stmt *stmt = NULL;
        status = ri_store_stmt(&stmt, store, STMT_ACKNOWLEDGED_LINE_ADD, err);
        if (status == RACI_OK) {
            ri_bind_int(stmt, 1, of->entry);
            ri_bind_int(stmt, 2, (int64_t)i);
            ri_bind_text(stmt, 3, of->lines[i].via);
            ri_bind_text(stmt, 4, of->lines[i].said);
            status = ri_run(stmt, err);
        }
    }
    return status;
}

raci_status ri_acknowledgement_add(const ri_acknowledgement *of, ri_store *store, raci_error *err)
{
    raci_status status = add_head(of, store, err);
    return status == RACI_OK ? add_lines(of, store, err) : status;
}

/* ---- reading ---- */

static const char *text_at(ri_stmt *stmt, int at, ri_arena *arena)
{
    const char *text = ri_column_needed(stmt, at, NULL);
    return text != NULL ? ri_arena_string(arena, text) : NULL;
}

static raci_status take_head(ri_acknowledgement *out, ri_stmt *stmt, ri_arena *arena,
                             raci_error *err)
{
    *out = (ri_acknowledgement){
        .entry = ri_column_int(stmt, 0),
        .holder = text_at(stmt, 1, arena),
        .person = text_at(stmt, 2, arena),
        .date = text_at(stmt, 3, arena),
        .card = text_at(stmt, 4, arena),
        .recorded_at = text_at(stmt, 5, arena),
    };
    return out->holder != NULL && out->person != NULL && out->date != NULL && out->card != NULL &&
                   out->recorded_at != NULL
               ? RACI_OK
               : ri_fail_nomem(err);
}

static raci_status read_head(ri_acknowledgement *out, ri_store *store, int64_t entry,
                             ri_arena *arena, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_ACKNOWLEDGEMENT_OF, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, entry);
    status = ri_step(stmt, &row, err);
    if (status == RACI_OK) {
        status =
            row ? take_head(out, stmt, arena, err)
                : ri_fail(err, RACI_NOTFOUND, "entry %lld acknowledges nothing", (long long)entry);
    }
    ri_reset(stmt);
    return status;
}

static raci_status read_lines(ri_acknowledgement *out, ri_store *store, ri_arena *arena,
                              raci_error *err)
{
    ri_stmt *stmt = NULL;
    ri_card_line *lines = NULL;
    size_t capacity = 0;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_ACKNOWLEDGED_LINES, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, out->entry);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        const ri_card_line line = {text_at(stmt, 0, arena), text_at(stmt, 1, arena)};
        if (line.via == NULL || line.said == NULL ||
            !RI_PUSH(lines, out->n_lines, capacity, line)) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status == RACI_OK) {
        out->lines = ri_arena_keep(arena, lines, out->n_lines, sizeof *lines);
        status = out->lines != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(lines);
    return status;
}

raci_status ri_acknowledgement_read(ri_acknowledgement *out, ri_store *store, int64_t entry,
                                    ri_arena *arena, raci_error *err)
{
    raci_status status = read_head(out, store, entry, arena, err);
    return status == RACI_OK ? read_lines(out, store, arena, err) : status;
}

raci_status ri_acknowledgement_last(ri_acknowledgement *out, ri_store *store, const char *holder,
                                    const char *date, ri_arena *arena, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_ACKNOWLEDGEMENT_LAST, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, holder);
    ri_bind_text(stmt, 2, date);
    status = ri_step(stmt, &row, err);
    const int64_t entry = status == RACI_OK && row ? ri_column_int(stmt, 0) : 0;
    ri_reset(stmt);
    return status == RACI_OK && entry != 0 ? ri_acknowledgement_read(out, store, entry, arena, err)
                                           : status;
}

raci_status ri_acknowledgements_read(ri_acknowledgement **out, size_t *n, ri_store *store,
                                     ri_arena *arena, raci_error *err)
{
    ri_stmt *stmt = NULL;
    ri_acknowledgement *items = NULL;
    size_t capacity = 0;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_ACKNOWLEDGEMENTS_EVER, err);
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        ri_acknowledgement item;
        status = take_head(&item, stmt, arena, err);
        if (status == RACI_OK && !RI_PUSH(items, *n, capacity, item)) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status == RACI_OK) {
        *out = ri_arena_keep(arena, items, *n, sizeof *items);
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(items);
    return status;
}

/* ---- proving ---- */

raci_status ri_acknowledgement_broken(const ri_entry *entry, raci_error *err)
{
    return ri_chain_broken_at(err, entry->number, "acknowledgements",
                              "what was acknowledged is not as it was recorded");
}

raci_status ri_acknowledgement_prove(char body[65], ri_acknowledgements_met *met,
                                     const ri_entry *entry, ri_store *store, raci_error *err)
{
    char card[65];
    ri_acknowledgement of;
    ri_arena *arena = ri_arena_new();
    raci_status status = arena != NULL
                             ? ri_acknowledgement_read(&of, store, entry->number, arena, err)
                             : ri_fail_nomem(err);
    if (status == RACI_NOTFOUND) {
        ri_error_clear(err);
        status =
            ri_chain_broken_at(err, entry->number, "acknowledgements", "it has no acknowledgement");
    }
    if (status == RACI_OK) {
        ri_acknowledgement_body(body, &of);
        ri_card_lines_digest(card, of.lines, of.n_lines);
        met->acknowledgements++;
        met->lines += (int64_t)of.n_lines;
        status = strcmp(card, of.card) == 0 ? RACI_OK : ri_acknowledgement_broken(entry, err);
    }
    ri_arena_free(arena);
    return status;
}

raci_status ri_acknowledgements_prove(const ri_acknowledgements_met *met, ri_store *store,
                                      raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_ACKNOWLEDGEMENTS_COUNTED, err);
    if (status == RACI_OK) {
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK &&
        (ri_column_int(stmt, 0) != met->acknowledgements || ri_column_int(stmt, 1) != met->lines)) {
        status = ri_chain_broken_at(err, 0, "acknowledgements",
                                    "there are acknowledgements that no entry has");
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}
