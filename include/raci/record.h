/*
 * The record: evaluations that were kept, as numbered runs.
 *
 * A run has its date, what was evaluated and by which policy (with its text), who
 * held which letter, and the findings. Runs are appended and never changed; each
 * has a digest of what it says and of the run before. The last run is the one with
 * the highest number, whatever its date.
 */
#ifndef RACI_RECORD_H
#define RACI_RECORD_H

#include "raci/check.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Keeps a result as a run, in one transaction; gives its number. The result must be
   `whole` and of all checks, its model open for writing; `recorded_at` is the time in
   UTC, "2026-11-22T10:30:00Z". Fails with RACI_INVALID (result, time), RACI_POLICY when
   a rule failed: nothing is kept then, RACI_BUSY when the model has changed since the
   evaluation or is being written, RACI_IO. */
raci_status raci_record(int64_t *run, const raci_result *result, const char *recorded_at,
                        raci_error *err);

/* From now on an import into the model that brings, alters or ends rulings, acceptances or
   disputes is recorded too, as one entry of this time (UTC). Without this such rows are in no
   entry. Fails with RACI_INVALID (time), RACI_NOMEM. */
raci_status raci_record_imports(raci_model *model, const char *recorded_at, raci_error *err);

/* Proves the record: every entry's digest, that of everything it says, and that rulings,
   acceptances and disputes are as the newest entry about each left them. Gives the number of
   entries. Fails with RACI_FORMAT naming the first that is not as it was: the error's line is
   its number and the file the table, where they are known. */
raci_status raci_record_verify(size_t *entries, raci_model *model, raci_error *err);

#define RACI_KEY_SIZE 65 /* 64 hex digits, of keys and of digests, and a NUL */

/* The newest entry: its number, 0 for none, and its digest, the head of the record. Whoever has
   noted it sees later whether entries were cut off. */
raci_status raci_record_head(int64_t *entry, char digest[RACI_KEY_SIZE], raci_model *model,
                             raci_error *err);

/* What came of proving the record. */
typedef struct raci_proof {
    size_t entries;            /* how many there are; 0 also when it is broken early */
    char head[RACI_KEY_SIZE];  /* the digest of the last one that was proved; "" for none */
    int64_t head_entry;        /* the entry of the head that was asked about; 0: none has it */
    size_t signatures;         /* of the key that was asked about, and */
    int64_t signed_entry;      /* the newest entry that it signed: it vouches for all up to it */
    size_t unrecorded_rulings; /* rows that no entry brought */
    size_t unrecorded_acceptances;
    size_t unrecorded_disputes;
    size_t rewritten;       /* entries that say something else since somebody was forgotten:
                                  what they said before is not proved */
    size_t rewritten_since; /* of those up to the head, by entries that came after it; and */
    int64_t rewritten_by;   /* the first of these entries, 0 for none */
    int broken;             /* whether something is not as it was; then the first such thing: */
    int64_t broken_entry;   /* its entry, or 0 where that is not known */
    char broken_table[256]; /* the table, or "" */
    char broken_what[768];  /* a sentence */
} raci_proof;

/* Proves the record as raci_record_verify does, and holds it against a head that was noted
   earlier and the signatures of a public key (either may be NULL): an entry that is signed must
   not have been rewritten, to forget somebody, by one that no signature vouches for. That it is
   broken is an answer, not an error. Fails with RACI_INVALID when head or key are not 64 hex
   digits. */
raci_status raci_record_prove(raci_proof *out, raci_model *model, const char *head,
                              const char *signer, raci_error *err);

/* A new pair of keys for signing; whoever has the secret can sign. */
raci_status raci_signing_key(char secret[RACI_KEY_SIZE], char public_key[RACI_KEY_SIZE],
                             raci_error *err);
/* The public key of a secret. Fails with RACI_INVALID when that is none. */
raci_status raci_signing_public(char public_key[RACI_KEY_SIZE], const char *secret,
                                raci_error *err);
/* Signs the newest entry (Ed25519) and gives its number: that vouches for it and all before it.
   The model must be open for writing. Fails with RACI_INVALID (secret), RACI_NOTFOUND when
   nothing is recorded, RACI_BUSY, RACI_IO. */
raci_status raci_record_sign(int64_t *entry, raci_model *model, const char *secret,
                             raci_error *err);

