/*
 * The chain of entries: whatever is decided or kept is appended to it, each entry with
 * the digest of what it says and that of the entry before. What an entry says stands in
 * tables of its kind; the digest of that is its body.
 */
#ifndef RI_CHAIN_H
#define RI_CHAIN_H

#include "base/printf.h"
#include "store/store.h"

/* Runs, entries and what they share are counted from 1 on: a number beyond this one was
   written by another program. */
#define RI_NUMBER_MAX (INT64_C(1) << 53)

/* The fact about the file that has the newest entry: "NUMBER DIGEST". */
#define RI_CHAIN_HEAD "record"

/* Whether a text is a time as entries have it: "2026-11-22T10:30:00Z". */
bool ri_is_time(const char *text);
/* The newest entry's number, 0 for none, and its digest. */
raci_status ri_chain_newest(int64_t *number, char digest[65], ri_store *store, raci_error *err);
/* Appends an entry that says nothing yet; within a transaction. */
raci_status ri_chain_begin(int64_t *number, ri_store *store, const char *kind,
                           const char *recorded_at, raci_error *err);
/* Gives it its body, and notes that it is the newest. */
raci_status ri_chain_seal(ri_store *store, int64_t number, const char *body, raci_error *err);

/* An entry as it stands in the file; texts are borrowed. */
typedef struct ri_entry {
    int64_t number;
    const char *kind;
    const char *recorded_at;
    const char *body;
    const char *previous;
    const char *digest;
} ri_entry;

/* Reads all entries in order, and proves that they are a chain and that the newest is
   there. Calls `each`, which may fail. Gives their number. */
raci_status ri_chain_walk(size_t *n, ri_store *store,
                          raci_status (*each)(const ri_entry *entry, void *payload,
                                              raci_error *err),
                          void *payload, raci_error *err);

/* "the record was changed: …"; RACI_FORMAT. */
raci_status ri_chain_broken(raci_error *err, const char *format, ...) RI_PRINTF(2, 3);
/* The same, with the number of the entry (0: not known) as the error's line and a table as its
   file. */
raci_status ri_chain_broken_at(raci_error *err, int64_t entry, const char *table,
                               const char *format, ...) RI_PRINTF(4, 5);
/* The same for a number beyond RI_NUMBER_MAX. */
raci_status ri_chain_far(int64_t number, raci_error *err);

#endif
