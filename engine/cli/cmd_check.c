#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/output.h"

int cmd_check(const options *o)
{
    static evaluation e;
    output out = {0};
    raci_check_options how = {o->at, o->summary, o->n_codes > 0 ? o->codes : NULL, o->n_codes};
    raci_error failed = {0};
    int status = EXIT_FINE;
    if (evaluation_check(&e, o, &how) != RACI_OK || output_begin(&out, &e.err) != RACI_OK ||
        raci_report_check(e.result, o->format, &out.look, raci_buffer_write, out.buffer,
                          &e.err) != RACI_OK) {
        output_drop(&out);
        status = evaluation_failed(&e, o);
    } else {
        status = raci_result_count(e.result, o->fail_on) > 0 ? EXIT_FOUND : EXIT_FINE;
        if (raci_result_failed(e.result, &failed)) {
            status = failure_of_rule(&failed);
        }
        status = output_end(&out, o, status);
    }
    evaluation_close(&e);
    return status;
}
