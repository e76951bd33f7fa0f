/*
 * Two models, side by side.
 */
#include "base/fail.h"
#include "record/run_diff.h"
#include "scenario/two_results.h"

static raci_status evaluate(raci_diff *diff, raci_model *from, raci_model *to, raci_policy *policy,
                            const char *date, raci_error *err)
{
    const raci_check_options how = {.date = date};
    raci_status status = raci_check(&diff->before, from, policy, &how, err);
    if (status == RACI_OK) {
        status = raci_check(&diff->after, to, policy, &how, err);
    }
    if (status == RACI_OK) {
        status = ri_compare_results(&diff->difference, diff->before, diff->after, NULL, 0, err);
    }
    return status == RACI_OK
               ? ri_compare_loads(&diff->loads, diff->before, diff->after, diff->arena, err)
               : status;
}

raci_status raci_diff_models(raci_diff **out, raci_model *from_model, raci_model *to_model,
                             const char *from, const char *to, raci_policy *policy,
                             const char *date, int all, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    raci_diff *diff = arena != NULL ? ri_arena_take(arena, sizeof *diff) : NULL;
    if (diff == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *diff = (raci_diff){.arena = arena, .difference = {.arena = arena, .all = all != 0}};
    diff->from_model = ri_arena_string(arena, from);
    diff->to_model = ri_arena_string(arena, to);
    raci_status status = diff->from_model != NULL && diff->to_model != NULL
                             ? evaluate(diff, from_model, to_model, policy, date, err)
                             : ri_fail_nomem(err);
    if (status != RACI_OK) {
        raci_diff_free(diff);
        return status;
    }
    *out = diff;
    return RACI_OK;
}
