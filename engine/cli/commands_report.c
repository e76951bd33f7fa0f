/* Options and help of the page that people look at. */
#include "cli/command_words.h"

const option report_options[] = {
    {"output", "FILE", "where; its name's ending says the format; also -o FILE", take_output},
    {NULL, NULL, NULL, NULL},
};

const char report_help[] =
    "Evaluates the policy as 'raci check' does and writes one page to be looked at in a "
    "browser, printed, or sent by mail: it needs no network and no other file. A summary that "
    "fits one screen stands first; then everything else that the commands tell. Every "
    "subject, holder and finding has a link of its own, such as "
    "report.html#touchpoint:checkout.\n\n"
    "A file that is there is replaced, whole or not at all. '-' is standard output. Equal "
    "input gives equal bytes.";
