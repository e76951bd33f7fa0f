#include "cli/commands.h"
#include "cli/telling.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return raci_report_check(e->result, o->format, &out->look, raci_buffer_write, out->buffer, err);
}

static int found(const evaluation *e, const options *o)
{
    return raci_result_count(e->result, o->fail_on) > 0 ? EXIT_FOUND : EXIT_FINE;
}

int cmd_check(const options *o)
{
    static evaluation e;
    raci_check_options how = {o->at, o->summary, o->n_codes > 0 ? o->codes : NULL, o->n_codes};
    return tell_and_close(&e, o, evaluation_check(&e, o, &how), tell, found);
}
