#include "cli/asking.h"

#include "cli/evaluate.h"
#include "cli/output.h"

int ask_and_tell(const options *o, const char *letter, answer_report report)
{
    static evaluation e;
    output out = {0};
    raci_error failed = {0};
    int status = EXIT_FINE;
    if (evaluation_ask(&e, o, o->operands[0]) != RACI_OK ||
        output_begin(&out, &e.err) != RACI_OK ||
        report(e.answer, letter, o->format, &out.look, raci_buffer_write, out.buffer, &e.err) !=
            RACI_OK) {
        output_drop(&out);
        status = evaluation_failed(&e, o);
    } else {
        status = raci_answer_candidates(e.answer) > 0 ? EXIT_FOUND : EXIT_FINE;
        if (raci_answer_failed(e.answer, &failed)) {
            status = failure_of_rule(&failed);
        }
        status = output_end(&out, o, status);
    }
    evaluation_close(&e);
    return status;
}
