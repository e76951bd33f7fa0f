/*
 * The policy: Lua files whose rules say who answers for what.
 */
#ifndef RACI_POLICY_H
#define RACI_POLICY_H

#include "raci/error.h"
#include "raci/model.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct raci_policy raci_policy;

/* Loads a policy: each of the n paths is a file, a folder whose *.lua files (but
   *_test.lua) are taken together, or, where there is neither, the name of a governance
   model; together they are one policy. With n = 0 the shipped default policy. Names
   that rules mention are looked up in `model`, which may be closed or changed
   afterwards, or be NULL: then they are not. Errors are given to `problem` (may be
   NULL), the first also to `err`. Gives an owned policy. Fails with RACI_POLICY,
   RACI_NOTFOUND (no such file or governance model), RACI_LIMIT, RACI_NOMEM. */
raci_status raci_policy_load(raci_policy **out, raci_model *model, const char *const *paths,
                             size_t n, raci_problem_fn problem, void *payload, raci_error *err);

/* Frees it; NULL is allowed. Results that were made with it must be freed first. */
void raci_policy_free(raci_policy *policy);

/* Facts about it; borrowed until it is freed. The digest has 64 hex digits and
   covers the names and bytes of all its files, whatever their order. */
const char *raci_policy_name(const raci_policy *policy);
const char *raci_policy_version(const raci_policy *policy);
const char *raci_policy_digest(const raci_policy *policy);
/* The i-th letter of its scheme, in byte order; NULL beyond the last. */
const char *raci_policy_letter(const raci_policy *policy, size_t i);

/* The i-th file that it was read from, as it was found; NULL beyond the last. Those that the
   library carries are left out. */
const char *raci_policy_file(const raci_policy *policy, size_t i);

#ifdef __cplusplus
}
#endif
#endif
