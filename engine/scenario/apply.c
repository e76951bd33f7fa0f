/*
 * Steps taken for good, and recorded.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/known.h"
#include "record/chain.h"
#include "record/recorded_change.h"
#include "scenario/perform.h"

typedef struct applying {
    raci_model *model;
    const raci_scenario *const *scenarios;
    size_t n;
    const raci_apply_options *options;
    raci_problem_fn problem;
    void *payload;
    raci_change *change;
    ri_stack stack;
    ri_unfits unfits;
    ri_rewriting rewriting;
} applying;

/* ---- what is recorded of it ---- */

/* The names of all scenarios, and their reasons. */
static bool take_titles(applying *x)
{
    ri_text title = RI_TEXT_INIT;
    ri_text reason = RI_TEXT_INIT;
    raci_change *change = x->change;
    ri_text_add(&reason, x->options->because != NULL ? x->options->because : "");
    for (size_t i = 0; i < x->n; i++) {
        ri_text_add(&title, i > 0 ? "; " : "");
        ri_text_add(&title, x->scenarios[i]->name);
        if (x->options->because == NULL && x->scenarios[i]->because != NULL) {
            ri_text_add(&reason, reason.length > 0 ? "; " : "");
            ri_text_add(&reason, x->scenarios[i]->because);
        }
    }
    change->title = ri_arena_string(change->arena, ri_text_string(&title));
    change->reason =
        reason.length > 0 ? ri_arena_string(change->arena, ri_text_string(&reason)) : NULL;
    const bool done = !title.failed && !reason.failed && change->title != NULL &&
                      (reason.length == 0 || change->reason != NULL);
    ri_text_free(&title);
    ri_text_free(&reason);
    return done;
}

bool ri_stack_say(raci_change *change, const ri_stack *stack)
{
    ri_text text = RI_TEXT_INIT;
    bool done = true;
    change->n_steps = stack->n;
    change->steps = ri_arena_array(change->arena, stack->n, sizeof *change->steps);
    for (uint32_t i = 0; change->steps != NULL && done && i < stack->n; i++) {
        const ri_turn *turn = &stack->turns[i];
        char day[11];
        ri_text_clear(&text);
        ri_step_say(&text, turn->step);
        change->steps[i] =
            (ri_change_step){.date = ri_arena_string(change->arena, ri_day_format(turn->day, day)),
                             .said = ri_arena_string(change->arena, ri_text_string(&text)),
                             .file = ri_arena_string(change->arena, turn->step->file),
                             .line = turn->step->line};
        done = !text.failed && change->steps[i].date != NULL && change->steps[i].said != NULL &&
               change->steps[i].file != NULL;
    }
    ri_text_free(&text);
    return done && change->steps != NULL;
}

