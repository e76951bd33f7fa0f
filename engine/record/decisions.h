/*
 * Rulings, acceptances and disputes as they stand in their tables, and what the record says that
 * they should be: every act and import notes the rows of a key before and after.
 */
#ifndef RI_DECISIONS_H
#define RI_DECISIONS_H

#include "model/tables.h"
#include "record/recorded_change.h"

/* A row of one of the tables. Rows of one key stand together. */
typedef struct ri_decision {
    int tab;
    const char *key;  /* of its grouping columns, as ri_row_key says them */
    const char *said; /* see row_text.h */
} ri_decision;

/* All rows, by table, key and text, in the arena. */
typedef struct ri_decisions {
    ri_decision *items;
    size_t n;
} ri_decisions;

raci_status ri_decisions_read(ri_decisions *out, ri_store *store, ri_arena *arena, raci_error *err);

/* How the tables stand to the record. */
typedef struct ri_decisions_state {
    size_t unrecorded[RI_TABLE_COUNT]; /* rows of keys that no entry has, by table */
    bool complete;                     /* none of them has any */
} ri_decisions_state;

/* Holds the rows against the record: each key has those that the newest entry about it left,
   and each entry found those that the one before it had left. Fails with RACI_FORMAT at the
   first entry (as ri_chain_broken_at) where that is not so; also when there are rows that no
   entry has, though an earlier entry says that there were none. */
raci_status ri_decisions_prove(ri_decisions_state *out, ri_store *store, raci_error *err);

/* Whether the record knows of every ruling, acceptance and dispute, and they are as it says.
   Where it is broken it is `raci log --verify` that says so. */
raci_status ri_decisions_complete(bool *out, ri_store *store, raci_error *err);

/* Gathers into a change the keys whose rows in `after` are not those in `before`. */
raci_status ri_decisions_gather(raci_change *change, const ri_decisions *before,
                                const ri_decisions *after, raci_error *err);

#endif
