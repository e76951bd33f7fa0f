/*
 * The index of names: which subjects and holders have a word in their key or in a name
 * of any period. It is derived from the organization; this is how it is kept.
 *
 * Whoever writes the organization says before each change which thing's names it is
 * about (ri_model_rename) and ends with ri_model_seal, in one transaction.
 */
#ifndef RI_SEARCH_H
#define RI_SEARCH_H

#include "model/reference.h"
#include "model/search_gather.h"
#include "store/store.h"

/* ---- what was renamed ---- */

typedef struct ri_renaming ri_renaming;

ri_renaming *ri_renaming_new(void); /* NULL when memory is exhausted */
void ri_renaming_free(ri_renaming *renaming);
/* Notes a thing of which a period is about to be added, changed or taken away. `fresh`
   tells that it has had none, so that nothing needs to be read. */
raci_status ri_renaming_note(ri_renaming *renaming, ri_store *store, ri_kind kind, int64_t id,
                             bool fresh, raci_error *err);
/* Brings the index up to date: the words of what was noted, or all of it when that is
   most of it. */
raci_status ri_renaming_settle(ri_renaming *renaming, ri_store *store, raci_error *err);

/* ---- the whole ---- */

/* Whether the index can be relied on: made by the rules of this program, and kept. */
raci_status ri_search_usable(bool *out, ri_store *store, raci_error *err);
/* Makes it anew, within the caller's transaction. */
raci_status ri_search_rebuild(ri_store *store, raci_error *err);
/* For a connection that may write: makes it anew where it is not usable. */
raci_status ri_search_ready(ri_store *store, raci_error *err);

/* ---- what it is made of: search_names.c ---- */

/* Whether things of that kind are looked for by name. */
bool ri_search_has(ri_kind kind);
/* Begins reading the names of all things of a kind, over all periods and by key; or of
   one thing. */
raci_status ri_search_names(ri_stmt **out, ri_store *store, ri_kind kind, raci_error *err);
raci_status ri_search_names_of(ri_stmt **out, ri_store *store, ri_kind kind, int64_t id,
                               raci_error *err);
/* The next name, borrowed until the one after; the key where there is none. At the end
   both are NULL. */
raci_status ri_search_next_name(const char **key, const char **name, ri_stmt *names,
                                raci_error *err);

/* Writes sorted edits; in search_write.c. `empty` tells that the index has nothing. */
raci_status ri_search_write(ri_store *store, const ri_gather *gather, bool empty, raci_error *err);

/* ---- reading it: search_read.c ---- */

/* Reads pairs in their order. Readers of one store share a statement: the one that
   moves on goes back to where it was. */
typedef struct ri_search_reader {
    ri_store *store;
    const void *running; /* the cursor at whose run the statement stands */
    ri_stmt *stmt;
    char word[RI_WORD_MAX + 1]; /* what is bound to it */
    char ref[RI_SEARCH_REF_MAX + 1];
    size_t runs; /* how many were read: what a question costs */
} ri_search_reader;

typedef struct ri_cursor {
    ri_search_reader *reader;
    ri_pair pair;                   /* where it stands */
    char run_word[RI_WORD_MAX + 1]; /* where its run begins */
    char run_ref[RI_SEARCH_REF_MAX + 1];
    ri_text run;
    size_t at;
    uint8_t part;
    bool there; /* false: after the last pair of the part */
} ri_cursor;

/* Begins a cursor, which stands nowhere yet. */
void ri_cursor_begin(ri_cursor *cursor, ri_search_reader *reader, uint8_t part);
/* Goes to the first pair that is not before the one of that word and reference. */
raci_status ri_cursor_seek(ri_cursor *cursor, const char *word, const char *ref, raci_error *err);
raci_status ri_cursor_next(ri_cursor *cursor, raci_error *err);
/* The same among the things that have the word where it stands: *found is false when
   none of them comes at or after `ref`, and the cursor then stands after them. */
raci_status ri_cursor_seek_ref(ri_cursor *cursor, const char *ref, bool *found, raci_error *err);
/* Goes to the next pair; *found is false when it is of another word. */
raci_status ri_cursor_next_ref(ri_cursor *cursor, bool *found, raci_error *err);
/* Goes to the first pair of the next word; or past all words that begin as this one
   does in its first `length` bytes. */
raci_status ri_cursor_next_word(ri_cursor *cursor, raci_error *err);
raci_status ri_cursor_skip(ri_cursor *cursor, size_t length, raci_error *err);
void ri_cursor_end(ri_cursor *cursor);
void ri_reader_end(ri_search_reader *reader);

#endif
