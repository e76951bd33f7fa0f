/*
 * Evaluating a policy on a model: assignments, findings, and questions.
 *
 * Evaluation is a pure function of model, policy and date. Findings are results:
 * raci_check succeeds however bad the organization looks.
 */
#ifndef RACI_CHECK_H
#define RACI_CHECK_H

#include "raci/error.h"
#include "raci/model.h"
#include "raci/policy.h"
#include "raci/profile.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum raci_severity { RACI_INFO = 1, RACI_WARNING = 2, RACI_ERROR = 3 } raci_severity;

/* Gives the name of the i-th core check, in byte order, such as "no-accountable";
   NULL beyond the last. Borrowed, static. */
const char *raci_check_code(size_t i);

/* What an evaluation gives: the matrix and the findings. */
typedef struct raci_result raci_result;

typedef struct raci_check_options {
    const char *date;         /* ISO; the organization as of that day */
    int counts_only;          /* keep the counts, not the findings and the matrix */
    const char *const *codes; /* only these checks' findings are kept; NULL: all */
    size_t n_codes;
    int whole;   /* keep everything even if counts_only is set, which then only says what
                  the document shows: for raci_record and raci_result_since */
    int workers; /* beyond 1: so many processes are forked, which share the work and are gone
                    when it is done; the result is the same. For programs of one thread */
    raci_profile *profile; /* what it takes is noted there, of one evaluation in one process; or
                              NULL */
} raci_check_options;

/* Evaluates every subject. The model and the policy must outlive the result and
   are not changed. Gives an owned result. Fails with RACI_INVALID (date, code),
   RACI_NOMEM and the model's statuses; a rule that fails is a finding. */
raci_status raci_check(raci_result **out, raci_model *model, raci_policy *policy,
                       const raci_check_options *options, raci_error *err);
void raci_result_free(raci_result *result); /* NULL is allowed */

/* How many findings have at least that severity. */
size_t raci_result_count(const raci_result *result, raci_severity at_least);
/* Whether a rule failed, so that the answer is not to be relied on; gives the
   first failure's message to `err` (may be NULL) when there is one. */
int raci_result_failed(const raci_result *result, raci_error *err);

/* One finding; strings are borrowed until the result is freed, NULL where there
   is none. */
typedef struct raci_finding {
    const char *key;
    const char *fingerprint;
    const char *code;
    const char *kind;
    raci_severity severity;
    const char *subject;
    const char *letter;
    const char *message;
} raci_finding;

size_t raci_result_findings(const raci_result *result);
/* The i-th in the order of subject, code, key. Fails with RACI_INVALID beyond the last. */
raci_status raci_result_finding(raci_finding *out, const raci_result *result, size_t i,
                                raci_error *err);

/* Those whom a text may mean among the holders of letters. */
typedef struct raci_holders raci_holders;

/* Looks for the position, unit, team or person that `text` names: a reference, an
   office, a key, a name or a part of one, tolerant of small typing errors. Gives an
   owned list of at least one, by reference, with all that fit equally well. Fails with
   RACI_NOTFOUND when nothing fits, naming the nearest, and with RACI_INVALID (date). */
raci_status raci_holders_find(raci_holders **out, raci_model *model, const char *date,
                              const char *text, raci_error *err);
void raci_holders_free(raci_holders *holders); /* NULL is allowed */
size_t raci_holders_count(const raci_holders *holders);
/* The reference of the i-th ("position:coo"), borrowed; NULL beyond the last. */
const char *raci_holders_reference(const raci_holders *holders, size_t i);

/* The answer to a question about one subject. */
typedef struct raci_answer raci_answer;

/* Asks about the subject that `text` names: a reference ("touchpoint:checkout",
   "handoff:a->b", "journey:buy", "enterprise") or a bare key of a touchpoint or
   a journey, or a name or a part of it, in any order of its words and tolerant of
   small typing errors. Loads only what the question touches. Gives an owned
   answer, also when several things fit (see raci_answer_candidates). Fails with
   RACI_NOTFOUND when nothing fits, naming the nearest, and with RACI_INVALID
   (date; a reference to something on which nobody has letters). */
raci_status raci_ask(raci_answer **out, raci_model *model, raci_policy *policy, const char *date,
                     const char *text, raci_error *err);
/* Asks why a holder does not have a letter on a subject: `subject` as in raci_ask;
   `holder` is a reference ("unit:ops", "office:cxo"), a key or a name of a position, unit,
   team or person. Gives an answer as raci_ask does, for raci_report_why_not. Fails also
   with RACI_INVALID for a letter that the scheme has not, and with RACI_NOTFOUND for a
   holder that is not there on the date or may be several. */
raci_status raci_ask_why_not(raci_answer **out, raci_model *model, raci_policy *policy,
                             const char *date, const char *subject, const char *letter,
                             const char *holder, raci_error *err);
void raci_answer_free(raci_answer *answer); /* NULL is allowed */
/* How many things the text fits when it fits several; 0 when it fitted one. */
size_t raci_answer_candidates(const raci_answer *answer);
/* As raci_result_failed. */
int raci_answer_failed(const raci_answer *answer, raci_error *err);

#ifdef __cplusplus
}
#endif
#endif
