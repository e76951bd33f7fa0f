/*
 * Role cards: what somebody answers for, does, is asked and told about, with whom they pass
 * things on, to whom they escalate; and that they have acknowledged it.
 */
#ifndef RACI_BRIEF_H
#define RACI_BRIEF_H

#include "raci/check.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The role cards of all holders of a result, which must be whole and outlive them. Gives owned
   briefs. Fails with RACI_NOMEM. */
typedef struct raci_briefs raci_briefs;
raci_status raci_briefs_new(raci_briefs **out, const raci_result *result, raci_error *err);
void raci_briefs_free(raci_briefs *briefs); /* NULL is allowed */

/* How many positions have a letter, themselves or through their unit or team; and the key of the
   i-th of them, in order, borrowed; NULL beyond the last. */
size_t raci_briefs_count(const raci_briefs *briefs);
const char *raci_briefs_key(const raci_briefs *briefs, size_t i);

/* One card. */
typedef struct raci_brief raci_brief;

/* The card of the holder that a text names: a reference, an office, a key or a name; with what
   has changed since it was acknowledged last. Borrowed from the briefs. Fails with RACI_NOTFOUND
   when nothing fits, or several do. */
raci_status raci_brief_of(const raci_brief **out, raci_briefs *briefs, const char *holder,
                          raci_error *err);
/* The digest of what it says: 64 hex digits. Who sits where has no part in it. */
const char *raci_brief_digest(const raci_brief *brief);

/* Records that somebody has acknowledged a card, in the hash-chained record, with what it said;
   gives the entry's number. `person` is a key, a reference or a name of somebody who sits there
   on the date. The result must be evaluated with `whole`, of what the model still says. Fails
   with RACI_INVALID (time, somebody else, nobody there), RACI_BUSY when the model has changed
   since, RACI_NOTFOUND, RACI_IO. */
raci_status raci_acknowledge(int64_t *entry, const raci_brief *brief, const char *person,
                             const char *recorded_at, raci_error *err);

#ifdef __cplusplus
}
#endif
#endif
