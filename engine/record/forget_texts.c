/* What is rewritten: the person's own rows, and every text that mentions them. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "record/forgetting.h"
#include "store/every_text.h"

#define AROUND 24 /* bytes told before and behind a place */

/* ---- places ---- */

static size_t begin_of(const char *bytes, size_t at, size_t least)
{
    while (at > least && ((unsigned char)bytes[at] & 0xc0U) == 0x80) {
        at--;
    }
    return at;
}

void ri_forget_note(ri_forget_places *places, raci_forgotten *f, const char *where, int64_t line,
                    const char *bytes, size_t length, size_t at, size_t size)
{
    places->all++;
    if (places->n == RI_FORGET_PLACES) {
        return;
    }
    size_t first = at;
    size_t end = at + size;
    while (first > 0 && at - first < AROUND && bytes[first - 1] != '\n') {
        first--;
    }
    while (end < length && end - at - size < AROUND && bytes[end] != '\n') {
        end++;
    }
    if (at - first == AROUND) { /* it begins with a whole word, where there is one */
        const char *blank = memchr(bytes + first, ' ', at - first);
        first = blank != NULL ? (size_t)(blank - bytes) + 1 : first;
    }
    first = begin_of(bytes, first, 0);
    end = end < length ? begin_of(bytes, end, at + size) : end;
    const ri_forget_place place = {ri_arena_string(f->arena, where), line,
                                   ri_arena_copy(f->arena, bytes + first, end - first)};
    f->failed = f->failed || place.where == NULL || place.said == NULL ||
                !RI_PUSH(places->items, places->n, places->capacity, place);
}

typedef struct standing {
    const raci_forgotten *f;
    const char *table;
    const char *column;
} standing;

static bool takes(const ri_mention *at, const char *bytes, size_t length, void *payload)
{
    const standing *s = payload;
    return ri_forget_is_free(s->f, s->table, s->column, bytes, length, at);
}

size_t ri_forget_replace(ri_text *out, const raci_forgotten *f, const char *table,
                         const char *column, const char *bytes, size_t length)
{
    standing s = {f, table, column};
    ri_text said = RI_TEXT_INIT;
    const size_t n = ri_mentions_replace(&said, f->mentions, bytes, length, takes, &s);
    if (n > 0) {
        ri_forget_add_once(out, table, column, &said);
    } else {
        ri_text_bytes(out, bytes, length);
    }
    out->failed = out->failed || said.failed;
    ri_text_free(&said);
    return n;
}

const char *ri_forget_said(raci_forgotten *f, const char *table, const char *column,
                           const char *text)
{
    ri_text out = RI_TEXT_INIT;
    (void)ri_forget_replace(&out, f, table, column, text, strlen(text));
    const char *said = out.failed ? NULL : ri_arena_string(f->arena, ri_text_string(&out));
    ri_text_free(&out);
    return said;
}

/* ---- their own rows ---- */

static raci_status run_of(raci_forgotten *f, enum ri_query query, const char *key, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, f->store, query, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, f->id);
        if (key != NULL) {
            ri_bind_text(stmt, 2, key);
        }
        status = ri_run(stmt, err);
    }
    return status;
}

/* Of a row of people that is theirs: what is kept. false: it is somebody else's. */
static bool say_kept(ri_text *out, const raci_forgotten *f, const char *said)
{
    ri_text name = RI_TEXT_INIT;
    ri_text value = RI_TEXT_INIT;
    bool own = false;
    ri_text_clear(out);
    while (ri_row_cell(&name, &value, &said)) {
        const char *column = ri_text_string(&name);
        const char *cell = ri_text_string(&value);
        if (strcmp(column, "key") == 0) {
            own = strcmp(cell, f->was) == 0;
            ri_text_format(out, "key=%s\n", f->key);
        } else if (strcmp(column, "from") == 0 || strcmp(column, "to") == 0) {
            ri_text_format(out, "%s=%s\n", column, cell);
        }
        out->failed = out->failed || name.failed || value.failed;
    }
    ri_text_free(&name);
    ri_text_free(&value);
    return own;
}

static raci_status set_row(raci_forgotten *f, int64_t entry, int64_t place, const char *said,
                           raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, f->store, STMT_FORGET_ROW_SET, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, entry);
        ri_bind_int(stmt, 2, place);
        ri_bind_text(stmt, 3, said);
        status = ri_run(stmt, err);
    }
    return status;
}

/* A row of a change of people. */
typedef struct person_row {
    int64_t entry;
    int64_t place;
    char *said;
} person_row;

