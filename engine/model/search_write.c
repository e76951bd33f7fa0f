/*
 * Edits of the index of names: runs that edits fall into are read, merged with them
 * and written again, each once.
 */
#include <string.h>

#include "base/fail.h"
#include "model/search.h"

/* Of a run, or a pair more; with its first pair it mostly fits a page four times. */
#define RUN_BYTES 920

/* Runs on their way out. */
typedef struct writer {
    ri_store *store;
    uint8_t part;
    size_t most; /* bytes of a run */
    ri_text run;
    ri_pair first;
    ri_pair last;
} writer;

static raci_status flush(writer *w, raci_error *err)
{
    ri_stmt *stmt = NULL;
    if (w->run.failed) {
        return ri_fail_nomem(err);
    }
    if (w->run.length == 0) {
        return RACI_OK;
    }
    raci_status status = ri_store_stmt(&stmt, w->store, STMT_SEARCH_ADD, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, w->part);
        ri_bind_bytes(stmt, 2, w->first.word, w->first.word_length);
        ri_bind_bytes(stmt, 3, w->first.ref, w->first.ref_length);
        ri_bind_blob(stmt, 4, w->run.bytes, w->run.length);
        status = ri_run(stmt, err);
    }
    ri_text_clear(&w->run);
    return status;
}

static raci_status put(writer *w, const ri_pair *pair, raci_error *err)
{
    static const ri_pair none;
    raci_status status = w->run.length >= w->most ? flush(w, err) : RACI_OK;
    if (w->run.length == 0) {
        w->first = *pair;
    }
    ri_run_add(&w->run, w->run.length == 0 ? &none : &w->last, pair);
    w->last = *pair;
    return status;
}

static void make_pair(ri_pair *pair, const ri_edit *edit)
{
    pair->word_length = edit->word_length;
    pair->ref_length = edit->ref_length;
    memcpy(pair->word, edit->word, (size_t)pair->word_length + 1);
    memcpy(pair->ref, edit->ref, (size_t)pair->ref_length + 1);
    pair->of_words = edit->of_words;
}

/* A stored run, and where the next one begins. */
typedef struct stored {
    ri_text run;
    char word[RI_WORD_MAX + 1];
    char ref[RI_SEARCH_REF_MAX + 1];
    char next_word[RI_WORD_MAX + 1];
    char next_ref[RI_SEARCH_REF_MAX + 1];
    bool there;
    bool next;
} stored;

static bool copy_column(ri_stmt *row, int at, char *out, size_t most)
{
    size_t length = 0;
    const char *text = ri_column_text(row, at, &length);
    if (text == NULL || length > most) {
        return false;
    }
    memcpy(out, text, length + 1);
    return true;
}

static raci_status fail_damaged(ri_store *store, raci_error *err)
{
    return ri_fail(err, RACI_FORMAT, "'%s' is damaged: its index of names cannot be read",
                   ri_store_path(store));
}

static raci_status ask_run(ri_stmt **stmt, bool *row, ri_store *store, enum ri_query query,
                           uint8_t part, const char *word, const char *ref, raci_error *err)
{
    raci_status status = ri_store_stmt(stmt, store, query, err);
    if (status == RACI_OK) {
        ri_bind_int(*stmt, 1, part);
        ri_bind_text(*stmt, 2, word);
        ri_bind_text(*stmt, 3, ref);
        status = ri_step(*stmt, row, err);
    }
    return status;
}

/* The run in which an edit falls, taken out of the index. Before the first run there is
   none, and up to where that begins there is room. */
static raci_status take_run(stored *found, ri_store *store, const ri_edit *edit, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    bool fine = true;
    ri_text_clear(&found->run);
    raci_status status =
        ask_run(&stmt, &row, store, STMT_SEARCH_AT, edit->part, edit->word, edit->ref, err);
    found->there = status == RACI_OK && row;
    if (found->there) {
        size_t length = 0;
        const void *bytes = ri_column_blob(stmt, 2, &length);
        fine = copy_column(stmt, 0, found->word, RI_WORD_MAX) &&
               copy_column(stmt, 1, found->ref, RI_SEARCH_REF_MAX);
        ri_text_bytes(&found->run, bytes, length);
        ri_reset(stmt);
        status = !fine               ? fail_damaged(store, err)
                 : found->run.failed ? ri_fail_nomem(err)
                                     : RACI_OK;
    }
    if (status == RACI_OK) {
        status = ask_run(&stmt, &row, store, STMT_SEARCH_AFTER, edit->part,
                         found->there ? found->word : edit->word,
                         found->there ? found->ref : edit->ref, err);
    }
    found->next = status == RACI_OK && row;
    if (found->next) {
        fine = copy_column(stmt, 0, found->next_word, RI_WORD_MAX) &&
               copy_column(stmt, 1, found->next_ref, RI_SEARCH_REF_MAX);
        ri_reset(stmt);
        status = fine ? RACI_OK : fail_damaged(store, err);
    }
    if (status == RACI_OK && found->there) {
        status = ri_store_stmt(&stmt, store, STMT_SEARCH_DROP, err);
        if (status == RACI_OK) {
            ri_bind_int(stmt, 1, edit->part);
            ri_bind_text(stmt, 2, found->word);
            ri_bind_text(stmt, 3, found->ref);
            status = ri_run(stmt, err);
        }
    }
    return status;
}

