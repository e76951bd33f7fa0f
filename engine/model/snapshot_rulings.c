/*
 * Which rulings others deliver the subject of than when they began. The model keeps
 * history, so nobody had to write down what a ruling was about.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/basis.h"

static raci_status take_unit(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    const char *subject = ri_column_text(stmt, 0, NULL);
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    if (subject == NULL || !ri_reference_split(subject, &kind, &key)) {
        return RACI_OK;
    }
    const ri_ref ref = ri_rows_find(l->s, kind, key);
    if (ref == RI_NONE) {
        return RACI_OK;
    }
    ri_ruled_unit *row = ri_gather(&l->gathered, sizeof *row);
    if (row == NULL) {
        return ri_fail_nomem(err);
    }
    *row = (ri_ruled_unit){.subject = ref,
                           .began = ri_column_day(stmt, 1, RI_DAY_MIN),
                           .unit = ri_column_null(stmt, 2) ? RI_NO_UNIT
                                                           : ri_loading_ref(l, stmt, 2, RI_UNIT),
                           .sides = (uint8_t)ri_column_int(stmt, 3)};
    return RACI_OK;
}

/* The delivering units of a subject today, sorted into the scratch items. */
static bool units_now(ri_loading *l, ri_ref subject)
{
    const ri_snapshot *s = l->s;
    const uint32_t at = ri_ref_index(subject);
    const uint32_t set = ri_ref_kind(subject) == RI_HANDOFF
                             ? ri_handoff_passing(&s->handoffs, at).unit_set
                             : s->touchpoints.unit_set[at];
    size_t n = 0;
    const uint32_t *units = ri_set_get(&l->unit_sets, set, &n);
    l->n_items = 0;
    for (size_t i = 0; i < n; i++) {
        if (!RI_PUSH(l->items, l->n_items, l->items_capacity, units[i])) {
            return false;
        }
    }
    l->n_items = ri_order_unique(l->items, l->n_items);
    return true;
}

/* Whether the units of n rows, some of them perhaps RI_NO_UNIT, are not the scratch items.
   Those that are not there any more differ from all; one that delivers both sides of a
   handoff comes twice. A handoff of which one side was not there then was none. */
static bool differ(const ri_loading *l, const ri_ruled_unit *rows, size_t n)
{
    size_t met = 0;
    unsigned sides = 0;
    bool gone = false;
    for (size_t i = 0; i < n; i++) {
        sides |= rows[i].sides;
        if (rows[i].unit != RI_NO_UNIT && (i == 0 || rows[i].unit != rows[i - 1].unit)) {
            gone = gone || !ri_order_has(l->items, l->n_items, rows[i].unit);
            met++;
        }
    }
    return sides == 3 && (gone || met != l->n_items);
}

static int compare_ruled(const void *a, const void *b, const void *context)
{
    const ri_ruled_unit *x = a;
    const ri_ruled_unit *y = b;
    (void)context;
    return x->subject != y->subject ? (x->subject < y->subject ? -1 : 1)
                                    : (x->began > y->began) - (x->began < y->began);
}

/* Marks the rulings that began on one of n days on which others delivered their subject. */
static void mark_moved(ri_snapshot *s, const ri_ruled_unit *moved, size_t n)
{
    for (uint32_t i = 0; i < s->n_rulings; i++) {
        const ri_ruled_unit of = {.subject = s->rulings[i].subject, .began = s->rulings[i].from};
        const size_t at = ri_order_place(moved, n, sizeof *moved, compare_ruled, &of, NULL);
        s->rulings[i].moved = at < n && compare_ruled(&moved[at], &of, NULL) == 0;
    }
}

raci_status ri_rulings_compare(ri_loading *l, ri_ruled_unit *rows, size_t n_rows, raci_error *err)
{
    raci_status status = RACI_OK;
    size_t moved = 0; /* in front: one row for each subject and day */
    for (size_t first = 0, n = 0; status == RACI_OK && first < n_rows; first += n) {
        for (n = 1; first + n < n_rows && rows[first + n].subject == rows[first].subject &&
                    rows[first + n].began == rows[first].began;
             n++) {
        }
        if (rows[first].began == l->s->date) {
            continue; /* by whom it is delivered today */
        }
        if (!units_now(l, rows[first].subject)) {
            status = ri_fail_nomem(err);
        } else if (differ(l, &rows[first], n)) {
            rows[moved++] = rows[first];
        }
    }
    if (status == RACI_OK && !ri_order(rows, moved, sizeof *rows, compare_ruled, NULL)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        mark_moved(l->s, rows, moved);
    }
    l->n_items = 0;
    return status;
}

/* After the rulings, and while the sets of units are still being made. */
raci_status ri_load_ruled_units(ri_loading *l, raci_error *err)
{
    raci_status status = RACI_OK;
    if (l->s->n_rulings > 0) {
        status = ri_loading_read(l, STMT_SNAPSHOT_RULED_UNITS, true, NULL, take_unit, err);
    }
    if (status == RACI_OK && l->basis != NULL) {
        l->basis->n_ruled = (uint32_t)l->gathered.n;
        l->basis->ruled =
            ri_arena_keep(l->arena, l->gathered.items, l->gathered.n, sizeof *l->basis->ruled);
        status = l->basis->ruled != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status = ri_rulings_compare(l, l->gathered.items, l->gathered.n, err);
    }
    l->gathered.n = 0;
    return status;
}
