/*
 * What a question about one subject cannot find, because it takes an evaluation of
 * everything: it is quoted from the last run.
 */
#include <string.h>

#include "base/fail.h"
#include "record/recollect.h"

/* Whether a question about the subject makes that check itself. */
static bool is_asked(const raci_answer *answer, const char *code)
{
    int number = ri_code_find_any(ri_policy_data_of(answer->policy), code);
    if (number < 0 || number >= RI_CODE_COUNT) {
        return false;
    }
    const ri_check_info *info = ri_check_info_of((ri_code)number);
    return info->local != NULL || info->passage != NULL;
}

static bool is_found(const raci_answer *answer, const char *key)
{
    for (size_t i = 0; i < answer->n_findings; i++) {
        if (strcmp(answer->findings[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

raci_status ri_recorded_beyond(ri_recorded_finding **out, size_t *n, ri_run_row *run,
                               const raci_answer *answer, ri_arena *arena, raci_error *err)
{
    ri_store *store = ri_model_store(answer->model);
    ri_text subject = RI_TEXT_INIT;
    *n = 0;
    *run = (ri_run_row){.number = answer->snapshot->last_run};
    if (run->number == 0) {
        return RACI_OK;
    }
    ri_snapshot_reference(answer->snapshot, answer->subject, &subject);
    raci_status status =
        subject.failed ? ri_fail_nomem(err) : ri_run_row_get(run, store, run->number, arena, err);
    if (status == RACI_OK) {
        status = ri_recorded_findings_of(out, n, store, run->number, ri_text_string(&subject),
                                         arena, err);
    }
    size_t kept = 0;
    for (size_t i = 0; status == RACI_OK && i < *n; i++) {
        const ri_finding_row *row = &(*out)[i].row;
        if (!is_asked(answer, row->code) && !is_found(answer, row->key)) {
            (*out)[kept++] = (*out)[i];
        }
    }
    *n = status == RACI_OK ? kept : 0;
    ri_text_free(&subject);
    return status;
}
