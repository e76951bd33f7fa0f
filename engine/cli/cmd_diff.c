/* Two recorded runs, by their numbers. */
#include "cli/commands.h"
#include "cli/telling.h"

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
    return raci_report_diff(diff, o->format, &out->look, raci_buffer_write, out->buffer, err);
}

static int judge(const void *diff, const options *o)
{
    return raci_diff_count(diff, o->fail_on) > 0 ? EXIT_FOUND : EXIT_FINE;
}

static void release(void *diff)
{
    raci_diff_free(diff);
}

int cmd_diff(const options *o)
{
    static const inquiry diff = {ask, tell, judge, release, false};
    return inquire(o, &diff);
}
