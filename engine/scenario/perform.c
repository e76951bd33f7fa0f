/*
 * Steps on the same day, one after the other, are taken on one prospect and written
 * together. A thing that has been there before and is opened again brings with it whatever
 * still names it: then the model is looked at anew before the next step.
 */
#include "scenario/perform.h"

#include "base/fail.h"
#include "base/memory.h"
#include "model/basis.h"
#include "model/known.h"
#include "scenario/playing.h"

typedef struct performance {
    ri_rewriting *w;
    const ri_stack *stack;
    ri_unfits *unfits;
    ri_arena *arena;
    ri_text why;
} performance;

raci_status ri_step_reopens(bool *out, raci_model *model, const ri_prospect *p,
                            const ri_scenario_step *step, raci_error *err)
{
    const ri_kind kind = ri_step_creates(step);
    const char *key = NULL;
    raci_status status = RACI_OK;
    *out = false;
    for (uint32_t i = 0; status == RACI_OK && kind != RI_KIND_COUNT && !*out &&
                         (key = ri_step_created(step, i)) != NULL;
         i++) {
        if (ri_prospect_find(p, kind, key) == RI_NONE) {
            status = ri_model_knows(out, model, kind, key, err);
        }
    }
    return status;
}

static raci_status take(performance *x, ri_prospect *p, const ri_turn *turn, raci_error *err)
{
    const bool fits = ri_play_step(p, turn->step, &x->why);
    if (p->failed ||
        (!fits && !ri_unfits_add(x->unfits, x->arena, turn, ri_text_string(&x->why)))) {
        return ri_fail_nomem(err);
    }
    return RACI_OK;
}

/* Takes the steps from `first` on that can be taken on one prospect; *next is the one
   after, and `alone` tells that the first one opens something again. */
static raci_status take_together(performance *x, ri_prospect *p, uint32_t first, uint32_t *next,
                                 bool *alone, raci_error *err)
{
    const ri_turn *turns = x->stack->turns;
    uint32_t i = first;
    bool again = false;
    raci_status status = ri_step_reopens(alone, x->w->model, p, turns[first].step, err);
    while (status == RACI_OK && !again) {
        status = take(x, p, &turns[i++], err);
        again = *alone || i == x->stack->n || turns[i].day != turns[first].day;
        if (status == RACI_OK && !again) {
            status = ri_step_reopens(&again, x->w->model, p, turns[i].step, err);
        }
    }
    *next = i;
    if (status == RACI_OK && *alone) {
        status = ri_store_do(x->w->store, STMT_SAVEPOINT, err);
    }
    return status == RACI_OK ? ri_rewrite(x->w, p, err) : status;
}

/* Whether one of the things that a step has opened is above itself now. */
static bool goes_round(const ri_snapshot *s, const ri_scenario_step *step)
{
    const ri_kind kind = ri_step_creates(step);
    const uint32_t *loop = kind == RI_UNIT       ? s->units.loop
                           : kind == RI_POSITION ? s->positions.loop
                                                 : NULL;
    const char *key = NULL;
    for (uint32_t i = 0; loop != NULL && (key = ri_step_created(step, i)) != NULL; i++) {
        const uint32_t row = ri_rows_place(ri_snapshot_rows(s, kind), key);
        if (row != RI_NONE && loop[row] != RI_NONE) {
            return true;
        }
    }
    return false;
}

static raci_status look(ri_snapshot **out, const performance *x, int32_t day, raci_error *err)
{
    return ri_snapshot_load_basis(out, x->w->model, day, &x->stack->places, err);
}

/* What still named it may lead back to it: then the step is taken back. */
static raci_status look_for_circle(performance *x, const ri_turn *turn, raci_error *err)
{
    ri_snapshot *s = NULL;
    raci_status status = look(&s, x, turn->day, err);
    if (status != RACI_OK) {
        return status;
    }
    const bool round = goes_round(s, turn->step);
    ri_snapshot_free(s);
    if (!round) {
        return RACI_OK;
    }
    status = ri_store_do(x->w->store, STMT_SAVEPOINT_UNDO, err);
    if (status == RACI_OK &&
        !ri_unfits_add(x->unfits, x->arena, turn,
                       "what still names it is above it: they would go in a circle")) {
        status = ri_fail_nomem(err);
    }
    return status;
}

static raci_status take_group(performance *x, uint32_t first, uint32_t *next, raci_error *err)
{
    const ri_turn *turn = &x->stack->turns[first];
    ri_prospect p = {.s = NULL};
    ri_snapshot *s = NULL;
    bool alone = false;
    const size_t unfit = x->unfits->n;
    raci_status status = look(&s, x, turn->day, err);
    if (status == RACI_OK) {
        status = ri_prospect_begin(&p, s) ? take_together(x, &p, first, next, &alone, err)
                                          : ri_fail_nomem(err);
    }
    ri_prospect_end(&p);
    ri_snapshot_free(s);
    if (status == RACI_OK && alone && x->unfits->n == unfit) {
        status = look_for_circle(x, turn, err);
    }
    return status == RACI_OK && alone ? ri_store_do(x->w->store, STMT_SAVEPOINT_END, err) : status;
}

raci_status ri_perform(ri_rewriting *w, const ri_stack *stack, ri_unfits *unfits, ri_arena *arena,
                       raci_error *err)
{
    performance x = {.w = w, .stack = stack, .unfits = unfits, .arena = arena};
    raci_status status = RACI_OK;
    for (uint32_t i = 0; status == RACI_OK && i < stack->n;) {
        status = take_group(&x, i, &i, err);
    }
    ri_text_free(&x.why);
    return status == RACI_OK ? ri_rewrite_forgotten(w, err) : status;
}

raci_status ri_perform_on(raci_model *copy, const ri_stack *stack, ri_unfits *unfits,
                          ri_arena *arena, raci_error *err)
{
    ri_rewriting rewriting;
    ri_store *store = ri_model_store(copy);
    raci_status status = ri_rewriting_begin(&rewriting, copy, err);
    if (status == RACI_OK) {
        status = ri_model_begin(copy, err);
    }
    if (status == RACI_OK) {
        status = ri_perform(&rewriting, stack, unfits, arena, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(store, err);
    }
    ri_store_rollback(store);
    ri_rewriting_end(&rewriting);
    return status;
}
