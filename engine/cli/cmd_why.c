#include "cli/asking.h"
#include "cli/commands.h"

int cmd_why(const options *o)
{
    return ask_and_tell(o, o->n_operands > 1 ? o->operands[1] : NULL, raci_report_why);
}
