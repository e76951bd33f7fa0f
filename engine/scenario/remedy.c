#include "scenario/remedy.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "scenario/perform.h"

/* What one round brings, such as a seat that has power once somebody sits in it, the next one
   sees; seldom is anything left to propose after the third. */
#define ROUNDS 4

const char *ri_remedy_name(ri_remedy_kind kind)
{
    static const char *const names[RI_REMEDY_KINDS] = {"appointment", "head", "lead", "mandate"};
    return names[kind];
}

/* ---- trying ---- */

/* Takes the steps from `first` on. */
static raci_status take_steps(ri_proposals *p, raci_model *copy, size_t first, int32_t day,
                              raci_error *err)
{
    ri_text all = RI_TEXT_INIT;
    ri_stack stack;
    ri_unfits unfits = {.n = 0};
    raci_scenario *scenario = NULL;
    for (size_t i = first; i < p->n; i++) {
        ri_text_format(&all, "%s,\n", p->steps[i].step);
    }
    const char *text = ri_text_string(&all);
    raci_status status = all.failed ? ri_fail_nomem(err)
                                    : raci_scenario_of_steps(&scenario, &text, 1, NULL, NULL, err);
    if (status == RACI_OK) {
        const raci_scenario *one = scenario;
        status = ri_stack_make(&stack, &one, 1, day, p->arena, NULL, NULL, err);
    }
    if (status == RACI_OK) {
        status = ri_perform_on(copy, &stack, &unfits, p->arena, err);
    }
    raci_scenario_free(scenario);
    ri_free(unfits.items);
    ri_text_free(&all);
    return status;
}

/* Proposes and tries until nothing is left to propose; *last is the result after that, and
   *copy the model it is of. Both are NULL when nothing was proposed at all. */
static raci_status try_rounds(raci_result **last, raci_model **copy, ri_proposals *p,
                              raci_policy *policy, const raci_result *result, raci_error *err)
{
    char day[11];
    const raci_check_options how = {.date = ri_day_format(result->date, day)};
    raci_status status = RACI_OK;
    for (int round = 0; status == RACI_OK && round < ROUNDS; round++) {
        const size_t first = p->n;
        status = ri_propose(p, *last != NULL ? *last : result, err);
        p->again = true;
        if (status != RACI_OK || p->n == first) {
            break;
        }
        if (*copy == NULL) {
            status = ri_model_copy(copy, p->model, err);
        }
        if (status == RACI_OK) {
            status = take_steps(p, *copy, first, result->date, err);
        }
        raci_result_free(*last);
        *last = NULL;
        if (status == RACI_OK) {
            status = raci_check(last, *copy, policy, &how, err);
        }
    }
    return status;
}

/* ---- what is left ---- */

static int worst_first(const void *a, const void *b, const void *context)
{
    const ri_left *x = a;
    const ri_left *y = b;
    (void)context;
    return x->severity != y->severity ? (x->severity > y->severity ? -1 : 1)
           : x->n != y->n             ? (x->n > y->n ? -1 : 1)
                                      : strcmp(x->code, y->code);
}

static bool take_left(ri_remedy *out, const raci_result *result, ri_arena *arena)
{
    const ri_policy_data *policy = ri_policy_data_of(result->policy);
    const uint32_t codes = ri_code_total(policy);
    ri_left *counts = ri_arena_array(arena, codes, sizeof *counts);
    out->left = ri_arena_array(arena, codes, sizeof *out->left);
    if (counts == NULL || out->left == NULL) {
        return false;
    }
    memset(counts, 0, codes * sizeof *counts);
    memcpy(out->severities, result->summary.severities, sizeof out->severities);
    for (size_t i = 0; i < result->n_findings; i++) {
        const ri_finding *finding = &result->findings[i];
        ri_left *of = &counts[finding->code];
        of->n += finding->severity >= RACI_WARNING;
        of->severity = finding->severity > of->severity ? finding->severity : of->severity;
    }
    for (uint32_t code = 0; code < codes; code++) {
        if (counts[code].n > 0) {
            counts[code].code = ri_arena_string(arena, ri_code_name(policy, (ri_code)code));
            out->left[out->n_left++] = counts[code];
            if (counts[code].code == NULL) {
                return false;
            }
        }
    }
    return ri_order(out->left, out->n_left, sizeof *out->left, worst_first, NULL);
}

raci_status ri_remedy_find(ri_remedy *out, raci_model *model, raci_policy *policy,
                           const raci_result *result, ri_arena *arena, raci_error *err)
{
    ri_proposals p = {.arena = arena, .model = model, .met = ri_intern_new()};
    raci_result *last = NULL;
    raci_model *copy = NULL;
    *out = (ri_remedy){.n = 0};
    raci_status status =
        p.met != NULL ? try_rounds(&last, &copy, &p, policy, result, err) : ri_fail_nomem(err);
    if (status == RACI_OK) {
        out->n = p.n;
        out->steps = ri_arena_keep(arena, p.steps, p.n, sizeof *p.steps);
        if (out->steps == NULL || !take_left(out, last != NULL ? last : result, arena)) {
            status = ri_fail_nomem(err);
        }
    }
    for (size_t i = 0; status == RACI_OK && i < out->n; i++) {
        out->kinds[out->steps[i].kind]++;
    }
    raci_result_free(last);
    raci_model_close(copy);
    ri_intern_free(p.met);
    ri_free(p.steps);
    ri_text_free(&p.text);
    return status;
}
