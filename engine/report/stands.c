/* How touchpoints stand, journey by journey, and what waits for a decision. */
#include "report/stands.h"

#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"
#include "report/report_power.h"
#include "resolve/subjects.h"

const char *ri_standing_name(ri_touchpoint_standing standing)
{
    static const char *const names[RI_STANDINGS] = {
        "one accountable, with power",
        "one accountable, without power",
        "several accountable",
        "nobody accountable",
    };
    return names[standing];
}

static ri_touchpoint_standing standing_of(const ri_work *work, uint32_t touchpoint)
{
    const uint32_t subject = ri_subject_number(work->s, ri_ref_make(RI_TOUCHPOINT, touchpoint));
    ri_hurdle hurdle;
    uint32_t n = 0;
    const ri_ref *holders = ri_matrix_holders(work->matrix, subject, work->accountable, &n);
    if (n != 1) {
        return n == 0 ? RI_STANDS_NOBODY : RI_STANDS_SEVERAL;
    }
    const uint32_t position = ri_holder_position(work->s, holders[0]);
    return position != RI_NONE &&
                   ri_commands_work(work, &position, 1, touchpoint, &hurdle) != RI_WAY_NONE
               ? RI_STANDS_FINE
               : RI_STANDS_POWERLESS;
}

static void add(ri_stands *stands, ri_touchpoint_standing standing, const ri_finding_marks *marks)
{
    stands->n++;
    stands->of[standing]++;
    for (unsigned severity = RACI_INFO; severity <= RACI_ERROR; severity++) {
        stands->counts[severity] += marks->counts[severity];
    }
}

/* Where least is fine stands first. */
static int weakest_first(const void *a, const void *b, const void *context)
{
    const ri_stands *x = a;
    const ri_stands *y = b;
    const size_t left = x->of[RI_STANDS_FINE] * y->n;
    const size_t right = y->of[RI_STANDS_FINE] * x->n;
    (void)context;
    if (left != right) {
        return left < right ? -1 : 1;
    }
    if (x->counts[RACI_ERROR] != y->counts[RACI_ERROR]) {
        return x->counts[RACI_ERROR] > y->counts[RACI_ERROR] ? -1 : 1;
    }
    return (x->journey > y->journey) - (x->journey < y->journey);
}

/* Adds a touchpoint to all, and to the rows of its journeys; the last row is of those on none. */
static void add_touchpoint(ri_stands *all, ri_stands *of, const ri_work *work,
                           const ri_finding_marks *marks, uint32_t touchpoint)
{
    const ri_lists *journeys = &work->s->journey_sets.of;
    const uint32_t set = work->s->touchpoints.journey_set[touchpoint];
    const ri_touchpoint_standing standing = standing_of(work, touchpoint);
    const ri_finding_marks *here =
        &marks[ri_subject_number(work->s, ri_ref_make(RI_TOUCHPOINT, touchpoint))];
    add(all, standing, here);
    for (uint32_t k = journeys->first[set]; k < journeys->first[set + 1]; k++) {
        add(&of[journeys->items[k]], standing, here);
    }
    if (journeys->first[set] == journeys->first[set + 1]) {
        add(&of[work->s->journeys.rows.n], standing, here);
    }
}

bool ri_stands_of(ri_stands *all, ri_stands **rows, size_t *n, const raci_result *result,
                  const ri_finding_marks *marks)
{
    const ri_work work = ri_work_of(result);
    const ri_snapshot *s = work.s;
    const uint32_t journeys = s->journeys.rows.n;
    ri_stands *of = ri_alloc(((size_t)journeys + 1) * sizeof *of);
    *all = (ri_stands){.journey = RI_NONE};
    *rows = of;
    *n = 0;
    for (uint32_t j = 0; of != NULL && j <= journeys; j++) {
        of[j] = (ri_stands){.journey = j < journeys ? ri_ref_make(RI_JOURNEY, j) : RI_NONE};
    }
    for (uint32_t i = 0; of != NULL && i < s->touchpoints.rows.n; i++) {
        if (ri_row_there(&s->touchpoints.rows, i)) {
            add_touchpoint(all, of, &work, marks, i);
        }
    }
    for (uint32_t j = 0; of != NULL && j <= journeys; j++) {
        if (of[j].n > 0) {
            of[(*n)++] = of[j];
        }
    }
    return of != NULL && ri_order(of, *n, sizeof *of, weakest_first, NULL);
}

/* ---- what waits ---- */

static bool waits_for(const ri_inbox_item *item, const char *office)
{
    if (item->state != RI_INBOX_WAITS || item->to == RI_NONE) {
        return item->state == RI_INBOX_WAITS && office == NULL;
    }
    return office != NULL && strcmp(item->office != NULL ? item->office : "", office) == 0;
}

ri_waits ri_waits_for(const raci_inbox *inbox, const char *office)
{
    ri_waits waits = {.since = RI_DAY_MAX};
    for (size_t i = 0; i < inbox->n; i++) {
        const ri_inbox_item *item = &inbox->items[i];
        if (waits_for(item, office)) {
            waits.n++;
            waits.overdue += item->waiting.overdue;
            waits.since = item->waiting.since < waits.since ? item->waiting.since : waits.since;
        }
    }
    return waits;
}
