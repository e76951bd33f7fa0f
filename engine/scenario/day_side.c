#include "scenario/day_side.h"

#include "base/fail.h"
#include "base/memory.h"
#include "model/basis.h"
#include "model/derive.h"
#include "scenario/two_results.h"

const raci_result *ri_day_result(const ri_day_side *side)
{
    return side->later != NULL ? side->later : side->outlook->result;
}

static bool push(ri_day_side *side, const ri_finding *finding)
{
    return RI_PUSH(side->findings, side->n, side->capacity, (ri_day_finding){finding});
}

/* Those that were looked for, and those of the full day that stay as they are. */
static raci_status gather(ri_day_side *side, raci_error *err)
{
    const raci_result *full = side->outlook->result;
    const raci_result *later = side->later;
    size_t at = 0;
    bool done = true;
    for (size_t i = 0; done && i < full->n_findings; i++) {
        const ri_finding *finding = &full->findings[i];
        if (later != NULL && !ri_result_retains(later, finding)) {
            continue;
        }
        while (done && later != NULL && at < later->n_findings &&
               ri_findings_order(&later->findings[at], finding) < 0) {
            done = push(side, &later->findings[at++]);
        }
        done = done && push(side, finding);
    }
    while (done && later != NULL && at < later->n_findings) {
        done = push(side, &later->findings[at++]);
    }
    return done ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_day_in_full(ri_day_side *out, raci_model *model, raci_policy *policy, int32_t day,
                           raci_error *err)
{
    ri_snapshot *snapshot = NULL;
    ri_day_side side = {.owns = true};
    raci_status status = ri_snapshot_load_basis(&snapshot, model, day, NULL, err);
    if (status == RACI_OK) {
        status = ri_outlook_new(&side.outlook, model, policy, snapshot, err);
    }
    if (status == RACI_OK) {
        status = gather(&side, err);
    }
    if (status != RACI_OK) {
        ri_day_free(&side);
        return status;
    }
    *out = side;
    return RACI_OK;
}

raci_status ri_day_later(ri_day_side *out, const ri_day_side *earlier, int32_t day, raci_error *err)
{
    ri_snapshot *snapshot = NULL;
    ri_day_side side = {.outlook = earlier->outlook};
    raci_status status = ri_snapshot_later(&snapshot, earlier->outlook->result->snapshot, day, err);
    if (status == RACI_OK) {
        status = ri_outlook_again(&side.later, side.outlook, snapshot, err);
    }
    if (status == RACI_OK) {
        status = gather(&side, err);
    }
    if (status != RACI_OK) {
        ri_day_free(&side);
        return status;
    }
    *out = side;
    return RACI_OK;
}

void ri_day_pass(ri_day_side *later, ri_day_side *earlier)
{
    if (later->outlook == earlier->outlook) {
        later->owns = earlier->owns || later->owns;
        earlier->owns = false;
    }
}

void ri_day_free(ri_day_side *side)
{
    raci_result_free(side->later);
    if (side->owns) {
        ri_outlook_free(side->outlook);
    }
    ri_free(side->findings);
    *side = (ri_day_side){.outlook = NULL};
}
