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

#ifdef __cplusplus
extern "C" {
#endif

typedef enum raci_severity { RACI_INFO = 1, RACI_WARNING = 2, RACI_ERROR = 3 } raci_severity;

/* What an evaluation gives: the matrix and the findings. */
typedef struct raci_result raci_result;

typedef struct raci_check_options {
    const char *date;         /* ISO; the organization as of that day */
    int counts_only;          /* keep the counts, not the findings and the matrix */
    const char *const *codes; /* only these checks' findings are kept; NULL: all */
    size_t n_codes;
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

/* The answer to a question about one subject. */
typedef struct raci_answer raci_answer;

/* Asks about the subject that `text` names: a reference ("touchpoint:checkout",
   "handoff:a->b", "journey:buy", "enterprise") or a bare key of a touchpoint or
   a journey, or a name. Loads only what the question touches. Gives an owned
   answer, also when several things fit (see raci_answer_candidates). Fails with
   RACI_NOTFOUND when nothing fits, naming the nearest, and with RACI_INVALID
   (date; a reference to something on which nobody has letters). */
raci_status raci_ask(raci_answer **out, raci_model *model, raci_policy *policy, const char *date,
                     const char *text, raci_error *err);
void raci_answer_free(raci_answer *answer); /* NULL is allowed */
/* How many things the text fits when it fits several; 0 when it fitted one. */
size_t raci_answer_candidates(const raci_answer *answer);
/* As raci_result_failed. */
int raci_answer_failed(const raci_answer *answer, raci_error *err);

#ifdef __cplusplus
}
#endif
#endif
