/*
 * Acknowledgements of role cards, as the record has them.
 */
#ifndef RI_ACKNOWLEDGEMENT_H
#define RI_ACKNOWLEDGEMENT_H

#include "check/card.h"
#include "record/chain.h"

typedef struct ri_acknowledgement {
    int64_t entry; /* 0: none */
    const char *holder;
    const char *person;
    const char *date;
    const char *card; /* its digest */
    const char *recorded_at;
    ri_card_line *lines; /* what it said */
    size_t n_lines;
} ri_acknowledgement;

/* The digest of what its entry says. */
void ri_acknowledgement_body(char out[65], const ri_acknowledgement *of);
/* Writes one, whose entry is there. */
raci_status ri_acknowledgement_add(const ri_acknowledgement *of, ri_store *store, raci_error *err);
/* Reads one; texts are the arena's. Fails with RACI_NOTFOUND when the entry is none. */
raci_status ri_acknowledgement_read(ri_acknowledgement *out, ri_store *store, int64_t entry,
                                    ri_arena *arena, raci_error *err);
/* The last one of a holder, a reference, up to a date; without one *out stays as it is. */
raci_status ri_acknowledgement_last(ri_acknowledgement *out, ri_store *store, const char *holder,
                                    const char *date, ri_arena *arena, raci_error *err);

/* All of them without their lines, the newest first. *n is 0 before. */
raci_status ri_acknowledgements_read(ri_acknowledgement **out, size_t *n, ri_store *store,
                                     ri_arena *arena, raci_error *err);

/* How many of them, and of their lines, were met while the record is proved. */
typedef struct ri_acknowledgements_met {
    int64_t acknowledgements;
    int64_t lines;
} ri_acknowledgements_met;

/* Counts that of one entry, and gives the digest of what it says. Fails with RACI_FORMAT when it
   is not there, or its card is not what its lines are. */
raci_status ri_acknowledgement_prove(char body[65], ri_acknowledgements_met *met,
                                     const ri_entry *entry, ri_store *store, raci_error *err);
raci_status ri_acknowledgement_broken(const ri_entry *entry, raci_error *err);
/* Proves that those met are all there are. */
raci_status ri_acknowledgements_prove(const ri_acknowledgements_met *met, ri_store *store,
                                      raci_error *err);

#endif
