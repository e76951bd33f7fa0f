/* Findings that somebody accepts as they are, for some time. */
#include "base/fail.h"
#include "record/act_finding.h"

static raci_status write_acceptance(raci_change **out, ri_act *act, const raci_result *result,
                                    const ri_finding *finding, raci_error *err)
{
    ri_text title = RI_TEXT_INIT;
    ri_act_cells cells = {[RI_ACCEPTANCE_KEY] = finding->key,
                          [RI_ACCEPTANCE_FINGERPRINT] = finding->fingerprint,
                          [RI_ACCEPTANCE_BY] = act->actor.ref,
                          [RI_ACCEPTANCE_REASON] = act->options->because,
                          [RI_ACCEPTANCE_TO] = act->options->until};
    act->change->finding = ri_arena_string(act->change->arena, finding->key);
    act->change->fingerprint = ri_arena_string(act->change->arena, finding->fingerprint);
    if (act->change->finding == NULL || act->change->fingerprint == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_act_open(act, result->model_digest, err);
    if (status == RACI_OK) {
        status = ri_act_add(act, RI_TABLE_ACCEPTANCES, cells, err);
    }
    ri_text_format(&title, "%s accepts until %s: %s", act->actor.name, act->options->until,
                   finding->message);
    if (status == RACI_OK) {
        status = ri_act_finish(out, act, &title, err);
    }
    ri_text_free(&title);
    return status;
}

static raci_status look_at(const raci_result *result, const ri_finding *finding, raci_error *err)
{
    const ri_acceptance *accepted = ri_finding_acceptance(result, finding);
    return accepted == NULL
               ? RACI_OK
               : ri_fail(err, RACI_INVALID,
                         "the finding %s is accepted already, by %s; 'raci reopen' ends that",
                         finding->key, accepted->by);
}

static raci_status accept(raci_change **out, ri_act *act, const raci_result *result,
                          const char *text, const raci_act_options *options, ri_arena *arena,
                          raci_error *err)
{
    const ri_finding *finding = NULL;
    ri_addressees to;
    raci_status status = ri_finding_meant(&finding, result, text, arena, err);
    if (status == RACI_OK) {
        status = look_at(result, finding, err);
    }
    if (status == RACI_OK) {
        status = ri_finding_addressees(&to, result, finding, arena, err);
    }
    if (status == RACI_OK) {
        status =
            ri_act_new(act, result->model, "accept", result->date, options, to.refs, to.n, err);
    }
    if (status == RACI_OK) {
        status = ri_addressees_allow(&to, &act->actor, "accept", err);
    }
    return status == RACI_OK ? write_acceptance(out, act, result, finding, err) : status;
}

raci_status raci_accept(raci_change **out, const raci_result *result, const char *finding,
                        const raci_act_options *options, raci_error *err)
{
    ri_act act = {.model = NULL};
    ri_arena *arena = ri_arena_new();
    raci_status status = arena != NULL ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = ri_act_options_check(options, true, err);
    }
    if (status == RACI_OK) {
        status = ri_act_until_check(options, result->date, err);
    }
    if (status == RACI_OK) {
        status = accept(out, &act, result, finding, options, arena, err);
    }
    ri_act_end(&act);
    ri_arena_free(arena);
    return status;
}
