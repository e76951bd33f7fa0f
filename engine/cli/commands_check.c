/* Options and help of `check` and `meta`: what those who write policies work with. */
#include "cli/command_words.h"

const option check_options[] = {
    {"fail-on", SEVERITIES, "from which on findings make the exit status 1; else error",
     take_fail_on},
    {"code", "CODE", "these checks only; repeatable", take_code},
    {"summary", NULL, "the counts only", take_summary},
    {"profile", NULL,
     "instead of the findings what it takes: time and memory by phase, rule, check", take_profile},
    {"new-since", "RUN", "only findings that this run had not, or that look different now",
     take_new_since},
    {"record", NULL, "keep this as a run: assignments, findings, the policy's text", take_record},
    {"recorded-at", "TIME", "with --record, when it is recorded, as 2026-11-22T10:30:00Z; else now",
     take_recorded_at},
    {"diff", "FILE|DIR|MODEL", "what another policy decides differently here", take_diff},
    {"all", NULL, "with --diff, findings of both policies, too", take_all},
    {"list", LISTS_OF_POLICIES,
     "with --diff, " LIST_HELP "; general how both compare whatever the subject",
     take_list_of_policies},
    {"workers", "NUMBER", "evaluate in so many processes at once, with the same outcome; else one",
     take_workers},
    {"watch", NULL, "again whenever the model or the policy has changed, until Ctrl-C", take_watch},
    {NULL, NULL, NULL, NULL},
};

const char check_help[] =
    "Evaluates the policy on every touchpoint, handoff and journey and tells what "
    "is wrong: conflicts, gaps and risks, the worst first, what follows from a "
    "cause below it, and who is to decide. Where a check found much, the first "
    "findings are told and the others named; with --code, and in other formats "
    "than text, all are told.\n\n"
    "With --diff, what another policy would decide differently for this organization: "
    "which letters get other holders and by which rules, and which findings are new, changed "
    "and gone, from the policy that is in force to the other one. And what it would decide "
    "differently in general, whatever the subject: whether the two are equivalent, or the other "
    "one is narrower (nobody has a letter any more on some subjects), wider or different, with "
    "a subject for each way. That is certain, or possible where a function decides.\n\n"
    "With --profile the counts, and where time and memory go: by phase, by rule (how often its "
    "match held, its functions were called, it won, and the time in them) and by check, the worst "
    "first. All is done as without it, the document that is left out is written, too. Times "
    "differ from run to run; csv, json and jsonl list everything, in the order of names.\n\n"
    "For other programs there are also --format sarif, which code scanning and editors "
    "show beside the rules, github, whose lines GitHub puts there in a workflow, and junit, in "
    "which each check is a test that fails from --fail-on on.\n\n"
    "Reads only, but for --record, which also keeps the whole as a run: from then "
    "on 'raci log' shows it, and findings have an age. A run in which a rule "
    "failed is not kept. RUN is a number of 'raci log', 'last' or 'last-1'.";

const option meta_options[] = {
    {"people", NULL, "people's keys, too", take_people},
    {NULL, NULL, NULL, NULL},
};

const char meta_help[] =
    "Prints a file of annotations (LuaLS, the Lua language server) that tells an editor the "
    "rule language with the words of tests and scenarios, and as literal types what the model "
    "has: stages, channels, journeys, units, teams, positions, offices, touchpoints, tags and "
    "attributes; and the policy's letters, rules and checks. The editor then completes them, "
    "and underlines those that there are not. 'raci init' puts one into meta/, and a "
    ".luarc.json beside the model that names it; after changes of the organization: raci meta > "
    "meta/raci.lua\n\n"
    "People are left out unless --people asks for them: the file lies among others that are "
    "passed on. Of more than 2000 of a kind none is listed, and any text will do. Without a "
    "model, the language alone.";
