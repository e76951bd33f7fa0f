#include "cli/commands.h"
#include "cli/telling.h"

static raci_status ask(void **out, raci_model *model, const options *o, problems *found,
                       raci_error *err)
{
    raci_log *log = NULL;
    raci_status status = raci_log_open(&log, model, err);
    (void)o;
    (void)found;
    *out = log;
    return status;
}

static raci_status tell(const void *log, const options *o, const output *out, raci_error *err)
{
    return raci_report_log(log, o->format, &out->look, raci_buffer_write, out->buffer, err);
}

static void release(void *log)
{
    raci_log_free(log);
}

int cmd_log(const options *o)
{
    static const inquiry log = {ask, tell, NULL, release, NULL};
    return inquire(o, &log);
}
