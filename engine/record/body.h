/*
 * What an entry of the record says, as bytes of which the digest is taken: the same
 * from what is about to be written and from what is read back.
 *
 * Every value is written with its length, so that no two sayings look alike. A run
 * says in this order what it opens and closes: assignments by subject, findings by
 * subject, code and key, series by key (of one thing, what it closes first), and then
 * its head.
 */
#ifndef RI_BODY_H
#define RI_BODY_H

#include "base/digest.h"
#include "record/finding_row.h"
#include "record/run_row.h"

typedef struct ri_body {
    ri_digest digest;
} ri_body;

void ri_body_begin(ri_body *body);
/* `line` is scratch; a failed one makes the digest worthless. */
void ri_body_opens_assignment(ri_body *body, ri_text *line, const char *subject, const char *held);
void ri_body_closes_assignment(ri_body *body, ri_text *line, const char *subject, int64_t first);
/* `rules` is the text of the finding's set of rules. */
void ri_body_opens_finding(ri_body *body, ri_text *line, const ri_finding_row *row,
                           const char *rules);
void ri_body_closes_finding(ri_body *body, ri_text *line, const ri_finding_row *row);
void ri_body_opens_series(ri_body *body, ri_text *line, const char *key);
void ri_body_closes_series(ri_body *body, ri_text *line, const char *key, int64_t first);
/* Ends with a run's own facts and the n files of its policy; gives the digest, 64 hex
   digits. false: memory was exhausted, here or before. */
bool ri_body_end(char out[65], ri_body *body, ri_text *line, const ri_run_row *run,
                 const ri_policy_file *files, size_t n);

/* The digest of an entry: of its number, kind, time, body, and the entry before. */
void ri_entry_digest(char out[65], int64_t number, const char *kind, const char *recorded_at,
                     const char *body, const char *previous);

/* The digest of where a policy's files were found. */
void ri_places_digest(char out[65], const ri_policy_file *files, size_t n);

#endif
