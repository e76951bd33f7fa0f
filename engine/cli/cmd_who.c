#include "cli/asking.h"
#include "cli/commands.h"

int cmd_who(const options *o)
{
    return ask_and_tell(o, o->letter, raci_report_who);
}
