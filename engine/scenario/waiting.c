/* How long findings have waited, and for whom. */
#include "base/day.h"
#include "scenario/inbox.h"

raci_status ri_waiting_recall(const raci_result *result, raci_error *err)
{
    char day[11];
    const int32_t next = result->date + 1;
    const bool there = ri_day_format(next, day)[0] != '\0'; /* not so after the last day of all */
    return ri_snapshot_recall(result->snapshot, result->model, NULL, there ? next : result->date,
                              err);
}

static ri_waiting waiting_of(const raci_result *result, const ri_finding *finding)
{
    const int64_t days = ri_policy_data_of(result->policy)->escalation.days;
    ri_waiting waiting = {ri_snapshot_since(result->snapshot, finding->key), RI_DAY_MAX, false};
    char day[11];
    if (waiting.since != RI_DAY_MAX) {
        const int64_t due = waiting.since + days;
        const bool ends = due < RI_DAY_MAX && ri_day_format((int32_t)due, day)[0] != '\0';
        waiting.due = ends ? (int32_t)due : RI_DAY_MAX;
        waiting.overdue = waiting.due < result->date;
    }
    return waiting;
}

ri_waiting ri_waiting_longest(const raci_result *result, const ri_finding_at *findings, size_t n)
{
    ri_waiting longest = waiting_of(result, findings[0].finding);
    for (size_t i = 1; i < n; i++) {
        const ri_waiting waiting = waiting_of(result, findings[i].finding);
        longest = waiting.since < longest.since ? waiting : longest;
    }
    return longest;
}

const char *ri_deciding_office(const ri_snapshot *s, ri_ref position)
{
    if (position == RI_NONE) {
        return NULL;
    }
    const uint32_t at = ri_ref_index(position);
    return ri_position_has_office(s, at, "cxo")   ? "cxo"
           : ri_position_has_office(s, at, "ceo") ? "ceo"
                                                  : NULL;
}