/* Gathered first: a statement is not to meet what another writes. */
static raci_status read_person_rows(person_row **out, size_t *n, raci_forgotten *f, raci_error *err)
{
    ri_stmt *stmt = NULL;
    ri_text text = RI_TEXT_INIT;
    size_t capacity = 0;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, f->store, STMT_FORGET_ROWS, err);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const char *said = ri_column_needed(stmt, 2, NULL);
        if (said == NULL || text.failed) {
            status = ri_fail_nomem(err);
        } else if (say_kept(&text, f, said)) {
            const person_row row = {ri_column_int(stmt, 0), ri_column_int(stmt, 1),
                                    ri_arena_string(f->arena, ri_text_string(&text))};
            status = !text.failed && row.said != NULL && RI_PUSH(*out, *n, capacity, row)
                         ? RACI_OK
                         : ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    ri_text_free(&text);
    return status;
}

raci_status ri_forget_rows(raci_forgotten *f, raci_error *err)
{
    person_row *rows = NULL;
    size_t n = 0;
    raci_status status = read_person_rows(&rows, &n, f, err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = set_row(f, rows[i].entry, rows[i].place, rows[i].said, err);
    }
    ri_free(rows);
    if (status == RACI_OK) {
        status = run_of(f, STMT_FORGET_IDENTITY, f->key, err);
    }
    if (status == RACI_OK) {
        status = run_of(f, STMT_FORGET_ATTRIBUTES, NULL, err);
    }
    return status == RACI_OK ? run_of(f, STMT_FORGET_PERIODS, NULL, err) : status;
}

/* ---- every text ---- */

/* Who other people are stays, whatever they are called. */
static bool is_others(const char *table)
{
    return strcmp(table, "people") == 0 || strcmp(table, "person_periods") == 0;
}

static void note_renamed(raci_forgotten *f, const char *table, const ri_text *out,
                         const char *bytes)
{
    ri_text said = RI_TEXT_INIT;
    ri_text_format(&said, "%s is %s", bytes, ri_text_string(out));
    f->failed = f->failed || said.failed;
    ri_forget_note(&f->renamed, f, table, 0, ri_text_string(&said), said.length, 0, said.length);
    ri_text_free(&said);
}

static void note_place(ri_forget_places *places, raci_forgotten *f, const char *table,
                       const char *column, const char *bytes, size_t length, const ri_mention *at)
{
    char where[128];
    (void)snprintf(where, sizeof where, "%s.%s", table, column);
    ri_forget_note(places, f, where, 0, bytes, length, at->at, at->length);
}

static bool look(ri_text *out, const char *table, const char *column, const char *bytes,
                 size_t length, void *payload)
{
    raci_forgotten *f = payload;
    ri_mention at;
    size_t from = 0;
    bool any = false;
    if (is_others(table)) {
        return false;
    }
    while (ri_mentions_next(&at, f->mentions, bytes, length, &from)) {
        if (!ri_forget_is_free(f, table, column, bytes, length, &at)) {
            continue;
        }
        if (at.kind == RI_MENTION_DOUBT) {
            note_place(&f->doubts, f, table, column, bytes, length, &at);
        }
        if (at.kind == RI_MENTION_MEANT && !any && f->dry_run && memchr(bytes, ' ', length)) {
            note_place(&f->prose, f, table, column, bytes, length, &at);
        }
        any = any || at.kind == RI_MENTION_MEANT;
    }
    if (any) {
        (void)ri_forget_replace(out, f, table, column, bytes, length);
        if (strcmp(column, "key") == 0 && strncmp(table, "run_", 4) != 0 && !out->failed) {
            note_renamed(f, table, out, bytes);
        }
    }
    return any;
}

static bool put(ri_text *out, const char *table, const char *column, const char *bytes,
                size_t length, void *payload)
{
    const raci_forgotten *f = payload;
    return !is_others(table) && ri_forget_replace(out, f, table, column, bytes, length) > 0;
}

raci_status ri_forget_mentions(raci_forgotten *f, raci_error *err)
{
    /* The chain stays as it is; texts of policies and the index of names come apart. */
    static const char *const but[] = {"entries",         "meta",       "rewritten_entries",
                                      "rewritten_texts", "search",     "texts",
                                      "signatures",      "text_parts", NULL};
    raci_status status = ri_store_rewrite_texts(&f->texts, f->store, but, look, put, f, err);
    return status == RACI_OK && f->failed ? ri_fail_nomem(err) : status;
}
