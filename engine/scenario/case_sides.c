/*
 * What cases look at: evaluations, of which cases of one organization and day share one.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "check/outlook.h"
#include "model/known.h"
#include "scenario/perform.h"
#include "scenario/tests.h"
#include "scenario/two_results.h"

static void side_free(ri_side *side)
{
    raci_result_free(side->result);
    raci_model_close(side->model);
    *side = (ri_side){.organization = NULL};
}

void ri_sides_free(ri_sides *sides)
{
    for (size_t i = 0; i < RI_SIDES; i++) {
        side_free(&sides->items[i]);
    }
}

static bool are_same(const ri_case_organization *a, const ri_case_organization *b)
{
    return a == b ||
           (a->source != RI_CASE_ROWS && a->source == b->source && strcmp(a->name, b->name) == 0);
}

static raci_status find_side(ri_side **out, ri_sides *sides, const ri_case_organization *of,
                             raci_error *err)
{
    for (size_t i = 0; i < RI_SIDES; i++) {
        const ri_case_organization *had = sides->items[i].organization;
        if (had != NULL && are_same(had, of)) {
            *out = &sides->items[i];
            return RACI_OK;
        }
    }
    ri_side *side = &sides->items[sides->next];
    side_free(side);
    raci_status status = ri_case_model(&side->model, of, sides->problem, sides->payload, err);
    if (status == RACI_OK) {
        side->organization = of;
        sides->next = (sides->next + 1) % RI_SIDES;
        *out = side;
    }
    return status;
}

static raci_status evaluate(raci_result **out, ri_sides *sides, raci_model *model, int32_t day,
                            raci_error *err)
{
    char text[11];
    const raci_check_options how = {.date = ri_day_format(day, text)};
    raci_status status = ri_check_knowing(out, model, sides->policy, &how, NULL, err);
    return status == RACI_OK && sides->coverage != NULL
               ? ri_coverage_add(sides->coverage, sides->policy, (*out)->snapshot, err)
               : status;
}

/* The side's evaluation as of the day. */
static raci_status evaluate_side(ri_side *side, ri_sides *sides, int32_t day, raci_error *err)
{
    if (side->result != NULL && side->result->date == day) {
        return RACI_OK;
    }
    raci_result_free(side->result);
    side->result = NULL;
    return evaluate(&side->result, sides, side->model, day, err);
}

raci_status ri_case_say_where(raci_error *err, raci_status status, const raci_error *cause,
                              const char *file, int line)
{
    if (status != RACI_NOTFOUND || cause->line > 0) {
        return cause->file[0] != '\0' ? ri_fail_at(err, status, cause->file, cause->line,
                                                   cause->column, "%s", cause->message)
                                      : ri_fail(err, status, "%s", cause->message);
    }
    return cause->file[0] != '\0'
               ? ri_fail_at(err, status, file, line, 0, "%s: %s", cause->file, cause->message)
               : ri_fail_at(err, status, file, line, 0, "%s", cause->message);
}

/* Takes the steps on a copy, and evaluates both. */
static raci_status take_steps(ri_case_view *view, ri_side *side, ri_sides *sides,
                              const ri_case *one, raci_error *err)
{
    const raci_scenario *scenario = one->after;
    raci_error cause = {.status = RACI_OK};
    raci_status status = RACI_OK;
    if (one->after_file != NULL) {
        status = raci_scenario_load(&view->loaded, one->after_file, sides->problem, sides->payload,
                                    &cause);
        scenario = view->loaded;
        if (status != RACI_OK) {
            return ri_case_say_where(err, status, &cause, one->file, one->after_line);
        }
    }
    if (status == RACI_OK) {
        status = ri_stack_make(&view->stack, &scenario, 1, one->at, view->arena, sides->problem,
                               sides->payload, err);
    }
    if (status == RACI_OK) {
        status = ri_model_copy(&view->copy, side->model, err);
    }
    if (status == RACI_OK) {
        status = ri_perform_on(view->copy, &view->stack, &view->unfits, view->arena, err);
    }
    if (status == RACI_OK) {
        status = evaluate_side(side, sides, view->stack.last, err);
    }
    if (status == RACI_OK) {
        status = evaluate(&view->after, sides, view->copy, view->stack.last, err);
    }
    if (status == RACI_OK) {
        view->before = side->result;
        view->result = view->after;
        status = ri_compare_results(&view->difference, view->before, view->after, NULL, 0, err);
    }
    return status;
}

raci_status ri_case_look(ri_case_view *view, ri_sides *sides, const ri_case *one, raci_error *err)
{
    ri_side *side = NULL;
    *view = (ri_case_view){.arena = ri_arena_new()};
    if (view->arena == NULL) {
        return ri_fail_nomem(err);
    }
    view->difference.arena = view->arena;
    raci_status status = find_side(&side, sides, one->organization, err);
    if (status != RACI_OK) {
        return status;
    }
    if (one->after != NULL || one->after_file != NULL) {
        return take_steps(view, side, sides, one, err);
    }
    status = evaluate_side(side, sides, one->at, err);
    view->result = side->result;
    return status;
}

void ri_case_view_free(ri_case_view *view)
{
    raci_result_free(view->after);
    raci_model_close(view->copy);
    raci_scenario_free(view->loaded);
    ri_difference_free(&view->difference);
    ri_free(view->unfits.items);
    ri_arena_free(view->arena);
}
