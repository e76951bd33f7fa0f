/* Two recorded runs, by their numbers; two models, by their files; or two policies. */
#define _POSIX_C_SOURCE 200809L

#include <string.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/telling.h"
#include "cli/watch.h"

/* ---- runs ---- */

static raci_status ask(void **out, raci_model *model, const options *o, problems *found,
                       raci_error *err)
{
    int64_t from = 0;
    int64_t to = 0;
    raci_diff *diff = NULL;
    raci_status status = raci_run_named(&from, model, o->operands[0], err);
    (void)found;
    if (status == RACI_OK) {
        status = raci_run_named(&to, model, o->operands[1], err);
    }
    if (status == RACI_OK) {
        status = raci_diff_runs(&diff, model, from, to, o->all, err);
    }
    *out = diff;
    return status;
}

static raci_status tell(const void *diff, const options *o, const output *out, raci_error *err)
{
    const raci_look look = output_look(out, o);
    return raci_report_diff(diff, o->format, &look, raci_buffer_write, out->buffer, err);
}

static int judge(const void *diff, const options *o)
{
    return raci_diff_count(diff, o->fail_on) > 0 ? EXIT_FOUND : EXIT_FINE;
}

static void release(void *diff)
{
    raci_diff_free(diff);
}

/* ---- what was evaluated for it ---- */

static raci_status tell_evaluated(const evaluation *e, const options *o, const output *out,
                                  raci_error *err)
{
    return tell(e->diff, o, out, err);
}

static int judge_evaluated(const evaluation *e, const options *o)
{
    return judge(e->diff, o);
}

/* ---- models ---- */

/* Whether an operand names a file, rather than a run. */
static bool is_file(const char *operand)
{
    struct stat about;
    const bool run = strspn(operand, "0123456789") == strlen(operand) ||
                     strcmp(operand, "last") == 0 || strncmp(operand, "last-", 5) == 0;
    return !run && stat(operand, &about) == 0 && S_ISREG(about.st_mode);
}

static int diff_models(const options *o)
{
    static evaluation e;
    options first = *o;
    first.model = o->operands[0];
    first.model_given = true;
    raci_status status = evaluation_model(&e, &first, false);
    if (status == RACI_OK) {
        status = raci_model_open(&e.other, o->operands[1], 0, &e.err);
    }
    if (status == RACI_OK) {
        raci_model_beside(e.model, e.other);
        raci_model_beside(e.other, e.model);
        status = evaluation_policy(&e, &first);
    }
    if (status == RACI_OK) {
        e.at = STAGE_ASKING;
        status = raci_diff_models(&e.diff, e.model, e.other, o->operands[0], o->operands[1],
                                  e.policy, o->at, o->all, &e.err);
    }
    return tell_and_close(&e, o, status, tell_evaluated, judge_evaluated);
}

int cmd_diff(const options *o)
{
    static const inquiry runs = {ask, tell, judge, release, NULL};
    const int files = is_file(o->operands[0]) + is_file(o->operands[1]);
    raci_error err = {0};
    if (files == 1) {
        (void)fail(&err, RACI_INVALID,
                   "'%s' is a file and '%s' is none: two runs are compared, or two models",
                   o->operands[is_file(o->operands[0]) ? 0 : 1],
                   o->operands[is_file(o->operands[0]) ? 1 : 0]);
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    return files == 2 ? diff_models(o) : inquire(o, &runs);
}

/* ---- policies, of `check --diff` ---- */

static raci_status look_at(const options *o, raci_error *err)
{
    const char *other = o->n_codes > 0         ? "code"
                        : o->summary           ? "summary"
                        : o->profile           ? "profile"
                        : o->new_since != NULL ? "new-since"
                        : o->record            ? "record"
                        : o->recorded_at       ? "recorded-at"
                        : o->workers > 0       ? "workers"
                                               : NULL;
    return other == NULL
               ? RACI_OK
               : fail(err, RACI_INVALID,
                      "--diff compares all that two policies give: it goes without --%s", other);
}

/* What the policy in force is called: as it was named, by its folder, or not at all. */
static const char *called(const evaluation *e, const options *o)
{
    return o->n_policies == 1 ? o->policies[0] : o->n_policies > 1 ? "" : e->policy_folder;
}

int check_diff(const options *o)
{
    static evaluation e;
    raci_error err = {0};
    if (look_at(o, &err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = evaluation_open(&e, o);
    if (status == RACI_OK) {
        status = raci_policy_load(&e.other_policy, e.model, &o->diff, 1, problems_note, &e.found,
                                  &e.err);
        watch_note(e.other_policy, &e.found, &e.err);
    }
    if (status == RACI_OK) {
        e.at = STAGE_ASKING;
        status = raci_diff_policies(&e.diff, e.model, e.policy, e.other_policy, called(&e, o),
                                    o->diff, o->at, o->all, &e.err);
    }
    return tell_and_close(&e, o, status, tell_evaluated, judge_evaluated);
}