/* A run's number by its name: "7", "last", "last-1". Fails with RACI_NOTFOUND when
   there is no such run, RACI_INVALID when it is no name of one. */
raci_status raci_run_named(int64_t *out, raci_model *model, const char *name, raci_error *err);

/* What is known of a run; strings are borrowed from the log. The last four compare it
   with the run before and are -1 for the first: findings that are new, that look
   different, that are gone, and letters of subjects with other holders. */
typedef struct raci_run {
    int64_t number;
    const char *date;
    const char *recorded_at;
    const char *policy_name;
    const char *policy_version;
    const char *policy_digest;
    const char *model_digest;
    const char *entry_digest;
    size_t errors;
    size_t warnings;
    size_t infos;
    size_t accepted;
    int64_t added;
    int64_t changed;
    int64_t gone;
    int64_t moves;
} raci_run;

/* All runs, the newest first. Gives an owned log. */
typedef struct raci_log raci_log;
raci_status raci_log_open(raci_log **out, raci_model *model, raci_error *err);
void raci_log_free(raci_log *log); /* NULL is allowed */
size_t raci_log_runs(const raci_log *log);
/* The i-th, the newest first. Fails with RACI_INVALID beyond the last. */
raci_status raci_log_run(raci_run *out, const raci_log *log, size_t i, raci_error *err);

/* What differs between two runs: findings by key, and who holds what; with `all`, what
   both have is told too. Accepted findings are in no run. Gives an owned diff. Fails
   with RACI_NOTFOUND when there is no such run. */
typedef struct raci_diff raci_diff;
raci_status raci_diff_runs(raci_diff **out, raci_model *model, int64_t from, int64_t to, int all,
                           raci_error *err);
/* The same between two models, both evaluated on a date by one policy, which must outlive
   the diff, as the models must; `from` and `to` say how they are called. */
raci_status raci_diff_models(raci_diff **out, raci_model *from_model, raci_model *to_model,
                             const char *from, const char *to, raci_policy *policy,
                             const char *date, int all, raci_error *err);
/* The same between two policies, both evaluated on one model, which must outlive the diff, as the
   policies must; moves then have the rules by which they came, and it is told how the policies
   compare whatever the subject. `from` and `to` say how the policies are called. */
raci_status raci_diff_policies(raci_diff **out, raci_model *model, raci_policy *from_policy,
                               raci_policy *to_policy, const char *from, const char *to,
                               const char *date, int all, raci_error *err);
void raci_diff_free(raci_diff *diff); /* NULL is allowed */
/* As raci_result_failed, of either side; runs in which a rule failed are not kept. */
int raci_diff_failed(const raci_diff *diff, raci_error *err);
/* How many findings that are new or changed, and not accepted, have at least that severity. */
size_t raci_diff_count(const raci_diff *diff, raci_severity at_least);

/* Leaves in a `whole` result only the findings that the run has not, or that look
   different now; counts follow. Fails with RACI_NOTFOUND when there is no such run. */
raci_status raci_result_since(raci_result *result, int64_t run, raci_error *err);

/* Loads the policy of a run, from the text that was kept with it; otherwise as
   raci_policy_load. Fails also with RACI_NOTFOUND when there is no such run. */
raci_status raci_policy_recorded(raci_policy **out, raci_model *model, int64_t run,
                                 raci_problem_fn problem, void *payload, raci_error *err);

/* Asks about a subject as raci_ask does, of the run recorded for a date: the latest in
   date that is not after it. Who holds what and the findings are the recorded ones; why
   is found by the run's own policy. Gives an owned recollection. Fails as raci_ask and
   raci_policy_recorded, and with RACI_NOTFOUND when no run is that old. */
typedef struct raci_recollection raci_recollection;
raci_status raci_ask_recorded(raci_recollection **out, raci_model *model, const char *date,
                              const char *text, raci_problem_fn problem, void *payload,
                              raci_error *err);
void raci_recollection_free(raci_recollection *recollection); /* NULL is allowed */
/* The answer it rests on, for raci_answer_candidates and raci_answer_failed; borrowed. */
const raci_answer *raci_recollection_answer(const raci_recollection *recollection);

#ifdef __cplusplus
}
#endif
#endif
