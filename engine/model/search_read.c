/* Reading the index of names, pair by pair. */
#include <string.h>

#include "base/fail.h"
#include "model/search.h"

void ri_cursor_begin(ri_cursor *cursor, ri_search_reader *reader, uint8_t part)
{
    *cursor = (ri_cursor){.reader = reader, .part = part};
}

void ri_cursor_end(ri_cursor *cursor)
{
    if (cursor->reader != NULL && cursor->reader->running == cursor) {
        cursor->reader->running = NULL;
    }
    ri_text_free(&cursor->run);
}

void ri_reader_end(ri_search_reader *reader)
{
    if (reader->stmt != NULL) {
        ri_reset(reader->stmt);
    }
    reader->stmt = NULL;
    reader->running = NULL;
}

static raci_status fail_damaged(const ri_cursor *cursor, raci_error *err)
{
    return ri_fail(err, RACI_FORMAT, "'%s' is damaged: its index of names cannot be read",
                   ri_store_path(cursor->reader->store));
}

/* Takes over the run of a row, and stands before its first pair. */
static raci_status take_run(ri_cursor *cursor, ri_stmt *row, raci_error *err)
{
    size_t word = 0;
    size_t ref = 0;
    size_t length = 0;
    const char *first_word = ri_column_text(row, 0, &word);
    const char *first_ref = ri_column_text(row, 1, &ref);
    const void *bytes = ri_column_blob(row, 2, &length);
    if (first_word == NULL || first_ref == NULL || bytes == NULL || word > RI_WORD_MAX ||
        ref > RI_SEARCH_REF_MAX) {
        return fail_damaged(cursor, err);
    }
    memcpy(cursor->run_word, first_word, word + 1);
    memcpy(cursor->run_ref, first_ref, ref + 1);
    ri_text_clear(&cursor->run);
    ri_text_bytes(&cursor->run, bytes, length);
    cursor->at = 0;
    cursor->pair.word_length = 0;
    cursor->pair.ref_length = 0;
    cursor->reader->runs++;
    return cursor->run.failed ? ri_fail_nomem(err) : RACI_OK;
}

/* Goes to the next pair of the run; *more is false at its end. */
static raci_status step(ri_cursor *cursor, bool *more, raci_error *err)
{
    bool damaged = false;
    *more = ri_run_next(&cursor->pair, (const uint8_t *)cursor->run.bytes, cursor->run.length,
                        &cursor->at, &damaged);
    return damaged ? fail_damaged(cursor, err) : RACI_OK;
}

static raci_status run_after(ri_cursor *cursor, const char *word, const char *ref, raci_error *err)
{
    ri_search_reader *reader = cursor->reader;
    raci_status status = ri_store_stmt(&reader->stmt, reader->store, STMT_SEARCH_AFTER, err);
    if (status == RACI_OK) {
        memmove(reader->word, word, strlen(word) + 1);
        memmove(reader->ref, ref, strlen(ref) + 1);
        ri_bind_int(reader->stmt, 1, cursor->part);
        ri_bind_text(reader->stmt, 2, reader->word);
        ri_bind_text(reader->stmt, 3, reader->ref);
        reader->running = cursor;
    }
    return status;
}

/* Goes to the first pair of the run that the statement gives next. */
static raci_status enter_run(ri_cursor *cursor, raci_error *err)
{
    bool row = false;
    bool more = false;
    raci_status status = ri_step(cursor->reader->stmt, &row, err);
    cursor->there = status == RACI_OK && row;
    if (!cursor->there) {
        cursor->reader->running = NULL;
        return status;
    }
    status = take_run(cursor, cursor->reader->stmt, err);
    if (status == RACI_OK) {
        status = step(cursor, &more, err);
    }
    return status == RACI_OK && !more ? fail_damaged(cursor, err) : status;
}

raci_status ri_cursor_next(ri_cursor *cursor, raci_error *err)
{
    bool more = false;
    raci_status status = step(cursor, &more, err);
    if (status != RACI_OK || more) {
        return status;
    }
    if (cursor->reader->running != cursor) {
        status = run_after(cursor, cursor->run_word, cursor->run_ref, err);
    }
    return status == RACI_OK ? enter_run(cursor, err) : status;
}

/* Goes on within the run to the pair or what is after it; false at the run's end. */
static raci_status walk(ri_cursor *cursor, const char *word, const char *ref, bool *found,
                        raci_error *err)
{
    raci_status status = RACI_OK;
    bool more = true;
    *found = false;
    while (status == RACI_OK && more && !*found) {
        *found = ri_pair_compare(&cursor->pair, word, ref) >= 0;
        if (!*found) {
            status = step(cursor, &more, err);
        }
    }
    return status;
}

