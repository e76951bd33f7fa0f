#include "record/whole_result.h"

#include <string.h>

#include "base/fail.h"
#include "check/checking.h"
#include "model/known.h"
#include "record/chain.h"

raci_status ri_whole_result_fit(const raci_result *result, const char *recorded_at, raci_error *err)
{
    raci_error failure = {0};
    if (result->model_digest[0] == '\0' || result->narrowed) {
        return ri_fail(err, RACI_INVALID,
                       "only a whole result can be recorded: of all checks, with everything kept");
    }
    if (!ri_is_time(recorded_at)) {
        return ri_fail(err, RACI_INVALID, "expected a time as 2026-11-22T10:30:00Z, found '%s'",
                       recorded_at != NULL ? recorded_at : "");
    }
    if (ri_rules_failed(result->resolver, &failure)) {
        return ri_fail_at(err, RACI_POLICY, failure.file, failure.line, failure.column,
                          "it is not recorded, because a rule failed: %s", failure.message);
    }
    return RACI_OK;
}

raci_status ri_whole_result_fails(raci_error *err)
{
    return ri_fail(err, RACI_BUSY,
                   "the model was written by somebody else during the evaluation; nothing was "
                   "recorded, do it again");
}

raci_status ri_whole_result_stands(const raci_result *result, raci_error *err)
{
    const char *digest = NULL;
    raci_status status = raci_model_digest(&digest, result->model, err);
    return status == RACI_OK && strcmp(digest, result->model_digest) != 0
               ? ri_whole_result_fails(err)
               : status;
}
