/*
 * The policy's own checks: each is called for each thing of its kind, and what it
 * says becomes a finding like any other. One that fails is told, as a rule is; the
 * rest is evaluated.
 */
#include "base/fail.h"
#include "base/order.h"
#include "check/own.h"
#include "check/profiling.h"

/* A function that never ends may take seconds for each of a million touchpoints: one
   that has failed so often is left. */
#define FAILURES_MAX 100

static uint32_t things_count(const ri_snapshot *s, ri_kind kind)
{
    switch (kind) {
    case RI_ENTERPRISE:
        return 1;
    case RI_HANDOFF:
        return s->handoffs.n;
    default:
        return ri_snapshot_rows(s, kind)->n;
    }
}

static void add_finding(ri_checking *c, uint32_t check, ri_ref thing, const ri_check_answer *answer)
{
    ri_draft draft = ri_draft_begin(c, (ri_code)(RI_CODE_COUNT + check), thing, RI_NO_LETTER);
    draft.said = answer->message;
    ri_draft_parties(c, answer->parties, answer->n_parties);
    ri_draft_rule(c, ri_check_source(c->resolver, check));
    ri_draft_add(c, &draft);
}

static raci_status run_check(ri_checking *c, ri_resolver *resolver, raci_policy *policy,
                             uint32_t check, const ri_letters *letters, raci_error *err)
{
    const ri_kind kind = c->policy->checks[check].on;
    const uint32_t n = things_count(c->s, kind);
    uint32_t failed = 0;
    for (uint32_t i = 0; i < n && failed < FAILURES_MAX; i++) {
        const ri_ref thing = ri_ref_make(kind, i);
        ri_check_answer answer = {0};
        ri_call_failure failure;
        if (!ri_thing_there(c->s, thing)) {
            continue;
        }
        raci_status status = ri_policy_call_check(policy, check, thing, letters, &answer, &failure);
        if (status == RACI_NOMEM) {
            return ri_fail_nomem(err);
        }
        if (status != RACI_OK) {
            failed++;
            if (!ri_resolver_fail(resolver, ri_check_source(resolver, check), thing, &failure)) {
                return ri_fail_nomem(err);
            }
        } else if (answer.message != NULL) {
            add_finding(c, check, thing, &answer);
        }
        if (c->out_of_memory) {
            return ri_fail_nomem(err);
        }
    }
    return RACI_OK;
}

/* Of one subject they came in the order of letters, and of sources: that stays. */
static int compare_unreasoned(const void *a, const void *b, const void *context)
{
    const ri_ref left = ((const ri_unreasoned *)a)->subject;
    const ri_ref right = ((const ri_unreasoned *)b)->subject;
    (void)context;
    return left < right ? -1 : left > right;
}

/* All that are on are called, whichever findings were asked for: whether one failed
   must not depend on that. */
raci_status ri_check_own(ri_checking *c, ri_resolver *resolver, raci_policy *policy,
                         const ri_matrix *matrix, raci_error *err)
{
    ri_own_letters own;
    if (c->policy->n_checks == 0) {
        return RACI_OK;
    }
    if (!ri_order(c->unreasoned.items, c->unreasoned.n, sizeof *c->unreasoned.items,
                  compare_unreasoned, NULL)) {
        return ri_fail_nomem(err);
    }
    const ri_letters letters = ri_own_letters_begin(&own, c, matrix);
    raci_status status = RACI_OK;
    for (uint32_t i = 0; i < c->policy->n_checks && status == RACI_OK; i++) {
        if (c->in_force[RI_CODE_COUNT + i].on) {
            const uint64_t then = ri_profile_moment(c->profile);
            status = run_check(c, resolver, policy, i, &letters, err);
            ri_profile_checked(c->profile, (ri_code)(RI_CODE_COUNT + i), then);
        }
    }
    ri_own_letters_free(&own);
    return status;
}
