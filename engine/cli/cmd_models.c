/* The governance models that the program carries. */
#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/output.h"

int cmd_models(const options *o)
{
    output out = {0};
    raci_error err = {0};
    if (o->print && o->n_operands == 0) {
        (void)fail(&err, RACI_INVALID, "--print goes with the name of a model");
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = output_begin(&out, &err);
    if (status == RACI_OK) {
        status = raci_report_models(o->n_operands > 0 ? o->operands[0] : NULL, o->print, o->format,
                                    &out.look, raci_buffer_write, out.buffer, &err);
    }
    if (status != RACI_OK) {
        output_drop(&out);
        return failure_tell(o, STAGE_ASKING, &err, NULL);
    }
    return output_end(&out, o, EXIT_FINE);
}
