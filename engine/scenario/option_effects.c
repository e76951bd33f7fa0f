#include "scenario/option_effects.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/known.h"
#include "model/rewriting.h"
#include "scenario/outcome.h"
#include "scenario/perform.h"
#include "scenario/ruling_rows.h"

#define REASON "an option that is tried"

typedef struct trying {
    const raci_result *before;
    const ri_finding *finding;
    const char *by;
    raci_model *copy;
    ri_arena *arena;
    char date[11];
} trying;

/* ---- on the copy, in a transaction that is rolled back ---- */

static raci_status rule(ri_rewriting *w, const trying *t, const ri_option *option, raci_error *err)
{
    const ri_ruling_said said = {.by = t->by, .reason = REASON, .from = t->date};
    ri_ruling_next next;
    return ri_ruling_write(&next, w, t->before, t->finding, option, &said, err);
}

/* Takes the step; what does not fit becomes a finding, as in a what-if. */
static raci_status take_step(ri_rewriting *w, const trying *t, const char *step,
                             ri_recorded_finding **unfit, size_t *n_unfit, raci_error *err)
{
    raci_scenario *scenario = NULL;
    ri_stack stack = {.n = 0};
    ri_unfits unfits = {.n = 0};
    raci_status status = raci_scenario_of_steps(&scenario, &step, 1, NULL, NULL, err);
    const raci_scenario *const scenarios[] = {scenario};
    if (status == RACI_OK) {
        status = ri_stack_make(&stack, scenarios, 1, t->before->date, t->arena, NULL, NULL, err);
    }
    if (status == RACI_OK) {
        status = ri_perform(w, &stack, &unfits, t->arena, err);
    }
    if (status == RACI_OK) {
        status = ri_unfit_findings(unfit, n_unfit, &unfits, ri_policy_data_of(t->before->policy),
                                   t->arena, err);
    }
    ri_free(unfits.items);
    raci_scenario_free(scenario);
    return status;
}

static bool is_found(const raci_result *result, const char *key)
{
    size_t i = 0;
    while (i < result->n_findings && strcmp(result->findings[i].key, key) != 0) {
        i++;
    }
    return i < result->n_findings;
}

static raci_status compare(ri_option_effect *effect, const trying *t,
                           const ri_recorded_finding *unfit, size_t n_unfit, raci_error *err)
{
    raci_result *after = NULL;
    const raci_check_options how = {.date = t->date};
    raci_status status = raci_check(&after, t->copy, t->before->policy, &how, err);
    if (status == RACI_OK) {
        status = ri_compare_results(&effect->difference, t->before, after, unfit, n_unfit, err);
        effect->settles = !is_found(after, t->finding->key);
        effect->fits = n_unfit == 0;
    }
    raci_result_free(after);
    return status;
}

static raci_status try_one(ri_option_effect *effect, const trying *t, raci_error *err)
{
    const ri_option *option = &effect->option;
    ri_rewriting w;
    ri_recorded_finding *unfit = NULL;
    size_t n_unfit = 0;
    raci_status status = ri_rewriting_begin(&w, t->copy, err);
    if (status == RACI_OK) {
        status = ri_model_begin(t->copy, err);
    }
    if (status == RACI_OK) {
        status = option->step != NULL ? take_step(&w, t, option->step, &unfit, &n_unfit, err)
                                      : rule(&w, t, option, err);
    }
    if (status == RACI_OK) {
        status = compare(effect, t, unfit, n_unfit, err);
    }
    ri_store_rollback(ri_model_store(t->copy));
    ri_rewriting_end(&w);
    return status;
}

/* ---- all of them ---- */

static raci_status try_all(ri_option_effects *out, trying *t, const ri_option *options, size_t n,
                           raci_error *err)
{
    raci_status status = ri_model_copy(&t->copy, t->before->model, err);
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        out->items[out->n] = (ri_option_effect){.option = options[i],
                                                .by = options[i].step == NULL ? t->by : NULL,
                                                .reason = options[i].step == NULL ? REASON : NULL,
                                                .difference = {.arena = t->arena}};
        status = try_one(&out->items[out->n++], t, err);
    }
    raci_model_close(t->copy);
    return status;
}

raci_status ri_option_effects_find(ri_option_effects *out, const raci_result *result,
                                   const ri_finding *finding, const char *by, ri_arena *arena,
                                   raci_error *err)
{
    trying t = {.before = result, .finding = finding, .by = by, .arena = arena};
    ri_option *options = NULL;
    size_t n = 0;
    *out = (ri_option_effects){.n = 0};
    (void)ri_day_format(result->date, t.date);
    raci_status status = ri_options_of(&options, &n, result, finding, arena, err);
    if (status == RACI_OK) {
        out->items = ri_arena_array(arena, n, sizeof *out->items);
        status = out->items != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    return status == RACI_OK && n > 0 ? try_all(out, &t, options, n, err) : status;
}

void ri_option_effects_free(ri_option_effects *effects)
{
    for (size_t i = 0; i < effects->n; i++) {
        ri_difference_free(&effects->items[i].difference);
    }
    effects->n = 0;
}
