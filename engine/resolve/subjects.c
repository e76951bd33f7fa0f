#include "resolve/subjects.h"

uint32_t ri_subject_count(const ri_snapshot *snapshot)
{
    return 1 + snapshot->handoffs.n + snapshot->journeys.rows.n + snapshot->touchpoints.rows.n;
}

uint32_t ri_subjects_of(const ri_snapshot *snapshot, ri_kind kind)
{
    switch (kind) {
    case RI_ENTERPRISE:
        return 1;
    case RI_HANDOFF:
        return snapshot->handoffs.n;
    case RI_JOURNEY:
    case RI_TOUCHPOINT:
        return ri_snapshot_rows(snapshot, kind)->n;
    default:
        return 0;
    }
}

ri_ref ri_subject_at(const ri_snapshot *snapshot, uint32_t number)
{
    if (number == 0) {
        return ri_ref_make(RI_ENTERPRISE, 0);
    }
    number -= 1;
    if (number < snapshot->handoffs.n) {
        return ri_ref_make(RI_HANDOFF, number);
    }
    number -= snapshot->handoffs.n;
    if (number < snapshot->journeys.rows.n) {
        return ri_ref_make(RI_JOURNEY, number);
    }
    return ri_ref_make(RI_TOUCHPOINT, number - snapshot->journeys.rows.n);
}

uint32_t ri_subject_number(const ri_snapshot *snapshot, ri_ref subject)
{
    uint32_t index = ri_ref_index(subject);
    switch (ri_ref_kind(subject)) {
    case RI_HANDOFF:
        return 1 + index;
    case RI_JOURNEY:
        return 1 + snapshot->handoffs.n + index;
    case RI_TOUCHPOINT:
        return 1 + snapshot->handoffs.n + snapshot->journeys.rows.n + index;
    default:
        return 0;
    }
}

bool ri_thing_there(const ri_snapshot *snapshot, ri_ref thing)
{
    const ri_rows *rows = ri_snapshot_rows(snapshot, ri_ref_kind(thing));
    if (ri_ref_kind(thing) == RI_HANDOFF) {
        return ri_handoff_there(&snapshot->handoffs, ri_ref_index(thing));
    }
    return rows == NULL || ri_row_there(rows, ri_ref_index(thing));
}

bool ri_is_subject(ri_ref ref)
{
    const ri_kind kind = ri_ref_kind(ref);
    return kind == RI_HANDOFF || kind == RI_JOURNEY || kind == RI_TOUCHPOINT;
}
