/*
 * Findings by their keys, and which finding somebody means who wants to decide about one.
 */
#ifndef RI_SEEK_FINDING_H
#define RI_SEEK_FINDING_H

#include "check/result.h"

#define RI_BEGINNING_MIN 4 /* digits of a key that name it, if no other begins so */

/* An item of a list of findings that lie elsewhere. */
typedef struct ri_finding_at {
    const ri_finding *finding;
} ri_finding_at;

/* All findings of a result, accepted ones too, in the order of their keys. */
typedef struct ri_keyed_findings {
    ri_finding_at *items; /* in the arena */
    size_t n;
} ri_keyed_findings;

/* false: memory is exhausted. */
bool ri_keyed_findings_make(ri_keyed_findings *out, const raci_result *result, ri_arena *arena);
/* The finding of a key, or NULL. */
const ri_finding *ri_keyed_finding(const ri_keyed_findings *keyed, const char *key);
/* How many digits of a finding's key name it among all of them; eight at least, to be told to
   people who come back with them. */
size_t ri_keyed_beginning(const ri_keyed_findings *keyed, const char *key);

/* What follows from another finding of the list stands for it: its root, which is the finding
   itself where it has none. */
const ri_finding *ri_keyed_root(const ri_keyed_findings *keyed, const ri_finding *finding);

typedef struct ri_finding_sought {
    const ri_finding *finding; /* NULL with candidates */
    ri_finding_at *candidates; /* in the arena, in the order of findings; accepted last */
    size_t n_candidates;
} ri_finding_sought;

/* The finding that a text means: by its key; by a beginning of it, of four digits or more; or
   by the subject, named as in `raci who` or by any reference, of which one finding escalates:
   those that follow from one stand for it. Fails with RACI_NOTFOUND naming the nearest key, or
   saying that nothing on the subject escalates, and otherwise as ri_seek. */
raci_status ri_seek_finding(ri_finding_sought *out, const raci_result *result, const char *text,
                            ri_arena *arena, raci_error *err);

#endif
