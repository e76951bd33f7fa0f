#include "base/fail.h"
#include "record/keeping.h"

raci_status ri_pass_both(const ri_pass *pass, void *p, raci_error *err)
{
    bool old = false;
    bool new = false;
    raci_status status = pass->step_old(p, &old, err);
    if (status == RACI_OK) {
        status = pass->step_new(p, &new, err);
    }
    while (status == RACI_OK && (old || new)) {
        const int order = !old ? 1 : !new ? -1 : pass->order(p);
        if (!pass->take(p, order)) {
            return ri_fail_nomem(err);
        }
        if (order <= 0) {
            status = pass->step_old(p, &old, err);
        }
        if (status == RACI_OK && order >= 0) {
            status = pass->step_new(p, &new, err);
        }
    }
    return status;
}
