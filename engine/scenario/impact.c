/*
 * What somebody who leaves leaves behind.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/power.h"
#include "scenario/outcome.h"
#include "scenario/who_acts.h"

typedef struct list {
    const char **items;
    size_t n;
    size_t capacity;
} list;

static bool add(list *to, ri_kind kind, const char *key, ri_arena *arena)
{
    const char *reference = ri_arena_format(arena, "%s:%s", ri_kind_name(kind), key);
    return reference != NULL && RI_PUSH(to->items, to->n, to->capacity, reference);
}

static bool find_vacant(list *out, const raci_whatif *w, const ri_matching *matching)
{
    const ri_snapshot *before = w->before->snapshot;
    const ri_snapshot *after = w->after->snapshot;
    for (uint32_t i = 0; i < after->positions.rows.n; i++) {
        const uint32_t was = matching->other[RI_POSITION][i];
        if (was != RI_NONE && !ri_position_vacant(before, was) && ri_position_vacant(after, i) &&
            !add(out, RI_POSITION, after->positions.rows.key[i], w->arena)) {
            return false;
        }
    }
    return true;
}

static bool find_unowned(list *unowned, list *critical, const raci_whatif *w,
                         const ri_matching *matching)
{
    const ri_touchpoints *t = &w->after->snapshot->touchpoints;
    for (uint32_t i = 0; i < t->rows.n; i++) {
        const uint32_t was = matching->other[RI_TOUCHPOINT][i];
        const char *key = t->rows.key[i];
        if (was == RI_NONE ||
            ri_accountable_there(w->before, ri_ref_make(RI_TOUCHPOINT, was)) == RI_NONE ||
            ri_accountable_there(w->after, ri_ref_make(RI_TOUCHPOINT, i)) != RI_NONE) {
            continue;
        }
        if (!add(unowned, RI_TOUCHPOINT, key, w->arena) ||
            (ri_is_critical(t, i) && !add(critical, RI_TOUCHPOINT, key, w->arena))) {
            return false;
        }
    }
    return true;
}

static bool give(const char ***out, size_t *n, const list *from, ri_arena *arena)
{
    *n = from->n;
    *out = ri_arena_keep(arena, from->items, from->n, sizeof *from->items);
    return *out != NULL;
}

raci_status ri_impact_find(ri_impact *out, const raci_whatif *w, raci_error *err)
{
    list vacant = {.n = 0};
    list unowned = {.n = 0};
    list critical = {.n = 0};
    ri_matching matching;
    const bool done =
        ri_matching_make(&matching, w->after->snapshot, w->before->snapshot, w->arena) &&
        find_vacant(&vacant, w, &matching) && find_unowned(&unowned, &critical, w, &matching) &&
        give(&out->vacant, &out->n_vacant, &vacant, w->arena) &&
        give(&out->unowned, &out->n_unowned, &unowned, w->arena) &&
        give(&out->critical, &out->n_critical, &critical, w->arena);
    ri_free((void *)vacant.items);
    ri_free((void *)unowned.items);
    ri_free((void *)critical.items);
    return done ? RACI_OK : ri_fail_nomem(err);
}
