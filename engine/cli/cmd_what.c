#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/output.h"

int cmd_what(const options *o)
{
    static evaluation e;
    output out = {0};
    raci_check_options how = {.date = o->at};
    raci_error failed = {0};
    int status = EXIT_FINE;
    if (evaluation_check(&e, o, &how) != RACI_OK || output_begin(&out, &e.err) != RACI_OK ||
        raci_report_what(e.result, o->operands[0], o->format, &out.look, raci_buffer_write,
                         out.buffer, &e.err) != RACI_OK) {
        output_drop(&out);
        status = evaluation_failed(&e, o);
    } else {
        if (raci_result_failed(e.result, &failed)) {
            status = failure_of_rule(&failed);
        }
        status = output_end(&out, o, status);
    }
    evaluation_close(&e);
    return status;
}