raci_status ri_cursor_seek(ri_cursor *cursor, const char *word, const char *ref, raci_error *err)
{
    ri_search_reader *reader = cursor->reader;
    ri_stmt *stmt = NULL;
    bool found = false;
    bool row = false;
    raci_status status = RACI_OK;
    if (cursor->there && ri_pair_compare(&cursor->pair, word, ref) < 0) {
        status = walk(cursor, word, ref, &found, err);
    }
    if (status != RACI_OK || found) {
        return status;
    }
    status = ri_store_stmt(&stmt, reader->store, STMT_SEARCH_AT, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, cursor->part);
        ri_bind_text(stmt, 2, word);
        ri_bind_text(stmt, 3, ref);
        status = ri_step(stmt, &row, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    reader->running = reader->running == cursor ? NULL : reader->running;
    if (!row) { /* before all runs */
        status = run_after(cursor, word, ref, err);
        return status == RACI_OK ? enter_run(cursor, err) : status;
    }
    status = take_run(cursor, stmt, err);
    ri_reset(stmt);
    if (status == RACI_OK) {
        cursor->there = true;
        status = step(cursor, &found, err);
    }
    if (status == RACI_OK && !found) {
        return fail_damaged(cursor, err);
    }
    if (status == RACI_OK) {
        status = walk(cursor, word, ref, &found, err);
    }
    if (status == RACI_OK && !found) {
        status = run_after(cursor, cursor->run_word, cursor->run_ref, err);
        return status == RACI_OK ? enter_run(cursor, err) : status;
    }
    return status;
}

raci_status ri_cursor_seek_ref(ri_cursor *cursor, const char *ref, bool *found, raci_error *err)
{
    char word[RI_WORD_MAX + 1];
    raci_status status = RACI_OK;
    *found = true;
    /* In this run or the next one, or else far away. */
    for (int runs = 0; runs < 2 && status == RACI_OK && *found; runs++) {
        bool more = true;
        while (status == RACI_OK && more && strcmp(cursor->pair.ref, ref) < 0) {
            status = step(cursor, &more, err);
            if (more && !cursor->pair.again) {
                *found = false;
                return status;
            }
        }
        if (status != RACI_OK || more) {
            return status;
        }
        memcpy(word, cursor->pair.word, (size_t)cursor->pair.word_length + 1);
        status = runs == 0 ? ri_cursor_next(cursor, err) : ri_cursor_seek(cursor, word, ref, err);
        *found = status == RACI_OK && cursor->there && strcmp(cursor->pair.word, word) == 0;
    }
    return status;
}

raci_status ri_cursor_next_ref(ri_cursor *cursor, bool *found, raci_error *err)
{
    char word[RI_WORD_MAX + 1];
    bool more = false;
    raci_status status = step(cursor, &more, err);
    *found = status == RACI_OK && more && cursor->pair.again;
    if (status == RACI_OK && !more) {
        memcpy(word, cursor->pair.word, (size_t)cursor->pair.word_length + 1);
        status = ri_cursor_next(cursor, err);
        *found = status == RACI_OK && cursor->there && strcmp(cursor->pair.word, word) == 0;
    }
    return status;
}

raci_status ri_cursor_next_word(ri_cursor *cursor, raci_error *err)
{
    char word[RI_WORD_MAX + 2];
    bool more = false;
    raci_status status = RACI_OK;
    do {
        status = step(cursor, &more, err);
    } while (status == RACI_OK && more && cursor->pair.again);
    if (status != RACI_OK || more) {
        return status;
    }
    /* Most words end with the run; one that many things share goes on for long. */
    size_t length = cursor->pair.word_length;
    memcpy(word, cursor->pair.word, length + 1);
    status = ri_cursor_next(cursor, err);
    if (status == RACI_OK && cursor->there && strcmp(cursor->pair.word, word) == 0) {
        word[length] = '\x01'; /* no word has such a character */
        word[length + 1] = '\0';
        status = ri_cursor_seek(cursor, word, "", err);
    }
    return status;
}

raci_status ri_cursor_skip(ri_cursor *cursor, size_t length, raci_error *err)
{
    char after[RI_WORD_MAX + 1];
    memcpy(after, cursor->pair.word, length);
    while (length > 0 && (unsigned char)after[length - 1] == 0xff) {
        length--;
    }
    if (length == 0) {
        cursor->there = false;
        return RACI_OK;
    }
    after[length - 1] = (char)((unsigned char)after[length - 1] + 1);
    after[length] = '\0';
    return ri_cursor_seek(cursor, after, "", err);
}