static raci_status take_digest(const char **out, applying *x, raci_error *err)
{
    const char *digest = NULL;
    raci_status status = raci_model_digest(&digest, x->model, err);
    if (status == RACI_OK) {
        *out = ri_arena_string(x->change->arena, digest);
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    return status;
}

/* ---- doing it ---- */

static raci_status refuse(const applying *x, raci_error *err)
{
    ri_text text = RI_TEXT_INIT;
    for (size_t i = 0; i < x->unfits.n; i++) {
        const ri_unfit *unfit = &x->unfits.items[i];
        const ri_scenario_step *step = unfit->turn->step;
        ri_text_clear(&text);
        ri_text_format(&text, "%s does not apply: %s", ri_step_kinds[step->verb].word, unfit->why);
        if (text.failed) {
            ri_text_free(&text);
            return ri_fail_nomem(err);
        }
        if (x->problem != NULL) {
            x->problem(step->file, step->line, 0, ri_text_string(&text), x->payload);
        }
        if (i == 0) {
            (void)ri_fail_at(err, RACI_POLICY, step->file, step->line, 0, "%s",
                             ri_text_string(&text));
        }
    }
    ri_text_free(&text);
    return RACI_POLICY;
}

/* Stated rows have no dates: what is stated holds at once, and on every day. */
static raci_status refuse_later_stated(const applying *x, raci_error *err)
{
    raci_status status = RACI_OK;
    for (uint32_t i = 0; i < x->stack.n; i++) {
        const ri_turn *turn = &x->stack.turns[i];
        const ri_step_verb verb = turn->step->verb;
        if ((verb == RI_STEP_STATE || verb == RI_STEP_UNSTATE) && turn->day > x->stack.base) {
            static const char what[] =
                "stated rows have no dates, so this would hold at once: take the step on its day";
            if (x->problem != NULL) {
                x->problem(turn->step->file, turn->step->line, 0, what, x->payload);
            }
            if (status == RACI_OK) {
                status =
                    ri_fail_at(err, RACI_POLICY, turn->step->file, turn->step->line, 0, "%s", what);
            }
        }
    }
    return status;
}

static raci_status write(applying *x, raci_error *err)
{
    raci_change *change = x->change;
    raci_status status = take_digest(&change->before, x, err);
    if (status == RACI_OK) {
        status = ri_perform(&x->rewriting, &x->stack, &x->unfits, change->arena, err);
    }
    if (status == RACI_OK && x->unfits.n > 0) {
        status = refuse(x, err);
    }
    if (status == RACI_OK) {
        status = ri_change_gather(change, &x->rewriting, err);
    }
    if (status == RACI_OK) {
        status = ri_model_seal(x->model, err);
    }
    if (status == RACI_OK) {
        status = take_digest(&change->after, x, err);
    }
    if (status == RACI_OK) {
        status = ri_change_keep(change, ri_model_store(x->model), x->options->recorded_at, err);
    }
    return status;
}

static raci_status apply(applying *x, int32_t base, raci_error *err)
{
    char day[11];
    raci_change *change = x->change;
    raci_status status = ri_stack_make(&x->stack, x->scenarios, x->n, base, change->arena,
                                       x->problem, x->payload, err);
    if (status == RACI_OK) {
        status = refuse_later_stated(x, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    change->date = ri_arena_string(change->arena, ri_day_format(base, day));
    change->raci = raci_version();
    if (change->date == NULL || !take_titles(x) || !ri_stack_say(change, &x->stack)) {
        return ri_fail_nomem(err);
    }
    ri_store *store = ri_model_store(x->model);
    status = ri_rewriting_begin(&x->rewriting, x->model, err);
    if (status == RACI_OK) {
        status = ri_model_begin(x->model, err);
    }
    if (status == RACI_OK) {
        status = write(x, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(store, err);
    }
    ri_store_rollback(store);
    return status;
}

raci_status raci_apply(raci_change **out, raci_model *model, const raci_scenario *const *scenarios,
                       size_t n, const raci_apply_options *options, raci_problem_fn problem,
                       void *payload, raci_error *err)
{
    int32_t base = 0;
    const char *date = options->date != NULL ? options->date : "";
    if (!ri_day_parse(date, strlen(date), &base)) {
        return ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", date);
    }
    if (!ri_is_time(options->recorded_at)) {
        return ri_fail(err, RACI_INVALID, "expected a time as 2026-11-22T10:30:00Z, found '%s'",
                       options->recorded_at != NULL ? options->recorded_at : "");
    }
    if (ri_reason_check(options->because, err) != RACI_OK) {
        return RACI_INVALID;
    }
    applying x = {.model = model,
                  .scenarios = scenarios,
                  .n = n,
                  .options = options,
                  .problem = problem,
                  .payload = payload,
                  .change = ri_change_new()};
    raci_status status = x.change != NULL ? apply(&x, base, err) : ri_fail_nomem(err);
    ri_rewriting_end(&x.rewriting);
    ri_free(x.unfits.items);
    if (status != RACI_OK) {
        raci_change_free(x.change);
        return status;
    }
    *out = x.change;
    return RACI_OK;
}
