/*
 * How many letters everybody has on touchpoints, before and after.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "scenario/two_results.h"

static const ri_kind kinds[] = {RI_PERSON, RI_POSITION, RI_TEAM, RI_UNIT}; /* by name */
#define KINDS (sizeof kinds / sizeof kinds[0])

typedef struct loading_up {
    ri_loads *out;
    const raci_result *before;
    const raci_result *after;
    ri_arena *arena;
} loading_up;

/* On how many touchpoints a holder has a letter; none where one of them is not there. */
static uint32_t count_of(const raci_result *of, ri_kind kind, uint32_t holder, uint8_t letter)
{
    return holder != RI_NONE && letter != RI_NO_LETTER
               ? ri_tally_on(&of->tally, kind, holder, letter)
               : 0;
}

/* A holder's letters that are not as many as before; RI_NONE: not there on that side. */
static bool add_holder(loading_up *x, ri_kind kind, uint32_t before, uint32_t after)
{
    ri_letter_walk walk = {.before = &ri_policy_data_of(x->before->policy)->scheme,
                           .after = &ri_policy_data_of(x->after->policy)->scheme};
    const char *holder = NULL;
    while (ri_letter_walk_next(&walk)) {
        const uint32_t from = count_of(x->before, kind, before, walk.was);
        const uint32_t to = count_of(x->after, kind, after, walk.is);
        if (from == to) {
            continue;
        }
        if (holder == NULL) {
            const ri_rows *rows =
                ri_snapshot_rows((after != RI_NONE ? x->after : x->before)->snapshot, kind);
            holder = ri_arena_format(x->arena, "%s:%s", ri_kind_name(kind),
                                     rows->key[after != RI_NONE ? after : before]);
        }
        const ri_load load = {holder, ri_arena_string(x->arena, walk.letter), from, to};
        if (load.holder == NULL || load.letter == NULL ||
            !RI_PUSH(x->out->items, x->out->n, x->out->capacity, load)) {
            return false;
        }
    }
    return true;
}

static bool add_kind(loading_up *x, ri_kind kind)
{
    const ri_rows *a = ri_snapshot_rows(x->before->snapshot, kind);
    const ri_rows *b = ri_snapshot_rows(x->after->snapshot, kind);
    uint32_t i = 0;
    uint32_t k = 0;
    bool done = true;
    while (done && (i < a->n || k < b->n)) {
        const int order = i == a->n ? 1 : k == b->n ? -1 : strcmp(a->key[i], b->key[k]);
        const uint32_t before = order <= 0 ? i++ : RI_NONE;
        const uint32_t after = order >= 0 ? k++ : RI_NONE;
        done = add_holder(x, kind, before, after);
    }
    return done;
}

raci_status ri_compare_loads(ri_loads *out, const raci_result *before, const raci_result *after,
                             ri_arena *arena, raci_error *err)
{
    loading_up x = {.out = out, .before = before, .after = after, .arena = arena};
    bool done = true;
    for (size_t i = 0; i < KINDS && done; i++) {
        done = add_kind(&x, kinds[i]);
    }
    return done ? RACI_OK : ri_fail_nomem(err);
}
