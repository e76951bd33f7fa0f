/* Options and help of the analysis of policies. */
#include "cli/command_words.h"

const option lint_options[] = {
    {"no-model", NULL, "by the values that rules mention, whatever organization it is for",
     take_no_model},
    {"fail-on", SEVERITIES, "from which on findings make the exit status 1; else error",
     take_fail_on},
    {"code", "CHECK", "these checks only; repeatable", take_code},
    {"emit-test", NULL, "write a test of the policy instead, which fails while it is so",
     take_emit_test},
    {NULL, NULL, NULL, NULL},
};

const char lint_help[] =
    "Lays the rules beside each other, without asking any touchpoint, and tells what does not "
    "fit: conflicting-rules, which give a letter of one holder to different ones where neither "
    "goes before the other; shadowed-rule, which others always go before, one or several "
    "together; duplicate-rule and subsumed-rule, which say nothing of their own; dead-rule, "
    "which matches nothing today, or can match nothing; unused-override; "
    "general-beats-special; override-without-reason; and uncovered, where nobody would be "
    "accountable.\n\n"
    "Each is certain, or possible where a 'when', a function or whoever delivers decides. A "
    "touchpoint that is there is named where there is one, else what one would be like, and the "
    "line to add or to take away. Pairs of one rule are told together, the worst first.\n\n"
    "For other programs there are --format sarif, github and junit, as of 'raci check': each "
    "finding stands beside its rule, with the line to add or to take away.\n\n"
    "A comment '-- raci: ignore CHECK reason' on a rule, right before it or within it, leaves "
    "that check's findings about the rule out. Only what rules declare is looked at: 'raci "
    "check' evaluates them.";
