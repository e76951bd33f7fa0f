#include "check/commanding.h"

#include "base/memory.h"
#include "resolve/subjects.h"

ri_doers ri_doers_of(const ri_work *work, uint32_t touchpoint)
{
    const ri_snapshot *s = work->s;
    const ri_lists *units = &s->unit_sets.of;
    const uint32_t subject = ri_subject_number(s, ri_ref_make(RI_TOUCHPOINT, touchpoint));
    ri_doers doers = {.holders = NULL};
    doers.holders = ri_matrix_holders(work->matrix, subject, work->responsible, &doers.n);
    if (doers.n == 0) {
        const uint32_t set = s->touchpoints.unit_set[touchpoint];
        doers.holders = NULL;
        doers.units = RI_FROM(units->items, units->first[set]);
        doers.n = units->first[set + 1] - units->first[set];
    }
    return doers;
}

ri_ref ri_doer(const ri_doers *doers, uint32_t i)
{
    return doers->holders != NULL ? doers->holders[i] : ri_ref_make(RI_UNIT, doers->units[i]);
}

const char *ri_way_name(ri_way way)
{
    return way == RI_WAY_LINE ? "line" : way == RI_WAY_MANDATE ? "mandate" : NULL;
}

const uint32_t *ri_commanding_positions(const ri_snapshot *s, ri_ref holder, uint32_t *one,
                                        size_t *n)
{
    const ri_lists *seated = &s->people.positions;
    const uint32_t at = ri_ref_index(holder);
    if (ri_ref_kind(holder) == RI_PERSON) {
        *n = seated->first[at + 1] - seated->first[at];
        return RI_FROM(seated->items, seated->first[at]);
    }
    *one = ri_holder_position(s, holder);
    *n = *one != RI_NONE;
    return one;
}

static bool any_by_line(const ri_snapshot *s, const uint32_t *positions, size_t n, ri_ref holder)
{
    for (size_t i = 0; i < n; i++) {
        if (ri_commands_by_line(s, positions[i], holder)) {
            return true;
        }
    }
    return false;
}

/* The first position in a row that none of those commands. */
static uint32_t first_beyond(const ri_snapshot *s, const uint32_t *positions, size_t n,
                             const ri_lists *of, uint32_t row)
{
    for (uint32_t i = of->first[row]; i < of->first[row + 1]; i++) {
        if (!any_by_line(s, positions, n, ri_ref_make(RI_POSITION, of->items[i]))) {
            return of->items[i];
        }
    }
    return RI_NONE;
}

static ri_hurdle hurdle_of(const ri_snapshot *s, const uint32_t *positions, size_t n, ri_ref doer)
{
    const uint32_t at = ri_ref_index(doer);
    ri_hurdle hurdle = {.doer = doer, .position = ri_holder_position(s, doer)};
    if (ri_ref_kind(doer) == RI_TEAM) {
        hurdle.position = first_beyond(s, positions, n, &s->teams.members, at);
    } else if (ri_ref_kind(doer) == RI_PERSON) {
        hurdle.position = first_beyond(s, positions, n, &s->people.positions, at);
    }
    hurdle.department = ri_ref_kind(doer) == RI_UNIT ? s->units.department[at]
                        : hurdle.position != RI_NONE ? ri_position_department(s, hurdle.position)
                                                     : RI_NONE;
    return hurdle;
}

ri_way ri_commands_work(const ri_work *work, const uint32_t *positions, size_t n,
                        uint32_t touchpoint, ri_hurdle *hurdle)
{
    const ri_doers doers = ri_doers_of(work, touchpoint);
    uint32_t commanded = 0;
    while (commanded < doers.n && any_by_line(work->s, positions, n, ri_doer(&doers, commanded))) {
        commanded++;
    }
    if (doers.n > 0 && commanded == doers.n) {
        return RI_WAY_LINE;
    }
    for (size_t i = 0; i < n; i++) {
        if (ri_mandate_covers(work->s, positions[i], ri_ref_make(RI_TOUCHPOINT, touchpoint))) {
            return RI_WAY_MANDATE;
        }
    }
    *hurdle = doers.n == 0
                  ? (ri_hurdle){.doer = RI_NONE, .position = RI_NONE, .department = RI_NONE}
                  : hurdle_of(work->s, positions, n, ri_doer(&doers, commanded));
    return RI_WAY_NONE;
}

ri_empowered ri_empowered_count(const ri_work *work)
{
    const ri_snapshot *s = work->s;
    ri_empowered out = {0, 0};
    for (uint32_t t = 0; t < s->touchpoints.rows.n; t++) {
        const uint32_t subject = ri_subject_number(s, ri_ref_make(RI_TOUCHPOINT, t));
        uint32_t n = 0;
        const ri_ref *holders = ri_matrix_holders(work->matrix, subject, work->accountable, &n);
        uint32_t empowered = 0;
        for (uint32_t i = 0; i < n; i++) {
            const uint32_t position = ri_holder_position(s, holders[i]);
            ri_hurdle hurdle;
            empowered += position != RI_NONE &&
                         ri_commands_work(work, &position, 1, t, &hurdle) != RI_WAY_NONE;
        }
        out.accountable += n > 0;
        out.empowered += n > 0 && empowered == n;
    }
    return out;
}
