/*
 * Changes of the organization as the record has them: what was done, step by step, and the
 * rows before and after, from which it can be taken back.
 */
#ifndef RI_RECORDED_CHANGE_H
#define RI_RECORDED_CHANGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "raci/change.h"
#include "store/store.h"

struct ri_rewriting;

typedef struct ri_change_step {
    const char *date;
    const char *said; /* the step, as Lua */
    const char *file;
    int64_t line;
} ri_change_step;

typedef struct ri_change_row {
    int64_t key; /* rows of one key have the same number */
    const char *tab;
    bool after;
    const char *said; /* see row_text.h */
} ri_change_row;

/* An entry or a text of a policy that was rewritten to forget somebody. */
typedef struct ri_rewritten {
    int64_t number;
    const char *digest; /* of what it says since */
} ri_rewritten;

struct raci_change {
    ri_arena *arena;
    int64_t entry;
    const char *kind; /* of its entry: "change", "undo", "forget"; of an act "decide" and so on */
    /* Of an act; else unset. */
    const char *by;          /* a reference: who says to have done it; NULL for an import */
    const char *finding;     /* the key of the finding it is about, or NULL */
    const char *fingerprint; /* likewise */
    bool act;
    bool complete;  /* every other ruling, acceptance and dispute was one that an entry had */
    int64_t undoes; /* the entry of the change that it takes back, or 0 */
    int64_t undone; /* the entry that takes it back, or 0 */
    const char *title;
    const char *reason; /* NULL for none */
    const char *date;
    const char *raci;
    const char *before; /* digests of the model */
    const char *after;
    const char *recorded_at;
    const char *digest; /* of the entry */
    ri_change_step *steps;
    size_t n_steps;
    ri_change_row *rows; /* by key, before and after */
    size_t n_rows;
    size_t n_keys;         /* how many keys have other rows now */
    ri_rewritten *entries; /* what a 'forget' rewrote, by number */
    size_t n_entries;
    ri_rewritten *texts;
    size_t n_texts;
};

/* Whether it is no change of the organization, but somebody was forgotten. */
bool ri_is_forget(const raci_change *change);
/* An empty one, or NULL when memory is exhausted. */
raci_change *ri_change_new(void);
/* Whether a reason (NULL: none) may stand in the record for good: it is UTF-8 and not too long.
   Fails with RACI_INVALID. */
raci_status ri_reason_check(const char *because, raci_error *err);
/* Gathers the rows of all keys that were touched and are not as they were. */
raci_status ri_change_gather(raci_change *change, const struct ri_rewriting *w, raci_error *err);
/* Appends it to the record, within the transaction: its digests are those of the model as
   it was, and as ri_model_seal left it. */
raci_status ri_change_keep(raci_change *change, ri_store *store, const char *recorded_at,
                           raci_error *err);
/* The entries that are changes, the newest first; in the arena. */
raci_status ri_change_entries(int64_t **out, size_t *n, ri_store *store, ri_arena *arena,
                              raci_error *err);
/* Reads one back; without `rows` its head and steps only. Fails with RACI_NOTFOUND when the
   entry is no change. */
raci_status ri_change_read(raci_change **out, ri_store *store, int64_t entry, bool rows,
                           raci_error *err);
/* Gives the keys of a change the rows that they had before it, within a transaction of
   ri_model_begin; `done`: they had those that it left. Nothing is recorded. (undo.c) */
raci_status ri_change_rewind(bool *done, raci_model *model, raci_change *change, raci_error *err);
/* Appends what the grouping columns of a row say, for people: "coo, dana-ruiz, holder". */
void ri_row_key(ri_text *out, const char *tab, const char *text);
/* Takes the next cell of a row: its column or attribute, and what it holds. false at the end. */
bool ri_row_cell(ri_text *name, ri_text *value, const char **at);
/* The digest of what it says. */
void ri_change_body(char out[65], const raci_change *change);

#endif