static bool falls_into(const stored *found, const ri_edit *edit, uint8_t part)
{
    if (edit->part != part) {
        return false;
    }
    if (!found->next) {
        return true;
    }
    int order = strcmp(edit->word, found->next_word);
    return order < 0 || (order == 0 && strcmp(edit->ref, found->next_ref) < 0);
}

/* Merges into a run the edits that fall there, from the i-th on, and goes on behind
   them. */
static raci_status merge(writer *w, const stored *old, const ri_gather *gather, size_t *i,
                         raci_error *err)
{
    const uint8_t *bytes = (const uint8_t *)old->run.bytes;
    size_t length = old->there ? old->run.length : 0;
    size_t at = 0;
    bool damaged = false;
    ri_pair kept = {.word_length = 0};
    ri_pair added = {.word_length = 0};
    bool more = ri_run_next(&kept, bytes, length, &at, &damaged);
    ri_edit edit = ri_gather_at(gather, *i);
    bool falls = true;
    raci_status status = RACI_OK;
    while (status == RACI_OK && (more || falls)) {
        int order = !falls ? -1 : more ? ri_pair_compare(&kept, edit.word, edit.ref) : 1;
        if (order < 0) {
            status = put(w, &kept, err);
        } else if (!edit.gone) {
            make_pair(&added, &edit);
            status = put(w, &added, err);
        }
        if (order >= 0 && ++*i < gather->n) {
            edit = ri_gather_at(gather, *i);
            falls = falls_into(old, &edit, w->part);
        } else if (order >= 0) {
            falls = false;
        }
        if (order <= 0) {
            more = ri_run_next(&kept, bytes, length, &at, &damaged);
        }
    }
    return status == RACI_OK && damaged ? fail_damaged(w->store, err) : status;
}

static raci_status write_all(ri_store *store, const ri_gather *gather, bool empty, raci_error *err)
{
    writer w = {.store = store};
    stored old = {.there = false};
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < gather->n;) {
        ri_edit edit = ri_gather_at(gather, i);
        w.part = edit.part;
        if (!empty) {
            status = take_run(&old, store, &edit, err);
        }
        /* A run that is full is halved, so that there is room for the next edits. */
        w.most = old.there && old.run.length > RUN_BYTES - 64 ? RUN_BYTES / 2 : RUN_BYTES;
        if (status == RACI_OK) {
            status = merge(&w, &old, gather, &i, err);
        }
        if (status == RACI_OK) {
            status = flush(&w, err);
        }
    }
    ri_text_free(&w.run);
    ri_text_free(&old.run);
    return status;
}

static raci_status has_things(bool *has, const ri_edit *edit, void *payload, raci_error *err)
{
    ri_search_reader *reader = payload;
    ri_cursor cursor;
    ri_cursor_begin(&cursor, reader, edit->part);
    raci_status status = ri_cursor_seek(&cursor, edit->word, "", err);
    *has = status == RACI_OK && cursor.there && strcmp(cursor.pair.word, edit->word) == 0;
    ri_cursor_end(&cursor);
    return status;
}

raci_status ri_search_write(ri_store *store, const ri_gather *gather, bool empty, raci_error *err)
{
    ri_gather dictionary;
    ri_search_reader reader = {.store = store};
    raci_status status = write_all(store, gather, empty, err);
    if (status != RACI_OK) {
        return status;
    }
    status =
        ri_gather_begin(&dictionary)
            ? ri_gather_dictionary(&dictionary, gather, empty ? NULL : has_things, &reader, err)
            : ri_fail_nomem(err);
    ri_reader_end(&reader);
    if (status == RACI_OK) {
        status = write_all(store, &dictionary, empty, err);
    }
    ri_gather_free(&dictionary);
    return status;
}
