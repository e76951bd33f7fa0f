/*
 * Two models by one policy, or two policies on one model, side by side.
 */
#include "base/fail.h"
#include "record/run_diff.h"
#include "scenario/two_results.h"

typedef struct side {
    raci_model *model;
    raci_policy *policy;
} side;

static raci_status evaluate(raci_diff *diff, const side *from, const side *to, const char *date,
                            raci_error *err)
{
    const raci_check_options how = {.date = date};
    raci_status status = raci_check(&diff->before, from->model, from->policy, &how, err);
    if (status == RACI_OK) {
        status = raci_check(&diff->after, to->model, to->policy, &how, err);
    }
    if (status == RACI_OK) {
        status = ri_compare_results(&diff->difference, diff->before, diff->after, NULL, 0, err);
    }
    return status == RACI_OK
               ? ri_compare_loads(&diff->loads, diff->before, diff->after, diff->arena, err)
               : status;
}

/* A diff of nothing yet; NULL: memory is exhausted. */
static raci_diff *begin(int all)
{
    ri_arena *arena = ri_arena_new();
    raci_diff *diff = arena != NULL ? ri_arena_take(arena, sizeof *diff) : NULL;
    if (diff == NULL) {
        ri_arena_free(arena);
        return NULL;
    }
    *diff = (raci_diff){.arena = arena, .difference = {.arena = arena, .all = all != 0}};
    return diff;
}

static raci_status give(raci_diff **out, raci_diff *diff, raci_status status)
{
    if (status != RACI_OK) {
        raci_diff_free(diff);
        return status;
    }
    *out = diff;
    return RACI_OK;
}

raci_status raci_diff_models(raci_diff **out, raci_model *from_model, raci_model *to_model,
                             const char *from, const char *to, raci_policy *policy,
                             const char *date, int all, raci_error *err)
{
    const side sides[2] = {{from_model, policy}, {to_model, policy}};
    raci_diff *diff = begin(all);
    if (diff == NULL) {
        return ri_fail_nomem(err);
    }
    diff->from_model = ri_arena_string(diff->arena, from);
    diff->to_model = ri_arena_string(diff->arena, to);
    return give(out, diff,
                diff->from_model != NULL && diff->to_model != NULL
                    ? evaluate(diff, &sides[0], &sides[1], date, err)
                    : ri_fail_nomem(err));
}

raci_status raci_diff_policies(raci_diff **out, raci_model *model, raci_policy *from_policy,
                               raci_policy *to_policy, const char *from, const char *to,
                               const char *date, int all, raci_error *err)
{
    const side sides[2] = {{model, from_policy}, {model, to_policy}};
    raci_diff *diff = begin(all);
    if (diff == NULL) {
        return ri_fail_nomem(err);
    }
    diff->from_policy = ri_arena_string(diff->arena, from);
    diff->to_policy = ri_arena_string(diff->arena, to);
    raci_status status = diff->from_policy != NULL && diff->to_policy != NULL
                             ? evaluate(diff, &sides[0], &sides[1], date, err)
                             : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = ri_move_rules(&diff->difference, diff->before, diff->after, err);
    }
    if (status == RACI_OK) {
        status = ri_compare_generally(&diff->general, diff->arena, &diff->difference, diff->before,
                                      diff->after, err);
    }
    return give(out, diff, status);
}
