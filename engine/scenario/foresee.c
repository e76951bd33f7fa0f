#include "scenario/foresee.h"

#include "base/fail.h"
#include "model/basis.h"
#include "model/derive.h"
#include "scenario/perform.h"
#include "scenario/playing.h"

/* ---- on a base ---- */

/* Takes all steps; *stops at one that opens something again. */
static raci_status take_all(ri_prospect *p, ri_unfits *unfits, const ri_stack *stack,
                            raci_model *model, ri_arena *arena, bool *stops, raci_error *err)
{
    ri_text why = RI_TEXT_INIT;
    raci_status status = RACI_OK;
    unfits->n = 0;
    for (uint32_t i = 0; status == RACI_OK && i < stack->n; i++) {
        const ri_turn *turn = &stack->turns[i];
        status = ri_step_reopens(stops, model, p, turn->step, err);
        if (status != RACI_OK || *stops) {
            break;
        }
        const bool fits = ri_play_step(p, turn->step, &why);
        if (p->failed || (!fits && !ri_unfits_add(unfits, arena, turn, ri_text_string(&why)))) {
            status = ri_fail_nomem(err);
        }
    }
    ri_text_free(&why);
    return status;
}

static bool on_one_day(const ri_stack *stack)
{
    uint32_t i = 0;
    while (i < stack->n && stack->turns[i].day == stack->last) {
        i++;
    }
    return i == stack->n;
}

/* The keys lie in a snapshot that is of no use without them. */
static raci_status keep_lacking(const char ***lacking, const char **passages, size_t n,
                                ri_arena *arena, raci_error *err)
{
    const char **keys = ri_arena_array(arena, n, sizeof *keys);
    bool done = keys != NULL;
    for (size_t i = 0; i < n && done; i++) {
        keys[i] = ri_arena_string(arena, passages[i]);
        done = keys[i] != NULL;
    }
    *lacking = keys;
    return done ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_foresee_on(ri_snapshot **then, ri_unfits *unfits, const char ***lacking,
                          size_t *n_lacking, const ri_snapshot *base, const ri_stack *stack,
                          raci_model *model, ri_arena *arena, raci_error *err)
{
    ri_prospect p = {.s = NULL};
    const char **passages = NULL;
    bool stops = !on_one_day(stack) || stack->last != base->date;
    *then = NULL;
    *n_lacking = 0;
    raci_status status = ri_prospect_begin(&p, base) ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK && !stops) {
        status = take_all(&p, unfits, stack, model, arena, &stops, err);
    }
    if (status == RACI_OK && !stops && ri_prospect_derivable(&p)) {
        status = ri_snapshot_derive(then, &p, &passages, n_lacking, err);
    }
    ri_prospect_end(&p);
    if (status == RACI_OK && *n_lacking > 0) {
        status = keep_lacking(lacking, passages, *n_lacking, arena, err);
        ri_snapshot_free(*then);
        *then = NULL;
    }
    if (*then == NULL) {
        unfits->n = 0;
    }
    return status;
}

/* ---- with a base of its own ---- */

raci_status ri_foresee(ri_snapshot **base, ri_snapshot **then, ri_unfits *unfits,
                       const ri_stack *stack, raci_model *model, ri_arena *arena, raci_error *err)
{
    ri_places places = stack->places;
    size_t n_lacking = 0;
    *base = NULL;
    *then = NULL;
    if (!on_one_day(stack)) {
        return RACI_OK;
    }
    raci_status status = RACI_OK;
    for (bool again = true; status == RACI_OK && again;) {
        const char **lacking = NULL;
        ri_snapshot_free(*base);
        *base = NULL;
        status = ri_snapshot_load_basis(base, model, stack->last, &places, err);
        if (status == RACI_OK) {
            status =
                ri_foresee_on(then, unfits, &lacking, &n_lacking, *base, stack, model, arena, err);
        }
        /* Where touchpoints pass differently, there are handoffs without a place at first. */
        again = status == RACI_OK && n_lacking > 0 && places.n[RI_HANDOFF] == 0;
        places.keys[RI_HANDOFF] = lacking;
        places.n[RI_HANDOFF] = n_lacking;
    }
    if (*then == NULL) {
        ri_snapshot_free(*base);
        *base = NULL;
    }
    return status;
}
