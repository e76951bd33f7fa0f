/* Options and help of the page that people look at. */
#include "cli/command_words.h"

const option report_options[] = {
    {"output", "FILE", "where; its name's ending says the format; also -o FILE", take_output},
    {"scenario", "SCENARIO", "also what it would change; repeatable: one after the other",
     take_scenario},
    {"compare", NULL, "also governance models beside the policy: each MODEL, else all",
     take_compare},
    {"list", LISTS_OF_REPORT, "with csv which list, else matrix", take_list_of_report},
    {NULL, NULL, NULL, NULL},
};

const char report_help[] =
    "Evaluates the policy as 'raci check' does and writes one page to be looked at in a "
    "browser, printed, or sent by mail: it needs no network and no other file. A summary that "
    "fits one screen stands first; then everything else that the commands tell. Every "
    "subject, holder and finding has a link of its own, such as "
    "report.html#touchpoint:checkout.\n\n"
    "With --scenario it also shows what a reorganization breaks, heals and moves, as 'raci "
    "whatif' tells it. With --compare also the policy beside governance models or other "
    "policies, as 'raci compare' does.\n\n"
    "As xlsx it is a workbook with a sheet for each of these, which also finds its way back as "
    "that of 'raci export' does; as md one document with all of it; as csv one of its lists, as "
    "the command writes it whose it is: matrix, findings (check), escalations, seams, with "
    "--scenario changes, moves and load (whatif), with --compare models.\n\n"
    "A file that is there is replaced, whole or not at all. '-' is standard output. Equal "
    "input gives equal bytes.";
