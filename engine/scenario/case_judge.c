/*
 * One case after another expectation: what fails is kept, in sentences.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "scenario/tests.h"

/* A text of the judging in the arena of the tests; "" is NULL. */
static const char *keep(ri_judging *j, ri_text *text)
{
    const char *kept = NULL;
    if (text->length > 0 || text->failed) {
        kept = text->failed ? NULL : ri_arena_string(j->tests->arena, ri_text_string(text));
        if (kept == NULL) {
            j->status = ri_fail_nomem(j->err);
        }
    }
    ri_text_clear(text);
    return kept;
}

static void fail(ri_judging *j, const char *file, int line)
{
    ri_case_failure failure = {.file = file, .line = line};
    failure.expected = keep(j, &j->expected);
    failure.found = keep(j, &j->found);
    failure.why = keep(j, &j->why);
    if (j->status == RACI_OK &&
        !RI_PUSH(j->result->failures, j->result->n_failures, j->result->capacity, failure)) {
        j->status = ri_fail_nomem(j->err);
    }
}

static bool expects(const ri_case *one, const char *code)
{
    for (size_t i = 0; i < one->n_expects; i++) {
        if (one->expects[i].verb == RI_EXPECT_FINDING && strcmp(one->expects[i].name, code) == 0) {
            return true;
        }
    }
    return false;
}

/* What no case passes with, unless it expects it: rules that fail, steps that do not apply. */
static void judge_evaluation(ri_judging *j)
{
    const ri_case *one = j->result->of;
    raci_error failure = {.status = RACI_OK};
    if (raci_result_failed(j->r, &failure) && !expects(one, "rule-failed")) {
        ri_text_add(&j->expected, "no rule fails");
        ri_text_add(&j->found, failure.message);
        if (failure.line > 0) {
            ri_text_format(&j->found, " (%s:%d)", failure.file, failure.line);
        }
        fail(j, one->file, one->line);
    }
    if (j->view->unfits.n > 0 && !expects(one, "step-not-applicable")) {
        const ri_unfit *unfit = &j->view->unfits.items[0];
        ri_text_add(&j->expected, "every step applies");
        ri_text_format(&j->found, "%s (%s:%d)", unfit->why, unfit->turn->step->file,
                       unfit->turn->step->line);
        fail(j, one->file, one->line);
    }
}

bool ri_judge_golden(ri_judging *j)
{
    const raci_tests_options *options = j->tests->options;
    const bool keep =
        raci_result_failed(j->r, NULL) || ri_intern_find(j->tests->golden, j->e->name) != RI_NONE;
    const raci_golden golden = {j->r, j->e->document, j->e->name, keep};
    char found[RACI_GOLDEN_FOUND] = "";
    int same = 0;
    raci_error miss = {.status = RACI_OK};
    ri_text_format(&j->expected, "%s is as the file %s has it", j->e->document, j->e->name);
    if (ri_intern_string(j->tests->golden, j->e->name) == RI_NONE) {
        j->status = ri_fail_nomem(j->err);
        return false;
    }
    if (options->golden == NULL) {
        ri_text_add(&j->found, "nobody compares documents with files here");
        return false;
    }
    const raci_status status = options->golden(&same, found, &golden, options->payload, &miss);
    if (status == RACI_NOTFOUND) { /* whom or what the document is about */
        ri_text_add(&j->found, miss.message);
        return false;
    }
    if (status != RACI_OK) {
        j->status = ri_fail(j->err, status, "%s", miss.message);
    }
    ri_text_add(&j->found, found);
    return same != 0;
}

static void judge(ri_judging *j, const ri_expectation *e)
{
    bool met = false;
    j->e = e;
    switch (e->verb) {
    case RI_EXPECT_FINDING:
    case RI_EXPECT_NO_FINDING:
        met = ri_judge_findings(j);
        break;
    case RI_EXPECT_MOVES:
    case RI_EXPECT_STAYS:
    case RI_EXPECT_BREAKS:
    case RI_EXPECT_HEALS:
        met = ri_judge_changes(j);
        break;
    case RI_EXPECT_GOLDEN:
        met = ri_judge_golden(j);
        break;
    default:
        met = ri_judge_letters(j);
        break;
    }
    if (!met && j->status == RACI_OK) {
        fail(j, e->file, e->line);
    }
    ri_text_clear(&j->expected);
    ri_text_clear(&j->found);
    ri_text_clear(&j->why);
}

raci_status ri_case_judge(raci_tests *tests, ri_case_result *result, const ri_case_view *view,
                          raci_error *err)
{
    ri_judging j = {.tests = tests, .result = result, .view = view, .r = view->result, .err = err};
    judge_evaluation(&j);
    for (size_t i = 0; i < result->of->n_expects && j.status == RACI_OK; i++) {
        judge(&j, &result->of->expects[i]);
    }
    if (j.asker != NULL && j.status == RACI_OK) {
        j.status = ri_resolver_end(j.asker, err);
    }
    ri_resolver_free(j.asker);
    ri_text_free(&j.expected);
    ri_text_free(&j.found);
    ri_text_free(&j.why);
    return j.status;
}
